import type { Payment } from '../../shared/payment.ts';
import type { IdempotencyKey } from '../../shared/ids.ts';
import { isFinal, isSettledByHand } from '../../shared/payment.ts';
import { CREATE_RESEND_MS, MOVE_RESEND_MS, WALLET_LIFETIME_MS } from './payment-machine.ts';
import { pendingOperation } from './payment-steps.ts';

/**
 * When the API is asked and when an unanswered operation is sent again: a pure function of the payment and of what was done about it.
 * All times are monotonic milliseconds unless they say otherwise. Limits of the API per reference: 120 reads and 5 writes a minute [vipps-facts 4.3].
 */
export interface Watch {
  /** When this process took the payment in hand or its phase last changed. */
  readonly since: number;
  readonly lookEndedAt: number | null;
  readonly looksFailedInARow: number;
  /** When operations were sent, newest last; at most the last five. */
  readonly sentAt: readonly number[];
  readonly sendEndedAt: number | null;
  readonly sendsFailedInARow: number;
  /** The API asked to be left alone until then (429, Retry-After). */
  readonly notBefore: number;
  /** An operation that an earlier run of the app left without an answer, or null: nothing tells how old it is. */
  readonly inherited: IdempotencyKey | null;
  readonly looking: boolean;
  readonly sending: boolean;
}

export const freshWatch = (now: number): Watch => ({
  since: now, lookEndedAt: null, looksFailedInARow: 0, sentAt: [], sendEndedAt: null, sendsFailedInARow: 0, notBefore: 0, inherited: null, looking: false, sending: false,
});

/** For how long nothing was sent, ms. */
export const quietFor = (watch: Watch, now: number): number => (watch.sending ? 0 : Math.max(0, now - Math.max(watch.since, watch.sentAt.at(-1) ?? 0)));

export interface Plan {
  readonly lookAt: number | null;
  readonly sendAt: number | null;
}

/** A customer with the app open approves within a second or two. */
const FIRST_LOOK_MS = 700;
/** Half of this, and the way to the API, is how long an approval goes unseen at the median. */
const LOOK_MS = 1_000;
/** The API's own general advice [vipps-facts 8]: who has not answered within a minute is not standing there with the app open. */
const LOOK_LATER_MS = 2_000;
const LOOK_LATER_AFTER_MS = 60_000;
const LOOK_LATE_MS = 4_000;
const LOOK_LATE_AFTER_MS = 3 * 60_000;
/** A cashier who withdraws a request waits for it. */
const LOOK_CANCELLING_MS = 1_200;
/** EXPIRED can appear a little late [vipps-facts 7.3]: look closely for a while, then slowly until it is final. */
const OVERDUE_MS = 30_000;
const LOOK_OVERDUE_MS = 5_000;
const LONG_OVERDUE_MS = 5 * 60_000;
const LOOK_SLOW_MS = 30_000;
/** Nobody waits for a reservation, but it can lapse, or be captured or released in the wallet's portal [vipps-facts 7.3]. */
const LOOK_RESERVED_MS = 30 * 60_000;
const FAILED_LOOK_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const RESEND_MS = [1_000, 4_000, 12_000, 20_000, 30_000] as const;
/** One write a minute stays free for the cashier's own next wish. */
const WRITES_PER_MINUTE = 4;
/** The limit itself, which not even a cashier's wish may break. */
const MOST_WRITES_PER_MINUTE = 5;
/** The span of the API's limits. */
export const MINUTE_MS = 60_000;
/** Looks on request come no closer than this, so that with the planned ones they stay inside the limit. */
export const CHECK_AGAIN_MS = 1_000;

const nth = (table: readonly number[], n: number): number => table[Math.min(n, table.length) - 1] ?? 0;

/**
 * @param now monotonic ms
 * @param wallNow epoch ms, compared only with the wall-clock times in the payment
 */
export function plan(payment: Payment, watch: Watch, now: number, wallNow: number): Plan {
  if (isFinal(payment.phase)) return { lookAt: null, sendAt: null };
  return { lookAt: lookAt(payment, watch, now, wallNow), sendAt: sendAt(payment, watch, now, wallNow) };
}

