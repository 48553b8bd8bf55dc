import { z } from 'zod';
import { carriedClosingsSchema } from '../../../shared/closing.ts';
import { ageLimitSchema } from '../../../shared/age-limit.ts';
import { codeFormSchema, codeSchema } from '../../../shared/code.ts';
import { errorCodeSchema } from '../../../shared/errors.ts';
import { idempotencyKeySchema, referenceSchema, saleIdSchema } from '../../../shared/ids.ts';
import { journalProblemSchema, lostPaymentSchema } from '../../../shared/journal.ts';
import { methodSchema } from '../../../shared/methods.ts';
import { moneySchema } from '../../../shared/money.ts';
import {
  amountsSchema,
  answerNoteSchema,
  cancelModeSchema,
  evidenceSchema,
  instantSchema,
  linePartSchema,
  operationSchema,
  reasonSchema,
  recipientSchema,
  restSchema,
  walletStateSchema,
  wishSchema,
} from '../../../shared/payment.ts';
import { personRefSchema } from '../../../shared/people.ts';
import { saleLineSchema } from '../../../shared/receipt.ts';
import { paymentWalletSchema } from '../../../shared/wallet.ts';

/**
 * What the journal remembers. Journal first. An event is on disk before the effect it announces is performed and
 * before it is shown. No event holds a secret or a full phone number. `at` is this till's clock in epoch ms. New event
 * types may be added; the meaning of an old one never changes. What an earlier version did not write is added by
 * `entry-versions.ts`.
 */
const onPayment = { at: instantSchema, saleId: saleIdSchema, reference: referenceSchema };
/** Null in entries from before there were people, and while PINs are off. */
const by = personRefSchema.nullable();
const wish = wishSchema;
const parts = z.array(linePartSchema).readonly().nullable();

/** For support; absent where there was no answer, and in entries of the first version. */
const answer = answerNoteSchema.optional();

