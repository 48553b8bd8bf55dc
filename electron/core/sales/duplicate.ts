import type { Money } from '../../../shared/money.ts';
import { isUnpaid } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Recipient, Sale } from '../../../shared/payment.ts';

/** The same number and amount again within this time is more often a mistake than a second purchase. */
const DUPLICATE_WINDOW_MS = 5 * 60_000;

/**
 * The newest other sale of the same amount whose customer has the same number, as far as a masked number tells, and
 * that has or may still get money. Where no number is asked it is whoever stands there: two with the same amount are
 * nothing unusual.
 * @param now epoch ms
 */
export function findDuplicate(sales: readonly Sale[], recipient: Recipient, total: Money, now: number): Sale | null {
  if (recipient === null) return null;
  const isHim = (other: Recipient) => other?.lastTwo === recipient.lastTwo && other.country === recipient.country;
  const same = (sale: Sale) => {
    const payment = currentPayment(sale);
    return (
      sale.total.value === total.value &&
      // Who is asked next counts like who is asked now: either may pay.
      (isHim(payment.recipient) || isHim(sale.changingTo?.recipient ?? null)) &&
      Math.abs(now - payment.requestedAt) <= DUPLICATE_WINDOW_MS &&
      !isUnpaid(payment.phase)
    );
  };
  return sales.findLast(same) ?? null;
}
