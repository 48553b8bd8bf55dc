import type { Clock } from '../ports/clock.ts';
import type { EventStream } from './event-stream.ts';
import { Throttle } from './throttle.ts';
import { AT_REST, TASKS } from '../../../shared/progress.ts';
import type { AllProgress, Progress, Task } from '../../../shared/progress.ts';

/** How far things are, and that the books have changed: told a few times a second, however often it happens. */
export class News {
  readonly #stream: EventStream;
  readonly #tasks: Readonly<Record<Task, Throttle>>;
  readonly #bookThrottle: Throttle;
  #progress: AllProgress = AT_REST;
  #books = 0;

  constructor(stream: EventStream, clock: Clock) {
    this.#stream = stream;
    this.#tasks = {
      compare: new Throttle(clock),
      export: new Throttle(clock),
      verify: new Throttle(clock),
      backup: new Throttle(clock),
      restore: new Throttle(clock),
    };
    this.#bookThrottle = new Throttle(clock);
  }

  get progress(): AllProgress {
    return this.#progress;
  }

  /** Grows with every change of what lists and reports are made from. */
  get books(): number {
    return this.#books;
  }

  readonly progressed = (task: Task, progress: Progress | null): void => {
    const goesOn = progress !== null && this.#progress[task] !== null;
    this.#progress = { ...this.#progress, [task]: progress };
    const tell = () => this.#stream.tell({ type: 'progress', task, progress });
    // A beginning and an end are not kept waiting.
    if (goesOn) this.#tasks[task].say(tell);
    else this.#tasks[task].now(tell);
  };

  readonly booked = (): void => {
    this.#books += 1;
    this.#bookThrottle.say(() => this.#stream.tell({ type: 'books', books: this.#books }));
  };

  stop(): void {
    for (const task of TASKS) this.#tasks[task].stop();
    this.#bookThrottle.stop();
  }
}
