import type { NewEvent } from '../journal/events.ts';
import { clearing, nothing, requestCancel } from './steps.ts';
import type { Step } from './steps.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { money } from '../../../shared/money.ts';
import { isSettledByHand } from '../../../shared/payment-standing.ts';
import { reasonSchema, refundableOf, reservedOf } from '../../../shared/payment.ts';
import type { Operation, Order, Payment, Rest, Wish } from '../../../shared/payment.ts';
import { REFUND_WINDOW_MS } from '../../../shared/reservation.ts';
import { assertNever, err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** What a person wants with a payment. `order` null: everything that is reserved. */
export type IntentKind =
  | { readonly type: 'cancel' | 'release'; readonly wish: Wish }
  | { readonly type: 'capture'; readonly order: Order | null; readonly rest: Rest; readonly wish: Wish }
  | { readonly type: 'refund'; readonly order: Order };

/** A person's wish for a payment. The machine's other half, `machine.ts`, takes the API's answers. */
export type Intent = IntentKind & {
  readonly now: number;
  readonly freshKey: IdempotencyKey;
  /** An operation of this payment is on its way to the API at this moment. */
  readonly sending: boolean;
};

/**
 * What a person's wish leads to, or why it is refused. A wish that is already being fulfilled is accepted and changes
 * nothing.
 */
export function decide(payment: Payment, intent: Intent): Result<Step, ErrorCode> {
  const { phase } = payment;
  if (isSettledByHand(payment)) return err('sale.settledByHand');
  const at = { at: intent.now, saleId: payment.saleId, reference: payment.reference };
  switch (intent.type) {
    case 'cancel':
      if (phase.name === 'cancelling') return ok(nothing);
      if (phase.name === 'registering') {
        if (phase.cancelWanted) return ok(nothing);
        // Every send so far was turned away and none is on its way: there is nothing to withdraw, and nothing more is
        // sent.
        const nothingThere = !phase.mayExist && !intent.sending;
        const refused: NewEvent[] = nothingThere
          ? [{ type: 'payment.refused', ...at, problem: 'wallet.tooManyRequests' }, ...clearing(payment, at)]
          : [];
        return ok({ events: [{ type: 'cancel.wanted', ...at }, ...refused], effects: nothingThere ? [] : ['look'] });
      }
      if (phase.name === 'waiting')
        return ok(requestCancel(payment, 'withdraw', intent.now, intent.freshKey, intent.wish));
      return err(notWithdrawn(payment));
    case 'release':
      if (phase.name === 'cancelling') return phase.mode === 'release' ? ok(nothing) : err('sale.notApproved');
      if (phase.name === 'authorized')
        return ok(requestCancel(payment, 'release', intent.now, intent.freshKey, intent.wish));
      if (phase.name === 'capturing' || phase.name === 'refunding') return err('sale.busy');
      return err(phase.name === 'captured' ? 'wallet.alreadyCaptured' : 'sale.notApproved');
    case 'capture':
      return decideCapture(payment, intent);
    case 'refund':
      return decideRefund(payment, intent);
    default:
      return assertNever(intent, 'intent');
  }
}

/** Why a request can no longer be withdrawn: what stands there instead decides what a person does next. */
function notWithdrawn({ phase }: Payment): ErrorCode {
  switch (phase.name) {
    case 'authorized':
      return 'wallet.alreadyApproved';
    case 'capturing':
    case 'refunding':
      return 'sale.busy';
    case 'captured':
      return 'sale.alreadyPaid';
    default:
      return 'wallet.alreadyEnded';
  }
}

type Ordered = Pick<Order, 'amount' | 'parts'>;

/**
 * Whether a second press means what is under way: the same amount for the same lines. Anything else is another wish,
 * and is told so.
 */
const isSameOrder = (one: Ordered, other: Ordered): boolean =>
  one.amount === other.amount && linesOf(one) === linesOf(other);
const linesOf = ({ parts }: Ordered): string | null =>
  parts &&
  parts
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, quantity }) => `${line}×${quantity}`)
    .join();

