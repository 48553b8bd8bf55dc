import type { Journal } from '../ports.ts';
import type { TillEntryOf } from '../till-entries.ts';

/** What a person once said about one difference, or about many at once. */
export interface Explanation extends Pick<TillEntryOf<'differences.explained'>, 'at' | 'by' | 'closing' | 'differences' | 'reason'> {
  readonly seq: number;
}

const MOST_REASONS = 1_000;

/** What people have said since this entry, oldest first; also in the words of a till of before, one difference at a time. */
export function explanations(journal: Pick<Journal, 'entries'>, from: number): readonly Explanation[] {
  const said = journal.entries({ types: ['difference.explained', 'differences.explained'], from, limit: MOST_REASONS });
  return said.toReversed().map((entry) => ({
    seq: entry.seq,
    at: entry.at,
    by: entry.by,
    closing: entry.closing,
    differences: entry.type === 'differences.explained' ? entry.differences : [entry.difference],
    reason: entry.reason,
  }));
}
