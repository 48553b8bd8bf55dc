import { z } from 'zod';
import { addressSchema } from '../address.ts';
import { ageLimitSchema } from '../age-limit.ts';
import { answerStatisticsSchema } from '../answers.ts';
import type { Audience } from '../audience.ts';
import { askedDateSchema, askedPeriodSchema, calendarDateSchema } from '../calendar-date.ts';
import { connectionProofSchema, keysToTrySchema } from '../connection.ts';
import { customerViewSchema } from '../customer.ts';
import { dayReportSchema } from '../day-report.ts';
import { displaySchema } from '../display.ts';
import { examinationSchema } from '../doctor.ts';
import { errorCodeSchema } from '../errors.ts';
import { exportRequestSchema } from '../export.ts';
import { saleIdSchema } from '../ids.ts';
import { damageSchema, journalNoticeSchema, tamperingSchema } from '../journal.ts';
import { minorSchema, sumSchema } from '../money.ts';
import { instantSchema, reasonSchema, saleSchema } from '../payment.ts';
import type { Actor } from '../people.ts';
import { printJobSchema } from '../printing.ts';
import { allProgressSchema, progressSchema, taskSchema } from '../progress.ts';
import { itemsViewSchema } from '../items.ts';
import { logoSchema } from '../logo.ts';
import { keyedLineSchema, MAX_LINES } from '../receipt.ts';
import {
  credentialsSchema,
  credentialStatusSchema,
  foundSettingSchema,
  keychainSchema,
  preferencesSchema,
  storeSettingsSchema,
} from '../settings.ts';
import { schoolViewSchema } from '../school.ts';
import { provisionViewSchema } from '../provision/view.ts';
import { updateViewSchema } from '../update.ts';
import { inFrontSchema } from '../sale-in-front.ts';
import { BACKUP_CALLS } from './backup-calls.ts';
import { CARE_CALLS } from './care-calls.ts';
import { CUSTOMER_CALLS } from './customer-calls.ts';
import { ITEMS_CALLS } from './items-calls.ts';
import { JOURNAL_CALLS } from './journal-calls.ts';
import { CLOSING_CALLS } from './closing-calls.ts';
import type { CallName, CallOf } from './names.ts';
import { onPayment, PAYMENT_CALLS } from './payment-calls.ts';
import { PEOPLE_CALLS, peopleViewSchema } from './people-calls.ts';
import { PRINT_CALLS } from './print-calls.ts';
import { PROVISION_CALLS } from './provision-calls.ts';
import { accepted, refusedSchema, replySchema } from './replies.ts';
import { SALES_CALLS } from './sales-calls.ts';
import { UPDATE_CALLS } from './update-calls.ts';
import { WINDOW_CALLS } from './window-calls.ts';

/**
 * The one description of what crosses between the window and the main process. The router, the preload, the renderer's
 * bridge and the tests derive from it; a call that is not here does not exist. Inputs are parsed strictly, outputs are
 * parsed too. A reply says only whether an intent was accepted; truth arrives as events with a growing `seq` (replies
 * can overtake events).
 */

/** One at least. */
type Audiences<A> = readonly [A, ...A[]];
/** The audiences that `names.ts` offers a call to. */
type AudiencesOf<N extends CallName> = { [A in Audience]: N extends CallOf<A> ? A : never }[Audience];
/** A call says for which windows it is, or it does not compile. */
type Calls = {
  readonly [N in CallName]: {
    readonly audiences: Audiences<AudiencesOf<N>>;
    readonly input: z.ZodType;
    readonly output: z.ZodType;
  };
};

const none = z.undefined();
const toWhom = { to: addressSchema };
/** The cashier was shown an earlier sale of the same number and amount and wants this request all the same. */
const duplicateAcknowledged = z.boolean();
/** Where the error is `sale.duplicate`, `duplicateOf` is the earlier sale that the cashier is to be shown. */
const requestRefused = refusedSchema.extend({ duplicateOf: saleIdSchema.nullable().default(null) });
const requestReply = z.discriminatedUnion('accepted', [z.object({ accepted: z.literal(true) }), requestRefused]);

/** State of a lamp. `unknown` until the first answer. */
const lampSchema = z.enum(['unknown', 'ok', 'down']);

