import { applySaleEvent } from '../../../electron/core/payment/state.ts';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { idempotencyKeySchema } from '../../../shared/ids.ts';
import { minor, money } from '../../../shared/money.ts';
import { currentPayment, NO_WISH } from '../../../shared/payment.ts';
import type {
  Amounts,
  CancelMode,
  Evidence,
  Operation,
  Order,
  Payment,
  Rest,
  Sale,
  WalletState,
  Wish,
} from '../../../shared/payment.ts';
import { openedSale, requestedPayment } from '../journal/journal-samples.ts';

/** One payment of 249.00 in every state that its own events can bring it to. Times: requested at {@link T0}. */
export const T0 = 1_760_000_000_000;
export const AMOUNT = 24_900;
export const opened = openedSale(1, T0);
export const requested = requestedPayment(opened);
const on = { at: T0 + 1_000, saleId: opened.saleId, reference: requested.reference };
export const key = (name: string) => idempotencyKeySchema.parse(`key-${name}`);

/** A part that can be captured or given back alone, and what is left of {@link AMOUNT} then. */
export const PART = 10_000;
export const REASON = 'One of them was broken';
export const WISH: Wish = { by: { id: 'person-1', name: 'Kari' }, approvedBy: null, reason: REASON };
export const orderOf = (amount: number, parts: Order['parts'] = null): Order => ({
  amount: minor(amount),
  parts,
  ...WISH,
});

export const amounts = (authorized = 0, captured = 0, cancelled = 0, refunded = 0): Amounts => ({
  authorized: minor(authorized),
  captured: minor(captured),
  cancelled: minor(cancelled),
  refunded: minor(refunded),
});
export const evidence = (state: WalletState | null = 'CREATED', source: Evidence['source'] = 'get'): Evidence => ({
  at: on.at,
  source,
  state,
  pspReference: 'psp-1',
});
const operation = (kind: Operation['kind']): Operation => ({ kind, key: key(kind), requestedAt: on.at });

const registered: NewEvent = {
  type: 'payment.registered',
  ...on,
  expiresAt: T0 + 600_000,
  code: null,
  evidence: evidence(),
};
const mayExist: NewEvent = { type: 'payment.mayExist', ...on };
const wanted: NewEvent = { type: 'cancel.wanted', ...on };
const reported = (state: WalletState, sums: Amounts, source: Evidence['source'] = 'get'): NewEvent => ({
  type: 'payment.reported',
  ...on,
  state,
  amounts: sums,
  evidence: evidence(state, source),
});
const approved = reported('AUTHORIZED', amounts(AMOUNT));
const cancelling = (mode: CancelMode): NewEvent => ({
  type: 'cancel.requested',
  ...on,
  mode,
  cancel: operation('cancel'),
  wish: NO_WISH,
});
const capturingPart = (amount: number, rest: Rest): NewEvent => ({
  type: 'capture.requested',
  ...on,
  capture: operation('capture'),
  amount: money('NOK', amount),
  parts: null,
  rest,
  wish: WISH,
});
const capturing: NewEvent = {
  type: 'capture.requested',
  ...on,
  capture: operation('capture'),
  amount: opened.total,
  parts: null,
  rest: 'keep',
  wish: NO_WISH,
};
const refunding: NewEvent = {
  type: 'refund.requested',
  ...on,
  refund: operation('refund'),
  amount: money('NOK', PART),
  parts: null,
  wish: WISH,
};
const unclear: NewEvent = { type: 'payment.becameUnclear', ...on, problem: 'network.timeout' };
const found = (kind: Operation['kind']): NewEvent => ({
  type: 'operation.found',
  ...on,
  key: key(kind),
  evidence: evidence(null, 'events'),
});
const refused: NewEvent = { type: 'payment.refused', ...on, problem: 'wallet.noWallet' };
const cancelRefused: NewEvent = {
  type: 'cancel.rejected',
  ...on,
  key: key('cancel'),
  problem: 'wallet.alreadyApproved',
};
const captureRefused: NewEvent = { type: 'capture.rejected', ...on, key: key('capture'), problem: 'wallet.fundsGone' };
const refundRefused: NewEvent = { type: 'refund.rejected', ...on, key: key('refund'), problem: 'wallet.fundsGone' };

const captured = [registered, approved, capturing, reported('AUTHORIZED', amounts(AMOUNT, AMOUNT), 'capture')];
const partCaptured = [
  registered,
  approved,
  capturingPart(PART, 'keep'),
  reported('AUTHORIZED', amounts(AMOUNT, PART), 'capture'),
];

