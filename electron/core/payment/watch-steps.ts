import type { Payment } from '../../../shared/payment.ts';
import { pendingOperation } from './steps.ts';
import type { RateLimitedCall, Send, Watch } from './schedule.ts';
import { withHintedLook, withSend } from './schedule.ts';

/** How what a runner knows of its sends and looks goes on. Times are of the clock that only grows. */

const sendsFailed = (watch: Watch, failed: boolean): number => (failed ? watch.sendsFailedInARow + 1 : 0);

export const sendBegun = (watch: Watch, send: Send): Watch => ({
  ...watch,
  sending: true,
  sends: withSend(watch, send),
});

/**
 * It can have waited for a token before it left, so against the API's limit it counts from the latest moment at which
 * it can have.
 */
export const sendEnded = (watch: Watch, send: Send, at: number, failed: boolean): Watch => ({
  ...watch,
  sends: watch.sends.map((each) => (each === send ? { ...each, at } : each)),
  sending: false,
  sendEndedAt: at,
  sendsFailedInARow: sendsFailed(watch, failed),
});

/** Nothing left: it only counts as a try. */
export const notSent = (watch: Watch, at: number): Watch => ({
  ...watch,
  sendEndedAt: at,
  sendsFailedInARow: sendsFailed(watch, true),
});

/** It answers every hint that has come so far. */
export const lookBegun = (watch: Watch, at: number): Watch => ({
  ...watch,
  looking: true,
  hinted: false,
  hintedLooks: watch.hinted ? withHintedLook(watch, at) : watch.hintedLooks,
});

export const lookEnded = (watch: Watch, at: number, failed: boolean): Watch => ({
  ...watch,
  looking: false,
  lookEndedAt: at,
  looksFailedInARow: failed ? watch.looksFailedInARow + 1 : 0,
});

/** A new operation starts with a clean count; its writes still count against the limit. */
export function goneOn(watch: Watch, before: Payment, after: Payment, at: number): Watch {
  const isSame = pendingOperation(after)?.key === pendingOperation(before)?.key;
  const own = isSame ? watch : { ...watch, sendsFailedInARow: 0, sendEndedAt: null };
  return after.phase.name === before.phase.name ? own : { ...own, since: at, looksFailedInARow: 0 };
}

/** The API asked for a pause in such calls. */
export const pausedUntil = (watch: Watch, call: RateLimitedCall, at: number): Watch => ({
  ...watch,
  notBefore: { ...watch.notBefore, [call]: at },
});
