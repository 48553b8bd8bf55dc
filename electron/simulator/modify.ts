import { enter, type Ledger } from './ledger.ts';
import type { ProblemCode } from './problems.ts';
import { move, record, refundable, remaining } from './payment.ts';
import type { Random } from './random.ts';
import { REFUND_WINDOW, type SalesUnit } from './sales-unit.ts';
import type { Payment } from './state.ts';

/**
 * Capture, cancel and refund: which is legal when [api 7.2], where "remaining" and "refundable" are defined.
 * Where the table leaves two codes open, the choice stands here with a comment. `settle` must have run for `now`.
 */

interface Amount {
  readonly currency: string;
  readonly value: number;
}

/** Refunding exactly these amounts fails [api 9]. */
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

/** What a change works on: the sales unit and its books, at a moment. */
export interface Writes {
  readonly unit: SalesUnit;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly now: number;
}

/** Writes a capture or refund into the event log, a refused one too; what moved money goes into the ledger. */
function take(
  { unit, random, ledger, now }: Writes,
  kind: 'capture' | 'refund',
  payment: Payment,
  value: number,
  key: string | null,
  refusal: ProblemCode | null,
): void {
  const pspReference = record(
    payment,
    random,
    kind === 'capture' ? 'CAPTURED' : 'REFUNDED',
    value,
    now,
    key,
    refusal === null,
  );
  if (refusal === null)
    enter(ledger, unit, kind, { pspReference, reference: payment.reference, currency: payment.currency, value }, now);
}

/** Captures. `key` is null where the API was not used. Gives the code of the refusal, or null. */
export function capture(writes: Writes, payment: Payment, asked: Amount, key: string | null): ProblemCode | null {
  const refusal = refuseCapture(writes.unit, payment, asked, writes.now);
  if (refusal === null) move(payment, { captured: payment.captured + asked.value });
  take(writes, 'capture', payment, asked.value, key, refusal);
  return refusal;
}

/** Refunds. `key` is null where the API was not used. Gives the code of the refusal, or null. */
export function refund(writes: Writes, payment: Payment, asked: Amount, key: string | null): ProblemCode | null {
  const refusal = refuseRefund(writes.unit, payment, asked, writes.now);
  if (refusal === null) move(payment, { refunded: payment.refunded + asked.value });
  take(writes, 'refund', payment, asked.value, key, refusal);
  return refusal;
}

/**
 * Ends a payment that waits, or releases everything not captured [api 5.7]. Gives the code of the refusal, or
 * null.
 */
export function cancel(
  { random, now }: Writes,
  payment: Payment,
  transactionOnly: boolean,
  key: string | null,
): ProblemCode | null {
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

export const PORTAL_ACTS = ['refund', 'capture', 'cancel'] as const;
export type PortalAct = (typeof PORTAL_ACTS)[number];

/**
 * Somebody acts in the wallet's own portal, without a key of ours. `value` null: all that can be. Gives the code of the
 * refusal, or null.
 */
export function actInPortal(
  writes: Writes,
  payment: Payment,
  act: PortalAct,
  value: number | null,
): ProblemCode | null {
  const { currency } = payment;
  switch (act) {
    case 'capture':
      return capture(writes, payment, { currency, value: value ?? remaining(payment) }, null);
    case 'refund':
      return refund(writes, payment, { currency, value: value ?? refundable(payment) }, null);
    case 'cancel':
      return cancel(writes, payment, false, null);
  }
}
