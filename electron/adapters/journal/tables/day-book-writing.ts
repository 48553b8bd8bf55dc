import type { Sale } from '../../../../shared/payment.ts';
import { movementEntryOf, requestEntryOf } from '../../../core/payment/day-book-entries.ts';
import type { MovementEntry, RequestEntry } from '../../../core/ports/day-book.ts';
import type { DayBookStatements, MovementRow, RequestRow } from './day-book-statements.ts';
import { movementKey, requestKey } from './posting.ts';
import type { Posting } from './posting.ts';

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
    entry.method,
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
    row.method,
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
    entry.method,
    entry.by?.id ?? null,
    entry.by?.name ?? null,
    entry.elsewhere ? 1 : 0,
    seq,
    entry.discount,
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
    row.method,
    row.by_id,
    row.by_name,
    row.elsewhere,
    row.seq,
    row.discount,
  ] as const;

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, index) => value === b[index]);
