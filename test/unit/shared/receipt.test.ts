import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PAYMENT, minor } from '../../../shared/money.ts';
import {
  buildReceipt,
  keyedLineSchema,
  lineTotal,
  linesTotal,
  MAX_LINES,
  quantitySchema,
  receiptSchema,
  saleLineSchema,
} from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { splitVat, vatRate } from '../../../shared/vat.ts';

const rate = fc
  .oneof(fc.constantFrom(2500, 1500, 1200, 0, 2550, 1350, 1000), fc.integer({ min: 0, max: 10_000 }))
  .map(vatRate);
const quantity = fc.oneof(
  fc.integer({ min: 1, max: 99_999 }).map(String),
  fc.stringMatching(/^\d{1,5}\.\d{1,3}$/).filter((text) => quantitySchema.safeParse(text).success),
);
const line: fc.Arbitrary<SaleLine> = fc.record({
  name: fc.constant('Line'),
  quantity,
  unitPrice: fc.integer({ min: 0, max: MAX_PAYMENT }).map(minor),
  vatRate: rate,
});
/** Sales a shop could make: the whole stays payable. */
const lines = fc
  .array(
    fc.record({
      name: fc.constant('Line'),
      quantity: fc.constantFrom('1', '2', '0.485', '3.5', '12'),
      unitPrice: fc.integer({ min: 0, max: 50_000 }).map(minor),
      vatRate: rate,
    }),
    { minLength: 1, maxLength: MAX_LINES },
  )
  .map((all): readonly SaleLine[] => all);
const fewRates = lines.map((all) =>
  all.map((each, index) => ({ ...each, vatRate: vatRate(index % 3 === 0 ? 1500 : 2500) })),
);

const receiptOf = (of: readonly SaleLine[]) =>
  buildReceipt({ lines: of, currency: 'NOK', posId: 'till-1', receiptNumber: 7 });
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** `round half up` of a rational number, exactly. */
const rounded = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);
const thousandths = (text: string): bigint =>
  BigInt(text.split('.')[0] ?? '0') * 1000n + BigInt((text.split('.')[1] ?? '').padEnd(3, '0'));

describe('a name that a window sends', () => {
  it('is one plain line; a name in the journal is read as it was written', () => {
    const line = (name: string) => ({ name, quantity: '1', unitPrice: 100, vatRate: 2500 });
    expect(keyedLineSchema.parse(line(' Kaffe\t\u001b[31m\r\n\u202etee\u0000 ')).name).toBe('Kaffe [31m tee');
    expect(keyedLineSchema.parse(line('Smørbrød 👩‍🍳')).name).toBe('Smørbrød 👩‍🍳');
    expect(keyedLineSchema.safeParse(line('\u0007\n')).success).toBe(false);
    expect(saleLineSchema.parse(line('a\tb')).name).toBe('a\tb');
  });
});

describe('line totals', () => {
  it('equal exact arithmetic for every line that can be keyed', () => {
    fc.assert(
      fc.property(line, (of) => {
        expect(saleLineSchema.safeParse(of).success).toBe(true);
        expect(BigInt(lineTotal(of))).toBe(rounded(BigInt(of.unitPrice) * thousandths(of.quantity), 1000n));
      }),
      { numRuns: 2_000 },
    );
  });

  it('stay exact for the largest sale that the schema lets in', () => {
    const largest: SaleLine = { name: 'Line', quantity: '99999.999', unitPrice: MAX_PAYMENT, vatRate: vatRate(2500) };
    expect(saleLineSchema.safeParse(largest).success).toBe(true);
    expect(BigInt(linesTotal(Array.from({ length: MAX_LINES }, () => largest)))).toBe(
      BigInt(MAX_LINES) * rounded(65_000_000n * 99_999_999n, 1000n),
    );
  });

  it('lets no line in that is dearer than any payment', () => {
    const dear = { name: 'Line', quantity: '99999.999', unitPrice: MAX_PAYMENT + 1, vatRate: 2500 };
    expect(saleLineSchema.safeParse(dear).success).toBe(false);
  });

  it.each(['0', '0.000', '', '1,5', '-1', '1e3', '1.0000', '100000', '.5', '1.'])('refuses the quantity %j', (text) => {
    expect(quantitySchema.safeParse(text).success).toBe(false);
  });
});

