import type { ErrorCode } from '../../shared/errors.ts';
import type { IdempotencyKey } from '../../shared/ids.ts';
import type { Payment } from '../../shared/payment.ts';
import { assertNever, err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { NewEvent } from './journal-events.ts';
import { clearing, nothing, requestCancel } from './payment-steps.ts';
import type { Step } from './payment-steps.ts';

/** A cashier's wish for a payment. The machine's other half, `payment-machine.ts`, takes the API's answers. */
export interface Intent {
  readonly type: 'cancel' | 'release' | 'capture';
  readonly now: number;
  readonly freshKey: IdempotencyKey;
  /** An operation of this payment is on its way to the API at this moment. */
  readonly sending: boolean;
}

/** What a cashier's wish leads to, or why it is refused. A wish that is already being fulfilled is accepted and changes nothing. */
export function decide(payment: Payment, intent: Intent): Result<Step, ErrorCode> {
  const { phase } = payment;
  const at = { at: intent.now, saleId: payment.saleId, reference: payment.reference };
  switch (intent.type) {
    case 'cancel':
      if (phase.name === 'cancelling') return ok(nothing);
      if (phase.name === 'registering') {
        if (phase.cancelWanted) return ok(nothing);
        // Every send so far was turned away and none is on its way: there is nothing to withdraw, and nothing more is sent.
        const nothingThere = !phase.mayExist && !intent.sending;
        const refused: NewEvent[] = nothingThere ? [{ type: 'payment.refused', ...at, problem: 'wallet.tooManyRequests' }, ...clearing(payment, at)] : [];
        return ok({ events: [{ type: 'cancel.wanted', ...at }, ...refused], effects: nothingThere ? [] : ['look'] });
      }
      if (phase.name === 'waiting') return ok(requestCancel(payment, 'withdraw', intent.now, intent.freshKey));
      return err(phase.name === 'authorized' || phase.name === 'capturing' || phase.name === 'captured' ? 'wallet.alreadyApproved' : 'wallet.alreadyEnded');
    case 'release':
      if (phase.name === 'cancelling') return ok(nothing);
      if (phase.name === 'authorized') return ok(requestCancel(payment, 'release', intent.now, intent.freshKey));
      return err(phase.name === 'capturing' || phase.name === 'captured' ? 'wallet.alreadyCaptured' : 'sale.notApproved');
    case 'capture':
      if (phase.name === 'capturing') return ok(nothing);
      if (phase.name === 'captured') return err('sale.alreadyPaid');
      if (phase.name !== 'authorized') return err('sale.notApproved');
      return ok({
        events: [
          { type: 'capture.requested', ...at, capture: { kind: 'capture', key: intent.freshKey, requestedAt: intent.now }, amount: payment.amount },
        ],
        effects: ['send'],
      });
    default:
      return assertNever(intent.type, 'intent');
  }
}

/** A person's reason why a payment that needed attention needs no more. It changes nothing about the payment itself: asking goes on. */
export function resolve(payment: Payment, now: number, reason: string): Result<NewEvent, ErrorCode> {
  const { attention: problem, saleId, reference } = payment;
  return problem === null ? err('sale.noAttention') : ok({ type: 'payment.attentionResolved', at: now, saleId, reference, problem, reason });
}
