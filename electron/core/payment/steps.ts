import type { NewEvent } from '../journal/events.ts';
import type { OutcomeBase } from './outcomes.ts';
import { applyPaymentEvent } from './state.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import { isFinal, isSettledByHand } from '../../../shared/payment-standing.ts';
import { NO_WISH } from '../../../shared/payment.ts';
import type { CancelMode, Evidence, Operation, Payment, Wish } from '../../../shared/payment.ts';

/** What intents and outcomes lead to, and the pieces that both are made of. */

/**
 * `send` performs the pending operation of the payment; `look` reads the payment while it is not over; `recheck` reads
 * one that is over once more; `readEvents` reads its event log.
 */
export type Effect = 'send' | 'look' | 'recheck' | 'readEvents';

export interface Step {
  readonly events: readonly NewEvent[];
  readonly effects: readonly Effect[];
}

export const nothing: Step = { events: [], effects: [] };

export type On = { readonly at: number; readonly saleId: Payment['saleId']; readonly reference: Payment['reference'] };

/** The payment and the moment that the events of an outcome are about. */
export const onOf = ({ saleId, reference }: Payment, { now }: OutcomeBase): On => ({ at: now, saleId, reference });

/** Unclear for so long that a person should look at it; asking goes on. */
const ATTENTION_AFTER_MS = 30 * 60_000;

/** The operation that waits for its answer, or null. */
export function pendingOperation(payment: Payment): Operation | null {
  const { phase } = payment;
  if (phase.name === 'registering') return phase.create;
  if (phase.name === 'capturing') return phase.found ? null : phase.capture;
  if (phase.name === 'refunding') return phase.found ? null : phase.refund;
  if (phase.name === 'cancelling') return phase.answered === null ? phase.cancel : null;
  return null;
}

/**
 * The operation that moves money and waits for its answer, or null. A create asks, and a withdrawal takes back what
 * nobody has approved.
 */
export function movingOperation(payment: Payment): Operation | null {
  const { phase } = payment;
  if (phase.name === 'registering' || (phase.name === 'cancelling' && phase.mode === 'withdraw')) return null;
  return pendingOperation(payment);
}

export function requestCancel(payment: Payment, mode: CancelMode, now: number, key: IdempotencyKey, wish: Wish): Step {
  const cancel: Operation = { kind: 'cancel', key, requestedAt: now };
  return {
    events: [
      { type: 'cancel.requested', at: now, saleId: payment.saleId, reference: payment.reference, mode, cancel, wish },
    ],
    effects: ['send'],
  };
}

export function unclear(payment: Payment, on: On, problem: ErrorCode): Step {
  if (payment.certainty.name === 'confirmed')
    return { events: [{ type: 'payment.becameUnclear', ...on, problem }], effects: [] };
  const tooLong = on.at - payment.certainty.since >= ATTENTION_AFTER_MS;
  return { events: tooLong ? callForPerson(payment, on, problem) : [], effects: [] };
}

/**
 * A person is called once for a problem; one who has said why it needs nothing more is not called for the same again,
 * nor for doubt about it.
 */
export function callForPerson(payment: Payment, on: On, problem: ErrorCode): NewEvent[] {
  if (isSettledByHand(payment)) return [];
  if (payment.attention !== null || payment.resolution?.problem === problem) return [];
  return [{ type: 'payment.needsAttention', ...on, problem }];
}

/**
 * An answer of the API ends doubt, and the call for a person that doubt had caused; one that settles the payment ends
 * any such call.
 */
export function clearing(payment: Payment, on: On, settled = false): NewEvent[] {
  const events: NewEvent[] = [];
  if (payment.certainty.name === 'unclear') events.push({ type: 'payment.becameClear', ...on });
  if (payment.attention !== null && (payment.certainty.name === 'unclear' || settled))
    events.push({ type: 'payment.attentionCleared', ...on });
  return events;
}

export const isSameMoney = (a: Money, b: Money): boolean => a.value === b.value && a.currency === b.currency;

/** The API speaks of another amount than was asked for: nothing of it is believed, for it can be anybody's payment. */
export const otherAmount = (payment: Payment, on: On): Step => inDoubt(payment, on, 'wallet.amountDiffers');

/**
 * Somebody else may have given the money back instead. Nobody looks at a payment that is over, so that one is asked
 * about once more.
 */
export const lookAfterRefusal = (payment: Payment, rejected: NewEvent): Effect =>
  isFinal(applyPaymentEvent(payment, rejected).phase) ? 'recheck' : 'look';

/** Doubt that only a person can end: one is called at once. */
export function inDoubt(payment: Payment, on: On, problem: ErrorCode): Step {
  const known = isFinal(payment.phase) || payment.certainty.name === 'unclear';
  const doubt = known ? [] : unclear(payment, on, problem).events;
  return { events: [...doubt, ...callForPerson(payment, on, problem)], effects: [] };
}

/**
 * The API has the payment: the ring starts, a waiting cancel follows at once, and a better time of creation is fetched
 * where ours is a guess.
 */
export function registered(
  payment: Payment,
  outcome: OutcomeBase,
  known: { readonly expiresAt: number; readonly code: string | null },
  evidence: Evidence,
  extra: readonly Effect[],
): Step {
  const on = onOf(payment, outcome);
  const events: NewEvent[] = [{ type: 'payment.registered', ...on, ...known, evidence }, ...clearing(payment, on)];
  if (payment.phase.name === 'registering' && payment.phase.cancelWanted) {
    const cancel = requestCancel(payment, 'withdraw', outcome.now, outcome.freshKey, NO_WISH);
    return { events: [...events, ...cancel.events], effects: [...cancel.effects, ...extra] };
  }
  return { events, effects: extra };
}

/**
 * The wallet gives one answer for an unknown number and for an age limit, on purpose [api 6.4]: with a limit nobody is
 * told that the number is wrong, nor why it is refused.
 */
export const whyRefused = ({ minimumAge }: Payment, error: ErrorCode): ErrorCode =>
  error === 'wallet.noWallet' && minimumAge !== null ? 'wallet.notForThis' : error;
