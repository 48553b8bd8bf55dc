import { z } from 'zod';
import { calendarDateSchema } from './calendar-date.ts';
import { openItemsSchema, requestOutcomeSchema, tallySchema, vatTotalSchema } from './day-report.ts';
import { errorCodeSchema } from './errors.ts';
import { merchantSerialNumberSchema } from './ids.ts';
import { methodSchema } from './methods.ts';
import { currencySchema, sumSchema, ZERO } from './money.ts';
import { instantSchema, reasonSchema } from './payment.ts';
import { personRefSchema } from './people.ts';
import { environmentSchema } from './settings.ts';

/**
 * The terminal's day report: the totals so far (`x`, resets nothing) and the closing (`closing`, gapless number). Both
 * are about everything that came into the journal after the last closing, by the numbers of its entries, so that a
 * clock that is set back over a closing changes nothing. Neither is a cash register's own report [practice 1.1].
 * What a terminal does not have (drawer, float, tips, groups of articles) is left out.
 */

/**
 * What a difference between the till's own doings and the wallet's books is:
 * - `lateApproval`: approved after the till had given the request up · `portalCapture`, `portalRefund`,
 *   `portalRelease`: done in the wallet's portal
 * - `walletUnknown`: the wallet does not know a payment of which the journal has money
 * - `walletDiffers`: the wallet's sums are not those of the journal, and nobody knows why
 * - `notSettled`: the wallet company has closed the date without it · `onlySettled`: the settlement has it, the till
 *   and the wallet do not
 * - `lostSale`: the settlement has it under a tag of this till, and its journal does not know it: an older copy was put
 *   back, or entries were taken out
 * - `pending`: not in the settlement yet; it lags by seconds to hours · `otherTill`: another till on the same serial
 *   number
 * - `fee`: what the wallet company keeps
 */
export const DIFFERENCE_KINDS = [
  'walletUnknown',
  'walletDiffers',
  'lateApproval',
  'portalCapture',
  'portalRefund',
  'portalRelease',
  'notSettled',
  'onlySettled',
  'lostSale',
  'pending',
  'otherTill',
  'fee',
] as const;
export const differenceKindSchema = z.enum(DIFFERENCE_KINDS);
export type DifferenceKind = z.infer<typeof differenceKindSchema>;

/** What happens every day and needs nobody's decision. */
const EXPECTED: readonly DifferenceKind[] = ['pending', 'otherTill', 'fee'];
export const needsReason = ({ kind }: { readonly kind: DifferenceKind }): boolean => !EXPECTED.includes(kind);

/**
 * What of a payment is different, where the kind alone does not say it. What was taken and what was given back are
 * never set off against each other: a sale that the wallet does not know is no difference of zero once refunded.
 */
export const STAKES = ['capture', 'refund', 'reservation'] as const;
export const stakeSchema = z.enum(STAKES);
export type Stake = z.infer<typeof stakeSchema>;

export const differenceIdSchema = z.string().min(1).max(200);

export const differenceSchema = z
  .object({
    /** The same for the same difference however often it is looked for. */
    id: differenceIdSchema,
    kind: differenceKindSchema,
    /** Of the payment, where it is one payment. */
    reference: z.string().max(200).nullable(),
    receiptNumber: z.number().int().min(1).nullable(),
    stake: stakeSchema.nullable(),
    count: z.number().int().min(1),
    /**
     * What is at stake: by how much more (or, below zero, less) the wallet's side has than the till did itself, minor
     * units; what was given back counts below zero. Null: a report of format 1 did not know, and no later one.
     */
    amount: z.number().int().nullable(),
    reason: z.object({ at: instantSchema, by: personRefSchema.nullable(), text: reasonSchema }).readonly().nullable(),
  })
  .readonly();
export type Difference = z.infer<typeof differenceSchema>;
/** Far more than a day has; what finds no room in the list is told by kind, with what is at stake. */
export const MAX_DIFFERENCES = 2_000;

/**
 * How many differences of a kind found no room. `amount`: what is at stake in them, whichever way each goes. Null
 * where a report of format 1 did not say.
 */
const leftOutSchema = z
  .object({
    kind: differenceKindSchema.nullable(),
    count: z.number().int().min(1),
    amount: z.number().int().nullable(),
  })
  .readonly();

/** Entries of the settlement that look wrong and decide nothing: signs of the opposite, balances that do not chain. */
const oddSchema = z.object({ signs: z.number().int().min(0), balances: z.number().int().min(0) }).readonly();

/** Captures and refunds of one of the three books. */
const bothSchema = z.object({ captures: tallySchema, refunds: tallySchema }).readonly();

/**
 * Why the settlement could not be read, or that it could: `incomplete` while the wallet company has not closed every
 * date.
 */
const settlementStatusSchema = z.enum(['complete', 'incomplete', 'notRead']);

