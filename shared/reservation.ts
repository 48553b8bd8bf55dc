import type { StoreCountry } from './country.ts';
import type { ErrorCode } from './errors.ts';
import { isHeld, isSettledByHand } from './payment-standing.ts';
import { refundableOf, reservedOf } from './payment.ts';
import type { Payment, Sale } from './payment.ts';

/** How long a reservation lasts, and how long what was taken can be given back. Times are epoch ms. */

export const DAY_MS = 24 * 3_600_000;

/** After so many days the wallet gives an uncaptured reservation back by itself [api 5.5]. */
export const CAPTURE_WITHIN_DAYS: Readonly<Record<StoreCountry, number>> = { NO: 180, DK: 14, FI: 14 };

/**
 * The card network guarantees the money for five to seven days; a capture after that may fail with `wallet.fundsGone`
 * [api 5.5]. Which card it was is not known here, so the first day is the warning and the last is the end.
 */
export const GUARANTEE_FROM_DAYS = 5;
export const GUARANTEE_TO_DAYS = 7;

/** So long before the wallet's deadline nothing else matters any more. */
export const LAST_DAYS = 3;

/** Counted from the reservation, the stricter of the API's two official texts [api 5.6]. */
export const REFUND_WINDOW_MS = 365 * DAY_MS;

/**
 * How pressing a reservation is, the most pressing first. `over`: past the wallet's deadline · `lastDays`: close to it
 * · `guaranteeOver`: the card network guarantees it no more · `guaranteeEnds`: may be so by now · `inTime`
 */
export const URGENCIES = ['over', 'lastDays', 'guaranteeOver', 'guaranteeEnds', 'inTime'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface Reservation {
  /** Since when, to the best of this till's knowledge. */
  readonly since: number;
  /** When the wallet gives it back. */
  readonly deadline: number;
  readonly guaranteedUntil: number;
  readonly urgency: Urgency;
  /** Whole days since the approval. */
  readonly days: number;
  /** Days until the deadline that have begun, 0 when it is over. */
  readonly daysLeft: number;
}

/** When the customer approved; a request that was never seen approved counts from when it was made. */
const approvedSince = ({ approvedAt, requestedAt }: Pick<Payment, 'approvedAt' | 'requestedAt'>): number =>
  approvedAt ?? requestedAt;

function urgencyOf(age: number, left: number): Urgency {
  if (left <= 0) return 'over';
  if (left <= LAST_DAYS * DAY_MS) return 'lastDays';
  if (age >= GUARANTEE_TO_DAYS * DAY_MS) return 'guaranteeOver';
  return age >= GUARANTEE_FROM_DAYS * DAY_MS ? 'guaranteeEnds' : 'inTime';
}

/** Where a reservation stands. A clock that was set back makes it no younger than new. */
export function reservationOf(
  payment: Pick<Payment, 'approvedAt' | 'requestedAt'>,
  country: StoreCountry,
  now: number,
): Reservation {
  const since = approvedSince(payment);
  const age = Math.max(0, now - since);
  const deadline = since + CAPTURE_WITHIN_DAYS[country] * DAY_MS;
  const left = deadline - since - age;
  return {
    since,
    deadline,
    guaranteedUntil: since + GUARANTEE_TO_DAYS * DAY_MS,
    urgency: urgencyOf(age, left),
    days: Math.floor(age / DAY_MS),
    daysLeft: Math.max(0, Math.ceil(left / DAY_MS)),
  };
}

/** Whether somebody has to decide about money that the customer has approved: to take it or to give it back. */
export const isReserved = (payment: Payment): boolean =>
  isHeld(payment) && payment.amounts.authorized > 0 && reservedOf(payment) > 0;

export interface ReservedPayment {
  readonly sale: Sale;
  readonly payment: Payment;
}

/** Every reserved payment of these sales, also of earlier attempts, oldest first. */
export const reservedPayments = (sales: readonly Sale[]): readonly ReservedPayment[] =>
  sales
    .flatMap((sale) => sale.payments.filter(isReserved).map((payment) => ({ sale, payment })))
    .toSorted((a, b) => approvedSince(a.payment) - approvedSince(b.payment));

/**
 * Why nothing of this payment can be given back now, or null. Main checks the same again, and the wallet has the last
 * word.
 */
export function refundBarrier(payment: Payment, now: number): ErrorCode | null {
  if (isSettledByHand(payment)) return 'sale.settledByHand';
  if (payment.amounts.captured === 0) return 'wallet.nothingCaptured';
  if (refundableOf(payment) === 0) return 'wallet.alreadyRefunded';
  if (now >= approvedSince(payment) + REFUND_WINDOW_MS) return 'wallet.refundPeriodOver';
  const { name } = payment.phase;
  return name === 'captured' || name === 'authorized' ? null : 'sale.busy';
}
