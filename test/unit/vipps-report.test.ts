import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/calendar-date.ts';
import { CANARIES, clientOf, jsonAnswer, problemBody, testClient, type Sent } from '../support/vipps-client.ts';

/** The settlement as the terminal reads it, against a service that answers anything. */

const DATE = calendarDate('2026-01-19');
const PRODUCTION = { environment: 'production', baseUrl: 'https://api.vipps.no' } as const;
const HANDLE = 'api:123456';

const item = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  pspReference: 'psp-1', time: '2026-01-19T11:00:00.500Z', ledgerDate: '2026-01-19', entryType: 'capture', reference: 'bakerias-till1-20260119-ab120042-1',
  currency: 'NOK', amount: 24_900, balanceBefore: 0, balanceAfter: 24_900, recipientHandle: HANDLE, ...more,
});
const page = (items: readonly unknown[] = [], more: Record<string, unknown> = {}) => ({ items, hasMore: false, tryLater: false, ...more });
const LEDGERS = { items: [{ ledgerId: '302321', settlesForRecipientHandles: [HANDLE] }], cursor: '' };
const ENTRY = { pspReference: 'psp-1', at: Date.UTC(2026, 0, 19, 11, 0, 0, 500), type: 'capture', reference: 'bakerias-till1-20260119-ab120042-1', amount: 24_900, topic: 'funds' };

type Answers = Partial<Record<'ledgers' | 'funds' | 'fees', (sent: Sent, count: number) => unknown>>;

/** A client of a service that lists one ledger and has empty, closed pages, except where `answers` say otherwise. */
function against(answers: Answers = {}) {
  const counts = { ledgers: 0, funds: 0, fees: 0 };
  const client = clientOf((sent) => {
    const topic = sent.path.startsWith('/settlement/') ? 'ledgers' : sent.path.includes('/fees/') ? 'fees' : 'funds';
    counts[topic] += 1;
    const given = answers[topic]?.(sent, counts[topic]) ?? (topic === 'ledgers' ? LEDGERS : page());
    return given instanceof Response ? given : jsonAnswer(given);
  }, PRODUCTION);
  return { ...client, counts, read: () => client.settlement.ledger(DATE) };
}
const failed = (kind: string, error: string) => ({ ok: false, error: { kind, error } });
const cursorIn = ({ url }: Sent): string | null => new URL(url).searchParams.get('cursor');

describe('a date of the ledger', () => {
  it('is both topics, by the ledger of this serial number, which is looked up once', async () => {
    const { read, sent, counts } = against({
      ledgers: () => ({ items: [{ ledgerId: '1', settlesForRecipientHandles: ['api:654321'], salesUnits: [{ name: 'Another' }] }, ...LEDGERS.items], cursor: null }),
      funds: () => page([item()]),
      fees: () => page([item({ entryType: 'capture-fee', amount: -498, reference: null })]),
    });
    const whole = { ok: true, value: { complete: true, entries: [ENTRY, { ...ENTRY, type: 'capture-fee', amount: -498, reference: null, topic: 'fees' }] } };
    expect(await read()).toEqual(whole);
    expect(await read()).toEqual(whole);
    expect(counts).toEqual({ ledgers: 1, funds: 2, fees: 2 });
    const calls = sent.filter(({ path }) => path !== '/accesstoken/get');
    expect(calls.map(({ method, url }) => `${method} ${url}`).slice(0, 3)).toEqual([
      'GET https://api.vipps.no/settlement/v1/ledgers?settlesForRecipientHandles=api%3A123456',
      'GET https://api.vipps.no/report/v2/ledgers/302321/funds/dates/2026-01-19',
      'GET https://api.vipps.no/report/v2/ledgers/302321/fees/dates/2026-01-19',
    ]);
    expect(calls[1]?.headers).toMatchObject({ authorization: `Bearer ${CANARIES.token}`, 'merchant-serial-number': '123456', 'vipps-feed-page-size': '500' });
  });

  it('shares its token with the payments', async () => {
    const { api, read, sent } = against();
    await api.reach();
    await read();
    expect(sent.filter(({ path }) => path === '/accesstoken/get')).toHaveLength(1);
  });

  it('passes on types that nobody has heard of, and ignores fields that are new', async () => {
    const { read } = against({ funds: () => page([item({ entryType: 'loyalty-transfer', reference: '', recipientHandle: null, amount: -1, newer: { deep: [1] } })], { another: true }) });
    expect(await read()).toMatchObject({ ok: true, value: { entries: [{ type: 'loyalty-transfer', reference: null, amount: -1 }] } });
  });

  it('is put together from its pages; what came on two of them counts once', async () => {
    const { read, sent } = against({
      funds: (one) => {
        const at = cursorIn(one);
        if (at === null) return page([item(), item({ pspReference: 'psp-2' })], { hasMore: true, cursor: 'a+/=&b' });
        return page([item({ pspReference: 'psp-2', balanceBefore: 3 }), item({ pspReference: 'psp-3' })]);
      },
    });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ pspReference }) => pspReference)).toEqual(['psp-1', 'psp-2', 'psp-3']);
    expect(sent.filter((one) => cursorIn(one) === 'a+/=&b')).toHaveLength(1);
  });

  it('understands the older form, where a cursor alone says that there is more', async () => {
    const { read, counts } = against({ funds: (one) => (cursorIn(one) === null ? { items: [item()], cursor: 'more' } : { items: [item({ pspReference: 'psp-2' })], cursor: '' }) });
    expect(await read()).toMatchObject({ ok: true, value: { complete: true, entries: [{}, {}] } });
    expect(counts.funds).toBe(2);
  });

  it('keeps a capture and its fee apart although they share their id, and drops what is another sales unit\'s', async () => {
    const { read } = against({
      funds: () => page([item(), item({ pspReference: 'psp-2', recipientHandle: 'api:654321' }), item({ entryType: 'refund', amount: -5 })]),
      fees: () => page([item()]),
    });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ topic, type }) => `${topic} ${type}`)).toEqual(['funds capture', 'funds refund', 'fees capture']);
  });

  it('reads a full day in pages of a thousand, which are larger than any other answer', async () => {
    const thousand = Array.from({ length: 1000 }, (_, n) => item({ pspReference: `37c34d8c-2649-448e-864b-${String(n).padStart(12, '0')}` }));
    const { read } = against({ funds: () => page(thousand) });
    expect(JSON.stringify(page(thousand)).length).toBeGreaterThan(256 * 1024);
    const answer = await read();
    expect(answer.ok && answer.value.entries.length).toBe(1000);
  });
});

