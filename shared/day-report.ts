import { z } from 'zod';
import { calendarDateSchema, periodSchema } from './calendar-date.ts';
import { errorCodeSchema } from './errors.ts';
import { referenceSchema, saleIdSchema } from './ids.ts';
import { methodSchema } from './methods.ts';
import { currencySchema, minorSchema, sumSchema } from './money.ts';
import { instantSchema } from './payment.ts';
import { personRefSchema } from './people.ts';
import { vatRateSchema } from './vat.ts';

/** The store manager's view of a day, a week or a month. Made from the journal; amounts in minor units. */

/** How many, and how much together. */
export const tallySchema = z.object({ count: z.number().int().min(0), amount: sumSchema }).readonly();
export type Tally = z.infer<typeof tallySchema>;

/**
 * What became of a request; each request has exactly one. `approved` stays so whether it was captured or released
 * afterwards. `unclear`: nobody knows yet · `waiting`: the customer can still answer.
 */
export const REQUEST_OUTCOMES = [
  'approved',
  'declined',
  'expired',
  'withdrawn',
  'refused',
  'unclear',
  'waiting',
] as const;
export const requestOutcomeSchema = z.enum(REQUEST_OUTCOMES);
export type RequestOutcome = z.infer<typeof requestOutcomeSchema>;

/** A payment that somebody has to decide or look at. `amount`: what is reserved, or what was asked for. */
export const openItemSchema = z
  .object({
    saleId: saleIdSchema,
    reference: referenceSchema,
    receiptNumber: z.number().int().min(1),
    requestedAt: instantSchema,
    amount: minorSchema,
    problem: errorCodeSchema.nullable(),
  })
  .readonly();
export type OpenItem = z.infer<typeof openItemSchema>;

/** `items`: the oldest {@link MAX_OPEN_ITEMS}; `count` and `amount` are of all. */
export const openItemsSchema = z
  .object({ count: z.number().int().min(0), amount: sumSchema, items: z.array(openItemSchema).readonly() })
  .readonly();
export type OpenItems = z.infer<typeof openItemsSchema>;
export const MAX_OPEN_ITEMS = 50;

/**
 * Tax is the sum of the taxes on the receipts, so that a report and its receipts never differ by an øre; gross = net +
 * tax.
 */
export const vatTotalSchema = z
  .object({ rate: vatRateSchema, gross: sumSchema, net: sumSchema, tax: sumSchema })
  .readonly();
export type VatTotal = z.infer<typeof vatTotalSchema>;

/** An hour of the shop's clock. `again`: the hour that a night has twice when clocks are set back, the second time. */
const hourSchema = z
  .object({ hour: z.number().int().min(0).max(23), again: z.boolean(), count: z.number().int(), amount: sumSchema })
  .readonly();
export type HourTally = z.infer<typeof hourSchema>;

export const dayReportSchema = z
  .object({
    period: periodSchema.readonly(),
    /** From the beginning of the first business day to the end of the last. */
    from: instantSchema,
    to: instantSchema,
    madeAt: instantSchema,
    /** The period has not ended: figures still grow. */
    running: z.boolean(),
    currency: currencySchema,
    /** Captures: a sale that was handed over in two parts counts twice. */
    takings: tallySchema,
    refunds: tallySchema,
    /** Of the refunds, those that were made in the wallet's own portal. */
    refundsElsewhere: tallySchema,
    /** Captures of which something had been taken off, and how much; what was given back later is not set off. */
    discounts: tallySchema,
    /** Reservations, or the rest of one, that were given back. Nothing had been taken for them. */
    releases: tallySchema,
    /** Takings less refunds; below zero on a day with more given back than taken. */
    net: z.number().int(),
    /** Takings by their count, rounded half up; 0 when nothing was taken. */
    average: minorSchema,
    hours: z.array(hourSchema).readonly(),
    /** The business days of a week or a month; empty for a day. */
    days: z
      .array(z.object({ date: calendarDateSchema, count: z.number().int(), amount: sumSchema }).readonly())
      .readonly(),
    /** The takings, by how the customer was asked. */
    methods: z.record(methodSchema, tallySchema).readonly(),
    /** Takings by who captured; `by` null: PINs are off, or done in the wallet's portal. Most first. */
    cashiers: z
      .array(z.object({ by: personRefSchema.nullable(), takings: tallySchema, refunds: tallySchema }).readonly())
      .readonly(),
    /** Of the takings. */
    vat: z.array(vatTotalSchema).readonly(),
    /** Of the refunds. */
    refundVat: z.array(vatTotalSchema).readonly(),
    /** Asked for in the period, whenever the answer came. */
    requests: z.object({ sent: tallySchema, outcomes: z.record(requestOutcomeSchema, tallySchema) }).readonly(),
    /** As they stand now, of what was asked for before the period ended. */
    reservations: openItemsSchema,
    attention: openItemsSchema,
    /**
     * The same weekday a week before, or the week or month before; while the period runs, only up to the same moment of
     * it.
     */
    earlier: z.object({ period: periodSchema.readonly(), takings: tallySchema, partly: z.boolean() }).readonly(),
  })
  .readonly();
export type DayReport = z.infer<typeof dayReportSchema>;
