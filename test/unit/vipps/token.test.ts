import { describe, expect, it, vi } from 'vitest';
import {
  clientOf,
  isTokenCall,
  jsonAnswer,
  KEY,
  problemBody,
  REFERENCE,
  reportBody,
  scriptedFetch,
  testClient,
  tokenAnswer,
} from '../../support/network/vipps-client.ts';
import type { Sent } from '../../support/network/vipps-client.ts';

const tokensAsked = (sent: readonly Sent[]) => sent.filter(isTokenCall).length;
const withLife = (expiresIn: string | number) => {
  let asked = 0;
  const { fetch, sent } = scriptedFetch((one) => {
    if (!isTokenCall(one)) return jsonAnswer(reportBody());
    asked += 1;
    return tokenAnswer(`token-${asked}`, expiresIn);
  });
  return { ...testClient(fetch), sent };
};
const bearers = (sent: readonly Sent[]) =>
  sent.filter((one) => !isTokenCall(one)).map((one) => one.headers['authorization']);

describe('the access token', () => {
  it('is asked for with keys as headers and an empty body, once for many callers', async () => {
    const { api, sent } = withLife('3599');
    await Promise.all(Array.from({ length: 20 }, () => api.get(REFERENCE)));
    expect(tokensAsked(sent)).toBe(1);
    expect(sent[0]).toMatchObject({
      method: 'POST',
      path: '/accesstoken/get',
      body: '',
      headers: { client_id: 'canary-client-id-1', 'merchant-serial-number': '123456', 'vipps-system-name': 'skranke' },
    });
    expect(new Set(bearers(sent))).toEqual(new Set(['Bearer token-1']));
    // The keys go to the token endpoint alone.
    expect(sent.slice(1).every((one) => !('client_secret' in one.headers) && !('client_id' in one.headers))).toBe(true);
  });

  it.each(['3600', 3600])(
    'lives by the monotonic clock (expires_in %j): renewed in its last tenth, whatever the wall clock does',
    async (life) => {
      const { api, clock, sent } = withLife(life);
      await api.get(REFERENCE);
      clock.jump(30 * 24 * 3_600_000);
      clock.advance(3_239_000);
      await api.get(REFERENCE);
      expect(tokensAsked(sent)).toBe(1);
      clock.advance(2000);
      // The old one still works, so nobody waits for the new one.
      await api.get(REFERENCE);
      expect(bearers(sent)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
      await vi.waitFor(async () => {
        await api.get(REFERENCE);
        expect(bearers(sent).at(-1)).toBe('Bearer token-2');
      });
      expect(tokensAsked(sent)).toBe(2);
    },
  );

  it('renews a short one with a minute to spare, does not ask each time for one that is shorter still', async () => {
    const short = withLife(300);
    await short.api.get(REFERENCE);
    short.clock.advance(241_000);
    await short.api.get(REFERENCE);
    await vi.waitFor(() => expect(tokensAsked(short.sent)).toBe(2));
    const tiny = withLife('30');
    await tiny.api.get(REFERENCE);
    await tiny.api.get(REFERENCE);
    expect(tokensAsked(tiny.sent)).toBe(1);
  });

  it('uses the old one to its end when the renewal fails, with a pause between tries', async () => {
    let down = false;
    let failuresGiven = 0;
    const { fetch, sent } = scriptedFetch((one) => {
      if (!isTokenCall(one)) return jsonAnswer(reportBody());
      if (!down) return tokenAnswer();
      failuresGiven += 1;
      return new Response('', { status: 503 });
    });
    const { api, clock } = testClient(fetch);
    await api.get(REFERENCE);
    down = true;
    clock.advance(3_400_000);
    expect((await api.get(REFERENCE)).ok).toBe(true);
    await vi.waitFor(() => expect(failuresGiven).toBe(1));
    await new Promise(setImmediate);
    for (let i = 0; i < 5; i += 1) expect((await api.get(REFERENCE)).ok).toBe(true);
    await new Promise(setImmediate);
    expect(tokensAsked(sent)).toBe(2);
    clock.advance(200_000);
    expect(await api.capture(REFERENCE, KEY, '{}')).toEqual({
      ok: false,
      error: { kind: 'notSent', error: 'network.serverError', detail: 'token: status 503' },
    });
    expect(sent.filter((one) => one.path.endsWith('/capture'))).toHaveLength(0);
  });

  it('is fetched anew after a 401, for one more try of the same bytes, and then the 401 stands', async () => {
    const { api, sent } = clientOf(() => new Response('', { status: 401 }));
    const body = '{"a":1}';
    expect(await api.create(REFERENCE, KEY, body)).toMatchObject({
      ok: false,
      error: { kind: 'unauthorized', error: 'wallet.keysRejected', status: 401 },
    });
    expect(sent.map((one) => one.path)).toEqual([
      '/accesstoken/get',
      '/epayment/v1/payments',
      '/accesstoken/get',
      '/epayment/v1/payments',
    ]);
    expect([sent[1]?.body, sent[3]?.body]).toEqual([body, body]);
    expect(sent[1]?.headers['idempotency-key']).toBe(sent[3]?.headers['idempotency-key']);
  });

  it('is fetched once when several calls meet a 401 together, and all succeed', async () => {
    let good = 'none';
    let asked = 0;
    const { fetch, sent } = scriptedFetch((one) => {
      if (!isTokenCall(one))
        return one.headers['authorization'] === `Bearer ${good}`
          ? jsonAnswer(reportBody())
          : new Response('', { status: 401 });
      asked += 1;
      if (asked > 1) good = `token-${asked}`;
      return tokenAnswer(`token-${asked}`);
    });
    const { api } = testClient(fetch);
    const results = await Promise.all(Array.from({ length: 5 }, () => api.get(REFERENCE)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(tokensAsked(sent)).toBe(2);
  });

  it.each<[string, () => Response, Record<string, unknown>]>([
    [
      '400',
      () => jsonAnswer({ error: 'invalid_request' }, 400),
      { kind: 'unauthorized', error: 'wallet.keysRejected', status: 400 },
    ],
    ['401', () => jsonAnswer(problemBody('5090'), 401), { kind: 'unauthorized', status: 401 }],
    ['403', () => new Response('', { status: 403 }), { kind: 'unauthorized', status: 403 }],
    [
      '429',
      () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
      { kind: 'retryLater', error: 'wallet.tooManyRequests', afterMs: 7000 },
    ],
    ['500', () => new Response('', { status: 500 }), { kind: 'notSent', error: 'network.serverError' }],
    ['504', () => new Response('', { status: 504 }), { kind: 'notSent', error: 'network.timeout' }],
    ['HTML', () => new Response('<html>', { status: 200 }), { kind: 'notSent', error: 'network.unreadable' }],
    ['no token', () => jsonAnswer({ expires_in: 5 }), { kind: 'notSent', error: 'network.unreadable' }],
    [
      'a token with a line break',
      () => tokenAnswer('abc\r\nx-evil: 1'),
      { kind: 'notSent', error: 'network.unreadable' },
    ],
    ['no life', () => tokenAnswer('abc', 0), { kind: 'notSent', error: 'network.unreadable' }],
    ['an odd life', () => tokenAnswer('abc', 'soon'), { kind: 'notSent', error: 'network.unreadable' }],
  ])('failing with %s means that the write was not sent', async (_name, answer, expected) => {
    const { fetch, sent } = scriptedFetch(answer);
    const result = await testClient(fetch).api.create(REFERENCE, KEY, '{}');
    expect(result).toMatchObject({ ok: false, error: expected });
    expect(sent.every(isTokenCall)).toBe(true);
  });

  it('timing out means that the write was not sent', async () => {
    const { fetch, sent } = scriptedFetch(() => new Promise<Response>(() => undefined));
    const { api, clock } = testClient(fetch);
    const result = api.create(REFERENCE, KEY, '{}');
    clock.advance(10_000);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'notSent', error: 'network.timeout' } });
    expect(sent.every(isTokenCall)).toBe(true);
  });

  it('reach visits the service each time, so that it can tell that the network is back', async () => {
    const { api, sent } = withLife('3599');
    expect(await api.reach()).toEqual({ ok: true, value: null });
    await api.reach();
    expect(tokensAsked(sent)).toBe(2);
  });
});
