import { eventSchema } from '../../../electron/core/journal/events.ts';
import { decide, reopen, resolve } from '../../../electron/core/payment/intents.ts';
import type { Intent, IntentKind } from '../../../electron/core/payment/intents.ts';
import { step } from '../../../electron/core/payment/machine.ts';
import { neverArrivedMs } from '../../../electron/core/payment/outcomes.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import { applyPaymentEvent } from '../../../electron/core/payment/state.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import type { Step } from '../../../electron/core/payment/steps.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { WalletEvent } from '../../../electron/core/ports/wallet.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { money } from '../../../shared/money.ts';
import { NO_WISH, refundableOf } from '../../../shared/payment.ts';
import type { Amounts, Operation, Payment, WalletState } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { AMOUNT, FAILURES, T0, WISH, amounts as sums, key, opened, orderOf } from './payment-samples.ts';

/** Every input that the payment machine can meet, as data with a name: for the table of state × input. */

type WithoutContext<T> = T extends unknown ? Omit<T, 'now' | 'freshKey' | 'failedInARow' | 'quietMs'> : never;
type BareOutcome = WithoutContext<Outcome>;

export type Given =
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** A person says why what needed attention needs no more. */
  | { readonly kind: 'resolve' | 'reopen'; readonly now: number };

export interface Input {
  /** Inputs of one family stand together in the table. */
  readonly family: string;
  readonly variant: string;
  /** Something the API promises never to say: it must do no harm, and what it leads to is followed no further. */
  readonly absurd?: boolean;
  given(payment: Payment, moment: Moment): Given;
}

export interface Moment {
  readonly name: string;
  /** What the till's clock says. */
  readonly now: number;
  /** What has really passed since anything was sent. */
  readonly quietMs: number;
}

const passed = (name: string, ms: number): Moment => ({ name, now: T0 + ms, quietMs: ms });
/** They fall between the time limits of the machine. */
export const MOMENTS: readonly Moment[] = [
  passed('at once', 5_000),
  passed('3 min', 3 * 60_000),
  passed('15 min', neverArrivedMs({ method: 'phone' })),
  passed('1 h', 60 * 60_000),
];
/** The same with a clock that somebody set: it must prove nothing. */
export const JUMPS: readonly Moment[] = [
  { name: 'at once, the clock a day ahead', now: T0 + 24 * 3_600_000, quietMs: 5_000 },
  { name: '1 h, the clock a day behind', now: T0 - 24 * 3_600_000, quietMs: 3_600_000 },
];

export const FRESH = key('fresh');

/** A part of the amount, of which nothing but {@link REST} is left: so that few sums can come about. */
const PART = AMOUNT - 1;
const REST = AMOUNT - PART;
const ABSURD = new Set(['given back in part', 'approved without sums']);

/** What the API can say, the contradictory included: name, state and sums. */
const REPORTS: readonly (readonly [string, WalletState, Amounts])[] = [
  ['created', 'CREATED', sums()],
  ['approved', 'AUTHORIZED', sums(AMOUNT)],
  ['captured in part', 'AUTHORIZED', sums(AMOUNT, PART)],
  ['captured in part, all of that refunded', 'AUTHORIZED', sums(AMOUNT, PART, 0, PART)],
  ['captured in part, rest given back', 'AUTHORIZED', sums(AMOUNT, PART, REST)],
  ['captured', 'AUTHORIZED', sums(AMOUNT, AMOUNT)],
  ['captured, refunded in part', 'AUTHORIZED', sums(AMOUNT, AMOUNT, 0, PART)],
  ['captured and refunded', 'AUTHORIZED', sums(AMOUNT, AMOUNT, 0, AMOUNT)],
  ['given back', 'AUTHORIZED', sums(AMOUNT, 0, AMOUNT)],
  ['given back in part', 'AUTHORIZED', sums(AMOUNT, 0, PART)],
  ['approved without sums', 'AUTHORIZED', sums()],
  ['declined', 'ABORTED', sums()],
  ['expired', 'EXPIRED', sums()],
  ['withdrawn', 'TERMINATED', sums(0, 0, AMOUNT)],
];

const CODE = 'https://qr.example/abc';
const failureName = (failure: ApiFailure): string => {
  const byGateway = failure.kind === 'rejected' && failure.problemCode === null;
  return `${failure.kind} ${failure.error.split('.')[1] ?? failure.error}${byGateway ? ' by a gateway' : ''}`;
};