/** Everything about the till that is not a sale. */
export const tillSchema = z.object({
  /**
   * `setup`: first run not finished · `starting`: open payments are being asked for · `open`: may have a `problem` to
   * tell · `blocked`: see `problem`
   */
  status: z.enum(['setup', 'starting', 'open', 'blocked']),
  problem: errorCodeSchema.nullable(),
  /** False while nobody has set the till up: then it is a try-out with made-up settings, or asks first. */
  setUp: z.boolean(),
  store: storeSettingsSchema.nullable(),
  preferences: preferencesSchema,
  credentials: credentialStatusSchema,
  keychain: keychainSchema,
  /** Own network and the wallet's service. */
  lamps: z.object({ network: lampSchema, wallet: lampSchema }),
  /** Captured since the business day began, minor units. */
  today: z.object({ sum: sumSchema, count: z.number().int() }),
  /** A settings file that could not be read and was kept aside, by its file name. */
  damagedSettings: z.string().nullable(),
  /** A file that lies ready to set this till up, while it has no settings. */
  provision: provisionViewSchema.nullable(),
  /** Settings that are not as the till had them last, though nobody changed them in it; until a manager has read it. */
  settingsFound: z.array(foundSettingSchema).readonly().nullable(),
  /** Where the journal is damaged: nothing new is sold in it. */
  damage: damageSchema.nullable(),
  /** Where the journal is not the one that was sealed: nothing new is sold in it until somebody has accepted that. */
  tampering: tamperingSchema.nullable(),
  /** What was done about a damaged journal, until somebody acknowledges it. */
  journalNotice: journalNoticeSchema.nullable(),
  /**
   * Somebody or something wants to end the app while payments are open, and the till waits for the answer
   * (`till.leave`); or null.
   */
  leaving: z.enum(['close', 'logOff', 'update']).nullable(),
  people: peopleViewSchema,
  /** Slips on their way to paper, those that need a person, and the last ones that were printed; oldest first. */
  slips: z.array(printJobSchema),
  /** Before the first real payment: nobody has found the till in order, and no manager has signed for it. */
  unexamined: z.boolean(),
  school: schoolViewSchema.nullable(),
  version: z.string(),
  update: updateViewSchema,
  /** Where the customer's screen can be. */
  displays: z.array(displaySchema).readonly(),
  /** The shop's picture on it, or null. */
  logo: logoSchema.nullable(),
});
export type Till = z.infer<typeof tillSchema>;

