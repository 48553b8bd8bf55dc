import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountFrom, settleLines } from '../../../shared/discount.ts';
import type { Discount, KeyedLine } from '../../../shared/discount.ts';
import { MAX_PAYMENT, minor, partBy, percentOf } from '../../../shared/money.ts';
import { buildReceipt, discountOf, grossOf, keyedLineSchema, lineTotal, linesTotal } from '../../../shared/receipt.ts';
import { splitVat, vatRate } from '../../../shared/vat.ts';

const discount: fc.Arbitrary<Discount> = fc.oneof(
  fc.integer({ min: 0, max: MAX_PAYMENT }).map((value) => ({ kind: 'amount' as const, amount: minor(value) })),
  fc.integer({ min: 0, max: 100_000 }).map((value) => ({ kind: 'amount' as const, amount: minor(value) })),
  fc.integer({ min: 0, max: 10_000 }).map((hundredths) => ({ kind: 'percent' as const, hundredths })),
);
const line: fc.Arbitrary<KeyedLine> = fc
  .record({
    quantity: fc.constantFrom('1', '2', '7', '0.485', '1.5', '0.001', '99.999'),
    unitPrice: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 99_999 })).map(minor),
    rate: fc.constantFrom(2500, 1500, 1200, 0).map(vatRate),
    off: fc.option(discount),
  })
  .map(({ rate, ...rest }) => ({ name: 'Goods', vatRate: rate, ...rest }));
const lines = fc.array(line, { minLength: 1, maxLength: 30 });
const ofSale = fc.option(discount);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

describe('discounts', () => {
  it('add up to the øre: what is taken off is what the lines are less by, never more than a line', () => {
    fc.assert(
      fc.property(lines, ofSale, (keyed, sale) => {
        const settled = settleLines(keyed, sale);
        const gross = total(keyed.map(grossOf));
        const own = total(keyed.map((each) => discountFrom(grossOf(each), each.off)));
        const whole = own + discountFrom(minor(gross - own), sale);
        expect(discountOf(settled)).toBe(whole);
        expect(linesTotal(settled)).toBe(gross - whole);
        for (const [index, each] of settled.entries()) {
          expect(each.discount ?? 1).toBeGreaterThan(0);
          expect(each.discount ?? 0).toBeLessThanOrEqual(grossOf(each));
          expect(lineTotal(each)).toBeLessThanOrEqual(grossOf(keyed[index]!));
          expect(keyedLineSchema.safeParse(each).success).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('of the sale are borne by each VAT rate to the øre, and by each line', () => {
    fc.assert(
      fc.property(lines, discount, (keyed, sale) => {
        const before = settleLines(keyed, null);
        const after = settleLines(keyed, sale);
        const whole = linesTotal(before);
        const off = discountFrom(whole, sale);
        if (whole === 0) return;
        for (const rate of new Set(keyed.map(({ vatRate: of }) => of))) {
          const cost = total(before.map((each) => (each.vatRate === rate ? lineTotal(each) : 0)));
          const now = total(after.map((each) => (each.vatRate === rate ? lineTotal(each) : 0)));
          expect(Math.abs(cost - now - (cost * off) / whole)).toBeLessThan(1);
        }
        for (const [index, each] of after.entries())
          expect(
            Math.abs(lineTotal(before[index]!) - lineTotal(each) - (lineTotal(before[index]!) * off) / whole),
          ).toBeLessThan(2);
      }),
      { numRuns: 1_000 },
    );
  });

  it('stand on the receipt: its lines add up to what is asked, and net and tax to each line', () => {
    fc.assert(
      fc.property(lines, ofSale, (keyed, sale) => {
        const settled = settleLines(keyed, sale);
        const { orderLines } = buildReceipt({ lines: settled, currency: 'NOK', posId: 'till-1', receiptNumber: 7 });
        expect(total(orderLines.map(({ totalAmount }) => totalAmount))).toBe(linesTotal(settled));
        for (const [index, each] of orderLines.entries()) {
          expect(each.totalAmountExcludingTax + each.totalTaxAmount).toBe(each.totalAmount);
          expect(each.totalAmount + (each.discount ?? 0)).toBe(grossOf(settled[index]!));
        }
        for (const rate of new Set(orderLines.map(({ taxRate }) => taxRate))) {
          const same = orderLines.filter(({ taxRate }) => taxRate === rate);
          const gross = minor(total(same.map(({ totalAmount }) => totalAmount)));
          expect(total(same.map(({ totalTaxAmount }) => totalTaxAmount))).toBe(splitVat(gross, rate).tax);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of ten per cent on 0,485 kg at 219,90 and two buns are what a person reckons', () => {
    const settled = settleLines(
      [
        { name: 'Cheese', quantity: '0.485', unit: 'KG', unitPrice: minor(21_990), vatRate: vatRate(1500) },
        {
          name: 'Bun',
          quantity: '2',
          unitPrice: minor(4_500),
          vatRate: vatRate(1500),
          off: { kind: 'amount', amount: minor(500) },
        },
        { name: 'Cup', quantity: '1', unitPrice: minor(24_900), vatRate: vatRate(2500) },
      ],
      { kind: 'percent', hundredths: 1_000 },
    );
    // 106,65 + 90,00 − 5,00 + 249,00 = 440,65, of which a tenth is 44,07: 19,17 of 15 %, 24,90 of 25 %.
    expect(settled.map((each) => each.discount)).toEqual([1_067, 500 + 850, 2_490]);
    expect(linesTotal(settled)).toBe(44_065 - 4_407);
  });

  it('of more than its line is no line of a sale', () => {
    const bun = { name: 'Bun', quantity: '1', unitPrice: 4_500, vatRate: 1500 };
    expect(keyedLineSchema.safeParse({ ...bun, discount: 4_500 }).success).toBe(true);
    expect(keyedLineSchema.safeParse({ ...bun, discount: 4_501 }).success).toBe(false);
    expect(keyedLineSchema.safeParse({ ...bun, discount: -1 }).success).toBe(false);
    expect(keyedLineSchema.safeParse({ ...bun, discount: 0.5 }).success).toBe(false);
  });
});

describe('an amount parted by weights', () => {
  it('loses no øre, and gives none more than its weight where there is enough', () => {
    const weight = fc.integer({ min: 0, max: MAX_PAYMENT * 1_000 }).map(minor);
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 1, maxLength: 20 }),
        fc.nat({ max: MAX_PAYMENT }),
        (weights, wanted) => {
          const whole = total(weights);
          const parts = partBy(minor(Math.min(wanted, whole)), weights);
          expect(total(parts)).toBe(whole === 0 ? 0 : Math.min(wanted, whole));
          parts.forEach((part, index) => expect(part).toBeLessThanOrEqual(weights[index]!));
        },
      ),
    );
  });

  it('is exact where figures of this size are no longer', () => {
    expect(percentOf(minor(65_000_000_000), 10_000)).toBe(65_000_000_000);
    expect(partBy(minor(100), [minor(1), minor(1), minor(1)])).toEqual([34, 33, 33]);
  });
});
