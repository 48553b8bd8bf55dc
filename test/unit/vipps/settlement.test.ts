import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../shared/calendar-date.ts';
import {
  CANARIES,
  clientOf,
  jsonAnswer,
  problemBody,
  testClient,
  type Sent,
} from '../../support/network/vipps-client.ts';

/** The settlement as the terminal reads it, against a service that answers anything. */

const DATE = calendarDate('2026-01-19');
const PRODUCTION = { environment: 'production', baseUrl: 'https://api.vipps.no' } as const;
const HANDLE = 'api:123456';

const item = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  pspReference: 'psp-1',
  time: '2026-01-19T11:00:00.500Z',
  ledgerDate: '2026-01-19',
  entryType: 'capture',
  reference: 'bakerias-till1-20260119-ab120042-1',
  currency: 'NOK',
  amount: 24_900,
  balanceBefore: 0,
  balanceAfter: 24_900,
  recipientHandle: HANDLE,
  ...more,
});
const page = (items: readonly unknown[] = [], more: Record<string, unknown> = {}) => ({
  items,
  hasMore: false,
  tryLater: false,
  ...more,
});
const LEDGERS = { items: [{ ledgerId: '302321', settlesForRecipientHandles: [HANDLE] }], cursor: '' };
const ENTRY = {
  place: '302321/funds/1',
  pspReference: 'psp-1',
  at: Date.UTC(2026, 0, 19, 11, 0, 0, 500),
  type: 'capture',
  reference: 'bakerias-till1-20260119-ab120042-1',
  amount: 24_900,
  topic: 'funds',
};

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
      ledgers: () => ({
        items: [
          { ledgerId: '1', settlesForRecipientHandles: ['api:654321'], salesUnits: [{ name: 'Another' }] },
          ...LEDGERS.items,
        ],
        cursor: null,
      }),
      funds: () => page([item()]),
      fees: () => page([item({ entryType: 'capture-fee', amount: -498, reference: null, balanceAfter: -498 })]),
    });
    const fee = { ...ENTRY, place: '302321/fees/1', type: 'capture-fee', amount: -498, reference: null, topic: 'fees' };
    const whole = { ok: true, value: { complete: true, odd: { signs: 0, balances: 0 }, entries: [ENTRY, fee] } };
    expect(await read()).toEqual(whole);
    expect(await read()).toEqual(whole);
    expect(counts).toEqual({ ledgers: 1, funds: 2, fees: 2 });
    const calls = sent.filter(({ path }) => path !== '/accesstoken/get');
    expect(calls.map(({ method, url }) => `${method} ${url}`).slice(0, 3)).toEqual([
      'GET https://api.vipps.no/settlement/v1/ledgers?settlesForRecipientHandles=api%3A123456',
      'GET https://api.vipps.no/report/v2/ledgers/302321/funds/dates/2026-01-19',
      'GET https://api.vipps.no/report/v2/ledgers/302321/fees/dates/2026-01-19',
    ]);
    expect(calls[1]?.headers).toMatchObject({
      authorization: `Bearer ${CANARIES.token}`,
      'merchant-serial-number': '123456',
      'vipps-feed-page-size': '500',
    });
  });

  it('shares its token with the payments', async () => {
    const { api, read, sent } = against();
    await api.reach();
    await read();
    expect(sent.filter(({ path }) => path === '/accesstoken/get')).toHaveLength(1);
  });

  it('passes on types that nobody has heard of, and ignores fields that are new', async () => {
    const { read } = against({
      funds: () =>
        page(
          [
            item({
              entryType: 'loyalty-transfer',
              reference: '',
              recipientHandle: null,
              amount: -1,
              newer: { deep: [1] },
            }),
          ],
          { another: true },
        ),
    });
    expect(await read()).toMatchObject({
      ok: true,
      value: { entries: [{ type: 'loyalty-transfer', reference: null, amount: -1 }] },
    });
  });

  it('is put together from its pages, in their order', async () => {
    const { read, sent } = against({
      funds: (one) => {
        const at = cursorIn(one);
        if (at === null) return page([item(), item({ pspReference: 'psp-2' })], { hasMore: true, cursor: 'a+/=&b' });
        return page([item({ pspReference: 'psp-3' })]);
      },
    });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ pspReference, place }) => [pspReference, place])).toEqual([
      ['psp-1', '302321/funds/1'],
      ['psp-2', '302321/funds/2'],
      ['psp-3', '302321/funds/3'],
    ]);
    expect(sent.filter((one) => cursorIn(one) === 'a+/=&b')).toHaveLength(1);
  });

  it('has every fee of a capture, of different and of equal amounts, though all share its id and time', async () => {
    const fee = (amount: number) => item({ entryType: 'capture-fee', amount });
    const { read } = against({ fees: () => page([fee(-498), fee(-100), fee(-100)]) });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ amount }) => amount)).toEqual([-498, -100, -100]);
    const places = answer.ok ? answer.value.entries.map(({ place }) => place) : [];
    expect(new Set(places).size).toBe(3);
  });

  it('takes an entry without a date for one of the date asked for, needs no field that decides nothing', async () => {
    const bare = { entryType: 'refund', amount: -300 };
    const nulls = {
      ...bare,
      pspReference: null,
      time: null,
      ledgerDate: null,
      reference: '',
      currency: null,
      balanceBefore: null,
      recipientHandle: null,
    };
    const { read } = against({
      funds: () =>
        page([
          item({ ledgerDate: undefined }),
          bare,
          nulls,
          item({ time: 'yesterday', pspReference: 7, balanceAfter: 'much' }),
        ]),
    });
    const unknown = { ...ENTRY, pspReference: null, at: null };
    expect(await read()).toMatchObject({
      ok: true,
      value: {
        entries: [
          ENTRY,
          { ...unknown, place: '302321/funds/2', type: 'refund', amount: -300, reference: null },
          { ...unknown, place: '302321/funds/3', type: 'refund', amount: -300, reference: null },
          { ...unknown, place: '302321/funds/4' },
        ],
      },
    });
  });

  it.each<[string, number | null]>([
    ['2020-10-05T00:00:00.000000Z', Date.UTC(2020, 9, 5)],
    ['2020-10-05T00:00:33.824993+0200', Date.UTC(2020, 9, 4, 22, 0, 33, 824)],
    ['2020-10-05T00:00:33-01:30', Date.UTC(2020, 9, 5, 1, 30, 33)],
    ['2020-10-05T12:34:56.7', Date.UTC(2020, 9, 5, 12, 34, 56, 700)],
    ['5 October 2020', null],
    ['2020-13-05T00:00:00Z', null],
  ])('reads the time %s on any machine', async (time, at) => {
    expect(await against({ funds: () => page([item({ time })]) }).read()).toMatchObject({
      ok: true,
      value: { entries: [{ at }] },
    });
  });

  it('gives the old name of a payout its new one; fees retained after midnight are of their own day', async () => {
    const retained = item({
      entryType: 'fees-retained',
      amount: -498,
      reference: '',
      time: '2026-01-20T00:12:09.000000+0100',
      recipientHandle: null,
    });
    const { read } = against({
      funds: () =>
        page([
          retained,
          item({ entryType: 'scheduled-for-payout', amount: -9 }),
          item({ entryType: 'payout-scheduled', amount: -9 }),
        ]),
    });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ type }) => type)).toEqual([
      'fees-retained',
      'payout-scheduled',
      'payout-scheduled',
    ]);
  });

  it('is read whole where signs and balances are odd, and counts how often they are', async () => {
    const { read, log } = against({
      funds: () =>
        page([
          item(),
          item({ entryType: 'refund', amount: 20_000, balanceBefore: 24_900, balanceAfter: 44_900 }),
          item({ balanceBefore: 49_900, balanceAfter: 49_900 }),
          item({ amount: -1, balanceBefore: null, balanceAfter: null }),
          item({ entryType: 'correction', amount: -5, balanceBefore: 7, balanceAfter: 2 }),
        ]),
      fees: () => page([item({ entryType: 'capture-fee', amount: 3, balanceAfter: 3 })]),
    });
    const answer = await read();
    expect(answer.ok && [answer.value.entries.map(({ amount }) => amount), answer.value.odd]).toEqual([
      [24_900, 20_000, 24_900, -1, -5, 3],
      { signs: 3, balances: 1 },
    ]);
    expect(JSON.stringify(log.lines)).toContain('ledger looks odd');
  });

  it('understands the older form, where a cursor alone says that there is more', async () => {
    const { read, counts } = against({
      funds: (one) =>
        cursorIn(one) === null
          ? { items: [item()], cursor: 'more' }
          : { items: [item({ pspReference: 'psp-2' })], cursor: '' },
    });
    expect(await read()).toMatchObject({ ok: true, value: { complete: true, entries: [{}, {}] } });
    expect(counts.funds).toBe(2);
  });

  it("keeps a capture and its fee apart although they share an id, drops what is another sales unit's", async () => {
    const { read } = against({
      funds: () =>
        page([
          item(),
          item({ pspReference: 'psp-2', recipientHandle: 'api:654321' }),
          item({ entryType: 'refund', amount: -5 }),
        ]),
      fees: () => page([item()]),
    });
    const answer = await read();
    expect(answer.ok && answer.value.entries.map(({ topic, type }) => `${topic} ${type}`)).toEqual([
      'funds capture',
      'funds refund',
      'fees capture',
    ]);
  });

  it('reads a full day in pages of a thousand, which are larger than any other answer', async () => {
    const thousand = Array.from({ length: 1000 }, (_, n) =>
      item({ pspReference: `37c34d8c-2649-448e-864b-${String(n).padStart(12, '0')}` }),
    );
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

  it.each<[string, () => Response]>([
    ['without a body', () => new Response(null, { status: 404 })],
    ['of a gateway', () => new Response('<html>', { status: 404 })],
  ])('a date that is not found %s, on a ledger that has answered before', async (_name, notFound) => {
    let later = false;
    const { read } = against({
      funds: () => (later ? notFound() : page([item()])),
      fees: () => (later ? notFound() : page()),
    });
    expect(await read()).toMatchObject({ ok: true, value: { complete: true } });
    later = true;
    expect(await read()).toMatchObject({ ok: true, value: { entries: [], complete: false } });
  });

  it('but a ledger that has never answered is one that may not be read', async () => {
    const nothing = () => jsonAnswer(problemBody(null, 404), 404);
    expect(await against({ funds: nothing, fees: nothing }).read()).toMatchObject(
      failed('rejected', 'settlement.noLedger'),
    );
  });

  it('and a ledger that was not found is looked up again', async () => {
    let listed = '1';
    let answering = '1';
    const { read, counts } = against({
      ledgers: () => ({ items: [{ ledgerId: listed, settlesForRecipientHandles: [HANDLE] }] }),
      funds: ({ path }) => (path.includes(`/${answering}/`) ? page([item()]) : jsonAnswer({}, 404)),
      fees: ({ path }) => (path.includes(`/${answering}/`) ? page() : jsonAnswer({}, 404)),
    });
    expect(await read()).toMatchObject({ ok: true, value: { complete: true } });
    answering = '2';
    expect(await read()).toMatchObject({ ok: true, value: { entries: [], complete: false } });
    listed = '2';
    expect(await read()).toMatchObject({
      ok: true,
      value: { entries: [{ ...ENTRY, place: '2/funds/1' }], complete: true },
    });
    expect(counts.ledgers).toBe(2);
  });
});

