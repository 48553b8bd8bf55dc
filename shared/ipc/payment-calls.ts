import { z } from 'zod';
import { referenceSchema, saleIdSchema } from '../ids.ts';
import { minorSchema } from '../money.ts';
import { historyEntrySchema, linePartSchema, reasonSchema, restSchema, saleSchema } from '../payment.ts';
import { MAX_LINES } from '../receipt.ts';
import { walletLogSchema } from '../wallet-log.ts';
import { accepted, replySchema } from './replies.ts';

/** What a person can want with one payment. */

export const onPayment = z.strictObject({ saleId: saleIdSchema, reference: referenceSchema });

/**
 * `amount` is what the person saw; with parts it must be exactly what they cost (`shared/parts.ts`), or it is refused
 * with `lines.doNotAddUp`. `before` is what had been captured, or given back, until then: a second press that comes
 * after the first is done is refused with `sale.movedOn`.
 */
const ofPayment = onPayment.extend({
  before: minorSchema,
  amount: minorSchema.min(1),
  parts: z.array(linePartSchema).min(1).max(MAX_LINES).nullable(),
});

export const PAYMENT_CALLS = {
  /** Withdraw a request the customer has not approved. */
  'payment.cancel': { audiences: ['till'], input: onPayment, output: replySchema },
  /** Take everything that is reserved. */
  'payment.capture': { audiences: ['till'], input: onPayment, output: replySchema },
  /** Take a part of what is reserved, and keep the rest reserved or give it back. Giving it back needs a manager. */
  'payment.capturePart': {
    audiences: ['till'],
    input: ofPayment.extend({ rest: restSchema, reason: reasonSchema.nullable() }),
    output: replySchema,
  },
  /** Give an approved reservation, or what is left of it, back. Needs a manager. */
  'payment.release': {
    audiences: ['till'],
    input: onPayment.extend({ reason: reasonSchema.nullable() }),
    output: replySchema,
  },
  /** Give money back that was taken. Above the shop's limit for the sale, or the person and day, it needs a manager. */
  'payment.refund': { audiences: ['till'], input: ofPayment.extend({ reason: reasonSchema }), output: replySchema },
  /** How much of the sale whoever is signed in may give back without a manager; null: no limit holds for them. */
  'payment.refundLeft': {
    audiences: ['till'],
    input: z.strictObject({ saleId: saleIdSchema }),
    output: accepted({ left: minorSchema.nullable() }),
  },
  /**
   * Asks the wallet about a payment that may be over; answers when it has. What was done in the wallet's portal is
   * found here.
   */
  'payment.recheck': { audiences: ['till'], input: onPayment, output: replySchema },
  'payment.checkNow': { audiences: ['till'], input: onPayment, output: replySchema },
  /** A person has dealt with what needed attention and says how; written down for good. */
  'payment.resolve': { audiences: ['till'], input: onPayment.extend({ reason: reasonSchema }), output: replySchema },
  /** Takes back that it was settled by hand; a manager's act, with a reason. */
  'payment.reopen': { audiences: ['till'], input: onPayment.extend({ reason: reasonSchema }), output: replySchema },
  /** Whoever is signed in has seen the customer's ID. */
  'payment.idSeen': { audiences: ['till'], input: onPayment, output: replySchema },
  /** How we know: everything that was done and learnt about a payment, oldest first, the newest few hundred. */
  'payment.history': {
    audiences: ['till'],
    input: onPayment,
    output: z.object({ entries: z.array(historyEntrySchema) }),
  },
  /** Asks the wallet for its own log of a payment. */
  'payment.walletLog': { audiences: ['till'], input: onPayment, output: accepted({ log: walletLogSchema }) },
  /** The same, with the till's trail beside it, as a file for support; null when no place was chosen. */
  'payment.exportLog': { audiences: ['till'], input: onPayment, output: accepted({ file: z.string().nullable() }) },
  /** A sale of any age; from then on its changes arrive as events. */
  'sale.recall': {
    audiences: ['till'],
    input: z.strictObject({ saleId: saleIdSchema }),
    output: accepted({ sale: saleSchema }),
  },
} as const;
