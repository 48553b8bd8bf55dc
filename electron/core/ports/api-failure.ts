import type { ErrorCode } from '../../../shared/errors.ts';

/**
 * Why a call to the API did not give an answer that can be used. It answers one question: could the request have taken
 * effect?
 * - `rejected`: the API said no, for good; no effect. `notFound` is its special case for an unknown reference.
 * - `retryLater`: the API said not now (429, 423, 6160, 6250, 6280); no effect; the same key may be sent again after
 *   `afterMs`.
 * - `unauthorized`: keys or token not accepted; this request had no effect.
 * - `notSent`: the request did not leave the machine or reach the server (offline, DNS, TLS, refused connection); no
 *   effect.
 * - `unclear`: timeout, dropped connection, 5xx, unreadable answer: maybe. Never shown as failed. `afterMs`: the API
 *   asked not to be called again before that (Retry-After), whatever the status.
 */
export type ApiFailure =
  | {
      readonly kind: 'rejected';
      readonly error: ErrorCode;
      readonly status: number;
      readonly problemCode: string | null;
      readonly traceId: string | null;
    }
  | ({
      readonly kind: 'retryLater';
      readonly error: ErrorCode;
      readonly afterMs: number | null;
      readonly problemCode: string | null;
    } & Told)
  | ({ readonly kind: 'unauthorized'; readonly error: ErrorCode; readonly status: number } & Told)
  | ({
      readonly kind: 'notSent';
      readonly error: ErrorCode;
      readonly detail: string;
      readonly afterMs?: number | null;
    } & Told)
  | ({
      readonly kind: 'unclear';
      readonly error: ErrorCode;
      readonly detail: string;
      readonly afterMs?: number | null;
    } & Told);

/** What an answer gave for support, where there was one. */
interface Told {
  readonly status?: number;
  /** The API's own code of four or five digits. */
  readonly problemCode?: string | null;
  readonly traceId?: string | null;
}
