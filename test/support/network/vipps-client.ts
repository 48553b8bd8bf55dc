import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
// The client loads it at its first call: here before any clock of a test runs.
import 'ky';
import type { VippsOptions } from '../../../electron/adapters/vipps/client.ts';
import type { Fetch } from '../../../electron/adapters/vipps/http.ts';
import { createWallet } from '../../../electron/adapters/vipps/wallet.ts';
import type { Wallet } from '../../../electron/adapters/vipps/wallet.ts';
import type { Clock } from '../../../electron/core/ports/clock.ts';
import { idempotencyKeySchema, referenceSchema } from '../../../shared/ids.ts';
import { msisdnSchema } from '../../../shared/phone.ts';
import { listen } from './loopback.ts';
import { recordingLog } from '../till/recording-log.ts';

/** A client of the API with everything around it in hand: the clock, the network, the log. */

export const REFERENCE = referenceSchema.parse('bakerias-till1-20260119-ab120042-1');
export const OTHER_REFERENCE = referenceSchema.parse('bakerias-till1-20260119-ab120043-1');
export const KEY = idempotencyKeySchema.parse('0b0f7d9e-53a1-4c7b-9a35-7f0f9c3f0a11');
export const MSISDN = msisdnSchema.parse('4791234567');

/** Strings that must never be seen outside a request's headers. */
export const CANARIES = {
  clientId: 'canary-client-id-1',
  clientSecret: 'canary-client-secret-2',
  subscriptionKey: 'canary-subscription-3',
  token: 'canary-token-4',
};
export const CREDENTIALS = {
  clientId: CANARIES.clientId,
  clientSecret: CANARIES.clientSecret,
  subscriptionKey: CANARIES.subscriptionKey,
};

export interface HandClock extends Clock {
  /** Lets time pass; what falls due meanwhile is called in order. */
  advance(ms: number): void;
  /** The wall clock alone jumps. */
  jump(ms: number): void;
  /** How many timers are set. */
  pending(): number;
}

export function handClock(start = Date.UTC(2026, 0, 19, 12)): HandClock {
  let elapsed = 0;
  let wall = start;
  const timers = new Map<symbol, { readonly at: number; readonly callback: () => void }>();
  return {
    now: () => wall,
    monotonic: () => elapsed,
    after(ms, callback) {
      const id = Symbol('timer');
      timers.set(id, { at: elapsed + ms, callback });
      return () => void timers.delete(id);
    },
    advance(ms) {
      elapsed += ms;
      wall += ms;
      for (const [id, timer] of [...timers].toSorted(([, a], [, b]) => a.at - b.at)) {
        if (timer.at > elapsed) break;
        timers.delete(id);
        timer.callback();
      }
    },
    jump(ms) {
      wall += ms;
    },
    pending: () => timers.size,
  };
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly request: Request;
}

/** A fetch in this process that remembers every request and answers as told. */
export function scriptedFetch(answer: (sent: Sent) => Response | Promise<Response>): {
  readonly fetch: Fetch;
  readonly sent: Sent[];
} {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { method, url } = request;
      const one: Sent = {
        method,
        url,
        path: new URL(url).pathname,
        headers: Object.fromEntries(request.headers),
        body: await request.clone().text(),
        request,
      };
      sent.push(one);
      return answer(one);
    },
  };
}

export const isTokenCall = ({ path }: Pick<Sent, 'path'>): boolean => path === '/accesstoken/get';
export const jsonAnswer = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
export const tokenAnswer = (value = CANARIES.token, expiresIn: string | number = '3599'): Response =>
  jsonAnswer({ token_type: 'Bearer', expires_in: expiresIn, access_token: value });

export const problemBody = (
  code: string | null,
  status = 400,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  type: `https://httpstatuses.io/${status}`,
  title: 'A title',
  status,
  traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
  extraDetails: code === null ? null : [{ name: 'ErrorCode', reason: code }],
  ...more,
});

const nok = (value: number) => ({ currency: 'NOK', value });

/** A report of GET or of a modification, about an approved payment of 249.00. */
export const reportBody = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  aggregate: { authorizedAmount: nok(24_900), cancelledAmount: nok(0), capturedAmount: nok(0), refundedAmount: nok(0) },
  amount: nok(24_900),
  state: 'AUTHORIZED',
  paymentMethod: { type: 'WALLET', cardBin: '540185' },
  profile: {},
  pspReference: '3343121302',
  reference: REFERENCE,
  ...more,
});

export interface TestClient extends Wallet {
  readonly clock: HandClock;
  readonly log: ReturnType<typeof recordingLog>;
}

export function testClient(fetch: Fetch, more: Partial<VippsOptions> = {}): TestClient {
  const clock = handClock();
  const log = recordingLog();
  const options: VippsOptions = {
    environment: 'test',
    baseUrl: 'https://apitest.vipps.no',
    loopbackAllowed: true,
    credentials: CREDENTIALS,
    merchantSerialNumber: '123456',
    version: '0.1.0',
    currency: 'NOK',
    fetch,
    clock,
    log,
    ...more,
  };
  return { ...createWallet(options), clock, log };
}

/** A client whose token calls succeed and whose other calls are answered by `answer`. */
export function clientOf(
  answer: (sent: Sent) => Response | Promise<Response>,
  more: Partial<VippsOptions> = {},
): TestClient & { readonly sent: readonly Sent[] } {
  const { fetch, sent } = scriptedFetch((one) => (isTokenCall(one) ? tokenAnswer() : answer(one)));
  return { ...testClient(fetch, more), sent };
}

export interface LoopbackServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A real HTTP server on this machine. It hands out tokens; `handler` plays the rest. */
export async function loopbackServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/accesstoken/get') return handler(request, response);
    request.resume();
    return void response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ expires_in: '3599', access_token: CANARIES.token }));
  });
  return listen(server);
}