/** Monotonic ms from which on the API takes a write of this payment. */
export function writeAllowedAt(watch: Watch): number {
  const fifthLast = watch.sentAt.at(-MOST_WRITES_PER_MINUTE);
  return Math.max(watch.notBefore, fifthLast === undefined ? 0 : fifthLast + MINUTE_MS);
}

function lookAt(payment: Payment, watch: Watch, now: number, wallNow: number): number | null {
  if (watch.looking) return null;
  const interval = lookInterval(payment, watch, now, wallNow);
  if (interval === null) return null;
  if (watch.looksFailedInARow > 0) {
    return Math.max((watch.lookEndedAt ?? now) + Math.max(interval, nth(FAILED_LOOK_MS, watch.looksFailedInARow)), watch.notBefore);
  }
  const first = interval === LOOK_RESERVED_MS ? interval : Math.min(FIRST_LOOK_MS, interval);
  const next = watch.lookEndedAt === null || watch.lookEndedAt < watch.since ? watch.since + first : watch.lookEndedAt + interval;
  return Math.max(next, watch.notBefore);
}

/** Pause between two looks, or null where nothing is to be learnt by looking. */
function lookInterval(payment: Payment, watch: Watch, now: number, wallNow: number): number | null {
  const { phase } = payment;
  switch (phase.name) {
    case 'registering': {
      // While a first create is under way or will be sent again there is nothing to look at.
      const nothingToSee = watch.sending || (!phase.mayExist && !resendsAreOver(payment, watch, now, wallNow));
      return nothingToSee ? null : overdueInterval(phase.create.requestedAt + WALLET_LIFETIME_MS, wallNow) ?? 2_000;
    }
    case 'waiting':
      return overdueInterval(phase.expiresAt, wallNow) ?? waitingInterval(now - watch.since);
    case 'cancelling':
      return overdueInterval(phase.expiresAt ?? phase.cancel.requestedAt + MINUTE_MS, wallNow) ?? LOOK_CANCELLING_MS;
    case 'capturing':
    case 'refunding':
      if (phase.found) return LOOK_CANCELLING_MS;
      return watch.sendsFailedInARow > 0 || payment.certainty.name === 'unclear' || resendsAreOver(payment, watch, now, wallNow) ? 5_000 : null;
    case 'authorized': {
      // Why a capture or a release was refused is only told by the look after it, so one that failed is made good soon.
      const unexplained = phase.captureProblem !== null && watch.looksFailedInARow > 0;
      return payment.certainty.name === 'unclear' || unexplained ? 5_000 : LOOK_RESERVED_MS;
    }
    default:
      return null;
  }
}

function waitingInterval(waited: number): number {
  if (waited > LOOK_LATE_AFTER_MS) return LOOK_LATE_MS;
  return waited > LOOK_LATER_AFTER_MS ? LOOK_LATER_MS : LOOK_MS;
}

function overdueInterval(dueAt: number, wallNow: number): number | null {
  if (wallNow <= dueAt + OVERDUE_MS) return null;
  return wallNow <= dueAt + LONG_OVERDUE_MS ? LOOK_OVERDUE_MS : LOOK_SLOW_MS;
}

/** How long an operation is repeated by itself; null: for as long as it takes, because it asks nobody and moves nothing. */
function resendFor({ phase }: Payment): number | null {
  if (phase.name === 'registering') return phase.cancelWanted ? WALLET_LIFETIME_MS : CREATE_RESEND_MS;
  return phase.name === 'cancelling' && phase.mode === 'withdraw' ? null : MOVE_RESEND_MS;
}

/**
 * Whether the operation under way is only asked about from now on. By the clock that says more: one set back may bring no request to a customer who
 * has gone. What an earlier run of the app has left is never sent again: no clock proves how old it is, and nobody stands there who wants it.
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
  if (watch.sending || pendingOperation(payment) === null) return null;
  if (resendsAreOver(payment, watch, now, wallNow)) return null;
  const pause = nth(RESEND_MS, Math.max(1, watch.sendsFailedInARow));
  const crowded = watch.sentAt.at(-WRITES_PER_MINUTE);
  const free = crowded === undefined ? 0 : crowded + MINUTE_MS;
  return Math.max((watch.sendEndedAt ?? watch.since) + pause, watch.notBefore, free);
}
