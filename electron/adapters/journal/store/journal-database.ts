import Database from 'libsql';
import { BEGINNING } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import { JournalDamage, reading } from '../damage/damage.ts';
import { WAIT_WHILE_BUSY } from './query.ts';
import { ensureTables } from '../tables/projections.ts';
import { brokenTail, lastNumber } from '../tables/rows.ts';
import { ensureTag, migrate } from '../tables/schema.ts';
import { prepare } from '../tables/statements.ts';
import type { Statements } from '../tables/statements.ts';

export interface JournalDatabase {
  readonly db: Database.Database;
  readonly statements: Statements;
  readonly tag: string;
  readonly end: ChainEnd;
  readonly lastReceiptNumber: number;
}

/**
 * Opens the file, brings its tables up to this version and checks its newest links.
 *
 * @param checked the newest links are known to hold
 * @throws a JournalDamage when the file is not in order or its newest links do not hold; another error when it cannot
 * be opened
 */
export function openDatabase(file: string, mintTag: () => string, checked: boolean): JournalDatabase {
  const db = new Database(file);
  try {
    const opened = reading(() => {
      // First: already the next statement touches the file, and whoever closes it just now holds it for a moment.
      db.exec(WAIT_WHILE_BUSY);
      // SECURITY: secure_delete writes zeros over a forgotten body, so that its phone number is not in a free page.
      db.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
      );
      migrate(db);
      const statements = prepare(db);
      const tag = ensureTag(statements, mintTag);
      const { seq, hash } = statements.lastEvent.get() ?? BEGINNING;
      return { db, statements, tag, end: { seq, hash }, lastReceiptNumber: lastNumber(statements) };
    }, true);
    const broken = checked ? null : brokenTail(opened.statements, opened.end);
    if (broken) throw new JournalDamage({ problem: broken.reason === 'gap' ? 'gap' : 'hash', seq: broken.seq });
    reading(() => ensureTables(opened.statements));
    return opened;
  } catch (error) {
    db.close();
    throw error;
  }
}
