import { expect, it } from 'vitest';
import { RunningTakings } from '../../../electron/adapters/journal/tables/projections.ts';
import type { Takings } from '../../../electron/adapters/journal/tables/projections.ts';
import { asSum } from '../../../shared/money.ts';
import type { Sale } from '../../../shared/payment.ts';
import { saleAfter, stateNamed } from '../../support/machine/payment-samples.ts';

const saleWith = (name: Parameters<typeof stateNamed>[0]): Sale => ({ ...saleAfter(), payments: [stateNamed(name)] });

/** Takings since a moment, and how often they were added up anew. */
function running(...found: (Takings | null)[]) {
  const takings = new RunningTakings();
  const asked: number[] = [];
  const read = (): Takings | null => {
    asked.push(asked.length);
    return found.shift() ?? null;
  };
  return { asked, takings, now: () => takings.since(0, read) };
}

it('are added up once and kept up with every capture, also when the same sale is written again', () => {
  const { asked, takings, now } = running({ sum: asSum(100), count: 1 });
  const [before, after] = [saleWith('authorized'), saleWith('captured')];
  const { amounts } = stateNamed('captured');
  expect(now()).toEqual({ sum: 100, count: 1 });
  takings.changed(null, before);
  takings.changed(before, after);
  takings.changed(after, after);
  expect(now()).toEqual({ sum: 100 + amounts.captured, count: 2 });
  expect(asked).toHaveLength(1);
});

it('that could not be read are no takings of nothing: they are read again', () => {
  const { now } = running(null, { sum: asSum(24_900), count: 1 });
  expect(now()).toEqual({ sum: 0, count: 0 });
  expect(now()).toEqual({ sum: 24_900, count: 1 });
});

it('is money or a bug: no sum that is not whole goes on', () => {
  const { takings, now } = running({ sum: asSum(0), count: 0 });
  now();
  const captured = stateNamed('captured');
  const sale: Sale = {
    ...saleAfter(),
    payments: [
      { ...captured, movements: captured.movements.map((each) => ({ ...each, amount: 0.5 as typeof each.amount })) },
    ],
  };
  expect(() => takings.changed(null, sale)).toThrow(/Invariant/);
});
