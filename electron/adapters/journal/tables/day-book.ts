import { z } from 'zod';
import type { DayBookStatements, MovementRow, RequestRow } from './day-book-statements.ts';
import { movementKey, requestKey } from './posting.ts';
import type { Posting } from './posting.ts';
import type {
  AnswerTally,
  DayBook,
  Entries,
  MovedMoney,
  MovedTally,
  MovementEntry,
  MovementKind,
  RequestEntry,
  SignedMovement,
  Span,
  VatSum,
} from '../../../core/ports/day-book.ts';
import { movementEntryOf, requestEntryOf } from '../../../core/payment/day-book-entries.ts';
import { requestOutcomeSchema, tallySchema } from '../../../../shared/day-report.ts';
import type { OpenItems, Tally } from '../../../../shared/day-report.ts';
import { errorCodeSchema } from '../../../../shared/errors.ts';
import { referenceSchema, saleIdSchema } from '../../../../shared/ids.ts';
import type { Reference } from '../../../../shared/ids.ts';
import { minorSchema, sumSchema } from '../../../../shared/money.ts';
import type { Sale } from '../../../../shared/payment.ts';
import { personRefSchema } from '../../../../shared/people.ts';
import { vatRateSchema } from '../../../../shared/vat.ts';

const channelSchema = z.enum(['phone', 'code']);
const kindSchema = z.enum(['capture', 'refund', 'release']);
const tally = tallySchema.unwrap().shape;
const by = personRefSchema.nullable();
const movedRows = z.array(
  z.object({ hour: z.number().int(), kind: kindSchema, channel: channelSchema, by, elsewhere: z.boolean(), ...tally }),
);
const requestRows = z.array(z.object({ outcome: requestOutcomeSchema, ...tally }));
const answerRows = z.array(
  z.object({
    hour: z.number().int(),
    channel: channelSchema,
    by,
    outcome: requestOutcomeSchema,
    wrongNumber: z.boolean(),
    seconds: z.number().int().nullable(),
    count: z.number().int(),
  }),
);
const peopleRows = z.array(
  z.object({ id: personRefSchema.unwrap().shape.id, name: personRefSchema.unwrap().shape.name, since: z.number() }),
);
const vatRows = z.array(z.object({ rate: vatRateSchema, gross: minorSchema, tax: minorSchema }));
const vatSums = z.array(z.object({ rate: vatRateSchema, gross: sumSchema, tax: sumSchema }));
const signedRows = z.array(
  z.object({
    reference: referenceSchema,
    n: z.number().int(),
    kind: kindSchema,
    at: z.number(),
    amount: minorSchema,
    tax: minorSchema,
  }),
);
const sold = {
  reference: referenceSchema,
  saleId: saleIdSchema,
  receiptNumber: z.number().int().min(1),
  amount: minorSchema,
  channel: channelSchema,
  by,
};
const requestedRows = z.array(
  z.object({
    ...sold,
    requestedAt: z.number(),
    outcome: requestOutcomeSchema,
    approvedAt: z.number().nullable(),
    captured: minorSchema,
    refunded: minorSchema,
    reserved: minorSchema,
    attention: errorCodeSchema.nullable(),
    problem: errorCodeSchema.nullable(),
  }),
);
const movementRows = z.array(
  z.object({ ...sold, n: z.number().int(), kind: kindSchema, at: z.number(), elsewhere: z.boolean() }),
);

const byOf = ({ by_id, by_name }: Pick<RequestRow, 'by_id' | 'by_name'>) =>
  by_id === null ? null : { id: by_id, name: by_name };

const requestsIn = (rows: readonly RequestRow[]): RequestEntry[] =>
  requestedRows.parse(
    rows.map((row) => ({
      ...row,
      saleId: row.sale_id,
      receiptNumber: row.receipt_number,
      requestedAt: row.requested_at,
      approvedAt: row.approved_at,
      by: byOf(row),
    })),
  );

const movementsIn = (rows: readonly MovementRow[]) =>
  movementRows.parse(
    rows.map((row) => ({
      ...row,
      saleId: row.sale_id,
      receiptNumber: row.receipt_number,
      elsewhere: row.elsewhere !== 0,
      by: byOf(row),
    })),
  );

