import type { TillEntryOf } from '../journal/till-entries.ts';
import type { JournalElsewhere } from '../ports/journal-keeper.ts';
import type { Journal } from '../ports/journal.ts';
import { changesBetween, recordOf } from './settings-changes.ts';
import type { ChangeOfSetting, FoundSetting, StoreSettings } from '../../../shared/settings.ts';

type InForce = TillEntryOf<'settings.inForce'>;

/**
 * What is not as the till had it last, on whichever journal it then worked: nobody changed it in the till, so the file
 * was edited or put back. What a newer version of the terminal added, or no longer has, is no change of a person's.
 */
export function foundChanges(
  store: StoreSettings,
  here: InForce | null,
  elsewhere: readonly JournalElsewhere[],
): readonly ChangeOfSetting[] {
  const all = [here, ...elsewhere.map(({ inForce }) => inForce)].filter((entry) => entry !== null);
  const last = all.toSorted((a, b) => b.at - a.at)[0];
  if (!last) return [];
  const now = recordOf(store);
  return changesBetween(last.settings, now).filter(({ name }) => name in last.settings && name in now);
}

const words = (value: unknown): string | null =>
  value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
const inWords = ({ name, values }: ChangeOfSetting): FoundSetting =>
  values === 'notWritten' ? { name, from: null, to: null } : { name, from: words(values.from), to: words(values.to) };

const MOST_UNREAD = 20;

/** What was found and nobody has read yet, oldest first; null where there is nothing. */
export function unreadChanges(journal: Pick<Journal, 'entries'>): readonly FoundSetting[] | null {
  const entries = journal.entries({ types: ['settings.foundChanged', 'settings.foundRead'], limit: MOST_UNREAD });
  const read = entries.findIndex(({ type }) => type === 'settings.foundRead');
  const unread = entries.slice(0, read === -1 ? MOST_UNREAD : read).toReversed();
  const changes = unread.flatMap((entry) => (entry.type === 'settings.foundChanged' ? entry.changes.map(inWords) : []));
  return changes.length > 0 ? changes : null;
}
