import { discountOfMovement, vatOfMovement } from './vat-of-sale.ts';
import type { MovementEntry, RequestEntry } from '../ports/day-book.ts';
import type { RequestOutcome } from '../../../shared/day-report.ts';
import { ZERO, restOf } from '../../../shared/money.ts';
import { isHeld, stageOf } from '../../../shared/payment-standing.ts';
import type { Movement, Payment, Sale } from '../../../shared/payment.ts';

function outcomeOf({ phase, certainty }: Payment): RequestOutcome {
  const stage = stageOf(phase);
  switch (stage) {
    case 'reserved':
    case 'taken':
    case 'released':
      return 'approved';
    case 'open':
      return certainty.name === 'unclear' ? 'unclear' : 'waiting';
    default:
      return stage;
  }
}

export function requestEntryOf(sale: Sale, payment: Payment): RequestEntry {
  const { amounts } = payment;
  return {
    reference: payment.reference,
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    requestedAt: payment.requestedAt,
    by: payment.requestedBy,
    amount: payment.amount.value,
    method: payment.method,
    outcome: outcomeOf(payment),
    approvedAt: payment.approvedAt,
    captured: amounts.captured,
    refunded: amounts.refunded,
    // Less what the wallet says has already moved; while that is not known, what the customer approved.
    reserved: isHeld(payment)
      ? restOf(amounts.authorized || payment.amount.value, amounts.captured, amounts.cancelled)
      : ZERO,
    attention: payment.attention,
    problem: payment.phase.name === 'refused' ? payment.phase.problem : null,
  };
}

export function movementEntryOf(sale: Sale, payment: Payment, n: number, movement: Movement): MovementEntry {
  return {
    reference: payment.reference,
    n,
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    kind: movement.kind,
    at: movement.at,
    amount: movement.amount,
    method: payment.method,
    by: movement.by,
    elsewhere: movement.key === null,
    discount: movement.kind === 'capture' ? discountOfMovement(sale.lines, movement) : ZERO,
    vat: movement.kind === 'release' ? [] : vatOfMovement(sale.lines, movement),
  };
}
