import type { Random } from './random.ts';
import { COUNTRY_RULES, type Country } from './sales-unit.ts';
import type { Figures, Payment, PaymentEvent } from './state.ts';
import type { DeclineReason } from '../../shared/practice-phone.ts';

/** What happens to a payment, and how it is shown on the wire. Mutates the payment it is given; time comes in. */

type EventName = PaymentEvent['name'];

const HOUR = 3_600_000;
const MOST_EVENTS = 200;

/** Approving these amounts (minor units) is declined by the bank; the payment stays CREATED [api 9]. */
const DECLINES: Readonly<Record<number, DeclineReason>> = {
  151: 'insufficient funds',
  182: 'refused by issuer',
  183: 'suspected fraud',
  184: 'withdrawal limit exceeded',
  186: 'expired card',
  187: 'invalid card',
  197: '3-D Secure denied',
  202: 'strong customer authentication required',
};
/** Approving this amount leaves the result unknown for an hour; here it then turns out as approved. */
const UNKNOWN_RESULT = 201;

/** Writes into the event log. Gives the event's own pspReference. */
export function record(
  payment: Payment,
  random: Random,
  name: EventName,
  value: number,
  at: number,
  idempotencyKey: string | null,
  success = true,
): string {
  const pspReference = random.uuid();
  // Refused attempts fill the log only so far; what moved money is always written.
  if (success || payment.events.length < MOST_EVENTS)
    payment.events.push({ name, pspReference, value, at, idempotencyKey, success });
  return pspReference;
}

const figures = ({ state, authorized, captured, cancelled, refunded }: Figures): Figures => ({
  state,
  authorized,
  captured,
  cancelled,
  refunded,
});

/** Changes figures, keeping the version before for stale reads. */
export function move(payment: Payment, changes: Partial<Figures>): void {
  payment.earlier = figures(payment);
  Object.assign(payment, changes);
}

const authorize = (payment: Payment, random: Random, country: Country, at: number): void => {
  move(payment, { state: 'AUTHORIZED', authorized: payment.value });
  payment.authorizedAt = at;
  payment.captureBefore = at + COUNTRY_RULES[country].captureWindow;
  payment.processing = false;
  payment.unknownUntil = null;
  record(payment, random, 'AUTHORIZED', payment.value, at, null);
};

/**
 * Lets time do its work: expiry at its exact moment, the bank's late answer, the lapse of an old reservation.
 * Gives whether anything changed. Cheap when nothing is due: called before every look at a payment.
 */
export function settle(payment: Payment, random: Random, country: Country, now: number): boolean {
  if (payment.state === 'CREATED') {
    if (payment.unknownUntil !== null) {
      if (now < payment.unknownUntil) return false;
      authorize(payment, random, country, payment.unknownUntil);
      return true;
    }
    if (now < payment.expiresAt) return false;
    move(payment, { state: 'EXPIRED' });
    payment.processing = false;
    record(payment, random, 'EXPIRED', payment.value, payment.expiresAt, null);
    return true;
  }
  if (payment.state !== 'AUTHORIZED' || payment.lapsed || payment.captureBefore === null || now < payment.captureBefore)
    return false;
  const rest = remaining(payment);
  if (rest === 0) return false;
  payment.lapsed = true;
  move(payment, { cancelled: payment.cancelled + rest });
  record(payment, random, 'CANCELLED', rest, payment.captureBefore, null);
  return true;
}

export type ActOutcome = 'done' | 'declined' | 'too-late' | 'not-waiting';

/** The customer says yes. `settle` must have run for `at`. With a trigger amount the bank may say no or nothing. */
export function approve(payment: Payment, random: Random, country: Country, at: number, triggers: boolean): ActOutcome {
  if (payment.state !== 'CREATED') return payment.state === 'EXPIRED' ? 'too-late' : 'not-waiting';
  if (payment.unknownUntil !== null) return 'not-waiting';
  if (triggers) {
    const reason = DECLINES[payment.value];
    if (reason !== undefined) {
      payment.processing = false;
      payment.declines.push({ at, reason });
      // A customer can hammer a refused card; only the last few matter to the phone.
      if (payment.declines.length > 20) payment.declines.shift();
      return 'declined';
    }
    if (payment.value === UNKNOWN_RESULT) {
      payment.processing = true;
      payment.unknownUntil = at + HOUR;
      return 'done';
    }
  }
  authorize(payment, random, country, at);
  return 'done';
}

/** The customer says no: final. */
export function reject(payment: Payment, random: Random, at: number): ActOutcome {
  if (payment.state !== 'CREATED') return payment.state === 'EXPIRED' ? 'too-late' : 'not-waiting';
  if (payment.unknownUntil !== null) return 'not-waiting';
  move(payment, { state: 'ABORTED' });
  payment.processing = false;
  record(payment, random, 'ABORTED', payment.value, at, null);
  return 'done';
}

export const remaining = (payment: Figures): number => payment.authorized - payment.captured - payment.cancelled;
export const refundable = (payment: Figures): number => payment.captured - payment.refunded;

/** Nothing can happen to it any more, short of a refund: safe to prune. */
export const isFinished = (payment: Payment): boolean =>
  payment.state === 'AUTHORIZED' ? remaining(payment) === 0 : payment.state !== 'CREATED';

const amount = (currency: string, value: number) => ({ currency, value });

const aggregate = (currency: string, of: Figures) => ({
  authorizedAmount: amount(currency, of.authorized),
  cancelledAmount: amount(currency, of.cancelled),
  capturedAmount: amount(currency, of.captured),
  refundedAmount: amount(currency, of.refunded),
});

/** [EP-1.8.1 GetPaymentResponse]; `stale` shows the version before the last change, where there is one. */
export function viewPayment(payment: Payment, stale = false) {
  const shown = stale && payment.earlier !== null ? payment.earlier : payment;
  const authorized = shown.state === 'AUTHORIZED';
  return {
    aggregate: aggregate(payment.currency, shown),
    amount: amount(payment.currency, payment.value),
    state: shown.state,
    paymentMethod: authorized ? { type: payment.methodType, cardBin: '540185' } : { type: payment.methodType },
    profile: authorized && payment.scope !== null ? { sub: `sub-${payment.pspReference}` } : {},
    pspReference: payment.pspReference,
    reference: payment.reference,
    ...(payment.redirectUrl === null ? {} : { redirectUrl: payment.redirectUrl }),
    ...(payment.metadata === null ? {} : { metadata: payment.metadata }),
  };
}

/** [EP-1.8.1 ModificationResponse] */
export const viewModification = (payment: Payment) => ({
  amount: amount(payment.currency, payment.value),
  state: payment.state,
  aggregate: aggregate(payment.currency, payment),
  pspReference: payment.pspReference,
  reference: payment.reference,
});

/** [EP-1.8.1 PaymentEvent], in the order things happened. */
export const viewEvents = (payment: Payment) =>
  payment.events.map((event) => ({
    reference: payment.reference,
    pspReference: event.pspReference,
    name: event.name,
    amount: amount(payment.currency, event.value),
    timestamp: new Date(event.at).toISOString(),
    idempotencyKey: event.idempotencyKey,
    success: event.success,
  }));
