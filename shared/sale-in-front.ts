import { z } from 'zod';
import { referenceSchema, saleIdSchema } from './ids.ts';
import { isLive as isLivePayment, isSettledByHand } from './payment-standing.ts';
import { currentPayment } from './payment.ts';
import type { Payment, Sale } from './payment.ts';

/** What stands before the customer, and what came while something else did. */
export const inFrontSchema = z
  .object({
    /** The sale in the middle, or null for a new one. */
    saleId: saleIdSchema.nullable(),
    /** Payments that the customer approved while their sale was not in the middle, and that nobody has decided yet. */
    late: z.array(referenceSchema).readonly(),
  })
  .readonly();
export type InFront = z.infer<typeof inFrontSchema>;

/** Whether somebody still has to do or learn something about it. */
export function isLive(sale: Sale): boolean {
  const payment = currentPayment(sale);
  return (payment.certainty.name === 'unclear' && !isSettledByHand(payment)) || sale.payments.some(isLivePayment);
}

/** Approved for certain, and no try to take what is reserved has failed. */
const waitsToBeTaken = (payment: Payment): boolean =>
  payment.attention === null &&
  !isSettledByHand(payment) &&
  payment.certainty.name === 'confirmed' &&
  payment.phase.name === 'authorized' &&
  payment.phase.captureProblem === null;

/** Approved, and nobody has tried to take the money yet. */
export function isApproved(sale: Sale): boolean {
  const payment = currentPayment(sale);
  return waitsToBeTaken(payment) && payment.amounts.captured === 0;
}

/** As long as a customer can approve a request at all [api 7.3]. */
const NEWS_MS = 10 * 60_000;

/**
 * At a start: approved so long ago that it was seen then, and waits to be handed over. It is on the handover board, and
 * nobody is told about it anew.
 */
export function isOldReservation(sale: Sale, now: number): boolean {
  const payment = currentPayment(sale);
  return waitsToBeTaken(payment) && payment.approvedAt !== null && now - payment.approvedAt > NEWS_MS;
}
