import type { JournalNotice } from '../../../../shared/journal.ts';
import type { Environment } from '../../../../shared/settings.ts';
import type { Seal } from '../seal/seal.ts';
import type { SqliteJournal } from './sqlite-journal.ts';

/** The journal that a notice is about. */
interface Noticed {
  readonly file: string;
  readonly folder: string;
  readonly environment: Environment;
  readonly keychain: Seal['keychain'];
  readonly now: number;
}

/** What somebody must be told about the journal that was opened, or null. */
export function noticeOf(journal: SqliteJournal, about: Noticed): JournalNotice | null {
  const [restored] = journal.entries({ types: ['backup.restored'], from: journal.acknowledged + 1, limit: 1 });
  if (restored) {
    const { at, madeAt, seals, lastReceiptNumber } = restored;
    return { name: 'fromBackup', at, file: about.file, folder: about.folder, madeAt, seals, lastReceiptNumber };
  }
  const entry = journal.newestEntry();
  if (!entry) return sealedNotice(journal, about);
  const where = { at: entry.at, file: entry.file, folder: about.folder };
  if (entry.type === 'journal.restored') return { name: 'restored', ...where, entries: entry.entries };
  return { name: 'continued', ...where, carried: entry.carried, lost: entry.lost };
}

/**
 * A journal that was there before is sealed from some entry on: whoever took its seals away hears of it here, and so
 * does the shop.
 */
function sealedNotice(journal: SqliteJournal, about: Noticed): JournalNotice | null {
  const [begun] = journal.entries({ types: ['seal.begun'], from: journal.acknowledged + 1, limit: 1 });
  if (!begun || begun.from === 1) return unsealedNotice(journal, about);
  return { name: 'sealed', at: begun.at, file: about.file, folder: about.folder, from: begun.from };
}

/** Where real money is and no keychain, the till says once what that means. */
function unsealedNotice(journal: SqliteJournal, about: Noticed): JournalNotice | null {
  const { file, folder, environment, keychain, now } = about;
  if (environment !== 'production' || keychain === 'available') return null;
  if (journal.entries({ types: ['seal.missingRead'], limit: 1 }).length > 0) return null;
  return { name: 'unsealed', at: now, file, folder, keychain };
}
