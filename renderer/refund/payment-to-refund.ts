import type { Payment, Sale } from '../../shared/payment.ts';

/**
 * The payment of a sale whose money can be given back: the one that was taken, or else the one that is reserved. Null:
 * there is none.
 */
export const paymentToRefund = ({ payments }: Pick<Sale, 'payments'>): Payment | null =>
  payments.findLast(({ amounts }) => amounts.captured > 0) ??
  payments.findLast(({ phase }) => phase.name === 'authorized') ??
  null;
