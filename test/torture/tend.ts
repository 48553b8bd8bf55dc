import type { Snapshot } from '../../shared/ipc/contract.ts';
import { isFinal, isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';

/** Minor units, less than any sale. */
const HANDED_OVER = 4_000;
export const BROUGHT_BACK = 1_000;

export interface Till {
  snapshot(): Promise<Snapshot>;
  call(name: string, input: unknown): Promise<unknown>;
}

/** What a cashier does now with each sale on the screen. @returns how many are not at their end */
export async function tend(till: Till, patienceMs: number): Promise<number> {
  const { sales, now } = await till.snapshot();
  let open = 0;
  for (const sale of sales) {
    const payment = currentPayment(sale);
    const on = { saleId: sale.saleId, reference: payment.reference };
    if (isFinal(payment.phase)) {
      if (await tendEnded(till, sale, payment)) open += 1;
      continue;
    }
    open += 1;
    if (payment.phase.name === 'authorized') await handOver(till, sale, payment);
    else if (
      (payment.phase.name === 'waiting' || payment.phase.name === 'registering') &&
      Math.abs(now - payment.requestedAt) > patienceMs
    )
      await till.call('payment.cancel', on);
  }
  return open;
}

/**
 * Now and then a customer who declined or did not answer is asked once more, and one who paid brings something back.
 * @returns whether it goes on
 */
async function tendEnded(
  till: Till,
  { saleId, receiptNumber, payments }: Sale,
  { reference, phase, amounts, certainty }: Payment,
): Promise<boolean> {
  const again = isUnpaid(phase) && payments.length === 1 && receiptNumber % 3 === 0;
  const bringsBack = phase.name === 'captured' && receiptNumber % 4 === 1 && amounts.refunded === 0;
  if (again)
    await till.call('sale.sendAgain', {
      saleId,
      to: { method: 'phone', msisdn: '4791234567' },
      duplicateAcknowledged: true,
    });
  if (bringsBack)
    await till.call('payment.refund', {
      saleId,
      reference,
      before: amounts.refunded,
      amount: BROUGHT_BACK,
      parts: null,
      reason: 'It was broken',
    });
  return again || bringsBack || certainty.name === 'unclear';
}

/** Most are captured whole; some in parts, of some only a part, and some are given back. */
async function handOver(till: Till, { saleId, receiptNumber }: Sale, { reference, amounts }: Payment): Promise<void> {
  const on = { saleId, reference };
  if (receiptNumber % 8 === 0) await till.call('payment.release', { ...on, reason: null });
  else if (receiptNumber % 4 === 1 && amounts.captured === 0)
    await till.call('payment.capturePart', {
      ...on,
      before: amounts.captured,
      amount: HANDED_OVER,
      parts: null,
      rest: receiptNumber % 8 === 1 ? 'keep' : 'release',
      reason: null,
    });
  else await till.call('payment.capture', on);
}