/** All that is reserved, or a part of it; afterwards the rest is kept or given back. */
function decideCapture(
  payment: Payment,
  { order, rest, wish, now, freshKey }: Extract<Intent, { type: 'capture' }>,
): Result<Step, ErrorCode> {
  const { phase, saleId, reference } = payment;
  const reserved = payment.amounts.authorized === 0 ? payment.amount.value : reservedOf(payment);
  const amount = order?.amount ?? reserved;
  if (phase.name === 'capturing')
    return phase.rest === rest && isSameOrder(phase.order, { amount, parts: order?.parts ?? null })
      ? ok(nothing)
      : err('sale.busy');
  if (phase.name === 'refunding') return err('sale.busy');
  if (phase.name === 'captured') return err('sale.alreadyPaid');
  if (phase.name !== 'authorized') return err('sale.notApproved');
  if (amount > reserved) return err('wallet.captureTooHigh');
  const capture: Operation = { kind: 'capture', key: freshKey, requestedAt: now };
  return ok({
    events: [
      {
        type: 'capture.requested',
        at: now,
        saleId,
        reference,
        capture,
        amount: money(payment.amount.currency, amount),
        parts: order?.parts ?? null,
        rest,
        wish,
      },
    ],
    effects: ['send'],
  });
}

/** Gives taken money back: any amount up to what is left of it, with a reason. */
function decideRefund(
  payment: Payment,
  { order, now, freshKey }: Extract<Intent, { type: 'refund' }>,
): Result<Step, ErrorCode> {
  const { phase, saleId, reference } = payment;
  if (phase.name === 'refunding') return isSameOrder(phase.order, order) ? ok(nothing) : err('sale.busy');
  if (phase.name === 'capturing' || phase.name === 'cancelling') return err('sale.busy');
  if (payment.amounts.captured === 0) return err('wallet.nothingCaptured');
  if (phase.name !== 'captured' && phase.name !== 'authorized') return err('wallet.nothingCaptured');
  if (order.amount > refundableOf(payment)) return err('wallet.refundTooHigh');
  if (now >= (payment.approvedAt ?? payment.requestedAt) + REFUND_WINDOW_MS) return err('wallet.refundPeriodOver');
  if (!reasonSchema.safeParse(order.reason).success) return err('refund.reasonMissing');
  const { by, approvedBy, reason } = order;
  const refund: Operation = { kind: 'refund', key: freshKey, requestedAt: now };
  return ok({
    events: [
      {
        type: 'refund.requested',
        at: now,
        saleId,
        reference,
        refund,
        amount: money(payment.amount.currency, order.amount),
        parts: order.parts,
        wish: { by, approvedBy, reason },
      },
    ],
    effects: ['send'],
  });
}

/**
 * A person's reason why a payment that needed attention needs no more. It changes nothing about the payment itself:
 * asking goes on.
 */
export function resolve(payment: Payment, now: number, reason: string, by: Wish['by']): Result<NewEvent, ErrorCode> {
  const { attention: problem, saleId, reference } = payment;
  return problem === null
    ? err('sale.noAttention')
    : ok({ type: 'payment.attentionResolved', at: now, saleId, reference, problem, reason, by });
}

/**
 * A manager takes back that it was settled by hand: from then on it needs a person again, and its money can be moved.
 */
export function reopen(payment: Payment, now: number, wish: Wish): Result<NewEvent, ErrorCode> {
  const { saleId, reference } = payment;
  return isSettledByHand(payment)
    ? ok({ type: 'payment.reopened', at: now, saleId, reference, wish })
    : err('sale.notSettledByHand');
}

/** A person says that they have seen the customer's ID: once for each request. */
export function seeId(payment: Payment, now: number, by: Wish['by']): Result<NewEvent, ErrorCode> {
  const { saleId, reference, idSeenAt } = payment;
  return idSeenAt === null ? ok({ type: 'payment.idSeen', at: now, saleId, reference, by }) : err('sale.movedOn');
}
