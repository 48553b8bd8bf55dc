/** No till sells faster than this for long: one sale in ten seconds, day and night. */
const MS_PER_SALE = 10_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const ROUND = 1_000;

/**
 * Receipt numbers that a restored till leaves out: as many as can have been used since the backup was made, and a day's
 * more for clocks that differ. A number that were used again all the same would still be told apart by its reference,
 * which carries the new tag.
 *
 * @returns the largest number that is taken for used
 */
export function numbersTo(last: number, madeAt: number, now: number): number {
  const since = Math.max(0, now - madeAt) + DAY_MS;
  return Math.ceil((last + Math.ceil(since / MS_PER_SALE)) / ROUND) * ROUND;
}
