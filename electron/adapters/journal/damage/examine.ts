import { statSync } from 'node:fs';
import type Database from 'libsql';
import { ENTRY_VERSION, writtenIn } from '../../../core/journal/entry-versions.ts';
import { readRoll } from '../store/audit-roll.ts';
import type { RollFound } from '../store/audit-roll.ts';
import { firstBytes } from '../store/bytes.ts';
import { BEGINNING, chainHash, findBrokenLink } from '../store/chain.ts';
import type { ChainEnd, ChainLink } from '../store/chain.ts';
import { findingOf, JournalDamage, reading } from './damage.ts';
import type { Finding } from './damage.ts';
import { readOnly } from '../store/query.ts';
import { brokenTail, saleIdOf } from '../tables/rows.ts';
import { MIGRATIONS, NewerJournal } from '../tables/schema.ts';
import { prepareReading } from '../tables/statements.ts';
import type { ReadingStatements } from '../tables/statements.ts';
import { rollOf } from '../store/volumes.ts';

/**
 * What was found in the files before anything of them is touched:
 * - `new`: there is no journal yet · `whole`: nothing is missing; `rollEnds`: the roll ends where the database does and
 *   can be gone on with
 * - `cut`: the newest entries are missing in the database and the roll has each of them · `damaged`: anything else
 */
export type Examined =
  | { readonly kind: 'new' }
  | { readonly kind: 'whole'; readonly rollEnds: boolean }
  | { readonly kind: 'cut'; readonly tag: string; readonly links: readonly ChainLink[] }
  | { readonly kind: 'damaged'; readonly finding: Finding };

const damaged = (
  problem: Finding['problem'],
  seq: number | null = null,
  receiptNumber: number | null = null,
): Examined => ({
  kind: 'damaged',
  finding: { problem, seq, receiptNumber },
});

/**
 * Looks at a journal through a read-only connection: SQLite never writes to the files through it, whatever it finds,
 * not even when it is closed.
 *
 * @throws when the file cannot be read at all (permissions, a busy disk), or belongs to a newer version
 */
export function examine(file: string): Examined {
  const roll = readRoll(rollOf(file));
  const empty = sizeOf(file) === 0;
  if (empty && roll === null && sizeOf(`${file}-wal`) === 0) return { kind: 'new' };
  if (empty) return restorable(roll, BEGINNING) ?? damaged('missing');
  if (!isOurs(file)) return damaged('structure');
  try {
    return reading(() => look(file, roll), true);
  } catch (error) {
    const finding = findingOf(error);
    if (!finding) throw error;
    return { kind: 'damaged', finding };
  }
}

function look(file: string, roll: RollFound | null): Examined {
  const db = readOnly(file);
  try {
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version === 0 && isBare(db))
      return roll === null ? { kind: 'new' } : (restorable(roll, BEGINNING) ?? damaged('missing'));
    if (version > MIGRATIONS.length && (roll === null || roll.head.version === version))
      throw new NewerJournal(`the journal was written by a newer version (${version})`);
    if (version > MIGRATIONS.length || version < 1) return damaged('structure');
    const statements = prepareReading(db);
    const end = statements.lastEvent.get() ?? BEGINNING;
    const broken = brokenTail(statements, end) ?? brokenOpenSale(statements);
    if (broken)
      return damaged(
        broken.reason === 'gap' ? 'gap' : 'hash',
        broken.seq,
        statements.receiptNumberOf.get(broken.seq)?.number,
      );
    refuseNewer(db);
    touchRecentSales(db);
    if (roll === null) return { kind: 'whole', rollEnds: false };
    const tag = statements.meta.get('tag')?.value;
    if (tag !== undefined && tag !== roll.head.tag) return damaged('foreign');
    return compare(statements, end, roll);
  } finally {
    db.close();
  }
}

/**
 * Each version writes an entry as soon as it has opened a journal, so that the newest one tells of a newer version even
 * where that one changed no table. Asked once the chain has vouched for the entry.
 */
function refuseNewer(db: Database.Database): void {
  const newest = db.prepare('SELECT payload FROM events ORDER BY seq DESC LIMIT 1').get() as
    | { payload: string }
    | undefined;
  const version = newest === undefined ? 0 : writtenIn(newest.payload);
  if (version > ENTRY_VERSION) throw new NewerJournal(`the newest entry was written by a newer version (${version})`);
}

/** The database against its second copy. */
function compare(statements: ReadingStatements, end: ChainEnd, roll: RollFound): Examined {
  if (roll.end?.seq === end.seq && roll.end.hash === end.hash) return { kind: 'whole', rollEnds: true };
  const newest = roll.verified().at(-1);
  // A roll that is behind or garbled is no damage: the database is the truth, and the roll is written anew.
  if (!newest) return { kind: 'whole', rollEnds: false };
  if (newest.seq > end.seq) return restorable(roll, end) ?? damaged('end', end.seq + 1);
  const stored = statements.hashOf.get(newest.seq);
  return stored?.hash === newest.hash ? { kind: 'whole', rollEnds: false } : damaged('hash', newest.seq);
}

/** The entries after `end` as the roll has them, when there is none that it knows of and cannot prove. */
function restorable(roll: RollFound | null, end: ChainEnd): Examined | null {
  const missing = (roll?.verified() ?? []).filter(({ seq }) => seq > end.seq);
  if (roll && missing.length === 0 && roll.head.seq === 0 && end.seq === 0) return { kind: 'new' };
  if (!roll || missing.length === 0 || findBrokenLink(missing, end)) return null;
  return { kind: 'cut', tag: roll.head.tag, links: missing };
}

/** Open payments are taken up again at the start, however old they are: each of their events must hold. */
function brokenOpenSale({
  openSales,
  eventsOfSale,
  hashOf,
}: ReadingStatements): { readonly seq: number; readonly reason: 'gap' | 'hash' } | null {
  for (const row of openSales.all()) {
    const events = eventsOfSale.all(saleIdOf(row));
    if (events.length === 0) throw new JournalDamage({ problem: 'structure', seq: null });
    for (const { seq, hash, payload } of events) {
      const before = seq === 1 ? BEGINNING : hashOf.get(seq - 1);
      if (!before) return { seq: seq - 1, reason: 'gap' };
      if (chainHash(before.hash, seq, payload) !== hash) return { seq, reason: 'hash' };
    }
  }
  return null;
}

/** Reads what the till reads when it opens, so that broken pages are met here. */
function touchRecentSales(db: Database.Database): void {
  db.prepare(
    `SELECT (SELECT SUM(length(payload)) FROM events e WHERE e.sale_id = s.sale_id) AS bytes
     FROM sales s ORDER BY receipt_number DESC LIMIT 40`,
  ).all();
  db.prepare('SELECT SUM(length(body)) AS bytes FROM bodies').all();
}

const isBare = (db: Database.Database): boolean =>
  (db.prepare('SELECT COUNT(*) AS tables FROM sqlite_schema').get() as { tables: number }).tables === 0;

/**
 * The first bytes of every file that this terminal writes; SQLite itself would take some others and change the file
 * [sqlite.org/fileformat2, 1.3].
 */
export function isOurs(file: string): boolean {
  const head = firstBytes(file, 100);
  if (!head) return false;
  const isFormat = (byte: number | undefined) => byte === 1 || byte === 2;
  return (
    head.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
    head.readUInt16BE(16) === 4096 &&
    isFormat(head[18]) &&
    isFormat(head[19]) &&
    head.toString('hex', 20, 24) === '00402020' &&
    head.readUInt32BE(56) <= 1
  );
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
