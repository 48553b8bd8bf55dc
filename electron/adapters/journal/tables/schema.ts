import { randomBytes } from 'node:crypto';
import type Database from 'libsql';
import { DAY_BOOK_OF_MOVEMENTS, FIRST_DAY_BOOK } from './day-book-schema.ts';
import { SALE_ROWS } from './sale-rows.ts';
import type { Statements } from './statements.ts';

const REFUSED = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END";

/**
 * The journal's tables. `events` is the truth: append-only (triggers refuse anything else) and hash-chained. `sales`
 * and `payments` are projections for reading, written in the same transaction and rebuildable from the events. `bodies`
 * holds the exact bytes of operations that wait for an answer; it is outside the chain so that a phone number can be
 * forgotten.
 *
 * A migration is never changed once released, not even in its spaces: SQLite keeps the text, and checks compare it. The
 * next one is added. `user_version` counts those that are done.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    sale_id TEXT NOT NULL,
    type TEXT NOT NULL,
    payload TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_sale ON events (sale_id, seq);
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events ${REFUSED};
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events ${REFUSED};
  CREATE TABLE bodies (key TEXT PRIMARY KEY, reference TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE sales (
    sale_id TEXT PRIMARY KEY,
    receipt_number INTEGER NOT NULL UNIQUE,
    opened_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    is_open INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX open_sales ON sales (receipt_number) WHERE is_open = 1;
  CREATE TABLE payments (
    reference TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    phase TEXT NOT NULL,
    captured INTEGER NOT NULL,
    captured_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX payments_by_capture ON payments (captured_at) WHERE captured_at IS NOT NULL;
  `,
  // A flipped digit in a waiting body would send a request to a stranger.
  'ALTER TABLE bodies ADD COLUMN digest TEXT',
  FIRST_DAY_BOOK,
  DAY_BOOK_OF_MOVEMENTS,
  SALE_ROWS,
  // Takings are read from the movements since there are parts and refunds: nobody reads this any more, and each capture
  // paid for it.
  'DROP INDEX payments_by_capture',
  // An HMAC beside the hash. Null in entries from before there were seals, and where the system has no keychain.
  'ALTER TABLE events ADD COLUMN mac TEXT',
  // The method is a fact of its own since it is written in the request; what stands in the column is the same.
  `
  ALTER TABLE day_payments RENAME COLUMN channel TO method;
  ALTER TABLE day_movements RENAME COLUMN channel TO method;
  ALTER TABLE sale_rows RENAME COLUMN channel TO method;
  `,
  // Of captures with a discount alone: all others cost nothing.
  `
  ALTER TABLE day_movements ADD COLUMN discount INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX day_movements_discounted ON day_movements (at, discount) WHERE discount > 0;
  CREATE INDEX day_movements_discounted_by_entry ON day_movements (seq, discount) WHERE discount > 0;
  `,
];

/** In `meta`: number of the entry that tells of the newest restoring from a backup. */
export const RESTORED = 'restored';

/** The journal was written by a newer version of the terminal. */
export class NewerJournal extends Error {}

/** @param to number of the version to bring it to */
export function migrate(db: Database.Database, to = MIGRATIONS.length): void {
  const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (done > MIGRATIONS.length) throw new NewerJournal(`the journal was written by a newer version (${done})`);
  MIGRATIONS.slice(done, to).forEach((sql, index) => {
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${done + index + 1}; COMMIT;`);
  });
}

const TAG_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
export const randomTag = (): string =>
  [...randomBytes(4)].map((byte) => TAG_ALPHABET[byte % TAG_ALPHABET.length]).join('');

/** The journal's tag; a new one gets its tag here. */
export function ensureTag({ meta, putMeta }: Statements, mintTag: () => string): string {
  const found = meta.get('tag');
  if (found) return found.value;
  const tag = mintTag();
  putMeta.run('tag', tag);
  return tag;
}