describe('what is not complete says so', () => {
  it.each<[string, Answers]>([
    ['funds that try later', { funds: () => page([item()], { tryLater: true }) }],
    ['fees that try later', { fees: () => page([], { tryLater: true }) }],
    ['a report that is not there yet', { funds: () => jsonAnswer(problemBody(null, 404), 404) }],
    ['a report that is not there yet, without a body', { fees: () => new Response(null, { status: 404 }) }],
  ])('%s', async (_name, answers) => {
    expect(await against(answers).read()).toMatchObject({ ok: true, value: { complete: false } });
  });

  it('and a ledger that was not found is looked up again', async () => {
    let moved = false;
    const { read, counts } = against({ ledgers: () => ({ items: [{ ledgerId: moved ? '2' : '1', settlesForRecipientHandles: [HANDLE] }] }), funds: ({ path }) => (path.includes('/2/') ? page([item()]) : jsonAnswer({}, 404)) });
    expect(await read()).toMatchObject({ ok: true, value: { entries: [], complete: false } });
    moved = true;
    expect(await read()).toMatchObject({ ok: true, value: { entries: [ENTRY], complete: true } });
    expect(counts.ledgers).toBe(2);
  });
});

describe('what contradicts itself is not believed', () => {
  const CONTRADICTS = failed('unclear', 'settlement.contradicts');
  it.each<[string, Answers]>([
    ['another currency', { funds: () => page([item(), item({ pspReference: 'psp-2', currency: 'DKK' })]) }],
    ['another date', { fees: () => page([item({ ledgerDate: '2026-01-18' })]) }],
    ['two amounts for one entry', { funds: (_, count) => page([item({ amount: count })], { hasMore: count === 1, cursor: 'next' }) }],
    ['two references for one entry', { funds: () => page([item(), item({ reference: 'another-0001' })]) }],
    ['more without a cursor', { funds: () => page([item()], { hasMore: true }) }],
    ['a cursor that leads to itself', { funds: () => page([], { hasMore: true, cursor: 'again' }) }],
    ['cursors in a circle', { fees: (_, count) => page([], { hasMore: true, cursor: count % 2 === 0 ? 'a' : 'b' }) }],
    ['a cursor that never ends', { funds: (_, count) => page([item({ pspReference: `psp-${count}` })], { hasMore: true, cursor: `next-${count}` }) }],
    ['ledgers that never end', { ledgers: (_, count) => ({ items: [], cursor: `next-${count}` }) }],
    ['more ledgers than a shop can have', { ledgers: () => ({ items: Array.from({ length: 5 }, (_, n) => ({ ledgerId: String(n), settlesForRecipientHandles: [HANDLE] })) }) }],
  ])('%s', async (_name, answers) => {
    const { read, sent, log } = against(answers);
    expect(await read()).toMatchObject(CONTRADICTS);
    expect(sent.length).toBeLessThanOrEqual(202);
    expect(JSON.stringify(log.lines)).not.toContain('bakerias');
  });

  it.each<[string, unknown]>([
    ['no list', page([], { items: {} })],
    ['a list of texts', page(['capture'])],
    ['an amount as text', page([item({ amount: '24900' })])],
    ['an amount in whole kroner and øre', page([item({ amount: 249.5 })])],
    ['an amount beyond counting', page([item({ amount: 1e300 })])],
    ['a time that is none', page([item({ time: 'yesterday' })])],
    ['no type', page([item({ entryType: undefined })])],
    ['no date', page([item({ ledgerDate: undefined })])],
    ['nothing', null],
    ['HTML', new Response('<html>', { status: 200 })],
    ['hasMore as text', page([], { hasMore: 'false' })],
    ['too many entries', page(Array.from({ length: 5001 }, (_, n) => item({ pspReference: String(n) })))],
    ['three megabytes', page([item({ newer: 'x'.repeat(3_000_000) })])],
  ])('unreadable: %s', async (_name, body) => {
    expect(await against({ funds: () => (body === null ? new Response('null') : body) }).read()).toMatchObject(failed('unclear', 'network.unreadable'));
  });
});

