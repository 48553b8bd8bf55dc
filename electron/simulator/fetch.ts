import { exchange, type Exchange, type Pace } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createRandom } from './random.ts';
import { routeOf } from './route-of.ts';
import { bytesOf, type Route, type WireRequest, type WireResponse } from './wire.ts';
import type { World } from './world.ts';

/**
 * The world as a `fetch` in this process: no network, and time is whatever the clock says. Each call is answered in a
 * few microtasks unless a latency or a fault makes it wait on the clock.
 */
export interface FetchClock {
  /** Epoch ms. */
  now(): number;
  /** Calls `fn` after `ms`; gives the function that takes it back. */
  after(ms: number, fn: () => void): () => void;
}

/** Milliseconds on the way to the service and back. */
export interface Ways {
  readonly there: number;
  readonly back: number;
}

const NO_WAY: Ways = { there: 0, back: 0 };

export type InProcessFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface FetchOptions {
  readonly world: World;
  readonly clock: FetchClock;
  readonly faults?: Faults;
  /** Time on the line for each call, ms; none when absent. A range is drawn from by `seed`, half of it for each way. */
  readonly latency?: { readonly min: number; readonly max: number } | ((route: Route) => Ways);
  readonly seed?: number;
  /** Sees each request as it leaves. */
  onRequest?(request: WireRequest): void;
}

/** As undici fails: a TypeError whose cause has the system's code. */
const failure = (message: string, code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });

const BODYLESS = new Set([204, 205, 304]);

const whole = ({ status, headers, body, bytes }: WireResponse, date: string): Response =>
  new Response(BODYLESS.has(status) ? null : (bytes ?? body), { status, headers: { ...headers, date } });

/** Headers arrive, then half of the body, then the line breaks. */
const cut = (answer: WireResponse, date: string): Response => {
  const { status, headers } = answer;
  const all = bytesOf(answer);
  const half = all.subarray(0, Math.floor(all.length / 2));
  let sent = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) {
        controller.error(
          new TypeError('terminated', {
            cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
          }),
        );
        return;
      }
      sent = true;
      controller.enqueue(half);
    },
  });
  return new Response(stream, { status, headers: { ...headers, date } });
};

const lowerCased = (headers: RequestInit['headers']): Record<string, string> => {
  const found: Record<string, string> = {};
  if (headers === undefined) return found;
  if (headers instanceof Headers) {
    headers.forEach((value, name) => {
      found[name] = value;
    });
    return found;
  }
  const pairs: Iterable<readonly (string | readonly string[] | undefined)[]> = Array.isArray(headers)
    ? headers
    : Object.entries(headers);
  for (const [name, value] of pairs) {
    if (typeof name === 'string' && value !== undefined) found[name.toLowerCase()] = String(value).trim();
  }
  return found;
};

const textOf = async (body: RequestInit['body']): Promise<string> => {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : new Response(body).text();
};

/** Host, path and query, still encoded. */
const placeOf = (url: string): { readonly host: string; readonly path: string; readonly query: string } => {
  const host = url.slice(url.indexOf('://') + 3).split(/[/?#]/, 1)[0] ?? '';
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const [rest = ''] = (start === -1 ? '/' : url.slice(start)).split('#');
  const mark = rest.indexOf('?');
  return mark === -1
    ? { host, path: rest, query: '' }
    : { host, path: rest.slice(0, mark), query: rest.slice(mark + 1) };
};

async function wireRequest(input: string | URL | Request, init: RequestInit): Promise<WireRequest> {
  const given = input instanceof Request ? input : null;
  const headers = { ...(given === null ? {} : lowerCased(given.headers)), ...lowerCased(init.headers) };
  const body =
    init.body === undefined && given !== null && given.body !== null ? await given.text() : await textOf(init.body);
  // A real client adds this by itself for a text body.
  if (typeof init.body === 'string' && headers['content-type'] === undefined)
    headers['content-type'] = 'text/plain;charset=UTF-8';
  const { host, path, query } = placeOf(given?.url ?? String(input));
  return {
    method: (init.method ?? given?.method ?? 'GET').toUpperCase(),
    path: host === 'qr-image.vipps.no' ? `/qr-image${path}` : path,
    query,
    headers: { host, ...headers },
    body,
  };
}

/** Answers `work` unless the signal fires first; the work itself goes on, as a request under way does. */
const untilAborted = <T>(signal: AbortSignal | null | undefined, work: Promise<T>): Promise<T> => {
  if (signal === null || signal === undefined) return work;
  if (signal.aborted) {
    work.catch(() => undefined);
    return Promise.reject(signal.reason);
  }
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
};

const responseOf = (outcome: Exchange, date: string): Response | Promise<Response> => {
  switch (outcome.kind) {
    case 'answer':
      return whole(outcome.response, date);
    case 'cut':
      return cut(outcome.response, date);
    case 'refused':
      throw failure('connect ECONNREFUSED 127.0.0.1:443', 'ECONNREFUSED');
    case 'reset':
      throw failure('read ECONNRESET', 'ECONNRESET');
    case 'silence':
      return new Promise(() => undefined);
  }
};

/** @returns a `fetch` that reaches only this world, whatever host the URL names. */
export function createFetch({
  world,
  clock,
  faults = createFaults(0),
  latency,
  seed = 0,
  onRequest,
}: FetchOptions): InProcessFetch {
  const random = createRandom(seed);
  const pace: Pace = {
    now: () => clock.now(),
    wait: (ms) => (ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve))),
  };
  const waysOf = (request: WireRequest): Ways => {
    if (latency === undefined) return NO_WAY;
    if (typeof latency !== 'function') {
      const way = random.between(latency.min, latency.max) / 2;
      return { there: way, back: way };
    }
    const route = routeOf(request);
    return route === null ? NO_WAY : latency(route);
  };
  let second = Number.NaN;
  let date = '';
  /** The service's own clock, as every HTTP answer tells it. */
  const today = (): string => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) date = new Date(now * 1000).toUTCString();
    second = now;
    return date;
  };

  const call = async (input: string | URL | Request, init: RequestInit): Promise<Response> => {
    const request = await wireRequest(input, init);
    onRequest?.(request);
    const { there, back } = waysOf(request);
    if (there > 0) await pace.wait(there);
    const outcome = await exchange(world, faults, request, pace);
    if (back > 0) await pace.wait(back);
    return responseOf(outcome, today());
  };

  return (input, init = {}) => {
    const signal = init.signal ?? (input instanceof Request ? input.signal : undefined);
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return untilAborted(signal, call(input, init));
  };
}
