import type Database from 'libsql';
import type { Tally } from '../../../shared/day-report.ts';
import { HOUR_MS } from '../../core/day/business-day.ts';
import { query, text } from './query.ts';

/** A line of the book as it stands, in the order of the table's columns. */
export interface DayRow {
  readonly reference: string;
  readonly sale_id: string;
  readonly receipt_number: number;
  readonly requested_at: number;
  readonly amount: number;
  readonly channel: string;
  readonly outcome: string;
  readonly captured_at: number | null;
  readonly captured: number;
  readonly reserved: number;
  readonly attention: string | null;
}

export interface VatRow {
  readonly rate: number;
  readonly gross: number;
  readonly tax: number;
}

export type DayBookStatements = ReturnType<typeof prepareDayBook>;

const LINE = `${text('reference', 'sale_id')}, receipt_number, requested_at, amount, ${text('channel', 'outcome')}, captured_at, captured, reserved, ${text('attention')}`;
const tallyOf = (column: string): string => `COUNT(*) AS count, COALESCE(SUM(${column}), 0) AS amount`;

export function prepareDayBook(db: Database.Database) {
  return {
    // Not REPLACE: the table's order in the file stays, and nothing is deleted that a reader may stand on.
    putPayment: db.prepare(
      `INSERT INTO day_payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (reference) DO UPDATE SET
       sale_id = excluded.sale_id, receipt_number = excluded.receipt_number, requested_at = excluded.requested_at, amount = excluded.amount, channel = excluded.channel,
       outcome = excluded.outcome, captured_at = excluded.captured_at, captured = excluded.captured, reserved = excluded.reserved, attention = excluded.attention`,
    ),
    putVat: db.prepare('INSERT OR REPLACE INTO day_vat VALUES (?, ?, ?, ?, ?)'),
    deleteVat: db.prepare('DELETE FROM day_vat WHERE reference = ? AND captured_at = (SELECT captured_at FROM day_payments WHERE reference = ?)'),
    row: query<DayRow>(db, `SELECT ${LINE} FROM day_payments WHERE reference = ?`),
    vatOfPayment: query<VatRow>(db, 'SELECT rate, gross, tax FROM day_vat WHERE captured_at = ? AND reference = ? ORDER BY rate DESC'),
    captures: query<Tally & { readonly hour: number; readonly channel: string }>(
      db,
      // Numbers are bound as floats: without the cast an hour would be a fraction.
      `SELECT (captured_at - CAST(? AS INTEGER)) / ${HOUR_MS} AS hour, ${text('channel')}, COUNT(*) AS count, SUM(captured) AS amount
       FROM day_payments WHERE captured_at >= ? AND captured_at < ? GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
    takings: query<Tally>(db, `SELECT ${tallyOf('captured')} FROM day_payments WHERE captured_at >= ? AND captured_at < ?`),
    vat: query<VatRow>(db, 'SELECT rate, SUM(gross) AS gross, SUM(tax) AS tax FROM day_vat WHERE captured_at >= ? AND captured_at < ? GROUP BY rate ORDER BY rate DESC'),
    requests: query<Tally & { readonly outcome: string }>(db, `SELECT ${text('outcome')}, ${tallyOf('amount')} FROM day_payments WHERE requested_at >= ? AND requested_at < ? GROUP BY 1`),
    reservedTally: query<Tally>(db, `SELECT ${tallyOf('reserved')} FROM day_payments WHERE reserved > 0 AND requested_at < ?`),
    reservedLines: query<DayRow>(db, `SELECT ${LINE} FROM day_payments WHERE reserved > 0 AND requested_at < ? ORDER BY requested_at LIMIT ?`),
    attentionTally: query<Tally>(db, `SELECT ${tallyOf('amount')} FROM day_payments WHERE attention IS NOT NULL AND requested_at < ?`),
    attentionLines: query<DayRow>(db, `SELECT ${LINE} FROM day_payments WHERE attention IS NOT NULL AND requested_at < ? ORDER BY requested_at LIMIT ?`),
    capturedLines: query<DayRow>(
      db,
      `SELECT ${LINE} FROM (SELECT * FROM day_payments WHERE captured_at IS NOT NULL AND (captured_at, reference) > (?, ?) AND captured_at < ? ORDER BY captured_at, reference LIMIT ?)`,
    ),
    requestedLines: query<DayRow>(db, `SELECT ${LINE} FROM (SELECT * FROM day_payments WHERE (requested_at, reference) > (?, ?) AND requested_at < ? ORDER BY requested_at, reference LIMIT ?)`),
    takenSales: query<{ readonly reference: string; readonly capturedAt: number; readonly captured: number; readonly tax: number }>(
      db,
      `SELECT ${text('reference')}, captured_at AS capturedAt, captured, (SELECT COALESCE(SUM(tax), 0) FROM day_vat AS vat WHERE vat.captured_at = sold.captured_at AND vat.reference = sold.reference) AS tax
       FROM (SELECT reference, captured_at, captured FROM day_payments WHERE captured_at IS NOT NULL AND (captured_at, reference) > (?, ?) AND captured_at < ? ORDER BY captured_at, reference LIMIT ?) AS sold`,
    ),
  };
}
