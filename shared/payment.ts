import { z } from 'zod';
import { ageLimitSchema } from './age-limit.ts';
import { codeFormSchema, codePictureSchema, codeSchema } from './code.ts';
import { errorCodeSchema } from './errors.ts';
import { idempotencyKeySchema, referenceSchema, saleIdSchema } from './ids.ts';
import { methodSchema } from './methods.ts';
import { minorSchema, moneySchema, restOf } from './money.ts';
import type { Minor } from './money.ts';
import { personRefSchema } from './people.ts';
import { maskedPhoneSchema } from './phone.ts';
import { MAX_LINES, quantitySchema, saleLineSchema } from './receipt.ts';
import { takesPaymentSchema } from './settings.ts';
import { paymentWalletSchema } from './wallet.ts';

/** Epoch milliseconds of this till's clock. */
export const instantSchema = z.number().int().min(0);

/**
 * The four sums the API keeps for a payment: copied from its `aggregate` and from nowhere else [EP-1.8.1 Aggregate].
 */
export const amountsSchema = z
  .object({ authorized: minorSchema, captured: minorSchema, cancelled: minorSchema, refunded: minorSchema })
  .readonly();
export type Amounts = z.infer<typeof amountsSchema>;

/** The API's own states; what moved is only in the aggregate [EP-1.8.1 State]. */
export const walletStateSchema = z.enum(['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED']);
export type WalletState = z.infer<typeof walletStateSchema>;

/** What the API answered about a payment. */
export const walletReadingSchema = z.object({ state: walletStateSchema, amounts: amountsSchema }).readonly();
export type WalletReading = z.infer<typeof walletReadingSchema>;

/** How a cancel is meant: withdraw the request if it is not yet approved, or give an approved reservation back. */
export const cancelModeSchema = z.enum(['withdraw', 'release']);
export type CancelMode = z.infer<typeof cancelModeSchema>;

/** A call that changes something. Its key and exact body are in the journal before it leaves the machine. */
export const operationSchema = z
  .object({
    kind: z.enum(['create', 'capture', 'cancel', 'refund']),
    key: idempotencyKeySchema,
    requestedAt: instantSchema,
  })
  .readonly();
export type Operation = z.infer<typeof operationSchema>;

/** Whose number is asked, or null where the method needs none. */
export const recipientSchema = maskedPhoneSchema.nullable();
export type Recipient = z.infer<typeof recipientSchema>;

/** How the customer is asked, and at which number where the method goes to one. */
export const askedSchema = z.object({ method: methodSchema, recipient: recipientSchema }).readonly();
export type Asked = z.infer<typeof askedSchema>;

/** Why a person said that a payment needs no more attention; written down with what it had been called for. */
export const resolutionSchema = z
  .object({ at: instantSchema, problem: errorCodeSchema, reason: z.string(), by: personRefSchema.nullable() })
  .readonly();
export const reasonSchema = z.string().trim().min(3).max(500);

/** Who wanted something, who approved it where that was needed, and why. */
export const wishSchema = z
  .object({ by: personRefSchema.nullable(), approvedBy: personRefSchema.nullable(), reason: reasonSchema.nullable() })
  .readonly();
export type Wish = z.infer<typeof wishSchema>;
/** As in entries from before there were people. */
export const NO_WISH: Wish = { by: null, approvedBy: null, reason: null };

/** How much of a line of the sale; `line` counts from 0. */
export const linePartSchema = z
  .object({
    line: z
      .number()
      .int()
      .min(0)
      .max(MAX_LINES - 1),
    quantity: quantitySchema,
  })
  .readonly();
export type LinePart = z.infer<typeof linePartSchema>;

/** How much is to be captured or given back; `parts` are the lines it is for, null for an amount alone. */
export const orderSchema = z
  .object({
    amount: minorSchema.min(1),
    parts: z.array(linePartSchema).min(1).max(MAX_LINES).readonly().nullable(),
    ...wishSchema.unwrap().shape,
  })
  .readonly();
export type Order = z.infer<typeof orderSchema>;

/** What becomes of a reservation's rest after a part of it was captured. */
export const restSchema = z.enum(['keep', 'release']);
export type Rest = z.infer<typeof restSchema>;

