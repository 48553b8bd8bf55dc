import { z } from 'zod';
import { instantOf } from './instant.ts';
import { readJson, readValue } from './read-json.ts';
import type { CreateAnswer, EventsAnswer, ReadAnswer, WalletEvent } from '../../core/ports/wallet.ts';
import { codeSchema } from '../../../shared/code.ts';
import { referenceSchema } from '../../../shared/ids.ts';
import type { Reference } from '../../../shared/ids.ts';
import { add, moneySchema } from '../../../shared/money.ts';
import type { Currency } from '../../../shared/money.ts';
import { walletStateSchema } from '../../../shared/payment.ts';
import type { Amounts, WalletState } from '../../../shared/payment.ts';

/**
 * The answers of the API as far as the terminal reads them. What decides about money (reference, state, amounts, keys)
 * is read strictly: a wrong type or another payment than the one asked for makes the answer unreadable, and the caller
 * says "unclear". What does not is read leniently: unknown fields are ignored, and an odd address, time or
 * `pspReference` is one that is not known. Each reader returns null for unreadable.
 */

const MAX_TOKEN_LIFE_SECONDS = 7 * 24 * 3600;

/** `expires_in` is a string in the official file and a number in some of its examples [api 2.1]. */
export const tokenAnswerSchema = z.object({
  access_token: z
    .string()
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .pipe(z.number().positive())
    .transform((seconds) => Math.min(seconds, MAX_TOKEN_LIFE_SECONDS)),
});

/** A page, an image or nothing at all is no reason to doubt the rest of an answer. */
const redirectUrlSchema = codeSchema
  .nullish()
  .catch(null)
  .transform((url) => url ?? null);

const createAnswerSchema = z.object({ reference: referenceSchema, redirectUrl: redirectUrlSchema });

const LONGEST_PSP_REFERENCE = 100;

/** For people only: texts in the official file, and written as numbers in some of its examples [api 5.3]. */
function pspReferenceOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST_PSP_REFERENCE ? text : null;
}
const pspReferenceSchema = z.unknown().optional().transform(pspReferenceOf);

/** What GET and the modifications have in common [EP-1.8.1 GetPaymentResponse, ModificationResponse]. */
const reportSchema = z.object({
  reference: referenceSchema,
  state: walletStateSchema,
  pspReference: pspReferenceSchema,
  amount: moneySchema,
  redirectUrl: redirectUrlSchema,
  aggregate: z.object({
    authorizedAmount: moneySchema,
    capturedAmount: moneySchema,
    cancelledAmount: moneySchema,
    refundedAmount: moneySchema,
  }),
});

/** Wider than our own key, for another spelling of it. */
const LONGEST_KEY = 200;

const LONGEST_TIME = 50;
/** Not by a schema of a text, which reads the length of whatever it finds and can throw on it. */
const instantSchema = z
  .unknown()
  .optional()
  .transform((time) => (typeof time === 'string' && time.length <= LONGEST_TIME ? instantOf(time) : null));

const eventSchema = z.object({
  reference: referenceSchema,
  name: z.string().min(1).max(50),
  idempotencyKey: z.string().max(LONGEST_KEY).nullish(),
  success: z.boolean(),
  amount: moneySchema.nullish().catch(null),
  timestamp: instantSchema,
  pspReference: pspReferenceSchema,
});

const MAX_EVENTS = 1000;
const eventsSchema = z.array(z.unknown()).max(MAX_EVENTS);

export function readCreateAnswer(text: string, asked: Reference): CreateAnswer | null {
  const found = readJson(createAnswerSchema, text);
  return found?.reference === asked ? { code: found.redirectUrl } : null;
}

/** A report about another payment, or in another currency than the sales unit's, is nobody's report. */
export function readPayment(text: string, asked: Reference, currency: Currency): ReadAnswer | null {
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
  return isPossible(state, amounts) ? { report: { state, amounts }, amount, pspReference, code: redirectUrl } : null;
}

/**
 * Sums that contradict each other tell nothing: no more is taken than was approved, no more given back than was taken
 * [EP-1.8.1 Aggregate].
 */
function isPossible(state: WalletState, { authorized, captured, cancelled, refunded }: Amounts): boolean {
  if (refunded > captured) return false;
  // A withdrawn request reports its amount as cancelled although nothing was approved [api 5.7].
  return state === 'AUTHORIZED' ? add(captured, cancelled) <= authorized : captured === 0;
}

function readEvent(entry: unknown, asked: Reference): WalletEvent | null {
  const found = readValue(eventSchema, entry);
  if (found?.reference !== asked) return null;
  const { name, amount, timestamp, idempotencyKey, success, pspReference } = found;
  return { name, amount: amount ?? null, at: timestamp, idempotencyKey: idempotencyKey ?? null, success, pspReference };
}

/** An entry that cannot be read is left out, and the log then proves nothing by what it lacks. */
export function readEventLog(text: string, asked: Reference): Pick<EventsAnswer, 'events' | 'complete'> | null {
  const found = readJson(eventsSchema, text);
  if (!found) return null;
  const events = found.map((entry) => readEvent(entry, asked)).filter((event) => event !== null);
  return { events, complete: events.length === found.length };
}