describe('who may not look', () => {
  it('learns it: 403, no ledger of this serial number, no door at all', async () => {
    const forbidden = { statusCode: 403, message: 'Forbidden' };
    expect(await against({ ledgers: () => jsonAnswer(forbidden, 403) }).read()).toMatchObject(failed('rejected', 'wallet.notPermitted'));
    expect(await against({ funds: () => jsonAnswer(forbidden, 403) }).read()).toMatchObject(failed('rejected', 'wallet.notPermitted'));
    for (const ledgers of [() => ({ items: [] }), () => ({ items: [{ ledgerId: '1', settlesForRecipientHandles: ['api:1234567', 'NO:123456'] }] }), () => jsonAnswer({}, 404)]) {
      expect(await against({ ledgers }).read()).toMatchObject(failed('rejected', 'settlement.noLedger'));
    }
    expect(await against({ ledgers: () => jsonAnswer(forbidden, 401) }).read()).toMatchObject(failed('unauthorized', 'wallet.keysRejected'));
  });

  it('of the test environment is told so without a request', async () => {
    const { settlement, sent } = clientOf(() => jsonAnswer(LEDGERS));
    expect(await settlement.ledger(DATE)).toMatchObject(failed('rejected', 'settlement.notInTest'));
    expect(sent).toHaveLength(0);
  });

  it('and a service that is busy, slow or away is told apart', async () => {
    expect(await against({ funds: () => jsonAnswer({}, 429, { 'retry-after': '7' }) }).read()).toMatchObject({ ok: false, error: { kind: 'retryLater', afterMs: 7_000 } });
    expect(await against({ funds: () => jsonAnswer({ errorCode: 100_001 }, 500) }).read()).toMatchObject(failed('unclear', 'network.serverError'));
    const offline = testClient(() => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')), PRODUCTION);
    expect(await offline.settlement.ledger(DATE)).toMatchObject(failed('notSent', 'network.offline'));
    const broken = testClient(fetch, { ...PRODUCTION, merchantSerialNumber: 'shop' });
    expect(await broken.settlement.ledger(DATE)).toMatchObject(failed('unauthorized', 'setup.serialNumberMalformed'));
  });

  it('is not asked for a ledger before every failure is over: only a found one is remembered', async () => {
    const { read, counts } = against({ ledgers: (_, count) => (count === 1 ? jsonAnswer({}, 503) : LEDGERS) });
    expect(await read()).toMatchObject(failed('unclear', 'network.serverError'));
    expect((await read()).ok).toBe(true);
    expect(counts.ledgers).toBe(2);
  });
});

describe('whatever the service answers', () => {
  it('never throws, always ends, and takes nothing for an entry that is none', async () => {
    const odd = fc.oneof(fc.jsonValue(), fc.record({ items: fc.array(fc.oneof(fc.jsonValue(), fc.constant(item()))), hasMore: fc.boolean(), cursor: fc.string(), tryLater: fc.boolean() }, { requiredKeys: [] }));
    await fc.assert(
      fc.asyncProperty(odd, odd, fc.constantFrom(200, 201, 204, 302, 400, 404, 409, 418, 500, 504), async (ledgers, body, status) => {
        const answer = await against({
          ledgers: () => (status === 418 ? jsonAnswer(ledgers) : LEDGERS),
          funds: () => (status === 204 ? new Response(null, { status }) : jsonAnswer(body, status)),
        }).read();
        if (!answer.ok) expect(answer.error.kind).toMatch(/^(?:rejected|unclear|retryLater)$/);
        else for (const entry of answer.value.entries) expect(entry).toEqual(ENTRY);
      }),
      { numRuns: 300 },
    );
  });
});
