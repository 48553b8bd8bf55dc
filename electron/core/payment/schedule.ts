import { couldMoveTwice } from './movements.ts';
import { MOVE_RESEND_MS } from './outcomes.ts';
import { pendingOperation } from './steps.ts';
import type { ApiFailure } from '../ports/api-failure.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { policyOf } from '../../../shared/methods.ts';
import { isFinal, isSettledByHand } from '../../../shared/payment-standing.ts';
import type { Operation, Payment } from '../../../shared/payment.ts';

/** An operation that went to the API. */
export interface Send {
  readonly kind: Operation['kind'];
  /** The latest moment at which it can have left. */
  readonly at: number;
}

/** A call that the API counts by itself. */
export type RateLimitedCall = Operation['kind'] | 'get' | 'events';

/**
 * When the API is asked and when an unanswered operation is sent again: a pure function of the payment and of what was
 * done about it. All times are monotonic milliseconds unless they say otherwise. The API limits each operation on a
 * reference for itself: 120 gets, 120 readings of the event log, and 5 each of create, capture, cancel and refund a
 * minute [api 4.2].
 */
export interface Watch {
  /** When this process took the payment in hand or its phase last changed. */
  readonly since: number;
  readonly lookEndedAt: number | null;
  readonly looksFailedInARow: number;
  /** What was sent, newest last; at most as much as the API takes in a minute. */
  readonly sends: readonly Send[];
  readonly sendEndedAt: number | null;
  readonly sendsFailedInARow: number;
  /** Until when the API asked to be left alone (429, 503, Retry-After) with this kind of call. */
  readonly notBefore: Readonly<Partial<Record<RateLimitedCall, number>>>;
  /** An operation that an earlier run of the app left without an answer, or null: nothing tells how old it is. */
  readonly inherited: IdempotencyKey | null;
  /** The wallet has hinted at news, and nobody has looked since. */
  readonly hinted: boolean;
  /** When hints made somebody look, newest last; at most as many as are allowed in a minute. */
  readonly hintedLooks: readonly number[];
  readonly looking: boolean;
  readonly sending: boolean;
}

export const freshWatch = (now: number): Watch => ({
  since: now,
  lookEndedAt: null,
  looksFailedInARow: 0,
  sends: [],
  sendEndedAt: null,
  sendsFailedInARow: 0,
  notBefore: {},
  inherited: null,
  hinted: false,
  hintedLooks: [],
  looking: false,
  sending: false,
});

/** For how long nothing was sent, ms. */
export const quietFor = (watch: Watch, now: number): number =>
  watch.sending ? 0 : Math.max(0, now - Math.max(watch.since, watch.sends.at(-1)?.at ?? 0));

export interface Plan {
  readonly pollAt: number | null;
  readonly sendAt: number | null;
}

/** A cashier who withdraws a request waits for it. */
const POLL_CANCELLING_MS = 1_200;
/** EXPIRED can appear a little late [api 7.3]: look closely for a while, then slowly until it is final. */
const OVERDUE_MS = 30_000;
const POLL_OVERDUE_MS = 5_000;
const LONG_OVERDUE_MS = 5 * 60_000;
const POLL_SLOW_MS = 30_000;
/**
 * Nobody waits for a reservation, but it can lapse, or be captured or released in the wallet's portal [api 7.3].
 */
const POLL_RESERVED_MS = 30 * 60_000;
const FAILED_POLL_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const RESEND_MS = [1_000, 4_000, 12_000, 20_000, 30_000] as const;
/** One write of a kind a minute stays free for the cashier's own next wish. */
const WRITES_PER_MINUTE = 4;
/** The limit itself, which not even a cashier's wish may break. */
const MOST_WRITES_PER_MINUTE = 5;
/** Four kinds, five times each. */
const MOST_SENDS_PER_MINUTE = 20;
/** The span of the API's limits. */
export const MINUTE_MS = 60_000;
/** Looks on request come no closer than this, so that with the planned ones they stay inside the limit. */
export const CHECK_AGAIN_MS = 1_000;

