import type Database from 'libsql';
import { query, text } from '../store/query.ts';
import { HOUR_MS } from '../../../../shared/calendar-date.ts';
import type { Tally } from '../../../../shared/day-report.ts';

/** A request as it stands, in the order of the table's columns. */
export interface RequestRow {
  readonly reference: string;
  readonly sale_id: string;
  readonly receipt_number: number;
  readonly requested_at: number;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly amount: number;
  readonly method: string;
  readonly outcome: string;
  readonly approved_at: number | null;
  readonly captured: number;
  readonly refunded: number;
  readonly reserved: number;
  readonly attention: string | null;
  readonly problem: string | null;
  readonly requested_seq: number;
}

/** A movement as it stands, in the order of the table's columns. */
export interface MovementRow {
  readonly reference: string;
  readonly n: number;
  readonly sale_id: string;
  readonly receipt_number: number;
  readonly kind: string;
  readonly at: number;
  readonly amount: number;
  readonly method: string;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly elsewhere: number;
  readonly seq: number;
  readonly discount: number;
}

export interface VatRow {
  readonly rate: number;
  readonly gross: number;
  readonly tax: number;
}

export interface MovedRow extends Tally {
  readonly hour: number;
  readonly kind: string;
  readonly method: string;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly elsewhere: number;
}

export interface AnswerRow {
  readonly hour: number;
  readonly method: string;
  readonly by_id: string | null;
  readonly by_name: string | null;
  readonly outcome: string;
  readonly wrong_number: number;
  readonly seconds: number | null;
  readonly count: number;
}

export interface SignedRow {
  readonly reference: string;
  readonly n: number;
  readonly kind: string;
  readonly at: number;
  readonly amount: number;
  readonly tax: number;
}

export type DayBookStatements = ReturnType<typeof prepareDayBook>;

const REQUEST = [
  text('reference', 'sale_id'),
  'receipt_number, requested_at',
  text('by_id', 'by_name'),
  'amount',
  text('method', 'outcome'),
  'approved_at, captured, refunded, reserved',
  text('attention', 'problem'),
  'requested_seq',
].join(', ');
const MOVEMENT = [
  text('reference'),
  'n',
  text('sale_id'),
  'receipt_number',
  text('kind'),
  'at, amount',
  text('method', 'by_id', 'by_name'),
  'elsewhere, seq, discount',
].join(', ');
const tallyOf = (column: string): string => `COUNT(*) AS count, COALESCE(SUM(${column}), 0) AS amount`;
/** Money that was taken or given back, after a place in the order of movements. */
const MOVED_AFTER = "kind <> 'release' AND (at, reference, n) > (?, ?, ?) AND at < ? ORDER BY at, reference, n LIMIT ?";

export const prepareDayBook = (db: Database.Database) => ({
  ...preparePayments(db),
  ...prepareTimes(db),
  ...prepareEntries(db),
});

