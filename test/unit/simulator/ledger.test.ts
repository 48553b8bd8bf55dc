import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDate, localDate, nextDate } from '../../../electron/simulator/ledger-dates.ts';
import { restoreWorld } from '../../../electron/simulator/world.ts';
import type { SalesUnitPatch } from '../../../electron/simulator/sales-unit.ts';
import { simulatedShop, START, type SimulatedShop } from '../../support/simulation/shop.ts';

/** The wallet company's own books: what its Report API shows of them, and when. */

const HOUR = 3_600_000;
const DATE = '2026-01-19';
const NEXT = '2026-01-20';
const LEDGER = '323456';

interface Item {
  readonly pspReference: string;
  readonly entryType: string;
  readonly reference: string | null;
  readonly amount: number;
  readonly ledgerDate?: string;
  readonly balanceBefore: number;
  readonly balanceAfter: number;
}
interface Page {
  readonly items: readonly Item[];
  readonly cursor?: string;
  readonly hasMore?: boolean;
  readonly tryLater: boolean;
}

function shopWith(unit: SalesUnitPatch = {}): SimulatedShop {
  return simulatedShop({ unit: { feePermille: 20, ...unit } });
}
function sell(shop: SimulatedShop, reference: string, value = 10_000, captured = value): void {
  shop.create(reference, { amount: { currency: 'NOK', value } });
  shop.approve(reference);
  shop.capture(reference, captured);
}
const read = (shop: SimulatedShop, path: string, size?: number): Page => {
  const answer = shop.call(
    'GET',
    `/report/v2/ledgers/${LEDGER}/${path}`,
    undefined,
    size === undefined ? {} : { 'vipps-feed-page-size': String(size) },
  );
  expect(answer.status).toBe(200);
  return JSON.parse(answer.body);
};
const funds = (shop: SimulatedShop, date = DATE): Page => read(shop, `funds/dates/${date}`);
const fees = (shop: SimulatedShop, date = DATE): Page => read(shop, `fees/dates/${date}`);
const told = ({ items }: Page) => items.map(({ entryType, reference, amount }) => [entryType, reference, amount]);

