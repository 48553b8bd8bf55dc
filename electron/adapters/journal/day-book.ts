import type Database from 'libsql';
import { z } from 'zod';
import { openItemSchema, requestOutcomeSchema, tallySchema } from '../../../shared/day-report.ts';
import type { OpenItems, Tally } from '../../../shared/day-report.ts';
import { errorCodeSchema } from '../../../shared/errors.ts';
import { referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import { minorSchema } from '../../../shared/money.ts';
import type { Sale } from '../../../shared/payment.ts';
import { vatRateSchema } from '../../../shared/vat.ts';
import { HOUR_MS } from '../../core/day/business-day.ts';
import type { Span } from '../../core/day/business-day.ts';
import { entryOf } from '../../core/day/day-book.ts';
import type { DayBook, DayBookEntry, DayBookLine, TakenSale } from '../../core/day/day-book.ts';

/** Of this form are the tables; a book of another one is written anew at the next start. */
const FORM = '1';

const captureRows = z.array(z.object({ hour: z.number().int(), channel: z.enum(['phone', 'code']), ...tallySchema.unwrap().shape }));
const requestRows = z.array(z.object({ outcome: requestOutcomeSchema, ...tallySchema.unwrap().shape }));
const vatRows = z.array(z.object({ rate: vatRateSchema, gross: minorSchema, tax: minorSchema }));
const openRows = z.array(openItemSchema);
const takenRows = z.array(z.object({ reference: referenceSchema, capturedAt: z.number(), captured: minorSchema, tax: minorSchema }));
const lineRows = z.array(
  z.object({
    reference: referenceSchema,
    saleId: saleIdSchema,
    receiptNumber: z.number().int(),
    requestedAt: z.number(),
    amount: minorSchema,
    channel: z.enum(['phone', 'code']),
    outcome: requestOutcomeSchema,
    capturedAt: z.number().nullable(),
    captured: minorSchema,
    reserved: minorSchema,
    attention: errorCodeSchema.nullable(),
  }),
);

/** The day book in the journal's own file, written in the transaction of the events it follows from. */
export class SqliteDayBook implements DayBook {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
    this.#statements = prepare(db);
  }

  /** Whether the book has all that was in the journal when it was opened. */
  get isComplete(): boolean {
    return (this.#statements.form.get() as { value: string } | undefined)?.value === FORM;
  }

  /** Writes the whole book anew: once, for a journal from before there was one. */
  rebuild(sales: Iterable<Sale>): void {
    this.#db.exec('BEGIN IMMEDIATE; DELETE FROM day_payments; DELETE FROM day_vat;');
    try {
      for (const sale of sales) this.write(null, sale);
      this.#statements.putForm.run(FORM);
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Writes what changed of a sale. Inside the transaction of its events. */
  write(before: Sale | null, sale: Sale): void {
    const { deleteVat } = this.#statements;
    sale.payments.forEach((payment, index) => {
      const known = before?.payments[index];
      if (known === payment) return;
      const entry = entryOf(sale, payment);
      if (before && known && isSame(entryOf(before, known), entry)) return;
      // A line that is written anew may have stood under another moment.
      if (!known) deleteVat.run(entry.reference, entry.reference);
      this.#put(entry);
    });
  }

  /** Whether the book says of a sale what its events say. */
  says(sale: Sale): boolean {
    return sale.payments.every((payment) => {
      const entry = entryOf(sale, payment);
      const [row] = this.#statements.row.all(entry.reference) as Record<string, unknown>[];
      const vat = this.#statements.vatOfPayment.all(entry.captured?.at ?? -1, entry.reference);
      return row !== undefined && JSON.stringify(Object.values(row)) === JSON.stringify(valuesOf(entry)) && JSON.stringify(vat) === JSON.stringify(entry.captured?.vat ?? []);
    });
  }

  captures({ from, to }: Span) {
    return captureRows.parse(this.#statements.captures.all(from, from, to));
  }

  takings({ from, to }: Span): Tally {
    return tallySchema.parse(this.#statements.takings.get(from, to));
  }

  vat({ from, to }: Span) {
    return vatRows.parse(this.#statements.vat.all(from, to));
  }

  requests({ from, to }: Span) {
    return requestRows.parse(this.#statements.requests.all(from, to));
  }

  reservations(before: number, limit: number): OpenItems {
    const { reservedTally, reservedItems } = this.#statements;
    return { ...tallySchema.parse(reservedTally.get(before)), items: openRows.parse(reservedItems.all(before, limit)) };
  }

  attention(before: number, limit: number): OpenItems {
    const { attentionTally, attentionItems } = this.#statements;
    return { ...tallySchema.parse(attentionTally.get(before)), items: openRows.parse(attentionItems.all(before, limit)) };
  }

  captured({ from, to }: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[] {
    const { capturedLines, vatOfPayment } = this.#statements;
    const lines = lineRows.parse(capturedLines.all(after?.capturedAt ?? from, after?.reference ?? '', to, limit));
    return lines.map((line) => ({ ...line, vat: vatRows.parse(vatOfPayment.all(line.capturedAt ?? -1, line.reference)) }));
  }

  taken({ from, to }: Span, after: TakenSale | null, limit: number): readonly TakenSale[] {
    return takenRows.parse(this.#statements.takenSales.all(after?.capturedAt ?? from, after?.reference ?? '', to, limit));
  }

  requested({ from, to }: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[] {
    const lines = lineRows.parse(this.#statements.requestedLines.all(after?.requestedAt ?? from, after?.reference ?? '', to, limit));
    return lines.map((line) => ({ ...line, vat: [] }));
  }

  #put(entry: DayBookEntry): void {
    const { putPayment, putVat } = this.#statements;
    putPayment.run(...valuesOf(entry));
    for (const { rate, gross, tax } of entry.captured?.vat ?? []) putVat.run(entry.captured?.at, entry.reference, rate, gross, tax);
  }
}

/** In the order of the table's columns. */
const valuesOf = (entry: DayBookEntry) =>
  [
    entry.reference, entry.saleId, entry.receiptNumber, entry.requestedAt, entry.amount, entry.channel, entry.outcome,
    entry.captured?.at ?? null, entry.captured?.amount ?? 0, entry.reserved, entry.attention,
  ] as const;

const isSame = (a: DayBookEntry, b: DayBookEntry): boolean => {
  const values = valuesOf(b);
  return valuesOf(a).every((value, index) => value === values[index]);
};

const ITEM = 'sale_id AS saleId, reference, receipt_number AS receiptNumber, requested_at AS requestedAt';

const LINE = `${ITEM}, amount, channel, outcome, captured_at AS capturedAt, captured, reserved, attention`;

function prepare(db: Database.Database) {
  return {
    form: db.prepare("SELECT value FROM meta WHERE name = 'dayBook'"),
    putForm: db.prepare("INSERT INTO meta (name, value) VALUES ('dayBook', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
    putPayment: db.prepare('INSERT OR REPLACE INTO day_payments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    putVat: db.prepare('INSERT OR REPLACE INTO day_vat VALUES (?, ?, ?, ?, ?)'),
    deleteVat: db.prepare('DELETE FROM day_vat WHERE reference = ? AND captured_at = (SELECT captured_at FROM day_payments WHERE reference = ?)'),
    row: db.prepare('SELECT * FROM day_payments WHERE reference = ?'),
    vatOfPayment: db.prepare('SELECT rate, gross, tax FROM day_vat WHERE captured_at = ? AND reference = ? ORDER BY rate DESC'),
    captures: db.prepare(
      // Numbers are bound as floats: without the cast an hour would be a fraction.
      `SELECT (captured_at - CAST(? AS INTEGER)) / ${HOUR_MS} AS hour, channel, COUNT(*) AS count, SUM(captured) AS amount
       FROM day_payments WHERE captured_at >= ? AND captured_at < ? GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
    takings: db.prepare('SELECT COUNT(*) AS count, COALESCE(SUM(captured), 0) AS amount FROM day_payments WHERE captured_at >= ? AND captured_at < ?'),
    vat: db.prepare('SELECT rate, SUM(gross) AS gross, SUM(tax) AS tax FROM day_vat WHERE captured_at >= ? AND captured_at < ? GROUP BY rate ORDER BY rate DESC'),
    requests: db.prepare('SELECT outcome, COUNT(*) AS count, SUM(amount) AS amount FROM day_payments WHERE requested_at >= ? AND requested_at < ? GROUP BY outcome'),
    capturedLines: db.prepare(
      `SELECT ${LINE} FROM day_payments WHERE captured_at IS NOT NULL AND (captured_at, reference) > (?, ?) AND captured_at < ? ORDER BY captured_at, reference LIMIT ?`,
    ),
    takenSales: db.prepare(
      `SELECT reference, captured_at AS capturedAt, captured, (SELECT COALESCE(SUM(tax), 0) FROM day_vat AS vat WHERE vat.captured_at = sold.captured_at AND vat.reference = sold.reference) AS tax
       FROM day_payments AS sold WHERE captured_at IS NOT NULL AND (captured_at, reference) > (?, ?) AND captured_at < ? ORDER BY captured_at, reference LIMIT ?`,
    ),
    requestedLines: db.prepare(`SELECT ${LINE} FROM day_payments WHERE (requested_at, reference) > (?, ?) AND requested_at < ? ORDER BY requested_at, reference LIMIT ?`),
    reservedTally: db.prepare('SELECT COUNT(*) AS count, COALESCE(SUM(reserved), 0) AS amount FROM day_payments WHERE reserved > 0 AND requested_at < ?'),
    reservedItems: db.prepare(`SELECT ${ITEM}, reserved AS amount, attention AS problem FROM day_payments WHERE reserved > 0 AND requested_at < ? ORDER BY requested_at LIMIT ?`),
    attentionTally: db.prepare('SELECT COUNT(*) AS count, COALESCE(SUM(amount), 0) AS amount FROM day_payments WHERE attention IS NOT NULL AND requested_at < ?'),
    attentionItems: db.prepare(`SELECT ${ITEM}, amount, attention AS problem FROM day_payments WHERE attention IS NOT NULL AND requested_at < ? ORDER BY requested_at LIMIT ?`),
  };
}
