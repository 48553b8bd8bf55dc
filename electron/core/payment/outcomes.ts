import type { ApiFailure } from '../ports/api-failure.ts';
import type { EventsAnswer, ReadAnswer } from '../ports/wallet.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { policyOf } from '../../../shared/methods.ts';
import type { Operation, Payment } from '../../../shared/payment.ts';

/** What the payment machine is told: what came of an effect; and the times that it is judged by. */

export interface OutcomeBase {
  readonly now: number;
  /** A key that may be used if this outcome calls for a new operation. */
  readonly freshKey: IdempotencyKey;
  /** Calls of this kind that failed one after the other, this one included. */
  readonly failedInARow: number;
  /**
   * Milliseconds in which this process has surely sent no operation of this payment: since its last one, or since it
   * took the payment in hand.
   * By the monotonic clock, because `now` can jump.
   */
  readonly quietMs: number;
}

export type Outcome = OutcomeBase &
  (
    | { readonly type: 'restarted' }
    | { readonly type: 'created'; readonly sentAt: number; readonly firstTry: boolean; readonly code: string | null }
    | { readonly type: 'createFailed'; readonly failure: ApiFailure }
    /** `operation`: the one whose answer it is, or null for a look. */
    | { readonly type: 'read'; readonly operation: Operation | null; readonly answer: ReadAnswer }
    | { readonly type: 'lookFailed'; readonly failure: ApiFailure }
    | { readonly type: 'operationFailed'; readonly operation: Operation; readonly failure: ApiFailure }
    | { readonly type: 'events'; readonly answer: EventsAnswer }
    | { readonly type: 'eventsFailed'; readonly failure: ApiFailure }
  );

/** A capture, refund or release without an answer is repeated by itself this long; later nobody waits for it. */
export const MOVE_RESEND_MS = 10 * 60_000;
/** No connection carries a request longer than this. */
export const CONNECTION_OVER_MS = 5 * 60_000;
/** So long after the last send "unknown reference" proves that a create never arrived: no connection carries it. */
export const neverArrivedMs = (payment: Pick<Payment, 'method'>): number =>
  policyOf(payment).lifetimeMs + CONNECTION_OVER_MS;

/** As it is known where it came about; the runner adds what it knows of time and keys. */
export type WithoutContext<T> = T extends unknown ? Omit<T, 'now' | 'freshKey' | 'failedInARow' | 'quietMs'> : never;
