import { describe, expect, it } from 'vitest';
import { requestBodies } from '../../electron/adapters/vipps/bodies.ts';
import { createFaults, POINTS, type FaultRule } from '../../electron/simulator/faults.ts';
import { createFetch } from '../../electron/simulator/fetch.ts';
import { USUAL_SHAPES, type LedgerShapes } from '../../electron/simulator/ledger-shapes.ts';
import type { LedgerOfDate } from '../../electron/core/ports/settlement.ts';
import { salesUnit } from '../../electron/simulator/sales-unit.ts';
import { createWorld } from '../../electron/simulator/world.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { idempotencyKeySchema, referenceSchema } from '../../shared/ids.ts';
import { money } from '../../shared/money.ts';
import { buildReceipt } from '../../shared/receipt.ts';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { available, validateRequest, validateResponse, WHERE } from '../support/reading/openapi.ts';
import { CREDENTIALS, handClock, MSISDN, scriptedFetch, testClient } from '../support/network/vipps-client.ts';

/**
 * The settlement from both ends: the simulated service against the official file, and the terminal's reader against the
 * service's own books.
 */

if (!available)
  process.stdout.write(`contract tests of the settlement: skipped, the official files are not at ${WHERE}\n`);

const DAY = 86_400_000;
const DATE = calendarDate('2026-01-19');

function shop(rules: readonly FaultRule[] = []) {
  const clock = handClock();
  const world = createWorld({
    unit: salesUnit({ ...CREDENTIALS, merchantSerialNumber: '123456' }),
    seed: 7,
    now: clock.now(),
  });
  const inProcess = createFetch({ world, clock, faults: createFaults(3, rules) });
  const answers: { readonly status: number; readonly type: string; readonly body: string }[] = [];
  const { fetch, sent } = scriptedFetch(async (one) => {
    const answer = await inProcess(one.request);
    answers.push({
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      body: await answer
        .clone()
        .text()
        .catch(() => ''),
    });
    return answer;
  });
  const client = testClient(fetch, { environment: 'practice', baseUrl: 'http://127.0.0.1:1', clock });
  let last = 0;
  const sell = async (value: number, captured: number, refunded = 0): Promise<string> => {
    last += 1;
    const reference = referenceSchema.parse(`bakerias-till1-20260119-ab12${String(last).padStart(4, '0')}-1`);
    const key = (name: string) => idempotencyKeySchema.parse(`${name}-${last}`);
    const receipt = buildReceipt({
      lines: [{ name: 'Sale', quantity: '1', unitPrice: minor(value), vatRate: vatRate(2500) }],
      currency: 'NOK',
      posId: 'till-1',
      receiptNumber: last,
    });
    await client.api.create(
      reference,
      key('create'),
      requestBodies.create({
        reference,
        amount: money('NOK', value),
        to: { method: 'phone', msisdn: MSISDN },
        codeForm: null,
        minimumAge: null,
        description: 'Sale',
        receipt,
      }),
    );
    world.act(reference, 'approve', clock.now());
    if (captured > 0)
      await client.api.capture(reference, key('capture'), requestBodies.capture(money('NOK', captured)));
    if (refunded > 0) await client.api.refund(reference, key('refund'), requestBodies.refund(money('NOK', refunded)));
    return reference;
  };
  return { ...client, world, clock, sent, answers, sell };
}

describe.runIf(available)('the settlement against the official file', () => {
  it('has nothing against what the terminal asks and the simulated service answers', async () => {
    const { sell, world, clock, settlement, sent, answers } = shop();
    await sell(24_900, 10_000, 2_500);
    await sell(5_000, 5_000);
    world.enterForeign(
      {
        topic: 'funds',
        entryType: 'loyalty-transfer',
        amount: 3,
        reference: null,
        pspReference: 'x-1',
        recipientHandle: null,
      },
      clock.now(),
    );
    clock.advance(2 * DAY);
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: true, value: { complete: true } });
    for (const ledgerAccess of ['hidden', 'forbidden'] as const) {
      world.patchUnit({ ledgerAccess });
      await settlement.ledger(DATE);
    }
    const seen = sent.map(({ method, url, headers, body }, index) => ({
      method,
      place: url.slice('http://127.0.0.1:1'.length),
      headers,
      body,
      answer: answers[index],
    }));
    const settled = seen.filter(({ place }) => /^\/(?:settlement|report)\//.test(place));
    expect(settled.map(({ answer }) => answer?.status)).toEqual([200, 200, 200, 404, 404, 403]);
    for (const { method, place, headers, body, answer } of settled) {
      expect({ place, found: validateRequest(method, place, headers, body) }).toEqual({ place, found: [] });
      const [path = ''] = place.split('?');
      // What the gateway refuses is not in the files.
      if (answer !== undefined && answer.status !== 403)
        expect({
          place,
          found: validateResponse(
            method,
            path,
            answer.status,
            answer.body,
            answer.status === 200 ? answer.type : undefined,
          ),
        }).toEqual({ place, found: [] });
    }
  });

  it('would find faults', () => {
    const path = '/report/v2/ledgers/1/funds/dates/2026-01-19';
    expect(
      validateResponse('GET', path, 200, JSON.stringify({ items: [{ pspReference: 7, amount: '1' }] })),
    ).toHaveLength(2);
    expect(validateRequest('GET', '/report/v2/ledgers/1/sales/dates/yesterday?page=2', {}, '')).toHaveLength(3);
  });
});

