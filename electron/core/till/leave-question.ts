import type { Clock } from '../ports/clock.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Till } from '../../../shared/ipc/contract.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

type Why = NonNullable<Till['leaving']>;

interface LeaveDeps {
  readonly clock: Clock;
  hasLivePayments(): boolean;
  /** Whether the till fills the screen: then it is not a cashier's to close. */
  fillsScreen(): boolean;
  /** The question stands, or stands no longer. */
  changed(): void;
  leave(): void;
}

/** Two presses closer together than this are one slip of the hand, not a second wish. */
const SECOND_WISH_MS = 1_000;

/**
 * The question that stands before the app ends while payments are open, or where it fills the screen. With open
 * payments alone, who asks to end it a second time means it.
 */
export class LeaveQuestion {
  readonly #deps: LeaveDeps;
  #why: Why | null = null;
  #askedAt = 0;

  constructor(deps: LeaveDeps) {
    this.#deps = deps;
  }

  /** What is being asked about, or null. */
  get why(): Why | null {
    return this.#why;
  }

  /** Somebody or something wants to end the app. @returns whether it may now; when not, the question stands */
  mayLeave(why: Why): boolean {
    const { clock, hasLivePayments, fillsScreen, changed } = this.#deps;
    const held = why === 'close' && fillsScreen();
    if (!held && !hasLivePayments()) return true;
    const now = clock.monotonic();
    if (!held && this.#why === why) {
      if (now - this.#askedAt >= SECOND_WISH_MS) return true;
    } else {
      this.#why = why;
      this.#askedAt = now;
    }
    changed();
    return false;
  }

  /** @param mayApprove whether who answers may do what is a manager's */
  answer(leave: boolean, mayApprove: boolean): Result<null, ErrorCode> {
    const why = this.#why;
    // SECURITY: also where the till has locked itself, and nobody is there who might approve.
    if (leave && why === 'close' && this.#deps.fillsScreen() && !mayApprove) return err('people.managerNeeded');
    this.#why = null;
    if (why !== null && leave) this.#deps.leave();
    else if (why !== null) this.#deps.changed();
    return ok(null);
  }
}
