import { money } from '../../../shared/money.ts';
import type { Payment } from '../../../shared/payment.ts';
import { invariant } from '../../../shared/result.ts';
import type { NewEvent } from '../journal/events.ts';
import type { OperationBody } from '../ports/journal.ts';
import type { RequestBodies } from '../ports/wallet.ts';

/** The exact bytes of every operation that these events announce. Create bodies are made with the sale. */
export function bodiesOf(events: readonly NewEvent[], payment: Payment, bodies: RequestBodies): OperationBody[] {
  const { reference, amount } = payment;
  return events.flatMap((event): OperationBody[] => {
    if (event.type === 'cancel.requested')
      return [{ key: event.cancel.key, reference, body: bodies.cancel(event.mode) }];
    if (event.type !== 'capture.requested' && event.type !== 'refund.requested') return [];
    invariant(event.amount.currency === amount.currency, 'money moves in the currency of its payment');
    return [
      event.type === 'capture.requested'
        ? { key: event.capture.key, reference, body: bodies.capture(event.amount) }
        : { key: event.refund.key, reference, body: bodies.refund(event.amount) },
    ];
  });
}

/**
 * The bytes of a cancel, capture or refund once more: they follow from the payment alone. A create holds the phone
 * number, which is nowhere else.
 */
export function remade({ phase, amount }: Payment, bodies: RequestBodies): string | null {
  if (phase.name === 'capturing') return bodies.capture(money(amount.currency, phase.order.amount));
  if (phase.name === 'refunding') return bodies.refund(money(amount.currency, phase.order.amount));
  return phase.name === 'cancelling' ? bodies.cancel(phase.mode) : null;
}
