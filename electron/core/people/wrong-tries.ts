import type { Clock } from '../ports/clock.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** Slips of the finger cost nothing. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 10_000;
/** With this the 10,000 PINs of four digits take two months of nothing but trying. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** How long after so many wrong tries in a row no try counts. */
export const waitAfter = (wrongTries: number): number =>
  wrongTries < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrongTries - FREE_TRIES), LONGEST_WAIT_MS);

/** Where a secret is typed. Who cannot sign in can still approve, and the other way round. */
export type TryPlace = 'signIn' | 'approval' | 'recovery';
export const TRY_PLACES = ['signIn', 'approval'] as const satisfies readonly TryPlace[];

/** What is counted together. In a recovery the API keys are tried, which are nobody's own. */
export const triesOf = (place: TryPlace, personId: string): string => `${place} ${personId}`;
export const KEYS_TRIED = triesOf('recovery', '');

/**
 * Counts wrong tries in a row, for each person and place apart: who types somebody else's PIN wrong in one place locks
 * them out of that place alone. A wait is measured on the monotonic clock, so a clock that is set does not shorten it;
 * it begins anew with the app, so that neither does a restart.
 */
export class WrongTries {
  readonly #clock: Clock;
  readonly #counted = new Map<string, { readonly inARow: number; readonly at: number }>();

  /** @param kept what was counted before this start */
  constructor(clock: Clock, kept: Iterable<readonly [id: string, inARow: number]>) {
    this.#clock = clock;
    for (const [id, inARow] of kept) this.#counted.set(id, { inARow, at: clock.monotonic() });
  }

  inARow(id: string): number {
    return this.#counted.get(id)?.inARow ?? 0;
  }

  /**
   * Counts a try as wrong before it is looked at, so that many at once are no way round the wait. @returns
   * `people.wait` when it must not be looked at
   */
  begin(id: string): Result<null, ErrorCode> {
    if (this.#waitMs(id) > 0) return err('people.wait');
    this.#counted.set(id, { inARow: this.inARow(id) + 1, at: this.#clock.monotonic() });
    return ok(null);
  }

  /** It was right after all, or could not be looked at. */
  takeBack(id: string, how: 'right' | 'notJudged'): void {
    const inARow = this.inARow(id) - 1;
    if (how === 'right' || inARow <= 0) this.#counted.delete(id);
    // As it was: no try begins before the wait of the one before it is over.
    else this.#counted.set(id, { inARow, at: Number.NEGATIVE_INFINITY });
  }

  /** Epoch ms from which the next try counts, or null when it does now. */
  waitUntil(id: string): number | null {
    const waitMs = this.#waitMs(id);
    return waitMs > 0 ? Math.max(0, Math.round(this.#clock.now() + waitMs)) : null;
  }

  #waitMs(id: string): number {
    const counted = this.#counted.get(id);
    return counted ? waitAfter(counted.inARow) - (this.#clock.monotonic() - counted.at) : 0;
  }
}
