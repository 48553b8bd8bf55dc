import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  asSum,
  checkPayable,
  MAX_PAYMENT,
  MAX_SUM,
  MIN_PAYMENT,
  minor,
  minorSchema,
  money,
  parseAmount,
  subtract,
  sum,
  sumSchema,
} from '../../../shared/money.ts';
import type { Currency } from '../../../shared/money.ts';
import { balanceOf } from '../../../shared/money.ts';

const payable = fc.integer({ min: 0, max: MAX_PAYMENT });
const whole = (value: number) => String(Math.floor(value / 100));
const cents = (value: number) => String(value % 100).padStart(2, '0');
const grouped = (digits: string, separator: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator);

describe('amounts as people type them', () => {
  it('reads every amount in every way of writing it, to the exact øre', () => {
    fc.assert(
      fc.property(
        payable,
        fc.constantFrom(',', '.'),
        fc.constantFrom('', ' ', '\u00a0', '\u202f', "'", '\u2019'),
        (value, decimal, separator) => {
          expect(parseAmount(`${grouped(whole(value), separator)}${decimal}${cents(value)}`)).toEqual({
            ok: true,
            value,
          });
        },
      ),
    );
  });

  it('reads thousands in points or commas where the other one marks the decimals', () => {
    fc.assert(
      fc.property(payable, (value) => {
        expect(parseAmount(`${grouped(whole(value), '.')},${cents(value)}`)).toEqual({ ok: true, value });
        expect(parseAmount(`${grouped(whole(value), ',')}.${cents(value)}`)).toEqual({ ok: true, value });
      }),
    );
  });

  it('refuses three decimals and more, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.nat(999_999),
        fc.stringMatching(/^\d{3,8}$/),
        fc.constantFrom(',', '.'),
        (before, after, decimal) => {
          expect(parseAmount(`${before}${decimal}${after}`)).toEqual({ ok: false, problem: 'amount.tooManyDecimals' });
        },
      ),
    );
  });

  it('refuses every negative amount as negative', () => {
    fc.assert(
      fc.property(payable, fc.constantFrom('-', '\u2212', '\u2013', '- ', 'kr -'), (value, sign) => {
        expect(parseAmount(`${sign}${whole(value)},${cents(value)}`)).toEqual({
          ok: false,
          problem: 'amount.negative',
        });
      }),
    );
  });

  it('never throws and never gives anything but whole minor units up to the maximum', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,- 'kr€NOKe+x"), maxLength: 20 }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const parsed = parseAmount(typed);
        if (!parsed.ok) return;
        expect(Number.isInteger(parsed.value)).toBe(true);
        expect(parsed.value).toBeGreaterThanOrEqual(0);
        expect(parsed.value).toBeLessThanOrEqual(MAX_PAYMENT);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['249', 24_900],
    ['249,5', 24_950],
    ['249,', 24_900],
    [' 249,00 ', 24_900],
    ['1 249,00', 124_900],
    ['1.249,00', 124_900],
    ['1,249.00', 124_900],
    ['249.00 kr', 24_900],
    ['kr 249', 24_900],
    ['kr. 249,50', 24_950],
    ['NOK 249', 24_900],
    ['249 NOK', 24_900],
    ['€ 3,10', 310],
    ['249,-', 24_900],
    ['\u0662', null],
    ['０１２', 1_200],
    ['650000', 65_000_000],
    ['0', 0],
  ])('reads %j as %s', (typed, value) => {
    expect(parseAmount(typed)).toEqual(
      value === null ? { ok: false, problem: 'amount.notANumber' } : { ok: true, value },
    );
  });

  it.each([
    ['', 'amount.notANumber'],
    ['abc', 'amount.notANumber'],
    ['12a', 'amount.notANumber'],
    ['1e5', 'amount.notANumber'],
    ['0x10', 'amount.notANumber'],
    ['1 23', 'amount.notANumber'],
    ['12 34,00', 'amount.notANumber'],
    ['1,2,3', 'amount.notANumber'],
    ['1.249', 'amount.tooManyDecimals'],
    ['1,249', 'amount.tooManyDecimals'],
    ['650000,01', 'amount.aboveMaximum'],
    ['1000000', 'amount.aboveMaximum'],
    ['-1', 'amount.negative'],
  ])('refuses %j as %s', (typed, problem) => {
    expect(parseAmount(typed)).toEqual({ ok: false, problem });
  });
});

describe('what the wallet can be asked for', () => {
  it.each(['NOK', 'DKK', 'EUR'] as Currency[])('holds the limits of %s to the øre', (currency) => {
    const at = (value: number) => checkPayable(money(currency, value));
    expect(at(0)).toBe('amount.zero');
    expect(at(MIN_PAYMENT[currency])).toBeNull();
    if (MIN_PAYMENT[currency] > 1) expect(at(MIN_PAYMENT[currency] - 1)).toBe('amount.belowMinimum');
    expect(at(65_000_000)).toBeNull();
    expect(at(65_000_001)).toBe('amount.aboveMaximum');
  });
});

describe('minor units', () => {
  it('adds, sums and subtracts exactly', () => {
    fc.assert(
      fc.property(fc.array(payable, { maxLength: 100 }), payable, (values, other) => {
        const minors = values.map(minor);
        expect(BigInt(sum(minors))).toBe(values.reduce((total, value) => total + BigInt(value), 0n));
        expect(subtract(add(sum(minors), minor(other)), sum(minors))).toBe(other);
      }),
    );
  });

  it.each([0.1, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'takes %s for a bug, never for money',
    (value) => {
      expect(() => minor(value)).toThrow(/Invariant/);
      expect(minorSchema.safeParse(value).success).toBe(false);
    },
  );

  it('may come to far more than one amount can be, and adding two such sums is still exact', () => {
    const most = sumSchema.parse(MAX_SUM);
    expect(minorSchema.safeParse(MAX_SUM).success).toBe(false);
    expect(Number.isSafeInteger(most + most)).toBe(true);
    // A payment of the largest amount in each minute of a hundred years.
    expect(60 * 24 * 365 * 100 * MAX_PAYMENT).toBeLessThan(MAX_SUM);
    for (const value of [0.5, -1, Number.NaN, MAX_SUM + 1]) {
      expect(() => asSum(value)).toThrow(/Invariant/);
      expect(sumSchema.safeParse(value).success).toBe(false);
    }
  });

  it('never goes below zero', () => expect(() => subtract(minor(1), minor(2))).toThrow(/Invariant/));
  it('balances what came and went to the last minor unit, and takes nothing that is not whole', () => {
    expect(balanceOf([])).toBe(0);
    expect(balanceOf([24_900, -12_500, -24_900])).toBe(-12_500);
    for (const wrong of [0.1, Number.NaN, Number.MAX_SAFE_INTEGER])
      expect(() => balanceOf([wrong, 1])).toThrow(/Invariant/);
  });
});
