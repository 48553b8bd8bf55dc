import { z } from 'zod';
import { requestOutcomeSchema, tallySchema } from '../../../../shared/day-report.ts';
import type { OpenItems, Tally } from '../../../../shared/day-report.ts';
import { errorCodeSchema } from '../../../../shared/errors.ts';
import { referenceSchema, saleIdSchema } from '../../../../shared/ids.ts';
import type { Reference } from '../../../../shared/ids.ts';
import { methodSchema } from '../../../../shared/methods.ts';
import { minorSchema, sumSchema } from '../../../../shared/money.ts';
import { personRefSchema } from '../../../../shared/people.ts';
import { vatRateSchema } from '../../../../shared/vat.ts';
import type { Entries, Span } from '../../../core/ports/day-book.ts';
import type {
  AnswerTally,
  DayBook,
  MovedTally,
  MovedMoney,
  MovementEntry,
  MovementKind,
  RequestEntry,
  SignedMovement,
} from '../../../core/ports/day-book.ts';
import type { VatSum } from '../../../core/ports/day-book.ts';
import type { DayBookStatements, MovementRow, RequestRow } from './day-book-statements.ts';

const kindSchema = z.enum(['capture', 'refund', 'release']);
const tally = tallySchema.unwrap().shape;
const by = personRefSchema.nullable();
const movedRows = z.array(
  z.object({ hour: z.number().int(), kind: kindSchema, method: methodSchema, by, elsewhere: z.boolean(), ...tally }),
);
const requestRows = z.array(z.object({ outcome: requestOutcomeSchema, ...tally }));
const answerRows = z.array(
  z.object({
    hour: z.number().int(),
    method: methodSchema,
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
  method: methodSchema,
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
  z.object({
    ...sold,
    n: z.number().int(),
    kind: kindSchema,
    at: z.number(),
    elsewhere: z.boolean(),
    discount: minorSchema,
  }),
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

  discounts({ from, to }: Span): Tally {
    return tallySchema.parse(this.#statements.discounts.get(from, to));
  }

  discountsIn({ first, last }: Entries): Tally {
    return tallySchema.parse(this.#statements.discountsIn.get(first, last));
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
