import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor, percentOf } from '../../../shared/money.ts';
import { allOf, amountOfParts, linesLeft, linesOfParts } from '../../../shared/parts.ts';
import type { PartsOf } from '../../../shared/parts.ts';
import type { LinePart, Movement, Payment, Sale } from '../../../shared/payment.ts';
import { discountOf, grossOf, lineTotal, linesTotal, thousandths, writeQuantity } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { vatRate } from '../../../shared/vat.ts';
import { stateNamed, WISH } from '../../support/machine/payment-samples.ts';

/** A payment of these lines of which this much was moved. */
function paid(
  lines: readonly SaleLine[],
  movements: readonly Movement[] = [],
): { readonly sale: Pick<Sale, 'lines'>; readonly payment: Payment } {
  const total = linesTotal(lines);
  const sum = (kind: Movement['kind']) =>
    minor(movements.reduce((all, each) => all + (each.kind === kind ? each.amount : 0), 0));
  const payment: Payment = {
    ...stateNamed('authorized'),
    amount: { currency: 'NOK', value: total },
    movements,
    amounts: { authorized: total, captured: sum('capture'), cancelled: minor(0), refunded: sum('refund') },
  };
  return { sale: { lines }, payment };
}

const moved = (kind: 'capture' | 'refund', amount: number, parts: readonly LinePart[] | null): Movement => ({
  kind,
  at: 1,
  key: null,
  amount: minor(amount),
  parts,
  ...WISH,
});

const quantity = fc
  .oneof(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 1, max: 20 }).map((whole) => whole * 1_000),
  )
  .map(writeQuantity);
const line = fc
  .record({
    quantity,
    unitPrice: fc.integer({ min: 1, max: 99_999 }),
    off: fc.constantFrom(0, 0, 1, 333, 5_000, 9_999, 10_000),
  })
  .map(({ quantity: of, unitPrice, off }): SaleLine => {
    const whole = { name: 'Goods', quantity: of, unitPrice: minor(unitPrice), vatRate: vatRate(2500) };
    return { ...whole, discount: percentOf(grossOf(whole), off) };
  });
const basket = fc.array(line, { minLength: 1, maxLength: 6 }).filter((lines) => linesTotal(lines) > 0);
/** How much of each line, in thousandths of what is left of it; 0 leaves the line out. */
const shares = fc.array(fc.array(fc.constantFrom(0, 0, 1, 250, 333, 500, 999, 1_000), { minLength: 6, maxLength: 6 }), {
  maxLength: 5,
});

/** Moves part after part, and at last all that is left; gives what each cost. */
function exhaust(lines: readonly SaleLine[], kind: PartsOf, wanted: readonly (readonly number[])[]): readonly number[] {
  const before = kind === 'refund' ? [moved('capture', linesTotal(lines), null)] : [];
  const done: Movement[] = [];
  for (const share of [...wanted, null]) {
    const { sale, payment } = paid(lines, [...before, ...done]);
    const left = linesLeft(sale, payment, kind) ?? [];
    const parts =
      share === null
        ? allOf(left)
        : left.flatMap(({ line: place, thousandths: rest }) => {
            const count = Math.ceil((rest * (share[place] ?? 0)) / 1_000);
            return count === 0 ? [] : [{ line: place, quantity: writeQuantity(count) }];
          });
    const cost = parts.length === 0 ? null : amountOfParts(sale, payment, kind, parts);
    // A part that costs nothing is not asked for: an order has an amount.
    if (cost !== null && cost > 0) done.push(moved(kind, cost, parts));
  }
  return done.map(({ amount }) => amount);
}