/** However many events the wallet tells of a payment: with the planned looks they stay inside the limit. */
const HINTED_LOOKS_PER_MINUTE = 30;

const nth = (table: readonly number[], n: number): number => table[Math.min(n, table.length) - 1] ?? 0;

/**
 * @param now monotonic ms
 * @param wallNow epoch ms, compared only with the wall-clock times in the payment
 */
export function plan(payment: Payment, watch: Watch, now: number, wallNow: number): Plan {
  if (isFinal(payment.phase)) return { pollAt: null, sendAt: null };
  return { pollAt: pollAt(payment, watch, now, wallNow), sendAt: sendAt(payment, watch, now, wallNow) };
}

/** With one more that leaves now. */
export const withSend = ({ sends }: Watch, send: Send): readonly Send[] => [
  ...sends.slice(1 - MOST_SENDS_PER_MINUTE),
  send,
];

/** With one more that a hint has asked for. */
export const withHintedLook = ({ hintedLooks }: Watch, at: number): readonly number[] => [
  ...hintedLooks.slice(1 - HINTED_LOOKS_PER_MINUTE),
  at,
];

/** Monotonic ms from which on a hint may be followed. */
function hintAllowedAt(watch: Watch, now: number): number {
  const { hintedLooks } = watch;
  const last = hintedLooks.at(-1);
  const first = hintedLooks.length < HINTED_LOOKS_PER_MINUTE ? undefined : hintedLooks[0];
  return Math.max(
    now,
    last === undefined ? now : last + CHECK_AGAIN_MS,
    first === undefined ? now : first + MINUTE_MS,
    allowedAt(watch, 'get'),
  );
}

/** Monotonic ms from which on fewer than `most` of this kind lie in the minute before. */
function freeAt({ sends }: Watch, kind: Send['kind'], most: number): number {
  const nthLast = sends.filter((send) => send.kind === kind).at(-most);
  return nthLast === undefined ? 0 : nthLast.at + MINUTE_MS;
}

/** After a call that came too early, where the API did not say how long to wait. */
const PAUSE_MS = 5_000;

/** How long the API wants to be left alone with calls of this kind, or null. */
export function pauseAfter(failure: ApiFailure): number | null {
  if (failure.kind === 'retryLater') return failure.afterMs ?? PAUSE_MS;
  return failure.kind === 'unclear' || failure.kind === 'notSent' ? (failure.afterMs ?? null) : null;
}

const allowedAt = ({ notBefore }: Watch, call: RateLimitedCall): number => notBefore[call] ?? 0;

/** Monotonic ms from which on the API takes an operation of this kind on this payment. */
export const writeAllowedAt = (watch: Watch, kind: Send['kind']): number =>
  Math.max(allowedAt(watch, kind), freeAt(watch, kind, MOST_WRITES_PER_MINUTE));

function pollAt(payment: Payment, watch: Watch, now: number, wallNow: number): number | null {
  if (watch.looking) return null;
  const interval = pollInterval(payment, watch, now, wallNow);
  if (interval === null) return null;
  const planned = plannedAt(watch, interval, payment, now);
  return watch.hinted ? Math.min(planned, hintAllowedAt(watch, now)) : planned;
}

function plannedAt(watch: Watch, interval: number, payment: Payment, now: number): number {
  if (watch.looksFailedInARow > 0) {
    return Math.max(
      (watch.lookEndedAt ?? now) + Math.max(interval, nth(FAILED_POLL_MS, watch.looksFailedInARow)),
      allowedAt(watch, 'get'),
    );
  }
  const first = interval === POLL_RESERVED_MS ? interval : Math.min(policyOf(payment).watching.firstPoll, interval);
  const next =
    watch.lookEndedAt === null || watch.lookEndedAt < watch.since ? watch.since + first : watch.lookEndedAt + interval;
  return Math.max(next, allowedAt(watch, 'get'));
}

