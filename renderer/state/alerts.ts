import type { Reference, SaleId } from '../../shared/ids.ts';
import { isFinal, isSettledByHand } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { isSaleApproved } from '../../shared/sale-in-front.ts';

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

/** Late approvals to offer beside what is in the middle, oldest first. */
export const lateApprovals = (
  sales: readonly Sale[],
  late: ReadonlySet<Reference>,
  selected: SaleId | null,
): readonly Sale[] =>
  sales.filter((sale) => sale.saleId !== selected && isSaleApproved(sale) && late.has(currentPayment(sale).reference));
