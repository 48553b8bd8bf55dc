import { decide } from './intents.ts';
import { neverArrivedMs } from './outcomes.ts';
import type { OutcomeBase } from './outcomes.ts';
import type { Step } from './steps.ts';
import { NO_WISH } from '../../../shared/payment.ts';
import type { Payment } from '../../../shared/payment.ts';

/**
 * Whether the till takes the payment by itself, in the same breath as it learns of the approval, so that no crash comes
 * between: the shop had said so when the customer was asked, the request stood undisputed until now, and the customer
 * can still be at the counter. After doubt, a withdrawal that came too late, or a long absence a person decides.
 */
const isToBeTaken = (payment: Payment, next: Payment, { now }: OutcomeBase): boolean =>
  payment.takesPayment === 'onApproval' &&
  payment.phase.name === 'waiting' &&
  payment.certainty.name === 'confirmed' &&
  payment.attention === null &&
  next.phase.name === 'authorized' &&
  next.amounts.captured === 0 &&
  next.amounts.authorized === next.amount.value &&
  now - payment.requestedAt <= neverArrivedMs(payment);

/** The capture that follows an approval by itself, or null. A refusal of the machine's own is a person's matter too. */
export function takenOnApproval(payment: Payment, next: Payment, outcome: OutcomeBase): Step | null {
  if (!isToBeTaken(payment, next, outcome)) return null;
  const { now, freshKey } = outcome;
  const wanted = { type: 'capture', order: null, rest: 'keep', wish: NO_WISH } as const;
  const decided = decide(next, { ...wanted, now, freshKey, sending: false });
  return decided.ok ? decided.value : null;
}