/**
 * Money that moved, as the API's sums told. `key`: our operation that did it; null for what was done elsewhere (the
 * wallet's own portal). `release`: a reservation or the rest of one that was given back; no money was ever taken for
 * it.
 */
export const movementSchema = z
  .object({
    kind: z.enum(['capture', 'refund', 'release']),
    at: instantSchema,
    key: idempotencyKeySchema.nullable(),
    ...orderSchema.unwrap().shape,
  })
  .readonly();
export type Movement = z.infer<typeof movementSchema>;

/**
 * Where a payment is. Each phase has only its own fields. Ends without money: `aborted` (the customer declined),
 * `expired`, `terminated` (withdrawn here), `refused` (never registered).
 */
export const phaseSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('registering'),
    create: operationSchema,
    cancelWanted: z.boolean(),
    mayExist: z.boolean(),
  }),
  /**
   * `code`: what the till shows for the customer to scan; null where the method shows nothing, and while it is not
   * known.
   */
  z.object({ name: z.literal('waiting'), expiresAt: instantSchema, code: codeSchema.nullable() }),
  z.object({
    name: z.literal('cancelling'),
    cancel: operationSchema,
    mode: cancelModeSchema,
    wish: wishSchema,
    /** The wallet's limit for approval, while that still matters. */
    expiresAt: instantSchema.nullable(),
    /** What the API answered to the cancel when it did not do it; the truth is then read back. */
    answered: errorCodeSchema.nullable(),
  }),
  z.object({
    name: z.literal('authorized'),
    at: instantSchema,
    cancelLost: z.boolean(),
    captureProblem: errorCodeSchema.nullable(),
  }),
  /** `found`: the event log has our key, so it is done; the sums are still to be read. */
  z.object({
    name: z.literal('capturing'),
    capture: operationSchema,
    order: orderSchema,
    rest: restSchema,
    found: z.boolean(),
  }),
  z.object({ name: z.literal('refunding'), refund: operationSchema, order: orderSchema, found: z.boolean() }),
  /** Nothing is reserved any more and at least a part was taken. `refundProblem`: why the last refund was not made. */
  z.object({ name: z.literal('captured'), at: instantSchema, refundProblem: errorCodeSchema.nullable() }),
  z.object({ name: z.literal('cancelled'), at: instantSchema }),
  z.object({ name: z.literal('aborted'), at: instantSchema }),
  z.object({ name: z.literal('expired'), at: instantSchema }),
  z.object({ name: z.literal('terminated'), at: instantSchema }),
  z.object({ name: z.literal('refused'), at: instantSchema, problem: errorCodeSchema }),
]);
export type Phase = z.infer<typeof phaseSchema>;
export type PhaseName = Phase['name'];

/** Whether we know. Only an answer from the API ends `unclear`; our own clock never does. */
export const certaintySchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('confirmed'), at: instantSchema }),
  z.object({ name: z.literal('unclear'), since: instantSchema, problem: errorCodeSchema }),
]);
export type Certainty = z.infer<typeof certaintySchema>;

/** What an answer proved, for a person who asks how we know. */
export const evidenceSchema = z
  .object({
    at: instantSchema,
    source: z.enum(['create', 'get', 'events', 'capture', 'cancel', 'refund']),
    state: walletStateSchema.nullable(),
    pspReference: z.string().max(100).nullable(),
  })
  .readonly();
export type Evidence = z.infer<typeof evidenceSchema>;

/** What the wallet gave for support with an answer that was no success: its status, its own code and its trace id. */
export const answerNoteSchema = z
  .object({
    status: z.number().int().min(100).max(599),
    code: z
      .string()
      .regex(/^\d{4,5}$/)
      .nullable(),
    traceId: z
      .string()
      .regex(/^[\da-f-]{8,60}$/i)
      .nullable(),
  })
  .readonly();
export type AnswerNote = z.infer<typeof answerNoteSchema>;

