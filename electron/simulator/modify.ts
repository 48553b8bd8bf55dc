import type { ProblemCode } from './problems.ts';
import { move, record, refundable, remaining } from './payment.ts';
import type { Random } from './random.ts';
import { REFUND_WINDOW, type SalesUnit } from './sales-unit.ts';
import type { Payment } from './state.ts';

/**
 * Capture, cancel and refund: which is legal when (vipps-facts 7.2, where "remaining" and "refundable" are defined). Where the
 * table leaves two codes open, the choice stands here with a comment. `settle` must have run for `now`.
 */

interface Amount {
  readonly currency: string;
  readonly value: number;
}

/** Refunding exactly these amounts fails (vipps-facts 15). */
const REFUND_TRIGGERS: Readonly<Record<number, ProblemCode>> = { 123: 6210, 124: 6220 };

function refuseCapture(unit: SalesUnit, payment: Payment, asked: Amount, now: number): ProblemCode | null {
  if (payment.state === 'CREATED') return 6080;
  if (payment.state !== 'AUTHORIZED') return 6200;
  const late = payment.lapsed || (payment.captureBefore !== null && now >= payment.captureBefore);
  if (late && payment.captured < payment.authorized) return 6100;
  if (payment.cancelled > 0) return 6070;
  const rest = remaining(payment);
  if (rest === 0) return 6170;
  if (asked.currency !== payment.currency) return 5040;
  if (asked.value === 0) return 4040;
  if (asked.value > rest) return 6090;
  if (!unit.partialCaptureAllowed && asked.value !== payment.authorized) return 6140;
  return payment.fundsReleased ? 6260 : null;
}

function refuseRefund(unit: SalesUnit, payment: Payment, asked: Amount, now: number): ProblemCode | null {
  if (payment.state === 'CREATED') return 6020;
  // Two codes in the table: an ended payment and a released reservation say "cannot", an untouched one "not yet".
  if (payment.state !== 'AUTHORIZED') return 6210;
  if (payment.captured === 0) return payment.cancelled > 0 ? 6210 : 6020;
  if (!unit.refundAllowed) return 5100;
  if (payment.authorizedAt !== null && now >= payment.authorizedAt + REFUND_WINDOW) return 6220;
  const rest = refundable(payment);
  if (rest === 0) return 6180;
  if (asked.currency !== payment.currency) return 5040;
  if (asked.value === 0) return 4040;
  if (asked.value > rest) return 6150;
  return REFUND_TRIGGERS[asked.value] ?? null;
}

function refuseCancel(payment: Payment, transactionOnly: boolean, now: number): ProblemCode | null {
  if (payment.state === 'CREATED') return payment.processing ? 6250 : null;
  // Two codes in the table: a repeated cancel is 6050, a payment that the customer or the clock ended 6190.
  if (payment.state !== 'AUTHORIZED') return payment.state === 'TERMINATED' ? 6050 : 6190;
  const late = payment.lapsed || (payment.captureBefore !== null && now >= payment.captureBefore);
  if (late && payment.captured < payment.authorized) return 6030;
  if (payment.cancelled > 0) return 6050;
  if (transactionOnly) return 6060;
  return remaining(payment) === 0 ? 6040 : null;
}

/** Captures; a refusal is written into the event log too. Gives the code of the refusal, or null. */
export function capture(unit: SalesUnit, payment: Payment, random: Random, asked: Amount, now: number, key: string): ProblemCode | null {
  const refusal = refuseCapture(unit, payment, asked, now);
  if (refusal === null) move(payment, { captured: payment.captured + asked.value });
  record(payment, random, 'CAPTURED', asked.value, now, key, refusal === null);
  return refusal;
}

/** Refunds; a refusal is written into the event log too. Gives the code of the refusal, or null. */
export function refund(unit: SalesUnit, payment: Payment, random: Random, asked: Amount, now: number, key: string): ProblemCode | null {
  const refusal = refuseRefund(unit, payment, asked, now);
  if (refusal === null) move(payment, { refunded: payment.refunded + asked.value });
  record(payment, random, 'REFUNDED', asked.value, now, key, refusal === null);
  return refusal;
}

/** Ends a payment that waits, or releases everything not captured (vipps-facts 5.7). Gives the code of the refusal, or null. */
export function cancel(payment: Payment, random: Random, transactionOnly: boolean, now: number, key: string | null): ProblemCode | null {
  const refusal = refuseCancel(payment, transactionOnly, now);
  if (refusal !== null) return refusal;
  if (payment.state === 'CREATED') {
    // Documented figures of a terminated payment: nothing authorized, everything cancelled.
    move(payment, { state: 'TERMINATED', cancelled: payment.value });
    record(payment, random, 'TERMINATED', payment.value, now, key);
  } else {
    const rest = remaining(payment);
    move(payment, { cancelled: payment.cancelled + rest });
    record(payment, random, 'CANCELLED', rest, now, key);
  }
  return null;
}