export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('sale.opened'),
    at: instantSchema,
    saleId: saleIdSchema,
    receiptNumber: z.number().int().min(1),
    posId: z.string(),
    lines: z.array(saleLineSchema).readonly(),
    total: moneySchema,
  }),
  /** A request is about to be sent: create operation with its key; the body is stored beside. */
  z.object({
    type: z.literal('payment.requested'),
    ...onPayment,
    attempt: z.number().int().min(1),
    wallet: paymentWalletSchema,
    amount: moneySchema,
    method: methodSchema,
    recipient: recipientSchema,
    /** What was asked for to be shown: the picture that the API makes, or a text; null where nothing is. */
    codeForm: codeFormSchema.nullable(),
    /** The age limit that was sent; null: none. Why a customer was refused is not told, and not written. */
    minimumAge: ageLimitSchema.nullable(),
    create: operationSchema,
    /** The till takes the payment as soon as it is approved; absent: a person does. */
    takesPayment: z.literal('onApproval').optional(),
    by,
  }),
  /** The API has the payment. `expiresAt` is the wallet's own limit on this till's clock. */
  z.object({
    type: z.literal('payment.registered'),
    ...onPayment,
    expiresAt: instantSchema,
    code: codeSchema.nullable(),
    evidence: evidenceSchema,
  }),
  /** The answer to the create was lost, and a later one told what the customer has to scan. */
  z.object({ type: z.literal('payment.codeLearnt'), ...onPayment, code: codeSchema }),
  /** The event log gave a better time of creation than our own clock had. */
  z.object({ type: z.literal('payment.expiryLearnt'), ...onPayment, expiresAt: instantSchema }),
  /** The payment does not exist and never will on this reference: no money can be taken on it. */
  z.object({ type: z.literal('payment.refused'), ...onPayment, problem: errorCodeSchema, answer }),
  /** The API told state and amounts; written whenever they differ from what was known. */
  z.object({
    type: z.literal('payment.reported'),
    ...onPayment,
    state: walletStateSchema,
    amounts: amountsSchema,
    evidence: evidenceSchema,
  }),
  /** A create may have reached the API although no answer came. */
  z.object({ type: z.literal('payment.mayExist'), ...onPayment }),
  z.object({ type: z.literal('payment.becameUnclear'), ...onPayment, problem: errorCodeSchema, answer }),
  z.object({ type: z.literal('payment.becameClear'), ...onPayment }),
  z.object({ type: z.literal('payment.needsAttention'), ...onPayment, problem: errorCodeSchema, answer }),
  z.object({ type: z.literal('payment.attentionCleared'), ...onPayment }),
  /** A person has looked, and says why nothing more is needed about this problem. */
  z.object({
    type: z.literal('payment.attentionResolved'),
    ...onPayment,
    problem: errorCodeSchema,
    reason: reasonSchema,
    by,
  }),
  /** Somebody at the till has looked at the customer's ID; whose, and what stood there, is not written. */
  z.object({ type: z.literal('payment.idSeen'), ...onPayment, by }),
  /** A manager opens again what a person had settled by hand: it needs a person once more. */
  z.object({ type: z.literal('payment.reopened'), ...onPayment, wish }),
  z.object({ type: z.literal('cancel.wanted'), ...onPayment }),
  z.object({
    type: z.literal('cancel.requested'),
    ...onPayment,
    mode: cancelModeSchema,
    cancel: operationSchema,
    wish,
  }),
  /** The API said no to the cancel (6060: the customer approved first); the truth follows as `payment.reported`. */
  z.object({
    type: z.literal('cancel.rejected'),
    ...onPayment,
    key: idempotencyKeySchema,
    problem: errorCodeSchema,
    answer,
  }),
  z.object({
    type: z.literal('capture.requested'),
    ...onPayment,
    capture: operationSchema,
    amount: moneySchema,
    parts,
    rest: restSchema,
    wish,
  }),
  z.object({
    type: z.literal('capture.rejected'),
    ...onPayment,
    key: idempotencyKeySchema,
    problem: errorCodeSchema,
    answer,
  }),
  z.object({
    type: z.literal('refund.requested'),
    ...onPayment,
    refund: operationSchema,
    amount: moneySchema,
    parts,
    wish,
  }),
  z.object({
    type: z.literal('refund.rejected'),
    ...onPayment,
    key: idempotencyKeySchema,
    problem: errorCodeSchema,
    answer,
  }),
  /** The wallet's event log has our key: the operation is done although its answer was lost. */
  z.object({ type: z.literal('operation.found'), ...onPayment, key: idempotencyKeySchema, evidence: evidenceSchema }),
]);
export type NewEvent = z.infer<typeof eventSchema>;

/** An event as it stands in the journal. `seq` grows by one; `hash` covers the event and the hash before it. */
export type JournalEvent = NewEvent & { readonly seq: number };
export type EventType = NewEvent['type'];

/** Entries about the journal itself, which belong to no sale. They stand in the same chain. */
export const journalEntrySchema = z.discriminatedUnion('type', [
  /**
   * The first entry of a volume that follows a damaged one: which one, what was wrong, and the last link of it that
   * holds.
   */
  z.object({
    type: z.literal('journal.continued'),
    at: instantSchema,
    file: z.string(),
    problem: journalProblemSchema,
    lastGood: z.object({ seq: z.number().int().min(0), hash: z.string() }),
    lastReceiptNumber: z.number().int().min(0),
    carried: z.number().int().min(0),
    lost: z.array(lostPaymentSchema),
    /** Tags of the volumes before it. */
    tags: z.array(z.string()).readonly(),
    /**
     * The next closing goes on from here; `first`: the first entry of this volume that is not carried over. Null in
     * entries from before there were closings.
     */
    closings: z.object({ ...carriedClosingsSchema.unwrap().shape, first: z.number().int().min(2) }).nullable(),
  }),
  /**
   * The newest entries had been lost and were put back from the audit roll; `file` is the copy of the damaged file that
   * was kept before.
   */
  z.object({
    type: z.literal('journal.restored'),
    at: instantSchema,
    file: z.string(),
    firstSeq: z.number().int().min(1),
    entries: z.number().int().min(1),
  }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
