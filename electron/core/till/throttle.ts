import type { Clock } from '../ports/clock.ts';

/** Five a second are as many as a person can follow. */
const EVERY_MS = 200;

/** Lets news through at once, then a few a second at most; the newest is always told in the end. */
export class Throttle {
  readonly #clock: Pick<Clock, 'monotonic' | 'after'>;
  #toldAt = Number.NEGATIVE_INFINITY;
  #waiting: (() => void) | null = null;
  #stopTimer: () => void = () => undefined;

  constructor(clock: Pick<Clock, 'monotonic' | 'after'>) {
    this.#clock = clock;
  }

  /** Calls `tell` now or a little later; not at all where something newer comes meanwhile. */
  say(tell: () => void): void {
    const wait = this.#toldAt + EVERY_MS - this.#clock.monotonic();
    if (wait <= 0) return this.now(tell);
    if (!this.#waiting) this.#stopTimer = this.#clock.after(wait, () => this.#waiting && this.now(this.#waiting));
    this.#waiting = tell;
  }

  /** At once, instead of what waits. */
  now(tell: () => void): void {
    this.stop();
    this.#toldAt = this.#clock.monotonic();
    tell();
  }

  /** What waits is not told any more. */
  stop(): void {
    this.#stopTimer();
    this.#waiting = null;
  }
}
