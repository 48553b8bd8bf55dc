import { expect, it } from 'vitest';
import { minor } from '../../../shared/money.ts';
import { decisionsIn, keeping } from '../../../renderer/manager/kept-decisions.ts';

const open = (count: number, amount: number) => ({ count, amount: minor(amount), items: [] });
const report = {
  number: 3,
  since: 1_780_000_000_000,
  shop: { posId: 'till1' },
  reservations: open(1, 10_000),
  undecided: open(0, 0),
};
const later = { quick: 'collectedLater', own: '' };
const decisions = { reserved: later, notCompared: { quick: null, own: 'Line was down' } };

it('keeps what was decided about a closing, until something else is at stake in it or it was made', () => {
  const kept = keeping(report, decisions);
  expect(decisionsIn(kept, report)).toEqual(decisions);
  const { notCompared } = decisions;
  expect(decisionsIn(kept, { ...report, reservations: open(2, 15_000) })).toEqual({ notCompared });
  expect(decisionsIn(kept, { ...report, number: 4, since: 1_780_000_900_000 })).toEqual({});
  expect(decisionsIn(kept, { ...report, shop: { posId: 'till2' } })).toEqual({});
});
