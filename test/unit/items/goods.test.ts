import { afterEach, describe, expect, it } from 'vitest';
import { clearDraft, draftStore } from '../../../renderer/cashier/draft.ts';
import { entryOf, readOff, typeFigure, typeOff } from '../../../renderer/cashier/keyed-off.ts';
import { changeSale, isAtOnce, withMore, withOneMore } from '../../../renderer/cashier/sale-lines.ts';
import { checkDraft } from '../../../renderer/cashier/check-draft.ts';
import { moved, movedItem, withItem, withoutItem } from '../../../renderer/setup/items-edit.ts';
import { itemPagesSchema, itemSchema } from '../../../shared/items.ts';
import { minor } from '../../../shared/money.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { MAX_LINES } from '../../../shared/receipt.ts';

const item = (id: string, more: object = {}) =>
  itemSchema.parse({ id, name: id.toUpperCase(), colour: 'red', price: 4_500, vatRate: 1500, unit: 'PCS', ...more });

afterEach(() => clearDraft());

describe('touching goods', () => {
  it('adds a line, and one more of the same to it; never to one with a discount of its own', () => {
    const bun = item('bun');
    const two = withOneMore(withOneMore([], bun), bun);
    expect(two).toMatchObject([{ item: 'bun', quantity: '2', unitPrice: 4_500 }]);
    const off = two.map((line) => ({ ...line, off: { kind: 'percent' as const, hundredths: 1_000 } }));
    expect(withOneMore(off, bun).map(({ quantity }) => quantity)).toEqual(['2', '1']);
    expect(withOneMore(two, item('bun', { price: 5_000 })).map(({ quantity }) => quantity)).toEqual(['2', '1']);
    expect(withMore(two, 0, -1)).toMatchObject([{ quantity: '1' }]);
    expect(withMore(withMore(two, 0, -1), 0, -1)).toMatchObject([{ quantity: '1' }]);
  });

  it('asks where a key does not say it all, and stops where a receipt is full', () => {
    expect([item('a'), item('b', { price: null }), item('c', { unit: 'KG' })].map(isAtOnce)).toEqual([
      true,
      false,
      false,
    ]);
    const full = Array.from({ length: MAX_LINES }, (_, index) => withOneMore([], item(`i${index}`))).flat();
    expect(withOneMore(full, item('new'))).toHaveLength(MAX_LINES);
  });

  it('makes the amount what the lines come to, with every discount, and the sale is what is sent', () => {
    changeSale({ lines: withOneMore(withOneMore([], item('bun')), item('cup', { price: 24_900, vatRate: 2500 })) });
    changeSale({ off: { kind: 'percent', hundredths: 1_000 } });
    const checked = checkDraft(draftStore.getState(), PRACTICE_STORE);
    expect(checked.total).toEqual({ currency: 'NOK', value: 26_460 });
    expect(checked.sale?.lines.map(({ discount, item: id }) => [id, discount])).toEqual([
      ['bun', 450],
      ['cup', 2_490],
    ]);
    changeSale({ lines: [] });
    expect(draftStore.getState()).toMatchObject({ off: null, lines: [] });
    expect(checkDraft(draftStore.getState(), PRACTICE_STORE).total).toBeNull();
  });
});

describe('a discount while it is keyed', () => {
  const keyed = (kind: 'percent' | 'amount', keys: string) =>
    [...keys].reduce((off, key) => typeOff(off, key, true), { ...entryOf(null), kind });

  it('is hundredths of a percent, or an amount; nothing where nothing was keyed', () => {
    expect(readOff(keyed('percent', '12,5'))).toEqual({ kind: 'percent', hundredths: 1_250 });
    expect(readOff(keyed('percent', '100'))).toEqual({ kind: 'percent', hundredths: 10_000 });
    expect(readOff(keyed('amount', '25'))).toEqual({ kind: 'amount', amount: minor(2_500) });
    expect([readOff(keyed('percent', '')), readOff(keyed('percent', '0')), readOff(keyed('amount', ''))]).toEqual([
      null,
      null,
      null,
    ]);
    expect(readOff(keyed('percent', '101'))).toBeUndefined();
    for (const off of [keyed('percent', '12,5'), keyed('amount', '25')])
      expect(readOff(entryOf(readOff(off)))).toEqual(readOff(off));
  });

  it('of weights and percents takes one comma and no more digits than there is room for', () => {
    const type = (keys: string) => [...keys].reduce((figure, key) => typeFigure(figure, key, 6), '');
    expect([type('0,485'), type(',5'), type('1,,2'), type('1.5'), type('007'), type('12345678')]).toEqual([
      '0,485',
      '0,5',
      '1,2',
      '1,5',
      '7',
      '123456',
    ]);
    expect(typeFigure('1,', 'erase', 6)).toBe('1');
  });
});

it('items are put on a page, moved, changed in place, and taken away', () => {
  const pages = itemPagesSchema.parse([
    { name: 'A', items: [item('a'), item('b')] },
    { name: 'B', items: [] },
  ]);
  const names = (of: typeof pages) => of.map((page) => page.items.map(({ name }) => name).join(''));
  expect(names(withItem(pages, 0, item('a', { name: 'X' })))).toEqual(['XB', '']);
  expect(names(withItem(pages, 1, item('a')))).toEqual(['B', 'A']);
  expect(names(withItem(pages, 1, item('c')))).toEqual(['AB', 'C']);
  expect(names(movedItem(pages, item('a').id, 1))).toEqual(['BA', '']);
  expect(names(movedItem(pages, item('a').id, -1))).toEqual(['AB', '']);
  expect(names(withoutItem(pages, item('b').id))).toEqual(['A', '']);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});