const outcome = (
  family: string,
  variant: string,
  bare: (payment: Payment) => BareOutcome,
  failedInARow = 1,
): Input => ({
  family,
  variant,
  given: (payment, { now, quietMs }) => ({
    kind: 'outcome',
    outcome: { ...bare(payment), now, freshKey: FRESH, failedInARow, quietMs } as Outcome,
  }),
});
const WISHES: readonly (readonly [string, (payment: Payment) => IntentKind])[] = [
  ['cashier cancels', () => ({ type: 'cancel', wish: NO_WISH })],
  ['cashier gives back', () => ({ type: 'release', wish: WISH })],
  ['cashier captures', () => ({ type: 'capture', order: null, rest: 'keep', wish: NO_WISH })],
  [
    'cashier captures a part and keeps the rest',
    () => ({ type: 'capture', order: orderOf(PART), rest: 'keep', wish: WISH }),
  ],
  [
    'cashier captures a part and releases the rest',
    () => ({ type: 'capture', order: orderOf(PART), rest: 'release', wish: WISH }),
  ],
  ['cashier refunds a part', () => ({ type: 'refund', order: orderOf(PART) })],
  [
    'cashier refunds all there is',
    (payment) => ({ type: 'refund', order: orderOf(Math.max(1, refundableOf(payment))) }),
  ],
];
const wish = ([family, wanted]: (typeof WISHES)[number]): Input[] =>
  [true, false].map((sending) => ({
    family,
    variant: sending ? 'while a send is on its way' : 'while none is on its way',
    given: (payment, { now }) => ({ kind: 'intent', intent: { ...wanted(payment), now, freshKey: FRESH, sending } }),
  }));

const someOperation: Operation = { kind: 'capture', key: key('capture'), requestedAt: T0 };
/** The operation that was sent. A create that fails is an input of its own. */
function operationOf(payment: Payment): Operation {
  const pending = pendingOperation(payment);
  return pending === null || pending.kind === 'create' ? someOperation : pending;
}
const STRANGER: Operation = { kind: 'cancel', key: key('stranger'), requestedAt: T0 };
const logged = (name: string, idempotencyKey: IdempotencyKey | string | null, success = true): WalletEvent => ({
  name,
  amount: money('NOK', AMOUNT),
  at: T0 + 2_000,
  idempotencyKey,
  success,
  pspReference: 'psp-1',
});
/** The API's own spelling of a key. */
const spelled = (idempotencyKey: IdempotencyKey): string => `{${idempotencyKey.toUpperCase()}}`;
const CREATED = logged('CREATED', key('create'));
const moved = (payment: Payment, idempotencyKey: string | null, success = true): WalletEvent[] => [
  CREATED,
  logged(payment.phase.name === 'refunding' ? 'REFUNDED' : 'CAPTURED', idempotencyKey, success),
];
const ourKey = (payment: Payment): IdempotencyKey => (pendingOperation(payment) ?? someOperation).key;

const failing = (
  family: string,
  bare: (failure: ApiFailure, payment: Payment) => BareOutcome,
  failedInARow = 1,
): Input[] =>
  FAILURES.map((failure) => outcome(family, failureName(failure), (payment) => bare(failure, payment), failedInARow));