describe("the terminal's reader and the service's books", () => {
  it('tell the same, page by page and to the øre', async () => {
    const { sell, world, clock, settlement } = shop();
    const other = world.unit();
    for (let n = 1; n <= 530; n += 1) await sell(1_000 + n, 500 + n, n % 7 === 0 ? n : 0);
    await sell(9_000, 0);
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: true, value: { entries: [], complete: false } });
    clock.advance(10_000);
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: true, value: { complete: false } });
    clock.advance(DAY);
    const answer = await settlement.ledger(DATE);
    if (!answer.ok) throw new Error(answer.error.error);
    const { entries, complete } = answer.value;
    expect(complete).toBe(true);
    const sum = (type: string, topic = 'funds'): number =>
      entries
        .filter((entry) => entry.type === type && entry.topic === topic)
        .reduce((total, { amount }) => total + amount, 0);
    const books = world.books();
    expect(sum('capture')).toBe(books.reduce((total, { captured }) => total + captured, 0));
    expect(sum('refund')).toBe(-books.reduce((total, { refunded }) => total + refunded, 0));
    expect(entries.filter(({ type }) => type === 'capture')).toHaveLength(530);
    expect(answer.value.odd).toEqual({ signs: 0, balances: 0 });
    expect(sum('capture-fee', 'fees')).toBe(sum('fees-retained'));
    const fee = books.reduce((total, { captured }) => total + Math.round((captured * other.feePermille) / 1000), 0);
    expect(sum('fees-retained')).toBe(-fee);
    for (const { reference, captured } of books.slice(0, 530))
      expect(entries.find((entry) => entry.reference === reference && entry.type === 'capture')?.amount).toBe(captured);
  });

  it.each<[string, Partial<LedgerShapes>, Partial<LedgerOfDate>]>([
    ['several fees with one id', { feesPerCapture: 3 }, {}],
    ['dates that are told', { datesLeftOut: false }, {}],
    ['times in UTC', { times: 'micro' }, {}],
    ['times with an offset', { times: 'offset' }, {}],
    ['the old name of payouts', { payoutName: 'scheduled-for-payout' }, {}],
    ['odd balances', { oddBalances: true }, { odd: { signs: 0, balances: 9 } }],
    ['odd signs', { oddSigns: true }, { odd: { signs: 4, balances: 4 } }],
    ['types that nobody has heard of', { unknownTypes: true }, {}],
    ['dates that never close', { neverCloses: true }, { complete: false }],
  ])('tell the same with %s', async (_name, shapes, more) => {
    const { sell, world, clock, settlement } = shop();
    world.patchUnit({ ledgerShapes: { ...USUAL_SHAPES, ...shapes } });
    for (let n = 1; n <= 11; n += 1) await sell(1_000, 1_000, n % 3 === 0 ? 400 : 0);
    clock.advance(2 * DAY);
    const answer = await settlement.ledger(DATE);
    expect(answer).toMatchObject({ ok: true, value: { complete: true, odd: { signs: 0, balances: 0 }, ...more } });
    const entries = answer.ok ? answer.value.entries : [];
    const amounts = (type: string) => entries.flatMap((entry) => (entry.type === type ? [Math.abs(entry.amount)] : []));
    expect(amounts('capture')).toEqual(Array(11).fill(1_000));
    expect(amounts('refund')).toEqual([400, 400, 400]);
    expect(amounts('capture-fee').reduce((total, fee) => total + fee, 0)).toBe(11 * 18);
    expect(amounts('capture-fee')).toHaveLength(11 * (shapes.feesPerCapture ?? 1));
    expect(new Set(entries.map(({ place }) => place)).size).toBe(entries.length);
    expect(entries.every(({ at }) => at !== null)).toBe(true);
    const next = await settlement.ledger(calendarDate('2026-01-20'));
    expect(next.ok && next.value.entries.map(({ type }) => type)).toEqual([
      'payout-scheduled',
      ...(shapes.unknownTypes ? ['loyalty-transfer'] : []),
    ]);
  });

  it('take 404 for later where the ledger has answered before, and for a closed door where it never has', async () => {
    const { sell, world, clock, settlement } = shop();
    world.patchUnit({ ledgerShapes: { ...USUAL_SHAPES, openDates: 'notFound' } });
    await sell(1_000, 1_000);
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: false, error: { error: 'settlement.noLedger' } });
    expect(await settlement.ledger(calendarDate('2026-01-18'))).toMatchObject({
      ok: true,
      value: { complete: true, entries: [] },
    });
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: true, value: { complete: false, entries: [] } });
    clock.advance(2 * DAY);
    expect(await settlement.ledger(DATE)).toMatchObject({ ok: true, value: { complete: true } });
  });

  it.each(POINTS.filter((point) => point !== 'stale-read'))(
    'with %s in the way it is the truth or a failure, and then the truth again',
    async (point) => {
      const { sell, clock, settlement } = shop([
        {
          point,
          operations: ['ledgers', 'report'],
          from: 2,
          ms: 1_000,
          ...(point === 'problem' ? { code: 6160 } : {}),
        },
      ]);
      await sell(24_900, 24_900, 900);
      clock.advance(DAY);
      let settled = false;
      const first = settlement.ledger(DATE).finally(() => (settled = true));
      while (!settled) {
        await new Promise(setImmediate);
        clock.advance(500);
      }
      const types = ['capture', 'refund', 'fees-retained', 'capture-fee', 'fees-retained'];
      const expected = { ok: true, value: { complete: true } };
      const answer = await first;
      if (answer.ok) {
        expect(answer).toMatchObject(expected);
        expect(answer.value.entries).toHaveLength(types.length);
        if (point !== 'unknown-enum') expect(answer.value.entries.map(({ type }) => type)).toEqual(types);
      } else expect(['unclear', 'notSent', 'retryLater', 'unauthorized']).toContain(answer.error.kind);
      const again = await settlement.ledger(DATE);
      expect(again).toMatchObject(expected);
      expect(again.ok && again.value.entries.map(({ type }) => type)).toEqual(types);
    },
  );
});
