import type { TillEntryOf } from '../journal/till-entries.ts';
import type { Journal } from '../ports/journal.ts';

/** What a person once said about one difference, or about many at once. */
export type Explanation = Pick<
  TillEntryOf<'differences.explained'>,
  'at' | 'by' | 'closing' | 'differences' | 'reason'
>;

const MOST_REASONS = 1_000;

/** What people have said since this entry, oldest first; also as it was written before, one difference at a time. */
export function explanations(journal: Pick<Journal, 'entries'>, from: number): readonly Explanation[] {
  const said = journal.entries({ types: ['difference.explained', 'differences.explained'], from, limit: MOST_REASONS });
  return said.toReversed().map((entry) => ({
    at: entry.at,
    by: entry.by,
    closing: entry.closing,
    differences: entry.type === 'differences.explained' ? entry.differences : [entry.difference],
    reason: entry.reason,
  }));
}
