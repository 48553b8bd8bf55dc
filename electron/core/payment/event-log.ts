import type { NewEvent } from '../journal/events.ts';
import { couldMoveTwice } from './movements.ts';
import { CONNECTION_OVER_MS } from './outcomes.ts';
import type { OutcomeBase } from './outcomes.ts';
import { isSameKey, namesKey } from './same-key.ts';
import {
  callForPerson,
  clearing,
  inDoubt,
  isSameMoney,
  lookAfterRefusal,
  movingOperation,
  nothing,
  onOf,
  otherAmount,
  pendingOperation,
  registered,
  unclear,
} from './steps.ts';
import type { On, Step } from './steps.ts';
import type { EventsAnswer, WalletEvent } from '../ports/wallet.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { policyOf } from '../../../shared/methods.ts';
import { money } from '../../../shared/money.ts';
import type { Evidence, Operation, Payment } from '../../../shared/payment.ts';

/** What the wallet's own log of a payment proves: the only thing that tells whose an operation was, by its key. */

/** How far the creation in a log may be from our own request, where only amount and time say that it is ours. */
const NEAR_MS = 15 * 60_000;

/** Tells whether a reference that is taken is ours (by our key), when it was created, and what has moved. */
export function readEvents(payment: Payment, outcome: OutcomeBase, answer: EventsAnswer): Step {
  const { phase } = payment;
  const on = onOf(payment, outcome);
  if (couldMoveTwice(payment) || mayBeNotMade(payment, outcome)) return operationInLog(payment, outcome, answer);
  const created = answer.events.find((event) => event.name === 'CREATED');
  if (!created) return nothing;
  const createdAt = created.at === null ? null : Math.max(0, Math.round(created.at - answer.clockSkewMs));
  const { lifetimeMs } = policyOf(payment);
  const expiresAt = createdAt === null ? null : createdAt + lifetimeMs;
  if (phase.name === 'registering') {
    const { idempotencyKey } = created;
    if (namesKey(idempotencyKey) && !isSameKey(idempotencyKey, phase.create.key)) {
      const refused: NewEvent = { type: 'payment.refused', ...on, problem: 'wallet.referenceTaken' };
      return { events: [refused, ...clearing(payment, on)], effects: [] };
    }
    const isNear = createdAt !== null && Math.abs(createdAt - phase.create.requestedAt) <= NEAR_MS;
    const fits = isNear && created.amount !== null && isSameMoney(created.amount, payment.amount);
    if (!namesKey(idempotencyKey) && !fits) return otherAmount(payment, on);
    const known = { expiresAt: expiresAt ?? outcome.now + lifetimeMs, code: null };
    return registered(payment, outcome, known, evidenceOf(created, outcome), ['look']);
  }
  const current = phase.name === 'waiting' || phase.name === 'cancelling' ? phase.expiresAt : null;
  if (current === null || expiresAt === null || current === expiresAt) return nothing;
  return { events: [{ type: 'payment.expiryLearnt', ...on, expiresAt }], effects: [] };
}

/** The event log, which alone could tell whether money has moved, does not: a doubt that lasts calls for a person. */
export const stillUnknown = (payment: Payment, on: On, problem: ErrorCode): Step =>
  couldMoveTwice(payment) && payment.certainty.name === 'unclear' ? unclear(payment, on, problem) : nothing;

/** Nothing of it can be under way any more, so that it is not done where the wallet's log does not have it. */
export const mayBeNotMade = (payment: Payment, { quietMs }: OutcomeBase): boolean =>
  movingOperation(payment) !== null && quietMs > CONNECTION_OVER_MS;

/**
 * Whether the log has the same amount given back without a key, more often than was found in the portal before: a key
 * is not required there [EP-1.8.1 PaymentEvent], so this can be the refund under way, and it must not be called "not
 * made".
 */
function mayBeThisOne({ phase, amount, movements }: Payment, events: EventsAnswer['events']): boolean {
  // Of a capture the sums tell, and a reservation cannot be taken twice; of a refund there would be a second one.
  if (phase.name !== 'refunding') return false;
  const wanted = money(amount.currency, phase.order.amount);
  const told = events.filter((event) => event.success && event.name === 'REFUNDED' && !namesKey(event.idempotencyKey));
  const alike = told.filter((event) => event.amount === null || isSameMoney(event.amount, wanted));
  const known = movements.filter(
    (each) => each.kind === 'refund' && each.key === null && each.amount === phase.order.amount,
  );
  return alike.length > known.length;
}

const evidenceOf = ({ pspReference }: WalletEvent, { now }: OutcomeBase): Evidence => ({
  at: now,
  source: 'events',
  state: null,
  pspReference,
});

/** Whether the operation under way is in the wallet's books: by our key, which nobody else can have used. */
function operationInLog(payment: Payment, outcome: OutcomeBase, { events, complete }: EventsAnswer): Step {
  const on = onOf(payment, outcome);
  const operation = pendingOperation(payment);
  if (!operation) return nothing;
  const entry = events.find(({ idempotencyKey, success }) => success && isSameKey(idempotencyKey, operation.key));
  if (!entry && !complete) return stillUnknown(payment, on, 'network.unreadable');
  // A log that does not even have the request itself proves nothing.
  const isWhole = events.some(({ name }) => name === 'CREATED');
  if (!entry && !(isWhole && mayBeNotMade(payment, outcome))) return nothing;
  if (!entry && mayBeThisOne(payment, events)) return inDoubt(payment, on, 'wallet.mayBeDone');
  if (!entry) return notMade(payment, on, operation);
  // A release is told by the sums alone, which follow.
  if (operation.kind === 'cancel') return nothing;
  const evidence = evidenceOf(entry, outcome);
  return { events: [{ type: 'operation.found', ...on, key: operation.key, evidence }], effects: ['look'] };
}

/** What was wanted is proved not to be done. It is not sent later by itself: a person decides anew. */
function notMade(payment: Payment, on: On, { kind, key }: Operation): Step {
  const [type, problem] = NOT_MADE[kind === 'create' ? 'capture' : kind];
  const calls = callForPerson({ ...payment, attention: null }, on, problem);
  const rejected: NewEvent = { type, ...on, key, problem };
  return {
    events: [rejected, ...clearing(payment, on), ...calls],
    effects: kind === 'refund' ? [lookAfterRefusal(payment, rejected)] : [],
  };
}

const NOT_MADE = {
  capture: ['capture.rejected', 'sale.captureNotMade'],
  cancel: ['cancel.rejected', 'sale.releaseNotMade'],
  refund: ['refund.rejected', 'sale.refundNotMade'],
} as const;
