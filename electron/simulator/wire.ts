/**
 * What goes over the wire, reduced to what the simulated service looks at. Both faces (the in-process fetch and the
 * HTTP server) speak these two shapes with the world, so that the world knows nothing of sockets or of `Response`.
 */

/** A request as it arrived. Header names are lower case; `body` is the exact text, empty when there was none. */
export interface WireRequest {
  readonly method: string;
  /** Path without query, still percent-encoded. */
  readonly path: string;
  /** What follows the question mark, still encoded; absent where there is none. */
  readonly query?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** An answer. Header names are lower case. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In place of `body` where the answer is no text. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** What goes out as the body. */
export const bytesOf = ({ body, bytes }: WireResponse): Uint8Array<ArrayBuffer> =>
  bytes ?? new TextEncoder().encode(body);

export const OPERATIONS = [
  'token',
  'create',
  'get',
  'events',
  'capture',
  'cancel',
  'refund',
  'approve',
  'ledgers',
  'report',
  'salesUnit',
  'picture',
  'webhooks',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * Which operation a request asks for, and on which payment (create: taken from the body; empty where there is none) or
 * ledger.
 */
export interface Route {
  readonly operation: Operation;
  readonly reference: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
/**
 * The official file types every problem, and also the success of capture, cancel and refund, like this [EP-1.8.1
 * AdjustResponse].
 */
const PROBLEM_TYPE = { 'content-type': 'application/problem+json; charset=utf-8' };

export const json = (status: number, value: unknown): WireResponse => ({
  status,
  headers: JSON_TYPE,
  body: JSON.stringify(value),
});

export const problemJson = (status: number, value: unknown): WireResponse => ({
  status,
  headers: PROBLEM_TYPE,
  body: JSON.stringify(value),
});

export const empty = (status: number): WireResponse => ({ status, headers: {}, body: '' });
