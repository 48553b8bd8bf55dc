import type { Sale } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { ReservedPayment } from '../../shared/reservation.ts';

/**
 * What a scanner reads from a slip or a person types: a payment's reference, or a receipt number with or without its
 * zeros.
 */

const clean = (typed: string): string => typed.trim().toLowerCase();
const asReceipt = (typed: string): number | null => (/^\d{1,9}$/.test(clean(typed)) ? Number(clean(typed)) : null);

const isOf = (typed: string, sale: Sale): boolean =>
  sale.receiptNumber === asReceipt(typed) ||
  sale.payments.some(({ reference }) => reference.toLowerCase() === clean(typed));

/**
 * An amount is typed with its decimals; without them digits are a receipt number, and never the beginning of something
 * else.
 */
const isAmount = (typed: string): boolean => /^\d+[.,]\d{2}$/.test(clean(typed));

/** The payment that was meant, where there is no doubt about it: a wrong one would be captured in its place. */
export function findReserved(reserved: readonly ReservedPayment[], typed: string): ReservedPayment | null {
  if (clean(typed) === '') return null;
  const exact =
    reserved.find(({ payment }) => payment.reference.toLowerCase() === clean(typed)) ??
    reserved.find(({ sale }) => isOf(typed, sale));
  if (exact) return exact;
  const [only, another] = isAmount(typed) ? narrowed(reserved, typed) : [];
  return only && !another ? only : null;
}

/**
 * Those that can still be meant while it is typed: by receipt number, amount, the end of the phone number, or
 * reference.
 */
export function narrowed(reserved: readonly ReservedPayment[], typed: string): readonly ReservedPayment[] {
  const wanted = clean(typed);
  if (wanted === '') return reserved;
  const amount = wanted.replace(',', '.');
  return reserved.filter(
    ({ sale, payment }) =>
      isOf(typed, sale) ||
      formatReceiptNumber(sale.receiptNumber).includes(wanted) ||
      (payment.amount.value / 100).toFixed(2).startsWith(amount) ||
      payment.recipient?.lastTwo === wanted ||
      (/\D/.test(wanted) && payment.reference.toLowerCase().includes(wanted)),
  );
}

/** A sale with this receipt number or reference of which nothing is reserved: it is told how it stands instead. */
export const findAnySale = (sales: readonly Sale[], typed: string): Sale | null =>
  clean(typed) === '' ? null : (sales.findLast((sale) => isOf(typed, sale)) ?? null);