/** The till's journal against the wallet's own sums, asked anew, against the settlement. */
export const reconciliationSchema = z
  .object({
    at: instantSchema,
    /** Entry of the journal up to which it was compared. */
    last: z.number().int().min(0),
    /** What the journal has of the closing's range. */
    journal: bothSchema,
    /** Of that, what the wallet confirmed when it was asked anew. */
    wallet: bothSchema
      .unwrap()
      .extend({
        asked: z.number().int(),
        notAsked: z.number().int(),
        /** What the journal has of the payments that were not asked about; null: not known, a report of format 1. */
        unasked: bothSchema.nullable(),
        problem: errorCodeSchema.nullable(),
      })
      .readonly(),
    /** Of that, what stands in the settlement. */
    settlement: bothSchema
      .unwrap()
      .extend({
        status: settlementStatusSchema,
        problem: errorCodeSchema.nullable(),
        dates: z.object({ first: calendarDateSchema, last: calendarDateSchema }).readonly().nullable(),
        odd: oddSchema,
        /** Entries that are no capture, refund or fee, by the name that the wallet company gives them; signed. */
        others: z
          .array(z.object({ type: z.string().max(100), count: z.number().int(), amount: z.number().int() }).readonly())
          .max(40)
          .readonly(),
      })
      .readonly(),
    /** At most {@link MAX_DIFFERENCES}: where the wallet differs first, then what else needs a reason. */
    differences: z.array(differenceSchema).max(MAX_DIFFERENCES).readonly(),
    leftOut: z.array(leftOutSchema).readonly(),
  })
  .readonly();
export type Reconciliation = z.infer<typeof reconciliationSchema>;

/**
 * What stands in the way of a closing until a manager gives a reason: reservations that nobody decided, payments of
 * which nobody knows yet, that the wallet was not asked (or not about everything), and differences that nobody
 * explained.
 */
export const CLOSING_NEEDS = ['reserved', 'undecided', 'notCompared', 'differences'] as const;
export const closingNeedSchema = z.enum(CLOSING_NEEDS);
export type ClosingNeed = z.infer<typeof closingNeedSchema>;

/** Never reset. */
export const grandTotalsSchema = z
  .object({ sales: tallySchema, returns: tallySchema, net: z.number().int() })
  .readonly();
export type GrandTotals = z.infer<typeof grandTotalsSchema>;

const NO_TALLY = { count: 0, amount: ZERO };
/** Of a till that has not been used. */
export const NO_TOTALS: GrandTotals = { sales: NO_TALLY, returns: NO_TALLY, net: 0 };

/**
 * How closings go on in a new volume of the journal after a damaged one. `grand`: with everything that is known to have
 * moved; `takings` and `refunds`: what of it came after the last closing and so stands in none. `exact`: false where a
 * part of the damaged volume could not be read.
 */
export const carriedClosingsSchema = z
  .object({
    number: z.number().int().min(0),
    grand: grandTotalsSchema,
    takings: tallySchema,
    refunds: tallySchema,
    exact: z.boolean(),
  })
  .readonly();
export type CarriedClosings = z.infer<typeof carriedClosingsSchema>;

export const closingReportKindSchema = z.enum(['x', 'closing']);
export type ClosingReportKind = z.infer<typeof closingReportKindSchema>;

export const closingReportSchema = z
  .object({
    /** What it looks like; `kept-report.ts` reads every earlier one. */
    format: z.literal(4),
    kind: closingReportKindSchema,
    number: z.number().int().min(1),
    at: instantSchema,
    by: personRefSchema.nullable(),
    approvedBy: personRefSchema.nullable(),
    shop: z
      .object({
        storeName: z.string(),
        posId: z.string(),
        merchantSerialNumber: merchantSerialNumberSchema.nullable(),
        environment: environmentSchema,
        currency: currencySchema,
      })
      .readonly(),
    version: z.string(),
    /**
     * Which entries it is about, both included, and the hash of the newest one: what was written before it cannot be
     * changed without this being wrong.
     */
    journal: z
      .object({ tag: z.string(), first: z.number().int().min(1), last: z.number().int().min(0), hash: z.string() })
      .readonly(),
    /** When the last closing was made, by this till's clock; null for the first one. */
    since: instantSchema.nullable(),
    /**
     * The first report after a damaged journal: what was in the damaged one and in no closing. It is in the grand
     * totals and in no other figure here.
     */
    carried: carriedClosingsSchema.nullable(),
    /** The clock was set back meanwhile: times on this report can overlap those of the last one. */
    clockSetBack: z.boolean(),
    takings: tallySchema,
    takingsElsewhere: tallySchema,
    refunds: tallySchema,
    refundsElsewhere: tallySchema,
    releases: tallySchema,
    /** Takings of which something had been taken off, and how much. Null: a report from before there were discounts. */
    discounts: tallySchema.nullable(),
    net: z.number().int(),
    /** The takings by how the customer was asked; a method that the version of the report did not know is missing. */
    methods: z.partialRecord(methodSchema, tallySchema).readonly(),
    cashiers: z
      .array(z.object({ by: personRefSchema.nullable(), takings: tallySchema, refunds: tallySchema }).readonly())
      .readonly(),
    hours: z
      .array(z.object({ hour: z.number().int().min(0).max(23), count: z.number().int(), amount: sumSchema }).readonly())
      .readonly(),
    vat: z.array(vatTotalSchema).readonly(),
    refundVat: z.array(vatTotalSchema).readonly(),
    /** Sent since the last closing, and what became of them up to now. What is answered later changes no report. */
    requests: z.object({ sent: tallySchema, outcomes: z.record(requestOutcomeSchema, tallySchema) }).readonly(),
    reservations: openItemsSchema,
    undecided: openItemsSchema,
    attention: openItemsSchema,
    /** Slips that came out of the printer; copies are those of sales, with the sales' amounts. */
    slips: z.object({ printed: z.number().int(), copies: tallySchema }).readonly(),
    grand: grandTotalsSchema,
    reconciliation: reconciliationSchema.nullable(),
    needs: z.array(closingNeedSchema).readonly(),
    reason: reasonSchema.nullable(),
  })
  .readonly();
export type ClosingReport = z.infer<typeof closingReportSchema>;
