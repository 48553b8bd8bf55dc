import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../electron/adapters/vipps/http.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';
import {
  CANARIES,
  CREDENTIALS,
  clientOf,
  jsonAnswer,
  KEY,
  problemBody,
  REFERENCE,
  scriptedFetch,
  testClient,
  tokenAnswer,
} from '../../support/network/vipps-client.ts';

const SECRETS = Object.values(CANARIES);
const PHONE = '4798765432';
const BODY = JSON.stringify({ customer: { phoneNumber: PHONE } });

async function tellsNothing({ api, settlement, log }: ReturnType<typeof testClient>): Promise<void> {
  const results = [
    await api.reach(),
    await api.create(REFERENCE, KEY, BODY),
    await api.get(REFERENCE),
    await api.events(REFERENCE),
    await api.capture(REFERENCE, KEY, BODY),
    await api.cancel(REFERENCE, KEY, BODY),
    await api.refund(REFERENCE, KEY, BODY),
    await settlement.ledger(calendarDate('2026-01-19')),
  ];
  const told = JSON.stringify([results, log.lines]);
  for (const secret of [...SECRETS, PHONE]) expect(told).not.toContain(secret);
}

describe('no secret in a failure or a log line', () => {
  const everything = [...SECRETS, PHONE].join(' ');
  it.each<[string, () => Response | Promise<Response>]>([
    ['an answer that repeats all headers', () => new Response(everything, { status: 500 })],
    [
      'a problem full of secrets',
      () => jsonAnswer(problemBody('6090', 400, { traceId: everything, title: everything, detail: everything }), 400),
    ],
    ['a code full of secrets', () => jsonAnswer(problemBody(everything, 400), 400)],
    ['an unreadable success', () => jsonAnswer({ reference: everything, state: everything })],
    [
      'an error whose message repeats all headers',
      () =>
        Promise.reject(
          new TypeError(`bad header ${everything}`, {
            cause: Object.assign(new Error(everything), { code: everything }),
          }),
        ),
    ],
    [
      'a Chromium error with an address in it',
      () => Promise.reject(new Error(`net::ERR_FAILED at https://${CANARIES.clientSecret}@host`)),
    ],
  ])('%s', async (_name, answer) => {
    // The test environment has no settlement to ask for.
    await tellsNothing(clientOf(answer));
    await tellsNothing(clientOf(answer, { environment: 'production', baseUrl: 'https://api.vipps.no' }));
    // The same from the token endpoint, which gets the keys.
    await tellsNothing(testClient(scriptedFetch(answer).fetch));
  });

  it('logs what support needs', async () => {
    const { api, log } = clientOf(() => jsonAnswer(problemBody('6090'), 400));
    await api.capture(REFERENCE, KEY, BODY);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'wallet call failed',
        fields: {
          operation: 'capture',
          reference: REFERENCE,
          kind: 'rejected',
          error: 'wallet.captureTooHigh',
          status: 400,
          problemCode: '6090',
          traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
          title: 'A title',
          said: null,
          fields: null,
          detail: null,
        },
      },
    ]);
  });
});

describe('malformed keys never reach a header', () => {
  const never: Fetch = () => Promise.reject(new Error('a request was made'));
  it.each<[Partial<typeof CREDENTIALS>, string, string]>([
    [{ clientSecret: 'canary-secret with space' }, '123456', 'setup.keyMalformed'],
    [{ clientSecret: 'canary-secret\r\nx-evil: 1' }, '123456', 'setup.keyMalformed'],
    [{ clientId: 'canary-clé-nonascii' }, '123456', 'setup.keyMalformed'],
    [{ subscriptionKey: 'short' }, '123456', 'setup.keyMalformed'],
    [{ subscriptionKey: '  ' }, '123456', 'setup.keysIncomplete'],
    [{}, '12', 'setup.serialNumberMalformed'],
    [{}, '123456\n', 'setup.serialNumberMalformed'],
  ])('%j with serial number %j: %s', async (patch, merchantSerialNumber, error) => {
    const { api } = testClient(never, { credentials: { ...CREDENTIALS, ...patch }, merchantSerialNumber });
    const result = await api.create(REFERENCE, KEY, '{}');
    expect(result).toEqual({ ok: false, error: { kind: 'unauthorized', error, status: 0 } });
    expect(await api.reach()).toEqual(result);
  });

  it('spaces around a key are cut off', async () => {
    const { fetch, sent } = scriptedFetch(() => tokenAnswer());
    await testClient(fetch, {
      credentials: { ...CREDENTIALS, clientSecret: ` ${CREDENTIALS.clientSecret}\r\n` },
    }).api.reach();
    expect(sent[0]?.headers['client_secret']).toBe(CREDENTIALS.clientSecret);
  });

  it('a token or key that only the types call clean is not sent either', async () => {
    const { api, sent } = clientOf(() => jsonAnswer({}));
    expect(await api.capture(REFERENCE, 'key\r\nx: 1' as never, '{}')).toEqual({
      ok: false,
      error: { kind: 'notSent', error: 'internal', detail: 'malformed header' },
    });
    expect(sent.filter((one) => one.path.endsWith('/capture'))).toHaveLength(0);
  });

  it('a version longer than the header takes is cut', async () => {
    const { fetch, sent } = scriptedFetch(() => tokenAnswer());
    await testClient(fetch, { version: `1.0.0-${'x'.repeat(50)} é` }).api.reach();
    expect(sent[0]?.headers['vipps-system-version']).toHaveLength(30);
  });

  it('each request asks for no cookies, no cache and no redirect', async () => {
    const { api, sent } = clientOf(() => jsonAnswer({}));
    await api.get(REFERENCE);
    for (const { request } of sent)
      expect([request.credentials, request.cache, request.redirect]).toEqual(['omit', 'no-store', 'error']);
  });
});
