import { z } from 'zod';
import { referenceSchema } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { moneySchema } from '../../../shared/money.ts';
import type { Currency } from '../../../shared/money.ts';
import { codeSchema, walletStateSchema } from '../../../shared/payment.ts';
import type { Amounts, WalletState } from '../../../shared/payment.ts';
import type { CreateAnswer, ReportAnswer, WalletEvent } from '../../core/ports.ts';
import { readJson } from './read-json.ts';

/**
 * The answers of the API as far as the terminal reads them. Unknown fields are ignored; an unknown state, a wrong type or another payment
 * than the one asked for makes the answer unreadable, and the caller says "unclear". Each reader returns null for unreadable.
 */

const MAX_TOKEN_LIFE_SECONDS = 7 * 24 * 3600;

/** `expires_in` is a string in the official file and a number in some of its examples [vipps-facts 2.1]. */
export const tokenAnswerSchema = z.object({
  access_token: z.string().max(16_384).regex(/^[\x21-\x7e]+$/),
  expires_in: z
    .union([z.number(), z.string().regex(/^\d{1,9}$/).transform(Number)])
    .pipe(z.number().positive())
    .transform((seconds) => Math.min(seconds, MAX_TOKEN_LIFE_SECONDS)),
});

/** A page, an image or nothing at all is no reason to doubt the rest of an answer. */
const redirectUrlSchema = codeSchema.nullish().catch(null).transform((url) => url ?? null);

const createAnswerSchema = z.object({ reference: referenceSchema, redirectUrl: redirectUrlSchema });

const pspReferenceSchema = z.string().min(1).max(100);

/** What GET and the modifications have in common [EP-1.8.1 GetPaymentResponse, ModificationResponse]. */
const reportSchema = z.object({
  reference: referenceSchema,
  state: walletStateSchema,
  pspReference: pspReferenceSchema,
  amount: moneySchema,
  redirectUrl: redirectUrlSchema,
  aggregate: z.object({ authorizedAmount: moneySchema, capturedAmount: moneySchema, cancelledAmount: moneySchema, refundedAmount: moneySchema }),
});

const eventSchema = z.object({
  reference: referenceSchema,
  pspReference: pspReferenceSchema,
  name: z.string().min(1).max(50),
  amount: moneySchema,
  timestamp: z.string().max(50).transform((text) => Date.parse(text)).pipe(z.number()),
  idempotencyKey: z.string().max(50).nullish(),
  success: z.boolean(),
});

const MAX_EVENTS = 1000;
const eventsSchema = z.array(eventSchema).max(MAX_EVENTS);

export function readCreateAnswer(text: string, asked: Reference): CreateAnswer | null {
  const found = readJson(createAnswerSchema, text);
  return found?.reference === asked ? { code: found.redirectUrl } : null;
}

/** A report about another payment, or in another currency than the sales unit's, is nobody's report. */
export function readReport(text: string, asked: Reference, currency: Currency): ReportAnswer | null {
  const found = readJson(reportSchema, text);
  if (found?.reference !== asked) return null;
  const { amount, aggregate, state, pspReference, redirectUrl } = found;
  if ([amount, ...Object.values(aggregate)].some((each) => each.currency !== currency)) return null;
  const amounts = {
    authorized: aggregate.authorizedAmount.value,
    captured: aggregate.capturedAmount.value,
    cancelled: aggregate.cancelledAmount.value,
    refunded: aggregate.refundedAmount.value,
  };
  return isPossible(state, amounts) ? { report: { state, amounts }, pspReference, code: redirectUrl } : null;
}

/** Sums that contradict each other tell nothing: no more is taken than was approved, no more given back than was taken [EP-1.8.1 Aggregate]. */
function isPossible(state: WalletState, { authorized, captured, cancelled, refunded }: Amounts): boolean {
  if (refunded > captured) return false;
  // A withdrawn request reports its amount as cancelled although nothing was approved (vipps-facts 5.7).
  return state === 'AUTHORIZED' ? captured + cancelled <= authorized : captured === 0;
}

export function readEventLog(text: string, asked: Reference): readonly WalletEvent[] | null {
  const found = readJson(eventsSchema, text);
  if (!found || found.some(({ reference }) => reference !== asked)) return null;
  return found.map(({ name, amount, timestamp, idempotencyKey, success, pspReference }) => ({
    name,
    amount,
    at: timestamp,
    idempotencyKey: idempotencyKey ?? null,
    success,
    pspReference,
  }));
}