describe('parts of a sale', () => {
  it.each(['capture', 'refund'] as const)(
    'add up to exactly the whole amount, whatever the parts of a %s are',
    (kind) => {
      fc.assert(
        fc.property(basket, shares, (lines, wanted) => {
          const costs = exhaust(lines, kind, wanted);
          expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(linesTotal(lines));
        }),
        { numRuns: 500 },
      );
    },
  );

  it('never cost more than there is', () => {
    fc.assert(
      fc.property(basket, shares, (lines, wanted) => {
        let sum = 0;
        for (const cost of exhaust(lines, 'capture', wanted)) {
          sum += cost;
          expect(cost).toBeGreaterThan(0);
          expect(sum).toBeLessThanOrEqual(linesTotal(lines));
        }
      }),
    );
  });

  it('bear their share of the discount: piece after piece comes to exactly what the line costs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.nat(),
        (count, price, off) => {
          const whole = { name: 'Goods', quantity: String(count), unitPrice: minor(price), vatRate: vatRate(2500) };
          const of: SaleLine = { ...whole, discount: minor(off % (count * price + 1)) };
          const pieces = linesOfParts(
            [of],
            Array.from({ length: count }, () => ({ line: 0, quantity: '1' })),
          );
          expect(linesTotal(pieces)).toBe(lineTotal(of));
          expect(discountOf(pieces)).toBe(of.discount);
          for (const piece of pieces) expect(piece.discount ?? 0).toBeLessThanOrEqual(grossOf(piece));
        },
      ),
    );
  });

  it('are refused where they are named twice, more than is left, or not there', () => {
    fc.assert(
      fc.property(basket, (lines) => {
        const { sale, payment } = paid(lines);
        const whole = allOf(linesLeft(sale, payment, 'capture') ?? []);
        const first = whole[0]!;
        expect(amountOfParts(sale, payment, 'capture', whole)).toBe(linesTotal(lines));
        expect(amountOfParts(sale, payment, 'capture', [])).toBeNull();
        expect(amountOfParts(sale, payment, 'capture', [first, first])).toBeNull();
        expect(amountOfParts(sale, payment, 'capture', [{ line: lines.length, quantity: '1' }])).toBeNull();
        expect(
          amountOfParts(sale, payment, 'capture', [
            { ...first, quantity: writeQuantity(thousandths(first.quantity) + 1) },
          ]),
        ).toBeNull();
        // Nothing was captured yet that could be given back.
        expect(amountOfParts(sale, payment, 'refund', [first])).toBeNull();
      }),
    );
  });

  it('are not known where an amount without lines was moved before', () => {
    const lines: SaleLine[] = [{ name: 'Bread', quantity: '2', unitPrice: minor(5_000), vatRate: vatRate(1500) }];
    const part = paid(lines, [moved('capture', 3_000, null)]);
    expect(linesLeft(part.sale, part.payment, 'capture')).toBeNull();
    expect(linesLeft(part.sale, part.payment, 'refund')).toBeNull();
    const given = paid(lines, [moved('capture', 10_000, null), moved('refund', 100, null)]);
    expect(linesLeft(given.sale, given.payment, 'refund')).toBeNull();
  });

  it('of a part that was captured can be given back, and no other', () => {
    const lines: SaleLine[] = [
      { name: 'Bread', quantity: '3', unitPrice: minor(3_333), vatRate: vatRate(1500) },
      { name: 'Milk', quantity: '1', unitPrice: minor(2_000), vatRate: vatRate(1500) },
    ];
    const { sale, payment } = paid(lines, [moved('capture', 6_666, [{ line: 0, quantity: '2' }])]);
    expect(linesLeft(sale, payment, 'refund')).toEqual([
      { line: 0, thousandths: 2_000 },
      { line: 1, thousandths: 0 },
    ]);
    expect(linesLeft(sale, payment, 'capture')).toEqual([
      { line: 0, thousandths: 1_000 },
      { line: 1, thousandths: 1_000 },
    ]);
    expect(amountOfParts(sale, payment, 'refund', [{ line: 0, quantity: '2' }])).toBe(6_666);
    expect(amountOfParts(sale, payment, 'refund', [{ line: 1, quantity: '1' }])).toBeNull();
    expect(
      amountOfParts(sale, payment, 'capture', [
        { line: 0, quantity: '1' },
        { line: 1, quantity: '1' },
      ]),
    ).toBe(11_999 - 6_666);
  });
});
