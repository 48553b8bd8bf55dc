import type { Clock } from '../ports/clock.ts';
import type { Till } from '../../../shared/ipc/contract.ts';

type Why = NonNullable<Till['leaving']>;

/** Two presses closer together than this are one slip of the hand, not a second wish. */
const SECOND_WISH_MS = 1_000;

/** The question that stands before the app ends while payments are open. Who asks to end it a second time means it. */
export class LeaveQuestion {
  readonly #clock: Clock;
  #why: Why | null = null;
  #askedAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is being asked about, or null. */
  get why(): Why | null {
    return this.#why;
  }

  /** The question stands until it is answered, however often it is put. */
  ask(why: Why): void {
    this.#why = why;
    this.#askedAt = this.#clock.monotonic();
  }

  /** @returns whether the app may end without (more) asking; when not, the question stands */
  mayLeave(why: Why): boolean {
    const now = this.#clock.monotonic();
    if (this.#why === why) return now - this.#askedAt >= SECOND_WISH_MS;
    this.ask(why);
    return false;
  }

  /** @returns whether anything had been asked */
  answer(): boolean {
    const asked = this.#why !== null;
    this.#why = null;
    return asked;
  }
}
