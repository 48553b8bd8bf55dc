import { eraseFromDayBook, isInDayBook, writeDayBook } from './day-book-writing.ts';
import { replayPosting } from './posting.ts';
import type { Posting } from './posting.ts';
import { parseEvent, saleIds } from './rows.ts';
import { isInSaleRows, writeSaleRow } from './sale-rows.ts';
import type { Statements } from './statements.ts';
import { subtract, totalOf, ZERO } from '../../../../shared/money.ts';
import type { Sum } from '../../../../shared/money.ts';
import { isSettled } from '../../../../shared/payment-standing.ts';
import type { Sale } from '../../../../shared/payment.ts';

/**
 * The tables for reading: what the events of a sale mean, kept so that a day can be queried. Rebuildable from the
 * events at any time.
 */

export interface Takings {
  readonly sum: Sum;
  readonly count: number;
}

const NOTHING: Takings = { sum: ZERO, count: 0 };
const plus = (a: Takings, b: Takings): Takings => ({ sum: totalOf([a.sum, b.sum]), count: a.count + b.count });
const minus = (a: Takings, b: Takings): Takings => ({ sum: subtract(a.sum, b.sum), count: a.count - b.count });

/** What a sale adds to the takings since a moment: as the query over the day book counts it. */
function takingsOf(sale: Sale | null, since: number): Takings {
  const captures = (sale?.payments ?? []).flatMap(({ movements }) =>
    movements.filter(({ kind, at }) => kind === 'capture' && at >= since),
  );
  return { sum: totalOf(captures.map(({ amount }) => amount)), count: captures.length };
}

/** Kept up with every append, so that a busy day need not be added up again for each sale. */
export class RunningTakings {
  #taken: Takings & { readonly since: number } = { since: Number.POSITIVE_INFINITY, ...NOTHING };

  /** @param read adds them up; null where they cannot be read now: then they are asked for again the next time */
  since(since: number, read: () => Takings | null): Takings {
    if (this.#taken.since !== since) {
      const found = read();
      if (found === null) return NOTHING;
      this.#taken = { since, ...found };
    }
    const { sum, count } = this.#taken;
    return { sum, count };
  }

  changed(before: Sale | null, after: Sale): void {
    const { since } = this.#taken;
    this.#taken = { since, ...minus(plus(this.#taken, takingsOf(after, since)), takingsOf(before, since)) };
  }
}

/** Somebody still has to do or learn something about it: it is read at every start. */
export const isOpen = (sale: Sale): boolean => sale.payments.some((payment) => !isSettled(payment));

/** Writes what the events of a sale changed. Inside the transaction of the events. */
export function project(
  { upsertSale, upsertPayment, dayBook, saleRows }: Statements,
  before: Sale | null,
  posting: Posting,
): void {
  const { sale } = posting;
  writeDayBook(dayBook, before, posting);
  writeSaleRow(saleRows, before, sale);
  if (!before || isOpen(before) !== isOpen(sale)) upsertSale.run(...saleValues(sale));
  sale.payments.forEach((payment, index) => {
    const known = before?.payments[index];
    if (known?.phase === payment.phase && known.amounts === payment.amounts) return;
    upsertPayment.run(...paymentValues(sale, payment));
  });
}

/**
 * A journal from before there were all tables for reading gets them here, once. Without a check: the caretaker sees to
 * it that they are right.
 */
export function ensureTables(statements: Statements): void {
  if (statements.meta.get('dayBook')) return;
  const steps = buildTables(statements);
  while (!steps.next().done);
}

/** Makes them from nothing, in one transaction; yields after each sale. */
export function* buildTables(statements: Statements): Generator<void> {
  const { begin, commit, putMeta, eventsOfSale } = statements;
  begin.run();
  for (const saleId of saleIds(statements)) {
    const posting = replayPosting(eventsOfSale.all(saleId).map((row) => ({ event: parseEvent(row), seq: row.seq })));
    if (posting) project(statements, null, posting);
    yield;
  }
  putMeta.run('dayBook', '1');
  commit.run();
}

/** Writes the rows of a sale anew. */
export function rebuild(statements: Statements, posting: Posting): void {
  const { sale } = posting;
  for (const { reference } of sale.payments) {
    statements.deletePayment.run(reference);
    eraseFromDayBook(statements.dayBook, reference);
  }
  statements.deleteSale.run(sale.saleId);
  project(statements, null, posting);
}

/** Whether the rows say what the events say. */
export function isProjected(statements: Statements, posting: Posting): boolean {
  const { sale } = posting;
  const row = statements.saleRow.get(sale.saleId);
  if (!row || !same([row.sale_id, row.receipt_number, row.opened_at, row.total, row.is_open], saleValues(sale)))
    return false;
  if (!isInDayBook(statements.dayBook, posting) || !isInSaleRows(statements.saleRows, sale)) return false;
  return sale.payments.every((payment) => {
    const found = statements.paymentRow.get(payment.reference);
    return (
      found !== undefined &&
      same(
        [found.reference, found.sale_id, found.phase, found.captured, found.captured_at],
        paymentValues(sale, payment),
      )
    );
  });
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, index) => value === b[index]);

const saleValues = (sale: Sale) =>
  [sale.saleId, sale.receiptNumber, sale.openedAt, sale.total.value, isOpen(sale) ? 1 : 0] as const;

const paymentValues = ({ saleId }: Sale, { reference, phase, amounts }: Sale['payments'][number]) =>
  [reference, saleId, phase.name, amounts.captured, phase.name === 'captured' ? phase.at : null] as const;