describe('what contradicts itself is not believed', () => {
  const CONTRADICTS = failed('unclear', 'settlement.contradicts');
  it.each<[string, Answers]>([
    ['another currency', { funds: () => page([item(), item({ pspReference: 'psp-2', currency: 'DKK' })]) }],
    ['another date', { fees: () => page([item({ ledgerDate: '2026-01-18' })]) }],
    ['more without a cursor', { funds: () => page([item()], { hasMore: true }) }],
    ['a cursor that leads to itself', { funds: () => page([], { hasMore: true, cursor: 'again' }) }],
    ['cursors in a circle', { fees: (_, count) => page([], { hasMore: true, cursor: count % 2 === 0 ? 'a' : 'b' }) }],
    [
      'a cursor that never ends',
      {
        funds: (_, count) => page([item({ pspReference: `psp-${count}` })], { hasMore: true, cursor: `next-${count}` }),
      },
    ],
    ['ledgers that never end', { ledgers: (_, count) => ({ items: [], cursor: `next-${count}` }) }],
    [
      'more ledgers than a shop can have',
      {
        ledgers: () => ({
          items: Array.from({ length: 5 }, (_, n) => ({ ledgerId: String(n), settlesForRecipientHandles: [HANDLE] })),
        }),
      },
    ],
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
    ['no amount', page([item({ amount: undefined })])],
    ['no type', page([item({ entryType: undefined })])],
    ['nothing', null],
    ['HTML', new Response('<html>', { status: 200 })],
    ['hasMore as text', page([], { hasMore: 'false' })],
    ['too many entries', page(Array.from({ length: 5001 }, (_, n) => item({ pspReference: String(n) })))],
    ['three megabytes', page([item({ newer: 'x'.repeat(3_000_000) })])],
  ])('unreadable: %s', async (_name, body) => {
    expect(await against({ funds: () => (body === null ? new Response('null') : body) }).read()).toMatchObject(
      failed('unclear', 'network.unreadable'),
    );
  });
});

