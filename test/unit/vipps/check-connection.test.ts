import { describe, expect, it } from 'vitest';
import { checkConnection } from '../../../electron/adapters/vipps/check-connection.ts';
import type { ConnectionToCheck } from '../../../electron/adapters/vipps/check-connection.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  CREDENTIALS,
  handClock,
  isTokenCall,
  jsonAnswer,
  problemBody,
  reportBody,
  scriptedFetch,
  tokenAnswer,
} from '../../support/network/vipps-client.ts';
import type { Sent } from '../../support/network/vipps-client.ts';

const NOT_FOUND = (headers: Record<string, string> = {}): Response =>
  jsonAnswer(problemBody('5090', 404), 404, headers);
const UNAUTHORIZED = (): Response => jsonAnswer({ error: 'unauthorized_client' }, 401);

async function check(answer: (sent: Sent) => Response | Promise<Response>, more: Partial<ConnectionToCheck> = {}) {
  const { fetch, sent } = scriptedFetch(answer);
  const found = await checkConnection({
    environment: 'test',
    baseUrl: 'https://apitest.vipps.no',
    loopbackAllowed: false,
    credentials: CREDENTIALS,
    merchantSerialNumber: '123456',
    version: '0.1.0',
    fetch,
    clock: handClock(),
    ...more,
  });
  return { found, problem: found.ok ? null : found.error, sent };
}
const afterToken = (answer: () => Response | Promise<Response>) => (sent: Sent) =>
  isTokenCall(sent) ? tokenAnswer() : answer();