/** One attempt to get a sale paid. */
export const paymentSchema = z
  .object({
    reference: referenceSchema,
    saleId: saleIdSchema,
    attempt: z.number().int().min(1),
    /** Read and moved there and nowhere else, whatever the till is set up as today. */
    wallet: paymentWalletSchema,
    amount: moneySchema,
    method: methodSchema,
    recipient: recipientSchema,
    /** What the customer is shown was asked for in this form; null where the method shows nothing. */
    codeForm: codeFormSchema.nullable(),
    /** The age limit that was sent with the request, or null. */
    minimumAge: ageLimitSchema.nullable(),
    /** When somebody here saw the customer's ID, which is another thing than the wallet's check; or null. */
    idSeenAt: instantSchema.nullable(),
    requestedAt: instantSchema,
    requestedBy: personRefSchema.nullable(),
    /** As the shop was set up when the customer was asked, whatever it is set up as today. */
    takesPayment: takesPaymentSchema,
    /** When this till learnt that the customer had approved. */
    approvedAt: instantSchema.nullable(),
    phase: phaseSchema,
    amounts: amountsSchema,
    /** What moved, oldest first: captures add up to `amounts.captured`, refunds to `amounts.refunded`. */
    movements: z.array(movementSchema).readonly(),
    certainty: certaintySchema,
    evidence: evidenceSchema.nullable(),
    /** Why a person must look at it, or null. Cleared only by an answer of the API or by a person's written reason. */
    attention: errorCodeSchema.nullable(),
    /** The last such reason; the same problem does not call for a person again until something new is tried. */
    resolution: resolutionSchema.nullable(),
    /** A refund that is proved not to be made, until a person makes it or gives it up. */
    unmadeRefund: orderSchema.nullable(),
  })
  .readonly();
export type Payment = z.infer<typeof paymentSchema>;

/** Approved by the customer and neither taken nor given back. */
export const reservedOf = ({ amounts }: Pick<Payment, 'amounts'>): Minor =>
  restOf(amounts.authorized, amounts.captured, amounts.cancelled);
/** Taken and not yet given back. */
export const refundableOf = ({ amounts }: Pick<Payment, 'amounts'>): Minor =>
  restOf(amounts.captured, amounts.refunded);
/** What the cashier rings up: one or more payments, at most one of them live. */
export const saleSchema = z
  .object({
    saleId: saleIdSchema,
    receiptNumber: z.number().int().min(1),
    openedAt: instantSchema,
    lines: z.array(saleLineSchema).readonly(),
    total: moneySchema,
    posId: z.string(),
    /** Newest last. */
    payments: z.array(paymentSchema).min(1).readonly(),
    /**
     * When the runner will ask the API again about the newest payment, or null when nothing is planned. Not journaled.
     */
    nextPollAt: instantSchema.nullable(),
    /** How a new request asks as soon as it is proved that the live one is withdrawn, or null. Not journaled. */
    changingTo: askedSchema.nullable(),
    /** The picture of the code that is held out now, or null where none is shown. Not journaled. */
    codePicture: codePictureSchema.nullable(),
  })
  .readonly();
export type Sale = z.infer<typeof saleSchema>;

/** What is written down of a payment, as the journal calls it. */
export const PAYMENT_ENTRIES = [
  'payment.requested',
  'payment.registered',
  'payment.codeLearnt',
  'payment.expiryLearnt',
  'payment.refused',
  'payment.reported',
  'payment.mayExist',
  'payment.becameUnclear',
  'payment.becameClear',
  'payment.needsAttention',
  'payment.attentionCleared',
  'payment.attentionResolved',
  'payment.reopened',
  'payment.idSeen',
  'cancel.wanted',
  'cancel.requested',
  'cancel.rejected',
  'capture.requested',
  'capture.rejected',
  'refund.requested',
  'refund.rejected',
  'operation.found',
] as const;

/**
 * One entry of a payment's history, for a person who asks how we know. `key` is the idempotency key of the operation.
 */
export const historyEntrySchema = z
  .object({
    seq: z.number().int(),
    at: instantSchema,
    type: z.enum(PAYMENT_ENTRIES),
    evidence: evidenceSchema.nullable(),
    amounts: amountsSchema.nullable(),
    problem: errorCodeSchema.nullable(),
    reason: z.string().nullable(),
    by: personRefSchema.nullable(),
    approvedBy: personRefSchema.nullable(),
    key: z.string().nullable(),
    /** What support needs of the wallet's answer, where there was one. */
    answer: answerNoteSchema.nullable().default(null),
  })
  .readonly();
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** The newest attempt, which is the only one that can be live. */
export function currentPayment(sale: Sale): Payment {
  const payment = sale.payments.at(-1);
  if (!payment) throw new Error(`Invariant broken: sale ${sale.saleId} has no payment`);
  return payment;
}
