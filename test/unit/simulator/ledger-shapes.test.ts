import { describe, expect, it } from 'vitest';
import { USUAL_SHAPES, type LedgerShapes } from '../../../electron/simulator/ledger-shapes.ts';
import { simulatedShop, type SimulatedShop } from '../../support/simulation/shop.ts';

/** Every form that the Report API is documented to have. */

const HOUR = 3_600_000;
const DATE = '2026-01-19';
const NEXT = '2026-01-20';
const LEDGER = '323456';

interface Item {
  readonly pspReference: string;
  readonly time: string;
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

const shaped = (shapes: Partial<LedgerShapes>): SimulatedShop =>
  simulatedShop({ unit: { feePermille: 20, ledgerDelay: 0, ledgerShapes: { ...USUAL_SHAPES, ...shapes } } });
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

describe('the forms that are documented', () => {
  it('leave the date out of the reports of a date and tell it in the feed, and write times in two ways', () => {
    const shop = shaped({});
    sell(shop, 'sale-0001');
    sell(shop, 'sale-0002');
    expect(funds(shop).items.map(({ ledgerDate, time }) => [ledgerDate, time])).toEqual([
      [undefined, '2026-01-19T12:00:00.000000Z'],
      [undefined, '2026-01-19T14:00:00.000000+0200'],
    ]);
    expect(read(shop, 'funds/feed').items.map(({ ledgerDate }) => ledgerDate)).toEqual([DATE, DATE]);
    shop.world.patchUnit({ ledgerShapes: { ...USUAL_SHAPES, datesLeftOut: false, times: 'offset' } });
    expect(funds(shop).items[0]).toMatchObject({ ledgerDate: DATE, time: '2026-01-19T14:00:00.000000+0200' });
  });

  it('tell one fee in several entries that share the id of the capture, equal ones and others', () => {
    const shop = shaped({ feesPerCapture: 3 });
    sell(shop, 'sale-0001', 10_000);
    sell(shop, 'sale-0002', 100);
    expect(told(fees(shop))).toEqual([
      ['capture-fee', 'sale-0001', -66],
      ['capture-fee', 'sale-0001', -66],
      ['capture-fee', 'sale-0001', -68],
      ['capture-fee', 'sale-0002', -1],
      ['capture-fee', 'sale-0002', -1],
    ]);
    expect(new Set(fees(shop).items.map(({ pspReference }) => pspReference)).size).toBe(2);
  });

  it('stamp what was retained after midnight, on the day that it is of, and name a payout in the old way', () => {
    const shop = shaped({ payoutName: 'scheduled-for-payout', unknownTypes: true, times: 'micro' });
    sell(shop, 'sale-0001');
    shop.wait(24 * HOUR);
    const retained = funds(shop).items.at(-1);
    expect([retained?.entryType, retained?.time]).toEqual(['fees-retained', '2026-01-19T23:12:00.000000Z']);
    expect(told(funds(shop)).map(([type]) => type)).toEqual(['capture', 'loyalty-transfer', 'fees-retained']);
    expect(told(funds(shop, NEXT))).toEqual([['scheduled-for-payout', '2000001', -9_800]]);
  });

  it('have odd signs and balances, the same however often they are read', () => {
    const shop = shaped({ oddSigns: true, oddBalances: true });
    for (let n = 0; n < 4; n += 1) sell(shop, `sale-000${n}`, 1_000);
    expect(
      funds(shop).items.map(({ amount, balanceBefore, balanceAfter }) => [amount, balanceBefore, balanceAfter]),
    ).toEqual([
      [1_000, 0, 1_000],
      [1_000, 1_000, 2_000],
      [-1_000, 3_000, 3_000],
      [1_000, 3_000, 4_000],
    ]);
    expect(funds(shop)).toEqual(funds(shop));
  });

  it('never close a date, or do not show one that is open', () => {
    const shop = shaped({ neverCloses: true });
    sell(shop, 'sale-0001');
    shop.wait(60 * 24 * HOUR);
    expect(funds(shop).tryLater).toBe(true);
    const open = shaped({ openDates: 'notFound' });
    sell(open, 'sale-0001');
    expect(open.call('GET', `/report/v2/ledgers/${LEDGER}/funds/dates/${DATE}`).status).toBe(404);
    open.wait(24 * HOUR);
    expect(told(funds(open))).toContainEqual(['capture', 'sale-0001', 10_000]);
  });
});