/** Writes what changed of a sale into the book. Inside the transaction of its events. */
export function writeDayBook(
  { putPayment, putMovement, putVat }: DayBookStatements,
  before: Sale | null,
  { sale, seqs }: Posting,
): void {
  sale.payments.forEach((payment, index) => {
    const known = before?.payments[index];
    if (known === payment) return;
    const { reference, movements } = payment;
    const values = requestValues(requestEntryOf(sale, payment), seqs.get(requestKey(reference)) ?? 0);
    if (!before || !known || !same(requestValues(requestEntryOf(before, known), 0).slice(0, -1), values))
      putPayment.run(...values);
    movements.slice(known?.movements.length ?? 0).forEach((movement, offset) => {
      const entry = movementEntryOf(sale, payment, (known?.movements.length ?? 0) + offset, movement);
      putMovement.run(...movementValues(entry, seqs.get(movementKey(reference, entry.n)) ?? 0));
      for (const { rate, gross, tax } of entry.vat)
        putVat.run(entry.at, reference, entry.n, rate, entry.kind, gross, tax);
    });
  });
}

/** Takes a payment's lines out of the book, to be written anew. */
export function eraseFromDayBook(
  { deletePayment, deleteMovements, deleteVat }: DayBookStatements,
  reference: string,
): void {
  deleteVat.run(reference);
  deleteMovements.run(reference);
  deletePayment.run(reference);
}

/** Whether the book says of a sale what its events say. */
export function isInDayBook(
  { row, movementRows: rowsOf, vatOfMovement }: DayBookStatements,
  { sale, seqs }: Posting,
): boolean {
  return sale.payments.every((payment) => {
    const { reference } = payment;
    const found = row.get(reference);
    if (
      !found ||
      !same(
        valuesOfRequestRow(found),
        requestValues(requestEntryOf(sale, payment), seqs.get(requestKey(reference)) ?? 0),
      )
    )
      return false;
    const rows = rowsOf.all(reference);
    return (
      rows.length === payment.movements.length &&
      payment.movements.every((movement, n) => {
        const entry = movementEntryOf(sale, payment, n, movement);
        const stands = rows[n];
        if (
          !stands ||
          !same(valuesOfMovementRow(stands), movementValues(entry, seqs.get(movementKey(reference, n)) ?? 0))
        )
          return false;
        const vat = vatOfMovement.all(entry.at, reference, n);
        return (
          vat.length === entry.vat.length &&
          entry.vat.every((share, index) =>
            same([share.rate, share.gross, share.tax], [vat[index]?.rate, vat[index]?.gross, vat[index]?.tax]),
          )
        );
      })
    );
  });
}

/** In the order of the table's columns. */
const requestValues = (entry: RequestEntry, seq: number) =>
  [
    entry.reference,
    entry.saleId,
    entry.receiptNumber,
    entry.requestedAt,
    entry.by?.id ?? null,
    entry.by?.name ?? null,
    entry.amount,
    entry.channel,
    entry.outcome,
    entry.approvedAt,
    entry.captured,
    entry.refunded,
    entry.reserved,
    entry.attention,
    entry.problem,
    seq,
  ] as const;

const valuesOfRequestRow = (row: RequestRow) =>
  [
    row.reference,
    row.sale_id,
    row.receipt_number,
    row.requested_at,
    row.by_id,
    row.by_name,
    row.amount,
    row.channel,
    row.outcome,
    row.approved_at,
    row.captured,
    row.refunded,
    row.reserved,
    row.attention,
    row.problem,
    row.requested_seq,
  ] as const;

/** In the order of the table's columns. */
const movementValues = (entry: MovementEntry, seq: number) =>
  [
    entry.reference,
    entry.n,
    entry.saleId,
    entry.receiptNumber,
    entry.kind,
    entry.at,
    entry.amount,
    entry.channel,
    entry.by?.id ?? null,
    entry.by?.name ?? null,
    entry.elsewhere ? 1 : 0,
    seq,
  ] as const;

const valuesOfMovementRow = (row: MovementRow) =>
  [
    row.reference,
    row.n,
    row.sale_id,
    row.receipt_number,
    row.kind,
    row.at,
    row.amount,
    row.channel,
    row.by_id,
    row.by_name,
    row.elsewhere,
    row.seq,
  ] as const;

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, index) => value === b[index]);

