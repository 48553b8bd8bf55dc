import type { Reference, SaleId } from '../../shared/ids.ts';
import { currentPayment, isFinal, isSettledByHand } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { saleScreen } from './select-screen.ts';

/**
 * What a cashier must hear of whatever the screen shows: payments that need a person, approvals that came late, and
 * what is still open.
 */
export interface PaymentOfSale {
  readonly sale: Sale;
  readonly payment: Payment;
}

const paymentsWhere = (sales: readonly Sale[], wanted: (payment: Payment) => boolean): readonly PaymentOfSale[] =>
  sales.flatMap((sale) => sale.payments.filter(wanted).map((payment) => ({ sale, payment })));

/** Payments that need a person, oldest first; also earlier attempts of a sale. */
export const needingAttention = (sales: readonly Sale[]): readonly PaymentOfSale[] =>
  paymentsWhere(sales, (payment) => payment.attention !== null);

/**
 * Payments that can still be approved, or whose money is not decided: what an end of the app hands over to the next
 * start.
 */
export const openPayments = (sales: readonly Sale[]): readonly PaymentOfSale[] =>
  paymentsWhere(sales, (payment) => !isFinal(payment.phase) && !isSettledByHand(payment));

/** Approved, and nobody has tried to take the money yet. */
function isApproved(sale: Sale): boolean {
  const screen = saleScreen(currentPayment(sale));
  return screen.name === 'approved' && screen.captureProblem === null;
}

/** As long as a customer can approve a request at all [api 7.3]. */
const NEWS_MS = 10 * 60_000;

/**
 * At a start: approved so long ago that it was seen then, and waits to be handed over. It is on the handover board, and
 * nobody is told about it anew.
 */
export function isOldReservation(sale: Sale, now: number): boolean {
  const payment = currentPayment(sale);
  const screen = saleScreen(payment);
  const waits =
    (screen.name === 'approved' && screen.captureProblem === null) ||
    (screen.name === 'partTaken' && screen.problem === null);
  return waits && payment.approvedAt !== null && now - payment.approvedAt > NEWS_MS;
}

/**
 * Approvals that nobody saw coming: the customer approved while another screen was in the middle. A payment stays one
 * until it is decided.
 *
 * @param before the sales as they were, or null at a start: what was approved just before it was approved while nobody
 * looked
 * @param now epoch ms of main's clock
 */
export function lateAfter(
  late: ReadonlySet<Reference>,
  before: readonly Sale[] | null,
  sales: readonly Sale[],
  selected: SaleId | null,
  now: number,
): ReadonlySet<Reference> {
  const approvedBefore = new Set((before ?? []).filter(isApproved).map((sale) => currentPayment(sale).reference));
  const after = sales.filter(isApproved).flatMap((sale) => {
    const { reference } = currentPayment(sale);
    const isNew = !approvedBefore.has(reference) && sale.saleId !== selected && !isOldReservation(sale, now);
    return isNew || late.has(reference) ? [reference] : [];
  });
  return after.length === late.size && after.every((reference) => late.has(reference)) ? late : new Set(after);
}

/** Late approvals to offer beside what is in the middle, oldest first. */
export const lateApprovals = (
  sales: readonly Sale[],
  late: ReadonlySet<Reference>,
  selected: SaleId | null,
): readonly Sale[] =>
  sales.filter((sale) => sale.saleId !== selected && isApproved(sale) && late.has(currentPayment(sale).reference));
