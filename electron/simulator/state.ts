import { z } from 'zod';
import { Remembered } from './idempotency.ts';
import { Ledger, newLedger } from './ledger.ts';
import { COUNTRIES, laterSettings, SalesUnit } from './sales-unit.ts';
import { noWebhooks, Webhooks } from './webhook-state.ts';

/**
 * The world as plain data. The schemas are the one definition: they type the code and check a snapshot that is read
 * back. Amounts are integer minor units, times epoch milliseconds.
 */

export const STATES = ['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED'] as const;
export const EVENT_NAMES = [
  'CREATED',
  'ABORTED',
  'EXPIRED',
  'CANCELLED',
  'CAPTURED',
  'REFUNDED',
  'AUTHORIZED',
  'TERMINATED',
] as const;

const minor = z.int().min(0);
const time = z.number();

const Event = z.object({
  name: z.enum(EVENT_NAMES),
  /** Its own for each event; the payment's is that of CREATED [EP-1.8.1 PspReference]. */
  pspReference: z.string(),
  value: minor,
  at: time,
  idempotencyKey: z.string().nullable(),
  success: z.boolean(),
});
export type PaymentEvent = z.infer<typeof Event>;

/** What moves over a payment's life; one earlier version is kept to play a stale read. */
const Figures = z.object({
  state: z.enum(STATES),
  authorized: minor,
  captured: minor,
  cancelled: minor,
  refunded: minor,
});
export type Figures = z.infer<typeof Figures>;

const ReceiptLine = z.object({ name: z.string(), quantity: z.string(), total: z.int(), isReturn: z.boolean() });
/** The part of the receipt that the customer's phone shows. */
const Receipt = z.object({
  lines: z.array(ReceiptLine),
  tax: z.int(),
  posId: z.string().nullable(),
  receiptNumber: z.string().nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

const Payment = Figures.extend({
  reference: z.string(),
  pspReference: z.string(),
  currency: z.string(),
  value: minor,
  methodType: z.string(),
  userFlow: z.string(),
  phoneNumber: z.string().nullable(),
  description: z.string().nullable(),
  redirectUrl: z.string().nullable(),
  redirectToken: z.string().nullable(),
  scope: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  receipt: Receipt.nullable(),
  /** Whom the app does not let pay. */
  minimumAge: z.int().nullable().default(null),
  createdAt: time,
  /** From this moment on nobody can approve. */
  expiresAt: time,
  authorizedAt: time.nullable(),
  /** The reservation lapses here by itself (set at approval). */
  captureBefore: time.nullable(),
  lapsed: z.boolean(),
  /** The customer is in 3-D Secure: cancel answers 6250. */
  processing: z.boolean(),
  /** Trigger amount 201: the bank answers at this time, expiry or not. */
  unknownUntil: time.nullable(),
  /** The bank let the reservation go: capture answers 6260. */
  fundsReleased: z.boolean(),
  declines: z.array(z.object({ at: time, reason: z.string() })),
  /** The customer put the request away without answering; it can still be approved. */
  dismissed: z.boolean(),
  events: z.array(Event),
  earlier: Figures.nullable(),
});
export type Payment = z.infer<typeof Payment>;

export const ACTS = ['approve', 'reject', 'dismiss', 'open', 'start-processing', 'release-funds'] as const;
/** What a customer (or their bank) can do with a payment. */
export type Act = (typeof ACTS)[number];

const Step = z.strictObject({ after: z.number().min(0), act: z.enum(ACTS) });
/** One customer: steps at times after creation (ms), and what they do at the very moment the shop's cancel arrives. */
export const Script = z.strictObject({
  steps: z.array(Step).max(50),
  onCancel: z.enum(['approve', 'reject', 'start-processing']).nullable(),
});
export type Script = z.infer<typeof Script>;

/** Customers by chance: weights, and the range of their reaction time in ms. */
export const Crowd = z.strictObject({
  approve: z.number().min(0),
  reject: z.number().min(0),
  ignore: z.number().min(0),
  processing: z.number().min(0),
  approveOnCancel: z.number().min(0),
  delay: z.strictObject({ min: z.int().min(0), max: z.int().min(0) }),
});
export type Crowd = z.infer<typeof Crowd>;

/** Who decides for a new payment: the queue first, then the phone number, then this. `manual` waits for a person. */
export const Behaviour = z.strictObject({
  queue: z.array(Script).max(10_000),
  byPhone: z.record(z.string(), Script),
  otherwise: z.union([z.literal('manual'), Script, Crowd]),
});
export type Behaviour = z.infer<typeof Behaviour>;

const Due = z.object({ at: time, reference: z.string(), act: z.enum(ACTS) });
export type Due = z.infer<typeof Due>;

const CustomerState = z.object({
  behaviour: Behaviour,
  /** Ordered by time; equal times in the order they were planned. */
  due: z.array(Due),
  onCancel: z.record(z.string(), z.enum(ACTS)),
  phoneOnline: z.boolean(),
  /** Acts that came due while the phone had no network; done when it is back. */
  held: z.array(Due),
  /** The code that the practice phone holds out now, or null. */
  heldOut: z.string().nullable().default(null),
  /** Codes that customers held out, oldest first; each is good for a while. */
  codes: z.array(z.object({ token: z.string(), phone: z.string(), until: time })).default([]),
});
export type CustomerState = z.infer<typeof CustomerState>;

const KeptUnit = z
  .looseObject({ country: z.enum(COUNTRIES) })
  .transform((given) => ({ ...laterSettings(given.country), ...given }))
  .pipe(SalesUnit);

export const Snapshot = z.object({
  format: z.literal(1),
  now: time,
  random: z.int(),
  unit: KeptUnit,
  tokens: z.array(z.tuple([z.string(), time])),
  payments: z.array(Payment),
  keys: z.array(z.tuple([z.string(), Remembered])),
  customer: CustomerState,
  ledger: Ledger.default(newLedger),
  webhooks: Webhooks.default(noWebhooks),
});
export type Snapshot = z.infer<typeof Snapshot>;