describe('check connection', () => {
  it('is content when an unknown payment is unknown; it reads once and changes nothing', async () => {
    const { problem, sent } = await check(afterToken(NOT_FOUND));
    expect(problem).toBeNull();
    expect(sent.map((one) => one.method)).toEqual(['POST', 'GET']);
    expect(sent[1]?.path).toMatch(/^\/epayment\/v1\/payments\/skranke-check-[0-9a-f-]{36}$/);
    const again = await check(afterToken(NOT_FOUND));
    expect(again.sent[1]?.path).not.toBe(sent[1]?.path);
  });

  it('knows keys of the other environment, by asking the other official host once', async () => {
    const { problem, sent } = await check((one) =>
      one.url.startsWith('https://api.vipps.no/') ? tokenAnswer() : UNAUTHORIZED(),
    );
    expect(problem).toBe('setup.wrongEnvironment');
    expect(sent.map((one) => one.url)).toEqual([
      'https://apitest.vipps.no/accesstoken/get',
      'https://api.vipps.no/accesstoken/get',
    ]);
    const live = await check(
      (one) => (one.url.startsWith('https://apitest.vipps.no/') ? tokenAnswer() : UNAUTHORIZED()),
      { environment: 'production', baseUrl: 'https://api.vipps.no' },
    );
    expect(live.problem).toBe('setup.wrongEnvironment');
  });

  it('says that keys are rejected when neither host takes them, or when the other cannot be reached', async () => {
    expect((await check(UNAUTHORIZED)).problem).toBe('wallet.keysRejected');
    expect(
      (
        await check((one) =>
          one.url.startsWith('https://api.vipps.no/')
            ? Promise.reject(new Error('net::ERR_TIMED_OUT'))
            : UNAUTHORIZED(),
        )
      ).problem,
    ).toBe('wallet.keysRejected');
  });

  it('never sends the keys to an official host from another address, nor for any reason but a refusal', async () => {
    const local = await check(UNAUTHORIZED, { baseUrl: 'http://127.0.0.1:4567', loopbackAllowed: true });
    expect(local.problem).toBe('wallet.keysRejected');
    expect(local.sent).toHaveLength(1);
    const down = await check(() => new Response('', { status: 503 }));
    expect(down.problem).toBe('network.serverError');
    expect(down.sent).toHaveLength(1);
  });

  it.each<[string, () => Response, ErrorCode]>([
    ['401: these keys are not of this serial number', UNAUTHORIZED, 'setup.serialNumberRejected'],
    ['400 for the header', () => jsonAnswer(problemBody(null, 400), 400), 'setup.serialNumberRejected'],
    ['403', () => new Response('', { status: 403 }), 'wallet.notPermitted'],
    ['429', () => new Response('', { status: 429 }), 'wallet.tooManyRequests'],
    [
      'a page that answers to everything',
      () => new Response('<html>Welcome</html>', { status: 200 }),
      'network.notTheWallet',
    ],
    ['a payment that nobody has', () => jsonAnswer(reportBody()), 'network.notTheWallet'],
    ['a 404 without a body', () => new Response(null, { status: 404 }), 'network.notTheWallet'],
    ['a 404 of HTML', () => new Response('<html>Not found</html>', { status: 404 }), 'network.notTheWallet'],
    ['500', () => new Response('', { status: 500 }), 'network.serverError'],
    [
      'a gateway that knows no such path',
      () => jsonAnswer({ statusCode: 404, message: 'Resource not found' }, 404),
      'network.notTheWallet',
    ],
  ])('after the token, %s', async (_name, answer, expected) => {
    expect((await check(afterToken(answer))).problem).toBe(expected);
  });

  it.each<[string, ErrorCode]>([
    ['ERR_INTERNET_DISCONNECTED', 'network.offline'],
    ['ERR_NAME_NOT_RESOLVED', 'network.dns'],
    ['ERR_CERT_AUTHORITY_INVALID', 'network.tls'],
    ['ERR_CERT_DATE_INVALID', 'network.clock'],
    ['ERR_PROXY_CONNECTION_FAILED', 'network.proxy'],
    ['ERR_CONNECTION_REFUSED', 'network.refused'],
    ['ERR_TIMED_OUT', 'network.timeout'],
  ])('%s is %s, at the token and at the read', async (name, expected) => {
    const fail = () => Promise.reject(new Error(`net::${name}`));
    expect((await check(fail)).problem).toBe(expected);
    expect((await check(afterToken(fail))).problem).toBe(expected);
  });

  it('says that the clock is wrong beyond five minutes, when all else is well', async () => {
    const at = (ms: number) => ({ date: new Date(handClock().now() + ms).toUTCString() });
    expect((await check(afterToken(() => NOT_FOUND(at(299_000))))).problem).toBeNull();
    expect((await check(afterToken(() => NOT_FOUND(at(301_000))))).problem).toBe('network.clock');
    expect((await check(afterToken(() => NOT_FOUND(at(-301_000))))).problem).toBe('network.clock');
  });

  const inProduction = (management: () => Response | Promise<Response>) =>
    check((sent) => (sent.path.startsWith('/management/') ? management() : afterToken(NOT_FOUND)(sent)), {
      environment: 'production',
      baseUrl: 'https://api.vipps.no',
    });
  const salesUnit = (more: Record<string, unknown> = {}) =>
    jsonAnswer({ msn: '123456', name: 'Bakeri Ås', businessIdentifier: {}, ...more });

  it('does not claim the serial number: a wrong one gets the same answer; nothing else is asked in test', async () => {
    const { found, sent } = await check(afterToken(NOT_FOUND));
    expect(found).toEqual({ ok: true, value: { serialNumber: 'notProved', name: null } });
    expect(sent).toHaveLength(2);
  });

  it('in production the Management API proves it, by the name of the shop', async () => {
    for (const msn of ['123456', 123_456]) {
      const { found, sent } = await inProduction(() => salesUnit({ msn }));
      expect(found).toEqual({ ok: true, value: { serialNumber: 'proved', name: 'Bakeri Ås' } });
      expect(sent[2]).toMatchObject({ method: 'GET', path: '/management/v1/sales-units/123456' });
    }
    expect((await inProduction(() => salesUnit({ name: 5 }))).found).toEqual({
      ok: true,
      value: { serialNumber: 'proved', name: null },
    });
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['401', UNAUTHORIZED],
    ['403', () => new Response('', { status: 403 })],
    ['404', () => NOT_FOUND()],
    ['500', () => new Response('', { status: 500 })],
    ['HTML', () => new Response('<html>')],
    ['another sales unit', () => salesUnit({ msn: '654321' })],
    ['no network', () => Promise.reject(new Error('net::ERR_TIMED_OUT'))],
  ])('and where it does not (%s), that is no error', async (_name, answer) => {
    expect((await inProduction(answer)).found).toEqual({ ok: true, value: { serialNumber: 'notProved', name: null } });
  });

  it('makes no request with malformed keys', async () => {
    const { problem, sent } = await check(UNAUTHORIZED, {
      credentials: { ...CREDENTIALS, clientId: 'line\nbreak-in-it' },
    });
    expect([problem, sent.length]).toEqual(['setup.keyMalformed', 0]);
  });

  it('ends after its own timeout', async () => {
    const clock = handClock();
    const result = check(() => new Promise<Response>(() => undefined), { clock });
    clock.advance(10_000);
    expect((await result).problem).toBe('network.timeout');
  });
});
