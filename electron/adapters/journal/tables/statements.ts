import type Database from 'libsql';
import type { ChainEnd, ChainLink } from '../store/chain.ts';
import { prepareDayBook } from './day-book-statements.ts';
import { query, text } from '../store/query.ts';
import { prepareSaleRows } from './sale-rows.ts';

/** Every statement of an open journal, prepared once. */
export type Statements = ReturnType<typeof prepare>;

export interface SaleRow {
  readonly sale_id: string;
  readonly receipt_number: number;
  readonly opened_at: number;
  readonly total: number;
  readonly is_open: number;
}

export interface PaymentRow {
  readonly reference: string;
  readonly sale_id: string;
  readonly phase: string;
  readonly captured: number;
  readonly captured_at: number | null;
}

export interface BodyRow {
  readonly key: string;
  readonly reference: string;
  readonly body: string;
  /** Null in a journal of the first version. */
  readonly digest: string | null;
}

type SaleIdRow = Pick<SaleRow, 'sale_id'>;

export interface SealRow extends ChainEnd {
  readonly mac: string | null;
}

/** The seals of a journal of this version. */
export const prepareSeals = (db: Database.Database) => ({
  sealedLinksAfter: query<ChainLink>(
    db,
    `SELECT seq, ${text('hash', 'payload', 'mac')} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
  ),
  sealsAfter: query<SealRow>(db, `SELECT seq, ${text('hash', 'mac')} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`),
});

/** What can be read of a journal of any version, also before it is brought up to this one. */
export type ReadingStatements = ReturnType<typeof prepareReading>;

export function prepareReading(db: Database.Database) {
  return {
    meta: query<{ readonly value: string }>(db, `SELECT ${text('value')} FROM meta WHERE name = ?`),
    lastEvent: query<ChainEnd>(db, `SELECT seq, ${text('hash')} FROM events ORDER BY seq DESC LIMIT 1`),
    hashOf: query<Pick<ChainEnd, 'hash'>>(db, `SELECT ${text('hash')} FROM events WHERE seq = ?`),
    linksAfter: query<ChainLink>(
      db,
      `SELECT seq, ${text('hash', 'payload')} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
    eventsOfSale: query<ChainLink>(
      db,
      `SELECT seq, ${text('hash', 'payload')} FROM events WHERE sale_id = ? ORDER BY seq`,
    ),
    receiptNumberOf: query<{ readonly number: number }>(
      db,
      'SELECT s.receipt_number AS number FROM events e JOIN sales s ON s.sale_id = e.sale_id WHERE e.seq = ?',
    ),
    openSales: query<SaleIdRow>(db, `SELECT ${text('sale_id')} FROM sales WHERE is_open = 1 ORDER BY receipt_number`),
  };
}

export function prepare(db: Database.Database) {
  return {
    ...prepareReading(db),
    ...prepareSeals(db),
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    putMeta: db.prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
    newestEntry: query<ChainLink>(
      db,
      `SELECT seq, ${text('hash', 'payload')} FROM events
       WHERE sale_id = '' AND type >= 'journal.' AND type < 'journal/' AND seq > ? ORDER BY seq DESC LIMIT 1`,
    ),
    entriesOfType: query<ChainLink>(
      db,
      `SELECT seq, ${text('hash', 'payload')} FROM events
       WHERE sale_id = '' AND type = ? AND seq >= ? AND seq <= ? ORDER BY seq DESC LIMIT ?`,
    ),
    firstEvent: query<ChainLink>(db, `SELECT seq, ${text('hash', 'payload')} FROM events WHERE seq = 1`),
    insertEvent: db.prepare('INSERT INTO events (seq, sale_id, type, payload, hash, mac) VALUES (?, ?, ?, ?, ?, ?)'),
    insertBody: db.prepare('INSERT INTO bodies (key, reference, body, digest) VALUES (?, ?, ?, ?)'),
    deleteBody: db.prepare('DELETE FROM bodies WHERE key = ?'),
    body: query<BodyRow>(db, `SELECT ${text('key', 'reference', 'body', 'digest')} FROM bodies WHERE key = ?`),
    salesAfter: query<SaleIdRow>(
      db,
      `SELECT ${text('sale_id')} FROM (SELECT DISTINCT sale_id FROM events WHERE sale_id > ? ORDER BY sale_id LIMIT ?)`,
    ),
    saleRow: query<SaleRow>(
      db,
      `SELECT ${text('sale_id')}, receipt_number, opened_at, total, is_open FROM sales WHERE sale_id = ?`,
    ),
    paymentRow: query<PaymentRow>(
      db,
      `SELECT ${text('reference', 'sale_id', 'phase')}, captured, captured_at FROM payments WHERE reference = ?`,
    ),
    recentSales: query<SaleIdRow>(db, `SELECT ${text('sale_id')} FROM sales ORDER BY receipt_number DESC LIMIT ?`),
    lastReceiptNumber: query<{ readonly number: number }>(
      db,
      'SELECT COALESCE(MAX(receipt_number), 0) AS number FROM sales',
    ),
    takings: query<{ readonly sum: number; readonly count: number }>(
      db,
      "SELECT COALESCE(SUM(amount), 0) AS sum, COUNT(*) AS count FROM day_movements WHERE at >= ? AND kind = 'capture'",
    ),
    upsertSale: db.prepare(
      `INSERT INTO sales (sale_id, receipt_number, opened_at, total, is_open) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (sale_id) DO UPDATE SET is_open = excluded.is_open`,
    ),
    deleteSale: db.prepare('DELETE FROM sales WHERE sale_id = ?'),
    upsertPayment: db.prepare(
      `INSERT INTO payments (reference, sale_id, phase, captured, captured_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (reference) DO UPDATE SET
       phase = excluded.phase, captured = excluded.captured, captured_at = excluded.captured_at`,
    ),
    deletePayment: db.prepare('DELETE FROM payments WHERE reference = ?'),
    dayBook: prepareDayBook(db),
    saleRows: prepareSaleRows(db),
  };
}

/** Inside one transaction. @throws what the work throws, or the disk; then nothing of it was written */
export function allOrNothing(
  db: Database.Database,
  { begin, commit }: Pick<Statements, 'begin' | 'commit'>,
  work: () => void,
): void {
  try {
    begin.run();
    work();
    commit.run();
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