/** Pause between two looks, or null where nothing is to be learnt by looking. */
function pollInterval(payment: Payment, watch: Watch, now: number, wallNow: number): number | null {
  const { phase } = payment;
  switch (phase.name) {
    case 'registering': {
      // While a first create is under way or will be sent again there is nothing to look at.
      const nothingToSee = watch.sending || (!phase.mayExist && !resendsAreOver(payment, watch, now, wallNow));
      return nothingToSee
        ? null
        : (overdueInterval(phase.create.requestedAt + policyOf(payment).lifetimeMs, wallNow) ?? 2_000);
    }
    case 'waiting':
      return overdueInterval(phase.expiresAt, wallNow) ?? waitingInterval(payment, now - watch.since);
    case 'cancelling':
      return overdueInterval(phase.expiresAt ?? phase.cancel.requestedAt + MINUTE_MS, wallNow) ?? POLL_CANCELLING_MS;
    case 'capturing':
    case 'refunding':
      if (phase.found) return POLL_CANCELLING_MS;
      return watch.sendsFailedInARow > 0 ||
        payment.certainty.name === 'unclear' ||
        resendsAreOver(payment, watch, now, wallNow)
        ? 5_000
        : null;
    case 'authorized': {
      // Why a capture or a release was refused is only told by the look after it, so one that failed is made good soon.
      const unexplained = phase.captureProblem !== null && watch.looksFailedInARow > 0;
      return payment.certainty.name === 'unclear' || unexplained ? 5_000 : POLL_RESERVED_MS;
    }
    default:
      return null;
  }
}

function waitingInterval(payment: Payment, waited: number): number {
  const { paces } = policyOf(payment).watching;
  return (paces.findLast(({ after }) => waited > after) ?? paces[0]).every;
}

function overdueInterval(dueAt: number, wallNow: number): number | null {
  if (wallNow <= dueAt + OVERDUE_MS) return null;
  return wallNow <= dueAt + LONG_OVERDUE_MS ? POLL_OVERDUE_MS : POLL_SLOW_MS;
}

/**
 * How long an operation is repeated by itself; null: for as long as it takes, because it asks nobody and moves nothing.
 */
function resendFor(payment: Payment): number | null {
  const { phase } = payment;
  const { lifetimeMs, resendMs } = policyOf(payment);
  if (phase.name === 'registering') return phase.cancelWanted ? lifetimeMs : resendMs;
  return phase.name === 'cancelling' && phase.mode === 'withdraw' ? null : MOVE_RESEND_MS;
}

/**
 * Whether the operation under way is only asked about from now on. By the clock that says more: one set back may bring
 * no request to a customer who has gone. What an earlier run of the app has left is never sent again: no clock proves
 * how old it is, and nobody stands there who wants it.
 */
function resendsAreOver(payment: Payment, watch: Watch, now: number, wallNow: number): boolean {
  const operation = pendingOperation(payment);
  const limit = resendFor(payment);
  if (operation === null || limit === null) return false;
  // Who settled it by hand has taken or given the money in another way.
  if (isSettledByHand(payment) || operation.key === watch.inherited) return true;
  return Math.max(wallNow - operation.requestedAt, now - watch.since) > limit;
}

function sendAt(payment: Payment, watch: Watch, now: number, wallNow: number): number | null {
  const operation = pendingOperation(payment);
  if (watch.sending || operation === null) return null;
  if (resendsAreOver(payment, watch, now, wallNow)) return null;
  const pause = nth(RESEND_MS, Math.max(1, watch.sendsFailedInARow));
  const { kind } = operation;
  // It is sent again only after the event log was read.
  const logAllowedAt = couldMoveTwice(payment) ? allowedAt(watch, 'events') : 0;
  return Math.max(
    (watch.sendEndedAt ?? watch.since) + pause,
    allowedAt(watch, kind),
    logAllowedAt,
    freeAt(watch, kind, WRITES_PER_MINUTE),
  );
}