/** The lines of one payment. */
function preparePayments(db: Database.Database) {
  return {
    // Not REPLACE: the table's order in the file stays, and nothing is deleted that a reader may stand on.
    putPayment: db.prepare(
      `INSERT INTO day_payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (reference) DO UPDATE SET
       outcome = excluded.outcome, approved_at = excluded.approved_at, captured = excluded.captured,
       refunded = excluded.refunded, reserved = excluded.reserved, attention = excluded.attention,
       problem = excluded.problem`,
    ),
    putMovement: db.prepare('INSERT INTO day_movements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    putVat: db.prepare('INSERT INTO day_vat VALUES (?, ?, ?, ?, ?, ?, ?)'),
    deletePayment: db.prepare('DELETE FROM day_payments WHERE reference = ?'),
    deleteMovements: db.prepare('DELETE FROM day_movements WHERE reference = ?'),
    deleteVat: db.prepare(
      'DELETE FROM day_vat WHERE (at, reference) IN (SELECT at, reference FROM day_movements WHERE reference = ?)',
    ),
    row: query<RequestRow>(db, `SELECT ${REQUEST} FROM day_payments WHERE reference = ?`),
    movementRows: query<MovementRow>(db, `SELECT ${MOVEMENT} FROM day_movements WHERE reference = ? ORDER BY n`),
    vatOfMovement: query<VatRow>(
      db,
      'SELECT rate, gross, tax FROM day_vat WHERE at = ? AND reference = ? AND n = ? ORDER BY rate DESC',
    ),
  };
}

/** What stands between two moments. */
function prepareTimes(db: Database.Database) {
  return {
    moved: query<MovedRow>(
      db,
      // Numbers are bound as floats: without the cast an hour would be a fraction.
      `SELECT (at - CAST(? AS INTEGER)) / ${HOUR_MS} AS hour, ${text('kind', 'method', 'by_id', 'by_name')}, elsewhere,
       COUNT(*) AS count, SUM(amount) AS amount
       FROM day_movements WHERE at >= ? AND at < ? GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4`,
    ),
    tally: query<Tally>(db, `SELECT ${tallyOf('amount')} FROM day_movements WHERE at >= ? AND at < ? AND kind = ?`),
    vat: query<VatRow>(
      db,
      `SELECT rate, SUM(gross) AS gross, SUM(tax) AS tax FROM day_vat
       WHERE at >= ? AND at < ? AND kind = ? GROUP BY rate ORDER BY rate DESC`,
    ),
    discounts: query<Tally>(
      db,
      `SELECT ${tallyOf('discount')} FROM day_movements WHERE discount > 0 AND at >= ? AND at < ?`,
    ),
    requests: query<Tally & { readonly outcome: string }>(
      db,
      `SELECT ${text('outcome')}, ${tallyOf('amount')} FROM day_payments
       WHERE requested_at >= ? AND requested_at < ? GROUP BY 1`,
    ),
    reservedTally: query<Tally>(
      db,
      `SELECT ${tallyOf('reserved')} FROM day_payments WHERE reserved > 0 AND requested_at < ?`,
    ),
    reservedLines: query<RequestRow>(
      db,
      `SELECT ${REQUEST} FROM day_payments WHERE reserved > 0 AND requested_at < ? ORDER BY requested_at LIMIT ?`,
    ),
    attentionTally: query<Tally>(
      db,
      `SELECT ${tallyOf('amount')} FROM day_payments WHERE attention IS NOT NULL AND requested_at < ?`,
    ),
    attentionLines: query<RequestRow>(
      db,
      `SELECT ${REQUEST} FROM day_payments
       WHERE attention IS NOT NULL AND requested_at < ? ORDER BY requested_at LIMIT ?`,
    ),
    movements: query<MovementRow>(db, `SELECT ${MOVEMENT} FROM (SELECT * FROM day_movements WHERE ${MOVED_AFTER})`),
    requestedLines: query<RequestRow>(
      db,
      `SELECT ${REQUEST} FROM (
         SELECT * FROM day_payments WHERE (requested_at, reference) > (?, ?) AND requested_at < ?
         ORDER BY requested_at, reference LIMIT ?)`,
    ),
    people: query<{ readonly id: string; readonly name: string; readonly since: number }>(
      db,
      `SELECT ${text('id', 'name')}, MIN(at) AS since FROM (
         SELECT by_id AS id, by_name AS name, at FROM day_movements WHERE at >= ? AND at < ? AND by_id IS NOT NULL
         UNION ALL SELECT by_id, by_name, requested_at FROM day_payments
         WHERE requested_at >= ? AND requested_at < ? AND by_id IS NOT NULL
       ) GROUP BY 1, 2`,
    ),
    refundedBy: query<{ readonly reference: string }>(
      db,
      `SELECT DISTINCT ${text('reference')} FROM day_movements WHERE at >= ? AND kind = 'refund' AND by_id = ?`,
    ),
    signed: query<SignedRow>(
      db,
      `SELECT ${text('reference')}, n, ${text('kind')}, at, amount,
       (SELECT COALESCE(SUM(tax), 0) FROM day_vat AS vat
        WHERE vat.at = moved.at AND vat.reference = moved.reference AND vat.n = moved.n) AS tax
       FROM (SELECT reference, n, kind, at, amount FROM day_movements WHERE ${MOVED_AFTER}) AS moved`,
    ),
    answers: query<AnswerRow>(
      db,
      `SELECT (requested_at - CAST(? AS INTEGER)) / ${HOUR_MS} AS hour,
       ${text('method', 'by_id', 'by_name', 'outcome')},
       COALESCE(problem IN ('wallet.noWallet', 'wallet.phoneInvalid'), 0) AS wrong_number,
       CASE WHEN approved_at >= requested_at THEN (approved_at - requested_at) / 1000 END AS seconds, COUNT(*) AS count
       FROM day_payments WHERE requested_at >= ? AND requested_at < ? GROUP BY 1, 2, 3, 4, 5, 6, 7`,
    ),
  };
}

/** What stands between two entries of the journal. */
function prepareEntries(db: Database.Database) {
  return {
    movedIn: query<MovedRow>(
      db,
      `SELECT at / ${HOUR_MS} AS hour, ${text('kind', 'method', 'by_id', 'by_name')}, elsewhere,
       COUNT(*) AS count, SUM(amount) AS amount
       FROM day_movements WHERE seq >= ? AND seq <= ? GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4`,
    ),
    vatIn: query<VatRow>(
      db,
      `SELECT rate, SUM(gross) AS gross, SUM(tax) AS tax FROM day_movements AS moved
       JOIN day_vat AS vat ON vat.at = moved.at AND vat.reference = moved.reference AND vat.n = moved.n
       WHERE moved.seq >= ? AND moved.seq <= ? AND moved.kind = ? GROUP BY rate ORDER BY rate DESC`,
    ),
    discountsIn: query<Tally>(
      db,
      `SELECT ${tallyOf('discount')} FROM day_movements WHERE discount > 0 AND seq >= ? AND seq <= ?`,
    ),
    requestsIn: query<Tally & { readonly outcome: string }>(
      db,
      `SELECT ${text('outcome')}, ${tallyOf('amount')} FROM day_payments
       WHERE requested_seq >= ? AND requested_seq <= ? GROUP BY 1`,
    ),
    movementsIn: query<MovementRow>(
      db,
      `SELECT ${MOVEMENT} FROM (SELECT * FROM day_movements WHERE seq >= ? AND seq <= ? ORDER BY seq, reference, n)`,
    ),
    requestedIn: query<RequestRow>(
      db,
      `SELECT ${REQUEST} FROM (
         SELECT * FROM day_payments WHERE requested_seq >= ? AND requested_seq <= ? ORDER BY requested_seq)`,
    ),
  };
}
