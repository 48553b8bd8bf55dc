import { readEntry } from '../../../core/journal/entry-versions.ts';
import { journalEntrySchema } from '../../../core/journal/events.ts';
import type { JournalEntry } from '../../../core/journal/events.ts';
import type { Journal } from '../../../core/ports/journal.ts';

type Source = Pick<Journal, 'tag' | 'links' | 'entries'>;
/** More than a till ever has. */
const MOST_BROKEN = 100;

/**
 * The entry by which a volume goes on from a damaged one; null where this is the first volume, or it cannot be read.
 */
export function continuedEntry(
  journal: Pick<Journal, 'links'>,
): Extract<JournalEntry, { type: 'journal.continued' }> | null {
  const [first] = journal.links(0, 1);
  if (!first?.payload.includes('"journal.continued"')) return null;
  const entry = journalEntrySchema.safeParse(readEntry(first.payload)).data;
  return entry?.type === 'journal.continued' ? entry : null;
}

/**
 * Tags of this journal and of those that this till is known to have had before it: every reference that carries one is
 * this till's own.
 */
export function knownTags(journal: Source): readonly string[] {
  const told = journal.entries({ types: ['seal.broken', 'backup.restored'], limit: MOST_BROKEN });
  return [...new Set([journal.tag, ...(continuedEntry(journal)?.tags ?? []), ...told.flatMap(({ tags }) => tags)])];
}
