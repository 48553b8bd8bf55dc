import { z } from 'zod';
import { referenceSchema, saleIdSchema } from './ids.ts';
import { policyOf } from './methods.ts';
import { awaitsCapture, isLive, standingOf } from './payment-standing.ts';
import { currentPayment } from './payment.ts';
import type { Sale } from './payment.ts';

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

/** When something last became of a sale: for the order of a list, newest first. */
export const changedAt = (sale: Sale): number =>
  Math.max(
    ...sale.payments.flatMap(({ requestedAt, phase, movements, certainty, resolution }) => [
      requestedAt,
      'at' in phase ? phase.at : 0,
      ...movements.map(({ at }) => at),
      certainty.name === 'confirmed' ? certainty.at : certainty.since,
      resolution?.at ?? 0,
    ]),
  );

/** Whether somebody still has to do or learn something about it. */
export const isSaleLive = (sale: Sale): boolean =>
  standingOf(currentPayment(sale)).name === 'unclear' || sale.payments.some(isLive);

/** The customer has approved it, and nobody has tried to take the money yet. */
export function isSaleApproved(sale: Sale): boolean {
  const payment = currentPayment(sale);
  return awaitsCapture(payment) && payment.amounts.captured === 0;
}

/**
 * At a start: approved so long ago that whoever asked for it has seen it, which is as long as a customer could have
 * answered at all. It is on the handover board, and nobody is told about it anew.
 */
export function isOldReservation(sale: Sale, now: number): boolean {
  const payment = currentPayment(sale);
  const { approvedAt } = payment;
  return awaitsCapture(payment) && approvedAt !== null && now - approvedAt > policyOf(payment).lifetimeMs;
}