export const snapshotSchema = z.object({
  seq: z.number().int(),
  /** Main's clock, so that countdowns do not depend on when the message arrived. */
  now: instantSchema,
  till: tillSchema,
  /** Live ones and the newest finished ones, oldest first. */
  sales: z.array(saleSchema),
  standing: inFrontSchema,
  progress: allProgressSchema,
  books: z.number().int(),
  items: itemsViewSchema,
  examination: examinationSchema.nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What every event carries: its number among those of its audience, and main's clock. */
const stamp = { seq: z.number().int(), now: instantSchema };

/** Every event: which windows hear of it, and what they hear. */
export const EVENTS = {
  sale: { audiences: ['till'], schema: z.object({ type: z.literal('sale'), ...stamp, sale: saleSchema }) },
  till: { audiences: ['till'], schema: z.object({ type: z.literal('till'), ...stamp, till: tillSchema }) },
  standing: {
    audiences: ['till'],
    schema: z.object({ type: z.literal('standing'), ...stamp, standing: inFrontSchema }),
  },
  /** How far something is that takes a while, a few times a second; null at its end. */
  progress: {
    audiences: ['till'],
    schema: z.object({ type: z.literal('progress'), ...stamp, task: taskSchema, progress: progressSchema.nullable() }),
  },
  /** What the doctor has found so far. */
  examination: {
    audiences: ['till'],
    schema: z.object({ type: z.literal('examination'), ...stamp, examination: examinationSchema }),
  },
  /** The keys of the till's goods are others. */
  items: { audiences: ['till'], schema: z.object({ type: z.literal('items'), ...stamp, items: itemsViewSchema }) },
  /** The sale before the customer, whole, whenever it is another or has changed; the one thing that they hear. */
  customer: {
    audiences: ['customer'],
    schema: z.strictObject({ type: z.literal('customer'), ...stamp, view: customerViewSchema }),
  },
  /** What lists and reports are made from has changed; the number only grows while the app runs. */
  books: { audiences: ['till'], schema: z.object({ type: z.literal('books'), ...stamp, books: z.number().int() }) },
} as const satisfies Readonly<Record<string, { readonly audiences: Audiences<Audience>; readonly schema: z.ZodType }>>;

type EventType = keyof typeof EVENTS;
export type TerminalEvent = z.infer<(typeof EVENTS)[EventType]['schema']>;
/** The events that windows of an audience hear. */
export type EventOf<A extends Audience> = {
  [T in EventType]: A extends (typeof EVENTS)[T]['audiences'][number] ? z.infer<(typeof EVENTS)[T]['schema']> : never;
}[EventType];

export const CALLS = {
  'terminal.snapshot': { audiences: ['till'], input: none, output: snapshotSchema },
  'sale.start': {
    audiences: ['till'],
    input: z.strictObject({
      lines: z.array(keyedLineSchema).max(MAX_LINES),
      /** What the cashier saw, minor units: the sum of the lines; without any it becomes one, with the default rate. */
      total: minorSchema,
      /** What the sale itself asks for; the highest of this and of its lines is sent. Absent: nothing. */
      minimumAge: ageLimitSchema.optional(),
      ...toWhom,
      duplicateAcknowledged,
    }),
    output: z.discriminatedUnion('accepted', [
      z.object({ accepted: z.literal(true), saleId: saleIdSchema }),
      requestRefused,
    ]),
  },
  /** A new attempt for a sale whose earlier one has ended unpaid. */
  'sale.sendAgain': {
    audiences: ['till'],
    input: z.strictObject({ saleId: saleIdSchema, ...toWhom, duplicateAcknowledged }),
    output: requestReply,
  },
  /**
   * Another number, or another method, for a request that is live: withdraws it, and sends anew once the
   * API has said that the old one cannot be paid any more. Never sends when the customer approved meanwhile. Refused as
   * a duplicate: nothing was withdrawn.
   */
  'sale.change': {
    audiences: ['till'],
    input: onPayment.extend({ ...toWhom, duplicateAcknowledged }),
    output: requestReply,
  },
  ...PAYMENT_CALLS,
  /** Accepted: the connection works, as far as it is proved. */
  'setup.checkConnection': {
    audiences: ['till'],
    input: keysToTrySchema,
    output: z.discriminatedUnion('accepted', [
      z.object({ accepted: z.literal(true), proof: connectionProofSchema }),
      refusedSchema,
    ]),
  },
  'setup.complete': {
    audiences: ['till'],
    input: z.strictObject({
      store: storeSettingsSchema,
      preferences: preferencesSchema,
      /** Null: keep what is stored. */
      credentials: credentialsSchema.nullable(),
      /** Keep the keys in memory until the app ends. */
      thisRunOnly: z.boolean(),
    }),
    output: replySchema,
  },
  'settings.preferences': { audiences: ['till'], input: preferencesSchema.strict(), output: replySchema },
  ...JOURNAL_CALLS,
  ...BACKUP_CALLS,
  ...ITEMS_CALLS,
  ...CUSTOMER_CALLS,
  ...SALES_CALLS,
  /**
   * Another sale stands before the customer, or a new one (null). `seq`: of the newest event then; from that one on
   * main's word on it is newer than the window's.
   */
  'till.stand': {
    audiences: ['till'],
    input: z.strictObject({ saleId: saleIdSchema.nullable() }),
    output: accepted({ seq: z.number().int() }),
  },
  ...WINDOW_CALLS,
  /** The manager's view of a day, week or month; `date` null is the business day that runs now. */
  'day.report': {
    audiences: ['till'],
    input: askedPeriodSchema.extend({ date: askedDateSchema.nullable() }),
    output: accepted({ today: calendarDateSchema, report: dayReportSchema }),
  },
  /** How the requests of a period were answered; as `day.report`. */
  'day.answers': {
    audiences: ['till'],
    input: askedPeriodSchema.extend({ date: askedDateSchema.nullable() }),
    output: accepted({ statistics: answerStatisticsSchema }),
  },
  /**
   * Asks for a place and writes a file there; answers when it is done. `file` is its name, null when no place was
   * chosen.
   */
  'day.export': { audiences: ['till'], input: exportRequestSchema, output: accepted({ file: z.string().nullable() }) },
  /** Audit files are signed with another secret from now on, and why. */
  'day.renewSigning': { audiences: ['till'], input: z.strictObject({ reason: reasonSchema }), output: replySchema },
  ...CLOSING_CALLS,
  ...PEOPLE_CALLS,
  ...PRINT_CALLS,
  ...PROVISION_CALLS,
  ...UPDATE_CALLS,
  ...CARE_CALLS,
} as const satisfies Calls;

export type CallInput<N extends CallName> = z.infer<(typeof CALLS)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof CALLS)[N]['output']>;

/** One function for each call; a missing one does not compile. They get parsed input only, and who asks. */
export type CallHandlers = {
  readonly [N in CallName]: (input: CallInput<N>, actor: Actor) => Promise<CallOutput<N>> | CallOutput<N>;
};

/** The same behind the guard, which knows who asks and refuses what they may not (`electron/core/people/guard.ts`). */
export type GuardedCalls = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> | CallOutput<N>;
};

/** What a denied call gets instead of its output. */
export type Denial = { readonly denied: z.infer<typeof errorCodeSchema> };

/** What travels back over the channel; the preload turns a denial into a rejection whose message is the code. */
export type Reply = { readonly output: unknown } | Denial;

/** Largest message a window may send, in bytes of its JSON. */
export const MAX_MESSAGE_BYTES = 64 * 1024;

/**
 * `window.terminal`: frozen, derived from CALLS and EVENTS for the window's audience, no channel names, no events of
 * Electron. Calls reject only when denied.
 */
export interface TerminalBridge<A extends Audience = 'till'> {
  /** Null in a window that is nobody's. */
  readonly audience: Audience | null;
  readonly call: { readonly [N in CallOf<A>]: (input: CallInput<N>) => Promise<CallOutput<N>> };
  /** Returns a function that stops listening. */
  onEvent(listener: (event: EventOf<A>) => void): () => void;
}