export const INPUTS: readonly Input[] = [
  ...WISHES.flatMap(wish),
  { family: 'a person has dealt with it', variant: 'with a reason', given: (_, { now }) => ({ kind: 'resolve', now }) },
  { family: 'a manager opens it again', variant: 'with a reason', given: (_, { now }) => ({ kind: 'reopen', now }) },
  outcome('restart', 'with this journal', () => ({ type: 'restarted' })),
  ...[true, false].flatMap((firstTry) =>
    [null, CODE].map((code) =>
      outcome(
        'create succeeds',
        `${firstTry ? 'at the first try' : 'later'}${code === null ? '' : ', with a code'}`,
        () => ({ type: 'created', sentAt: T0, firstTry, code }),
      ),
    ),
  ),
  ...failing('create fails', (failure) => ({ type: 'createFailed', failure })),
  ...failing('look fails', (failure) => ({ type: 'lookFailed', failure })),
  ...failing('look fails for the third time', (failure) => ({ type: 'lookFailed', failure }), 3),
  ...failing('reading the event log fails', (failure) => ({ type: 'eventsFailed', failure })),
  ...failing('operation fails', (failure, payment) => ({
    type: 'operationFailed',
    operation: operationOf(payment),
    failure,
  })),
  ...failing(
    'operation fails for the third time',
    (failure, payment) => ({ type: 'operationFailed', operation: operationOf(payment), failure }),
    3,
  ),
  ...failing('an earlier operation fails late', (failure) => ({
    type: 'operationFailed',
    operation: STRANGER,
    failure,
  })),
  ...(
    [
      ['a look says', () => null],
      ['the answer to the operation says', operationOf],
      ['the late answer to an earlier operation says', () => STRANGER],
    ] as const
  ).flatMap(([family, operation]) =>
    REPORTS.flatMap(([name, state, amounts]) =>
      [null, ...(family === 'a look says' ? [CODE] : [])].map((code) => ({
        ...outcome(family, `${name}${code === null ? '' : ', with a code'}`, (payment) => ({
          type: 'read',
          operation: operation(payment),
          answer: { report: { state, amounts }, amount: opened.total, pspReference: 'psp-1', code },
        })),
        absurd: ABSURD.has(name),
      })),
    ),
  ),
  ...(
    [
      ['a look says, of another amount', () => null],
      ['the answer to the operation says, of another amount', operationOf],
    ] as const
  ).flatMap(([family, operation]) =>
    REPORTS.slice(0, 7).map(([name, state, amounts]) => {
      const answer = { report: { state, amounts }, amount: money('NOK', AMOUNT + 100), pspReference: null, code: null };
      return {
        ...outcome(family, name, (payment) => ({ type: 'read', operation: operation(payment), answer })),
        absurd: true,
      };
    }),
  ),
  ...(
    [
      ['nothing', () => []],
      ['approved, and no creation', () => [logged('AUTHORIZED', null)]],
      ['created with our key', (payment: Payment) => [logged('CREATED', ourKey(payment))]],
      ["created with somebody else's key", () => [logged('CREATED', 'stranger')]],
      [
        'created with our key as the API spells it',
        (payment: Payment) => [logged('CREATED', spelled(ourKey(payment)))],
      ],
      [
        'created with our key, all else odd',
        (payment: Payment) => [{ ...logged('CREATED', ourKey(payment)), amount: null, at: null, pspReference: null }],
      ],
      ['created without a key', () => [logged('CREATED', null)]],
      [
        'created without a key, for another amount',
        () => [{ ...logged('CREATED', null), amount: money('NOK', AMOUNT + 100) }],
      ],
      ['created without a key, a day before', () => [{ ...logged('CREATED', ''), at: T0 - 24 * 3_600_000 }]],
      ['created without a key or a time', () => [{ ...logged('CREATED', null), at: null }]],
      ['money moved with our key as the API spells it', (payment: Payment) => moved(payment, spelled(ourKey(payment)))],
      ['money moved with our key', (payment: Payment) => moved(payment, ourKey(payment))],
      ['money moved without a key', (payment: Payment) => moved(payment, null)],
      ['our key, and that it was refused', (payment: Payment) => moved(payment, ourKey(payment), false)],
    ] as const
  ).map(([name, events]) =>
    outcome('the event log says', name, (payment) => ({
      type: 'events',
      answer: { events: events(payment), complete: true, clockSkewMs: 0 },
    })),
  ),
  outcome('the event log says', 'created with our key, and what cannot be read', () => ({
    type: 'events',
    answer: { events: [CREATED], complete: false, clockSkewMs: 0 },
  })),
];

/** What came of an input: what it causes, and the payment afterwards; or why a wish was refused. */
export interface Reaction {
  readonly step: Step;
  readonly after: Payment;
}

function stepOf(payment: Payment, given: Given): Result<Step, ErrorCode> {
  switch (given.kind) {
    case 'intent':
      return decide(payment, given.intent);
    case 'outcome':
      return ok(step(payment, given.outcome));
    case 'resolve': {
      const event = resolve(payment, given.now, 'Spoke with the customer', WISH.by);
      return event.ok ? ok({ events: [event.value], effects: [] }) : err(event.error);
    }
    case 'reopen': {
      const event = reopen(payment, given.now, WISH);
      return event.ok ? ok({ events: [event.value], effects: [] }) : err(event.error);
    }
  }
}

/** As the runner does it; each event is read as it would be read from the journal. */
export function react(payment: Payment, given: Given): Result<Reaction, ErrorCode> {
  const taken = stepOf(payment, given);
  if (!taken.ok) return taken;
  const after = taken.value.events.reduce(
    (state, event) => applyPaymentEvent(state, eventSchema.parse(event)),
    payment,
  );
  return ok({ step: taken.value, after });
}