describe('receipt', () => {
  it('adds up: lines to the payment, net and tax to each line, and nothing is negative', () => {
    fc.assert(
      fc.property(lines, (of) => {
        const { orderLines } = receiptOf(of);
        expect(receiptSchema.safeParse(receiptOf(of)).success).toBe(true);
        expect(total(orderLines.map((each) => each.totalAmount))).toBe(linesTotal(of));
        for (const each of orderLines) {
          expect(each.totalAmountExcludingTax + each.totalTaxAmount).toBe(each.totalAmount);
          expect(Math.min(each.totalAmountExcludingTax, each.totalTaxAmount)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('taxes of one rate add up to the tax of that rate as a whole, and no line is off by an øre or more', () => {
    fc.assert(
      fc.property(fc.oneof(lines, fewRates), (of) => {
        const { orderLines } = receiptOf(of);
        for (const each of new Set(of.map((one) => one.vatRate))) {
          const same = orderLines.filter((one) => one.taxRate === each);
          const gross = total(same.map((one) => one.totalAmount));
          expect(BigInt(total(same.map((one) => one.totalTaxAmount)))).toBe(
            rounded(BigInt(gross) * BigInt(each), 10_000n + BigInt(each)),
          );
          for (const one of same) {
            const own = BigInt(one.totalAmount) * BigInt(each);
            const off = BigInt(one.totalTaxAmount) * (10_000n + BigInt(each)) - own;
            expect(off < 10_000n + BigInt(each) && off > -(10_000n + BigInt(each))).toBe(true);
          }
        }
      }),
    );
  });

  it('gives what is left to the largest remainder, and among equals to the last line', () => {
    // 3 lines of 1.01 at 25 %: each owes 20.2, together 60.6 → 61 = 20 + 20 + 21.
    const equal = Array.from({ length: 3 }, (): SaleLine => ({
      name: 'Line',
      quantity: '1',
      unitPrice: minor(101),
      vatRate: vatRate(2500),
    }));
    expect(receiptOf(equal).orderLines.map((each) => each.totalTaxAmount)).toEqual([20, 20, 21]);
    // 1.02 owes 20.4 and 1.01 owes 20.2: together 40.6 → 41, and the øre goes to the larger remainder although it is
    // first.
    const first = [102, 101].map((price): SaleLine => ({
      name: 'Line',
      quantity: '1',
      unitPrice: minor(price),
      vatRate: vatRate(2500),
    }));
    expect(receiptOf(first).orderLines.map((each) => each.totalTaxAmount)).toEqual([21, 20]);
  });

  it('is the documented example for a bare amount', () => {
    const receipt = receiptOf([{ name: 'Hoodie', quantity: '1', unitPrice: minor(49_900), vatRate: vatRate(2500) }]);
    expect(receipt.orderLines[0]).toMatchObject({
      totalAmount: 49_900,
      totalAmountExcludingTax: 39_920,
      totalTaxAmount: 9_980,
      taxRate: 2500,
      unitInfo: { unitPrice: 49_900, quantity: '1' },
    });
    expect(receipt.bottomLine).toEqual({ currency: 'NOK', posId: 'till-1', receiptNumber: '0007' });
  });
});

describe('the id of a line', () => {
  const bun: SaleLine = { name: 'Kanelbolle', quantity: '1', unitPrice: minor(4_500), vatRate: vatRate(1500) };
  const other: SaleLine = { ...bun, name: 'Kaffe' };
  const idsOf = (...of: readonly SaleLine[]) => receiptOf(of).orderLines.map(({ id }) => id);

  it('is the same for the same goods, wherever they stand, whatever they cost and however the name is spaced', () => {
    const [id] = idsOf(bun);
    expect(idsOf(other, bun)[1]).toBe(id);
    expect(idsOf({ ...bun, quantity: '3', unitPrice: minor(3_900) }, { ...bun, name: '  KANELBOLLE ' })).toEqual([
      id,
      id,
    ]);
    expect(id).toMatch(/^kanelbolle-[\da-f]{8}$/);
  });

  it('differs for other goods: by name, also beyond what a short form shows, and by VAT rate', () => {
    const names = ['Kaffe', 'Kaffe stor', 'Kåffe', '«»', '!!', 'x'.repeat(60), `${'x'.repeat(60)}y`, '漢字', '😀'];
    const ids = [...names.map((name) => ({ ...bun, name })), { ...bun, name: 'Kaffe', vatRate: vatRate(2500) }].flatMap(
      (each) => idsOf(each),
    );
    expect(new Set(ids).size).toBe(names.length + 1);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{1,24}-[\da-f]{8}$/);
  });
});

describe('VAT of one gross amount', () => {
  it('is rounded half up exactly, and its parts add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_PAYMENT }), rate, (gross, at) => {
        const split = splitVat(minor(gross), at);
        expect(BigInt(split.tax)).toBe(rounded(BigInt(gross) * BigInt(at), 10_000n + BigInt(at)));
        expect(split.net + split.tax).toBe(gross);
      }),
      { numRuns: 1_000 },
    );
  });
});