const STORIES: Readonly<Record<string, readonly NewEvent[]>> = {
  registering: [],
  'registering, may exist': [mayExist],
  'registering, may exist, unclear': [mayExist, unclear],
  'registering, cancel wanted': [wanted],
  'registering, may exist, cancel wanted': [mayExist, wanted, unclear],
  waiting: [registered],
  'waiting, unclear': [registered, unclear],
  cancelling: [registered, cancelling('withdraw')],
  'cancelling, unclear': [registered, cancelling('withdraw'), unclear],
  'cancelling, refused': [registered, cancelling('withdraw'), cancelRefused],
  authorized: [registered, approved],
  'authorized, capture refused': [registered, approved, capturing, captureRefused],
  'authorized, a part captured': partCaptured,
  releasing: [registered, approved, cancelling('release')],
  'releasing, unclear': [registered, approved, cancelling('release'), unclear],
  'releasing the rest': [...partCaptured, cancelling('release')],
  capturing: [registered, approved, capturing],
  'capturing, unclear': [registered, approved, capturing, unclear],
  'capturing a part': [registered, approved, capturingPart(PART, 'keep')],
  'capturing a part, unclear': [registered, approved, capturingPart(PART, 'keep'), unclear],
  'capturing a part, found': [registered, approved, capturingPart(PART, 'keep'), unclear, found('capture')],
  'capturing a part, releasing the rest': [registered, approved, capturingPart(PART, 'release')],
  'capturing a part, releasing the rest, unclear': [registered, approved, capturingPart(PART, 'release'), unclear],
  'capturing another part, unclear': [...partCaptured, capturingPart(PART, 'keep'), unclear],
  refunding: [...captured, refunding],
  'refunding, unclear': [...captured, refunding, unclear],
  'refunding, found': [...captured, refunding, unclear, found('refund')],
  'refunding of a part': [...partCaptured, refunding],
  captured: captured,
  'captured, a part given back': [
    ...captured,
    refunding,
    reported('AUTHORIZED', amounts(AMOUNT, AMOUNT, 0, PART), 'refund'),
  ],
  'captured, refund refused': [...captured, refunding, refundRefused],
  'captured in part': [
    ...partCaptured,
    cancelling('release'),
    reported('AUTHORIZED', amounts(AMOUNT, PART, AMOUNT - PART), 'cancel'),
  ],
  cancelled: [registered, approved, cancelling('release'), reported('AUTHORIZED', amounts(AMOUNT, 0, AMOUNT))],
  aborted: [registered, reported('ABORTED', amounts())],
  expired: [registered, reported('EXPIRED', amounts())],
  terminated: [registered, cancelling('withdraw'), reported('TERMINATED', amounts(0, 0, AMOUNT))],
  refused: [refused],
};

export const saleAfter = (...events: readonly NewEvent[]): Sale => {
  const sale = [opened, requested, ...events].reduce<Sale | null>(
    (before, event) => applySaleEvent(before, event),
    null,
  );
  if (!sale) throw new Error('no sale');
  return sale;
};

/** Name and state of each. */
export const STATES: readonly (readonly [string, Payment])[] = Object.entries(STORIES).map(([name, events]) => [
  name,
  currentPayment(saleAfter(...events)),
]);
export function stateNamed(name: string): Payment {
  const found = STATES.find(([each]) => each === name);
  if (!found) throw new Error(`no state ${name}`);
  return found[1];
}

const rejected = (error: ErrorCode, problemCode: string | null): ApiFailure => ({
  kind: 'rejected',
  error,
  status: 400,
  problemCode,
  traceId: null,
});
export const FAILURES: readonly ApiFailure[] = [
  rejected('wallet.noWallet', '7010'),
  rejected('wallet.requestInvalid', null),
  rejected('wallet.referenceTaken', '4150'),
  rejected('wallet.idempotencyConflict', '4020'),
  rejected('wallet.referenceUnknown', '5090'),
  rejected('wallet.alreadyApproved', '6060'),
  rejected('wallet.alreadyEnded', '6190'),
  rejected('wallet.alreadyCaptured', '6170'),
  rejected('wallet.fundsGone', '6260'),
  rejected('wallet.refundTooHigh', '6150'),
  rejected('wallet.pushNotAllowed', '5080'),
  rejected('wallet.notPermitted', null),
  { kind: 'retryLater', error: 'wallet.tooManyRequests', afterMs: 2_000, problemCode: null },
  { kind: 'retryLater', error: 'wallet.busy', afterMs: null, problemCode: '6160' },
  { kind: 'retryLater', error: 'wallet.customerIsConfirming', afterMs: null, problemCode: '6250' },
  { kind: 'unauthorized', error: 'wallet.keysRejected', status: 401 },
  { kind: 'notSent', error: 'network.offline', detail: 'ENETDOWN' },
  { kind: 'unclear', error: 'network.timeout', detail: 'own timeout' },
  { kind: 'unclear', error: 'network.serverError', detail: 'status 500' },
  { kind: 'unclear', error: 'network.notTheWallet', detail: 'status 404 without a problem' },
];
export const failure = (error: ErrorCode): ApiFailure => {
  const found = FAILURES.find((each) => each.error === error);
  if (!found) throw new Error(`no failure ${error}`);
  return found;
};

export const REPORTS: readonly { readonly state: WalletState; readonly amounts: Amounts }[] = [
  { state: 'CREATED', amounts: amounts() },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, AMOUNT) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, AMOUNT - 1) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, PART) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, PART, AMOUNT - PART) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, 2 * PART) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, PART, 0, PART) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, AMOUNT, 0, PART) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, AMOUNT, 0, AMOUNT) },
  { state: 'AUTHORIZED', amounts: amounts(AMOUNT, 0, AMOUNT) },
  { state: 'ABORTED', amounts: amounts() },
  { state: 'EXPIRED', amounts: amounts() },
  { state: 'TERMINATED', amounts: amounts(0, 0, AMOUNT) },
];
