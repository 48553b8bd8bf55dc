import { z } from 'zod';
import { requestOutcomeSchema, tallySchema } from '../../../shared/day-report.ts';
import type { OpenItems, Tally } from '../../../shared/day-report.ts';
import { errorCodeSchema } from '../../../shared/errors.ts';
import { referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import { minorSchema } from '../../../shared/money.ts';
import type { Sale } from '../../../shared/payment.ts';
import { vatRateSchema } from '../../../shared/vat.ts';
import type { Span } from '../../core/day/business-day.ts';
import { entryOf } from '../../core/day/day-book.ts';
import type { DayBook, DayBookEntry, DayBookLine, TakenSale } from '../../core/day/day-book.ts';
import type { DayBookStatements, DayRow } from './day-book-statements.ts';

const channelSchema = z.enum(['phone', 'code']);
const tally = tallySchema.unwrap().shape;
const captureRows = z.array(z.object({ hour: z.number().int(), channel: channelSchema, ...tally }));
const requestRows = z.array(z.object({ outcome: requestOutcomeSchema, ...tally }));
const vatRows = z.array(z.object({ rate: vatRateSchema, gross: minorSchema, tax: minorSchema }));
const takenRows = z.array(z.object({ reference: referenceSchema, capturedAt: z.number(), captured: minorSchema, tax: minorSchema }));
const lineRows = z.array(
  z.object({
    reference: referenceSchema,
    saleId: saleIdSchema,
    receiptNumber: z.number().int().min(1),
    requestedAt: z.number(),
    amount: minorSchema,
    channel: channelSchema,
    outcome: requestOutcomeSchema,
    capturedAt: z.number().nullable(),
    captured: minorSchema,
    reserved: minorSchema,
    attention: errorCodeSchema.nullable(),
  }),
);

const named = (rows: readonly DayRow[]) =>
  lineRows.parse(
    rows.map(({ sale_id, receipt_number, requested_at, captured_at, ...row }) => ({ ...row, saleId: sale_id, receiptNumber: receipt_number, requestedAt: requested_at, capturedAt: captured_at })),
  );

/** Writes what changed of a sale into the book. Inside the transaction of its events. */
export function writeDayBook({ putPayment, putVat }: DayBookStatements, before: Sale | null, sale: Sale | null): void {
  sale?.payments.forEach((payment, index) => {
    const known = before?.payments[index];
    if (known === payment) return;
    const entry = entryOf(sale, payment);
    if (before && known && isSame(entryOf(before, known), entry)) return;
    putPayment.run(...valuesOf(entry));
    for (const { rate, gross, tax } of entry.captured?.vat ?? []) putVat.run(entry.captured?.at, entry.reference, rate, gross, tax);
  });
}

/** Whether the book says of a sale what its events say. */
export function isInDayBook({ row, vatOfPayment }: DayBookStatements, sale: Sale): boolean {
  return sale.payments.every((payment) => {
    const entry = entryOf(sale, payment);
    const found = row.get(entry.reference);
    if (!found) return false;
    const { reference, sale_id, receipt_number, requested_at, amount, channel, outcome, captured_at, captured, reserved, attention } = found;
    const line = [reference, sale_id, receipt_number, requested_at, amount, channel, outcome, captured_at, captured, reserved, attention];
    const vat = vatOfPayment.all(captured_at ?? -1, reference);
    const expected = entry.captured?.vat ?? [];
    return same(line, valuesOf(entry)) && vat.length === expected.length && expected.every((share, index) => same([share.rate, share.gross, share.tax], [vat[index]?.rate, vat[index]?.gross, vat[index]?.tax]));
  });
}

/** In the order of the table's columns. */
const valuesOf = (entry: DayBookEntry) =>
  [
    entry.reference, entry.saleId, entry.receiptNumber, entry.requestedAt, entry.amount, entry.channel, entry.outcome,
    entry.captured?.at ?? null, entry.captured?.amount ?? 0, entry.reserved, entry.attention,
  ] as const;

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, index) => value === b[index]);
const isSame = (a: DayBookEntry, b: DayBookEntry): boolean => same(valuesOf(a), valuesOf(b));

const item = ({ saleId, reference, receiptNumber, requestedAt, amount, reserved, attention }: ReturnType<typeof named>[number]) => ({
  saleId, reference, receiptNumber, requestedAt, amount: reserved > 0 ? reserved : amount, problem: attention,
});

/** The day book in the journal's own file, to be read. */
export class SqliteDayBook implements DayBook {
  readonly #statements: DayBookStatements;

  constructor(statements: DayBookStatements) {
    this.#statements = statements;
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
    const { reservedTally, reservedLines } = this.#statements;
    return { ...tallySchema.parse(reservedTally.get(before)), items: named(reservedLines.all(before, limit)).map(item) };
  }

  attention(before: number, limit: number): OpenItems {
    const { attentionTally, attentionLines } = this.#statements;
    const items = named(attentionLines.all(before, limit)).map((line) => ({ ...item(line), amount: line.amount }));
    return { ...tallySchema.parse(attentionTally.get(before)), items };
  }

  captured({ from, to }: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[] {
    const { capturedLines, vatOfPayment } = this.#statements;
    const lines = named(capturedLines.all(after?.capturedAt ?? from, after?.reference ?? '', to, limit));
    return lines.map((line) => ({ ...line, vat: vatRows.parse(vatOfPayment.all(line.capturedAt ?? -1, line.reference)) }));
  }

  taken({ from, to }: Span, after: TakenSale | null, limit: number): readonly TakenSale[] {
    return takenRows.parse(this.#statements.takenSales.all(after?.capturedAt ?? from, after?.reference ?? '', to, limit));
  }

  requested({ from, to }: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[] {
    return named(this.#statements.requestedLines.all(after?.requestedAt ?? from, after?.reference ?? '', to, limit)).map((line) => ({ ...line, vat: [] }));
  }
}