describe('who may not look', () => {
  it('learns it: 403, no ledger of this serial number, no door at all', async () => {
    const forbidden = { statusCode: 403, message: 'Forbidden' };
    expect(await against({ ledgers: () => jsonAnswer(forbidden, 403) }).read()).toMatchObject(
      failed('rejected', 'wallet.notPermitted'),
    );
    expect(await against({ funds: () => jsonAnswer(forbidden, 403) }).read()).toMatchObject(
      failed('rejected', 'wallet.notPermitted'),
    );
    for (const ledgers of [
      () => ({ items: [] }),
      () => ({ items: [{ ledgerId: '1', settlesForRecipientHandles: ['api:1234567', 'NO:123456'] }] }),
      () => jsonAnswer({}, 404),
    ]) {
      expect(await against({ ledgers }).read()).toMatchObject(failed('rejected', 'settlement.noLedger'));
    }
    expect(await against({ ledgers: () => jsonAnswer(forbidden, 401) }).read()).toMatchObject(
      failed('unauthorized', 'wallet.keysRejected'),
    );
  });

  it('of the test environment is told so without a request', async () => {
    const { settlement, sent } = clientOf(() => jsonAnswer(LEDGERS));
    expect(await settlement.ledger(DATE)).toMatchObject(failed('rejected', 'settlement.notInTest'));
    expect(sent).toHaveLength(0);
  });

  it('and a service that is busy, slow or away is told apart', async () => {
    expect(await against({ funds: () => jsonAnswer({}, 429, { 'retry-after': '7' }) }).read()).toMatchObject({
      ok: false,
      error: { kind: 'retryLater', afterMs: 7_000 },
    });
    expect(await against({ funds: () => jsonAnswer({ errorCode: 100_001 }, 500) }).read()).toMatchObject(
      failed('unclear', 'network.serverError'),
    );
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
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          items: fc.array(fc.oneof(fc.jsonValue(), fc.constant(item()))),
          hasMore: fc.boolean(),
          cursor: fc.string(),
          tryLater: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        odd,
        odd,
        fc.constantFrom(200, 201, 204, 302, 400, 404, 409, 418, 500, 504),
        async (ledgers, body, status) => {
          const answer = await against({
            ledgers: () => (status === 418 ? jsonAnswer(ledgers) : LEDGERS),
            funds: () => (status === 204 ? new Response(null, { status }) : jsonAnswer(body, status)),
          }).read();
          if (!answer.ok) expect(answer.error.kind).toMatch(/^(?:rejected|unclear|retryLater)$/);
          else for (const entry of answer.value.entries) expect({ ...entry, place: ENTRY.place }).toEqual(ENTRY);
        },
      ),
      { numRuns: 300 },
    );
  });
});
