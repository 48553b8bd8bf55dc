import type { KyInstance } from 'ky';
import { httpDate } from './instant.ts';
import { couldHideAnEarlierTry, networkFailure } from './network-failures.ts';
import type { NetworkFailure } from './network-failures.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Begins with a slash; its parts are already encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent byte for byte as UTF-8. */
  readonly body?: string;
  readonly timeoutMs: number;
  /** {@link MAX_BODY_BYTES} when absent. */
  readonly maxBodyBytes?: number;
}

/** A status line arrived. Whether it means success is for the caller to say. */
export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly text: string;
  /** Set when the body broke off or was too long: `text` is empty then, and only the status is known. */
  readonly bodyProblem: ErrorCode | null;
  readonly retryAfter: string | null;
  /** The server's clock, epoch ms, or null when it did not say. */
  readonly serverTime: number | null;
}

export type HttpOutcome = HttpAnswer | ({ readonly kind: 'failed' } & NetworkFailure);

export interface Http {
  /** One request, sent once, to the one host. Never throws and always ends, at the latest after `timeoutMs`. */
  send(request: HttpRequest): Promise<HttpOutcome>;
}

/** Real answers are below 10 KB, an event log with hundreds of entries below 100 KB. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Chromium keeps an idle connection for five minutes; a minute more for its clock and ours. */
const CONNECTION_KEPT_MS = 6 * 60_000;

/** Printable ASCII, no line breaks, no spaces at the ends: what is not like this is not sent at all. */
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

const failed = (failure: NetworkFailure): HttpOutcome => ({ kind: 'failed', ...failure });
const TIMED_OUT = failed({ sent: 'maybe', error: 'network.timeout', detail: 'own timeout' });

async function readBody(
  response: Response,
  connection: AbortController,
  maxBytes: number,
): Promise<{ readonly text: string; readonly problem: ErrorCode | null }> {
  if (response.body === null) return { text: '', problem: null };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.byteLength;
      if (bytes > maxBytes) {
        connection.abort();
        return { text: '', problem: 'network.unreadable' };
      }
      text += decoder.decode(part.value, { stream: true });
    }
    return { text: text + decoder.decode(), problem: null };
  } catch (error) {
    return { text: '', problem: networkFailure(error).error };
  }
}

/**
 * ky, loaded with the first call: it builds requests while it is loaded, and a start need not wait for that. Retries
 * belong to the payment machine; a redirect could carry the keys to another host.
 */
async function makeClient(): Promise<KyInstance> {
  const { default: ky } = await import('ky');
  return ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
  });
}
let made: Promise<KyInstance> | null = null;

/**
 * @param baseUrl checked by `assertAllowedBaseUrl`
 * @param clock drives the timeouts, so that virtual time works
 */
export function createHttp(options: {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
}): Http {
  const { baseUrl, clock } = options;
  let lastAnswerAt = Number.NEGATIVE_INFINITY;

  async function exchange(request: HttpRequest, connection: AbortController): Promise<HttpOutcome> {
    const { method, headers, body, path } = request;
    let response: Response;
    try {
      // What differs from call to call goes to fetch itself: ky would copy headers and body and tie the signal to one
      // of its own, a fifth of the cost of a call.
      const own = { headers, signal: connection.signal, ...(body === undefined ? {} : { body }) };
      const fetch: Fetch = (input, init) => options.fetch(input, { ...init, ...own });
      const api = await (made ??= makeClient());
      response = await api(`${baseUrl}${path}`, { method, fetch });
    } catch (error) {
      const failure = networkFailure(error);
      const keptConnection = clock.monotonic() - lastAnswerAt < CONNECTION_KEPT_MS;
      return failed(keptConnection && couldHideAnEarlierTry(failure) ? { ...failure, sent: 'maybe' } : failure);
    }
    if (connection.signal.aborted) {
      response.body?.cancel().catch(() => undefined);
      return TIMED_OUT;
    }
    lastAnswerAt = clock.monotonic();
    const { text, problem } = await readBody(response, connection, request.maxBodyBytes ?? MAX_BODY_BYTES);
    const date = response.headers.get('date');
    return {
      kind: 'answer',
      status: response.status,
      text,
      bodyProblem: problem,
      retryAfter: response.headers.get('retry-after'),
      serverTime: date === null ? null : httpDate(date),
    };
  }

  return {
    async send(request) {
      if (Object.values(request.headers).some((value) => !HEADER_VALUE.test(value))) {
        return failed({ sent: 'no', error: 'internal', detail: 'malformed header' });
      }
      const connection = new AbortController();
      let cancelTimer = (): void => undefined;
      const deadline = new Promise<HttpOutcome>((resolve) => {
        cancelTimer = clock.after(request.timeoutMs, () => {
          resolve(TIMED_OUT);
          connection.abort();
        });
      });
      try {
        // A race, because a fetch that does not listen to its signal must not hold the payment up. `exchange` does not
        // reject.
        return await Promise.race([exchange(request, connection), deadline]);
      } finally {
        cancelTimer();
      }
    },
  };
}