const item = ({ saleId, reference, receiptNumber, requestedAt, amount, reserved, attention }: RequestEntry) => ({
  saleId,
  reference,
  receiptNumber,
  requestedAt,
  amount: reserved > 0 ? reserved : amount,
  problem: attention,
});

/** The day book in the journal's own file, to be read. */
export class SqliteDayBook implements DayBook {
  readonly #statements: DayBookStatements;

  constructor(statements: DayBookStatements) {
    this.#statements = statements;
  }

  moved({ from, to }: Span): readonly MovedTally[] {
    return movedRows.parse(
      this.#statements.moved
        .all(from, from, to)
        .map((row) => ({ ...row, elsewhere: row.elsewhere !== 0, by: byOf(row) })),
    );
  }

  tally(kind: MovementKind, { from, to }: Span): Tally {
    return tallySchema.parse(this.#statements.tally.get(from, to, kind));
  }

  vat(kind: MovementKind, { from, to }: Span): readonly VatSum[] {
    return vatSums.parse(this.#statements.vat.all(from, to, kind));
  }

  requests({ from, to }: Span) {
    return requestRows.parse(this.#statements.requests.all(from, to));
  }

  people({ from, to }: Span) {
    return peopleRows.parse(this.#statements.people.all(from, to, from, to));
  }

  refundedBy(personId: string, from: number): readonly Reference[] {
    return this.#statements.refundedBy.all(from, personId).map(({ reference }) => referenceSchema.parse(reference));
  }

  answers({ from, to }: Span): readonly AnswerTally[] {
    return answerRows.parse(
      this.#statements.answers
        .all(from, from, to)
        .map((row) => ({ ...row, wrongNumber: row.wrong_number !== 0, by: byOf(row) })),
    );
  }

  movedIn({ first, last }: Entries): readonly MovedTally[] {
    return movedRows.parse(
      this.#statements.movedIn
        .all(first, last)
        .map((row) => ({ ...row, elsewhere: row.elsewhere !== 0, by: byOf(row) })),
    );
  }

  vatIn(kind: MovementKind, { first, last }: Entries): readonly VatSum[] {
    return vatSums.parse(this.#statements.vatIn.all(first, last, kind));
  }

  requestsIn({ first, last }: Entries) {
    return requestRows.parse(this.#statements.requestsIn.all(first, last));
  }

  movementsIn({ first, last }: Entries): readonly MovedMoney[] {
    return movementsIn(this.#statements.movementsIn.all(first, last));
  }

  request(reference: string): RequestEntry | null {
    const row = this.#statements.row.get(reference);
    return row ? (requestsIn([row])[0] ?? null) : null;
  }

  requestedIn({ first, last }: Entries): readonly RequestEntry[] {
    return requestsIn(this.#statements.requestedIn.all(first, last));
  }

  reservations(before: number, limit: number): OpenItems {
    const { reservedTally, reservedLines } = this.#statements;
    return {
      ...tallySchema.parse(reservedTally.get(before)),
      items: requestsIn(reservedLines.all(before, limit)).map(item),
    };
  }

  attention(before: number, limit: number): OpenItems {
    const { attentionTally, attentionLines } = this.#statements;
    const items = requestsIn(attentionLines.all(before, limit)).map((line) => ({ ...item(line), amount: line.amount }));
    return { ...tallySchema.parse(attentionTally.get(before)), items };
  }

  movements({ from, to }: Span, after: MovementEntry | null, limit: number): readonly MovementEntry[] {
    const { movements, vatOfMovement } = this.#statements;
    const lines = movementsIn(movements.all(after?.at ?? from, after?.reference ?? '', after?.n ?? 0, to, limit));
    return lines.map((line) => ({ ...line, vat: vatRows.parse(vatOfMovement.all(line.at, line.reference, line.n)) }));
  }

  signed({ from, to }: Span, after: SignedMovement | null, limit: number): readonly SignedMovement[] {
    return signedRows.parse(
      this.#statements.signed.all(after?.at ?? from, after?.reference ?? '', after?.n ?? 0, to, limit),
    );
  }

  requested({ from, to }: Span, after: RequestEntry | null, limit: number): readonly RequestEntry[] {
    return requestsIn(
      this.#statements.requestedLines.all(after?.requestedAt ?? from, after?.reference ?? '', to, limit),
    );
  }
}