describe('the ledger of a day', () => {
  it('tells each capture and refund with its fee, retains the fees at the date’s close, pays the rest out next', () => {
    const shop = shopWith();
    sell(shop, 'sale-0001', 10_000, 6_000);
    shop.refund('sale-0001', 1_000);
    shop.world.actInPortal('sale-0001', 'refund', 500, shop.now());
    sell(shop, 'sale-0002', 2_525);
    expect(funds(shop)).toEqual({ hasMore: false, tryLater: true, items: [] });
    shop.wait(10_000);
    const movements = [
      ['capture', 'sale-0001', 6_000],
      ['refund', 'sale-0001', -1_000],
      ['refund', 'sale-0001', -500],
      ['capture', 'sale-0002', 2_525],
    ];
    expect(told(funds(shop))).toEqual(movements);
    // Half up, and none for a refund.
    expect(told(fees(shop))).toEqual([
      ['capture-fee', 'sale-0001', -120],
      ['capture-fee', 'sale-0002', -51],
    ]);
    expect(funds(shop).tryLater).toBe(true);

    shop.wait(11 * HOUR + 29 * 60_000);
    expect(funds(shop).tryLater).toBe(true);
    shop.wait(60_000);
    expect(funds(shop)).toMatchObject({ hasMore: false, tryLater: false });
    expect(told(funds(shop))).toEqual([...movements, ['fees-retained', '', -171]]);
    expect(told(fees(shop)).at(-1)).toEqual(['fees-retained', '', 171]);
    expect(told(funds(shop, NEXT))).toEqual([['payout-scheduled', '2000001', -6_854]]);
    expect([...funds(shop).items, ...funds(shop, NEXT).items].at(-1)?.balanceAfter).toBe(0);
  });

  it('has an id of its own for each movement, which the fee shares', () => {
    const shop = shopWith({ ledgerDelay: 0 });
    sell(shop, 'sale-0001');
    const [entry] = funds(shop).items;
    const [fee] = fees(shop).items;
    const { pspReference } = shop.payment('sale-0001');
    expect(entry?.pspReference).toBe(shop.payment('sale-0001').events.at(-1)?.pspReference);
    expect(entry?.pspReference).not.toBe(pspReference);
    expect(fee?.pspReference).toBe(entry?.pspReference);
  });

  it('says nothing of what did not move money', () => {
    const shop = shopWith({ ledgerDelay: 0 });
    shop.create('sale-0001');
    shop.approve('sale-0001');
    shop.capture('sale-0001', 99_999);
    shop.refund('sale-0001', 1);
    shop.cancel('sale-0001', {});
    expect(funds(shop).items).toEqual([]);
  });

  it('pays nothing out while more was refunded than taken, and makes up for it later', () => {
    const shop = shopWith({ ledgerDelay: 0, feePermille: 0 });
    sell(shop, 'sale-0001');
    shop.wait(24 * HOUR);
    shop.refund('sale-0001', 10_000);
    shop.wait(24 * HOUR);
    sell(shop, 'sale-0002', 12_000);
    shop.wait(24 * HOUR);
    expect(told(funds(shop, NEXT))).toEqual([
      ['payout-scheduled', '2000001', -10_000],
      ['refund', 'sale-0001', -10_000],
    ]);
    expect(told(funds(shop, '2026-01-21'))).toEqual([['capture', 'sale-0002', 12_000]]);
    expect(told(funds(shop, '2026-01-22'))).toEqual([['payout-scheduled', '2000002', -2_000]]);
  });

  it('pays out only what is of the closed date', () => {
    const shop = shopWith({ ledgerDelay: 0, feePermille: 0, ledgerClosesAfter: 2 * HOUR });
    sell(shop, 'sale-0001');
    shop.wait(12 * HOUR);
    sell(shop, 'sale-0002', 700);
    shop.wait(HOUR);
    expect(told(funds(shop, NEXT))).toEqual([
      ['capture', 'sale-0002', 700],
      ['payout-scheduled', '2000001', -10_000],
    ]);
  });

  it("is of the shop's own calendar, and waits for what cannot be seen yet", () => {
    const shop = shopWith({ ledgerDelay: 6 * HOUR });
    shop.wait(10 * HOUR + 59 * 60_000);
    sell(shop, 'sale-0001', 1_000);
    shop.wait(2 * 60_000);
    sell(shop, 'sale-0002', 2_000);
    shop.wait(5 * HOUR);
    expect(funds(shop)).toMatchObject({ items: [], tryLater: true });
    shop.wait(HOUR);
    expect(told(funds(shop)).slice(0, 1)).toEqual([['capture', 'sale-0001', 1_000]]);
    expect(told(funds(shop, NEXT)).slice(0, 1)).toEqual([['capture', 'sale-0002', 2_000]]);
    expect(funds(shop, NEXT).tryLater).toBe(true);
    expect(funds(shop, '2026-03-01')).toEqual({ items: [], hasMore: false, tryLater: true });
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-28', 'Europe/Oslo', '2026-03-28T23:00:00Z'],
    ['2026-03-29', 'Europe/Oslo', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Copenhagen', '2026-10-25T23:00:00Z'],
    ['2026-12-31', 'Europe/Helsinki', '2026-12-31T22:00:00Z'],
    ['2026-01-19', 'UTC', '2026-01-20T00:00:00Z'],
  ])('%s in %s ends at %s', (date, zone, end) => {
    expect(new Date(endOfDate(date, zone)).toISOString()).toBe(end.replace('Z', '.000Z'));
    expect([localDate(Date.parse(end) - 1, zone), localDate(Date.parse(end), zone)]).toEqual([date, nextDate(date)]);
  });
});

describe('pages', () => {
  it('hold as many entries as asked for, and together each entry once', () => {
    const shop = shopWith({ ledgerDelay: 0 });
    for (let n = 0; n < 7; n += 1) sell(shop, `sale-000${n}`, 1_000 + n);
    const first = read(shop, `funds/dates/${DATE}`, 3);
    expect(first).toMatchObject({ hasMore: true });
    const second = read(shop, `funds/dates/${DATE}?cursor=${first.cursor ?? ''}`, 3);
    const third = read(shop, `funds/dates/${DATE}?cursor=${second.cursor ?? ''}`, 3);
    expect([first, second, third].flatMap(({ items }) => items.map(({ amount }) => amount))).toEqual([
      1000, 1001, 1002, 1003, 1004, 1005, 1006,
    ]);
    expect(third).toMatchObject({ hasMore: false });
    expect(third).not.toHaveProperty('cursor');
    expect(
      shop.call('GET', `/report/v2/ledgers/${LEDGER}/fees/dates/${DATE}?cursor=${first.cursor ?? ''}`).status,
    ).toBe(400);
    expect(shop.call('GET', `/report/v2/ledgers/${LEDGER}/funds/dates/${DATE}?cursor=nonsense`).status).toBe(400);
    expect(shop.call('GET', `/report/v2/ledgers/${LEDGER}/funds/dates/yesterday`).status).toBe(400);
  });

  it('of the feed go on from their cursor for ever', () => {
    const shop = shopWith({ ledgerDelay: 0, feePermille: 0 });
    sell(shop, 'sale-0001');
    const first = read(shop, 'funds/feed');
    expect([told(first), first.tryLater]).toEqual([[['capture', 'sale-0001', 10_000]], true]);
    const empty = read(shop, `funds/feed?cursor=${first.cursor ?? ''}`);
    expect([empty.items, empty.tryLater, empty.cursor]).toEqual([[], true, first.cursor]);
    shop.wait(24 * HOUR);
    sell(shop, 'sale-0002');
    const later = read(shop, `funds/feed?cursor=${first.cursor ?? ''}`, 1);
    expect([told(later), later.tryLater]).toEqual([[['payout-scheduled', '2000001', -10_000]], false]);
    expect(told(read(shop, `funds/feed?cursor=${later.cursor ?? ''}`))).toEqual([['capture', 'sale-0002', 10_000]]);
  });
});

describe('who may look', () => {
  const listed = (shop: SimulatedShop, query = '') =>
    JSON.parse(shop.call('GET', `/settlement/v1/ledgers${query}`).body).items;

  it('finds the ledger of the serial number', () => {
    const shop = shopWith();
    expect(listed(shop, '?settlesForRecipientHandles=api%3A123456')).toMatchObject([
      { ledgerId: LEDGER, currency: 'NOK', settlesForRecipientHandles: ['api:123456'] },
    ]);
    expect(listed(shop)).toHaveLength(1);
    expect(listed(shop, '?settlesForRecipientHandles=api:654321')).toEqual([]);
    expect(shop.call('GET', `/report/v2/ledgers/1/funds/dates/${DATE}`).status).toBe(404);
    expect(shop.call('GET', `/report/v2/ledgers/${LEDGER}/sales/dates/${DATE}`).status).toBe(404);
  });

  it('is refused without a token, for another serial number, and where the sales unit has no access', () => {
    const shop = shopWith();
    const door = `/report/v2/ledgers/${LEDGER}/funds/dates/${DATE}`;
    expect(shop.call('GET', door, undefined, { authorization: 'Bearer nothing' }).status).toBe(401);
    expect(shop.call('GET', door, undefined, { 'merchant-serial-number': '654321' }).status).toBe(401);
    expect(shop.call('GET', door, undefined, { 'merchant-serial-number': undefined }).status).toBe(200);
    shop.world.patchUnit({ ledgerAccess: 'hidden' });
    expect(listed(shop)).toEqual([]);
    expect(shop.call('GET', door).status).toBe(404);
    shop.world.patchUnit({ ledgerAccess: 'forbidden' });
    expect([shop.call('GET', door).status, shop.call('GET', '/settlement/v1/ledgers').status]).toEqual([403, 403]);
  });
});

describe('what no payment here caused', () => {
  it("stands among the rest: another till's sale, an unknown type, another date, another currency", () => {
    const shop = shopWith({ ledgerDelay: 0 });
    shop.world.enterForeign(
      { topic: 'funds', entryType: 'capture', amount: 7_000, reference: 'other-till-0007', pspReference: 'p-1' },
      shop.now(),
    );
    sell(shop, 'sale-0001');
    shop.world.enterForeign(
      {
        topic: 'funds',
        entryType: 'loyalty-transfer',
        amount: -5,
        reference: null,
        pspReference: 'p-2',
        currency: 'DKK',
        recipientHandle: null,
      },
      shop.now(),
    );
    shop.world.enterForeign(
      {
        topic: 'fees',
        entryType: 'service-fee',
        amount: -2_900,
        reference: null,
        pspReference: 'p-3',
        ledgerDate: NEXT,
      },
      shop.now(),
    );
    expect(funds(shop).items).toMatchObject([
      { entryType: 'capture', reference: 'other-till-0007', amount: 7_000, recipientHandle: 'api:123456' },
      { entryType: 'capture', reference: 'sale-0001' },
      { entryType: 'loyalty-transfer', reference: null, currency: 'DKK', recipientHandle: null },
    ]);
    expect(told(fees(shop, NEXT))).toEqual([['service-fee', null, -2_900]]);
  });
});

describe('the books as a whole', () => {
  it('go with a snapshot, and outlive the payments that are pruned', () => {
    const shop = shopWith({ ledgerDelay: 0 });
    sell(shop, 'sale-0001');
    shop.wait(24 * HOUR);
    const before = funds(shop);
    const again = restoreWorld(shop.world.snapshot());
    expect(again?.ledger(shop.now())).toEqual(shop.world.ledger(shop.now()));
    shop.world.prune(shop.now());
    expect(shop.world.payment('sale-0001')).toBeUndefined();
    expect(funds(shop)).toEqual(before);
    shop.wait(70 * 24 * HOUR);
    shop.world.prune(shop.now());
    expect(shop.world.ledger(shop.now()).funds.filter(({ reference }) => reference === 'sale-0001')).toEqual([]);
  });

  it('always add up: balances chain, and payouts, fees and movements come to what is left', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 20 * HOUR }),
      act: fc.constantFrom('sell', 'refund'),
      value: fc.integer({ min: 100, max: 50_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 8 * HOUR }),
        (steps, ledgerDelay) => {
          const shop = shopWith({ ledgerDelay });
          steps.forEach(({ wait, act, value }, index) => {
            shop.wait(wait);
            if (act === 'sell') sell(shop, `sale-${String(index).padStart(4, '0')}`, value);
            else
              for (const payment of shop.world.books().slice(-1))
                shop.world.actInPortal(payment.reference, 'refund', value, shop.now());
          });
          shop.wait(72 * HOUR);
          const ledger = shop.world.ledger(shop.now());
          for (const topic of ['funds', 'fees'] as const) {
            let balance = 0;
            let appeared = 0;
            for (const entry of ledger[topic]) {
              expect([entry.balanceBefore, entry.balanceAfter]).toEqual([balance, balance + entry.amount]);
              expect(entry.appearsAt).toBeGreaterThanOrEqual(Math.max(appeared, entry.at));
              balance = entry.balanceAfter;
              appeared = entry.appearsAt;
            }
          }
          const moved = shop.world.books().reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
          const sum = (type: string): number =>
            ledger.funds.filter(({ entryType }) => entryType === type).reduce((total, { amount }) => total + amount, 0);
          expect(sum('capture') + sum('refund')).toBe(moved);
          // All is over: nothing is left but what is owed.
          expect(moved + sum('fees-retained') + sum('payout-scheduled')).toBe(Math.min(0, ledger.balance.funds));
          expect(ledger.balance.fees).toBe(0);
          expect(START).toBeLessThan(shop.now());
        },
      ),
      { numRuns: 100 },
    );
  });
});
