import { z } from 'zod';
import { invariant } from './result.ts';

/** The currencies a shop can be paid in; each is bound to the sales unit's country [api 1.1]. */
export const currencySchema = z.enum(['NOK', 'DKK', 'EUR']);
export type Currency = z.infer<typeof currencySchema>;

/**
 * What many amounts come to, in minor units: a day, or everything since the first sale. No till lives long enough
 * to reach its limit, which leaves room to add two of them exactly; an amount of its own is far below it.
 */
const wholeSchema = z.number().int().min(0);
export const MAX_SUM = 4_000_000_000_000_000;
export const sumSchema = wholeSchema.max(MAX_SUM).brand<'Sum'>();
export type Sum = z.infer<typeof sumSchema>;

/** Minor units (øre, cent) of one amount, which is a sum too. Only this file makes one, so no float becomes money. */
export const minorSchema = wholeSchema.max(65_000_000_000).brand<'Sum'>().brand<'Minor'>();
export type Minor = z.infer<typeof minorSchema>;

export const moneySchema = z.object({ currency: currencySchema, value: minorSchema }).readonly();
export type Money = z.infer<typeof moneySchema>;

/** The largest amount one payment can have, 650 000.00 [EP-1.8.1 Amount]. */
export const MAX_PAYMENT = minor(65_000_000);

/** The smallest amount one payment can have in each currency, in minor units [api 1.4]. */
export const MIN_PAYMENT: Readonly<Record<Currency, Minor>> = {
  NOK: minor(100),
  DKK: minor(1),
  EUR: minor(1),
};

/** @throws when the number is not a whole, non-negative number of minor units: that is a bug, never input. */
export function minor(value: number): Minor {
  invariant(Number.isSafeInteger(value) && value >= 0, `${value} is not an amount in minor units`);
  return value as Minor;
}

/** @throws when the number is no sum: that is a bug, or two lifetimes of a till */
export function asSum(value: number): Sum {
  invariant(Number.isSafeInteger(value) && value >= 0 && value <= MAX_SUM, `${value} is not a sum in minor units`);
  return value as Sum;
}

export const money = (currency: Currency, value: number): Money => ({ currency, value: minor(value) });
export const ZERO = minor(0);

export const add = (a: Minor, b: Minor): Minor => minor(a + b);
export const sum = (values: readonly Minor[]): Minor =>
  minor(values.reduce<number>((total, value) => total + value, 0));
/** What many of them come to. */
export const totalOf = (values: readonly Sum[]): Sum =>
  asSum(values.reduce<number>((total, value) => total + value, 0));
/** What is left when others are taken from it; nothing where they are more. */
export const restOf = <T extends Sum>(of: T, ...taken: readonly Sum[]): T =>
  asSum(Math.max(0, of - totalOf(taken))) as T;
/** The smaller of two. */
export const smaller = (a: Minor, b: Minor): Minor => (a < b ? a : b);
/** `part` of `whole` of an amount, what is less than one left out: shares that grow to the whole end at the amount. */
export const shareOf = (amount: Minor, part: number, whole: number): Minor =>
  whole === 0 ? ZERO : minor(Number((BigInt(amount) * BigInt(part)) / BigInt(whole)));
/** So many hundredths of a percent of an amount, rounded half up. */
export const percentOf = (amount: Minor, hundredths: number): Minor =>
  minor(Number((BigInt(amount) * BigInt(hundredths) + 5_000n) / 10_000n));

/**
 * An amount parted by weights so that the parts add up to it: each gets the floor of its share, and what is left goes
 * to the largest remainders, the first among equals. Of an amount that is no more than the weights together no part is
 * more than its weight. Nothing where there is no weight.
 */
export function partBy(amount: Minor, weights: readonly Sum[]): readonly Minor[] {
  const whole = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (whole === 0n) return weights.map(() => ZERO);
  const shares = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, floor: product / whole, remainder: product % whole };
  });
  const left = Number(BigInt(amount) - shares.reduce((all, { floor }) => all + floor, 0n));
  const byRemainder = shares.toSorted((a, b) => (a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1));
  const extra = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return shares.map(({ index, floor }) => minor(Number(floor) + (extra.has(index) ? 1 : 0)));
}

/** How much more the first is; below zero where it is less. */
export const difference = (a: Sum, b: Sum): number => a - b;
/** Rounded half up; nothing of nothing. */
export const averageOf = (of: Sum, count: number): Minor => (count === 0 ? ZERO : minor(Math.round(of / count)));
/** @throws when b is larger than a */
export const subtract = <T extends Sum>(a: T, b: Sum): T => asSum(a - b) as T;
/**
 * What signed amounts come to: differences, fees, what a ledger took and gave. Below zero where more went than came.
 *
 * @throws when it is no whole number that is known exactly: a bug, never input
 */
export function balanceOf(values: readonly number[]): number {
  const balance = values.reduce((total, value) => total + value, 0);
  invariant(Number.isSafeInteger(balance), `${balance} is not a balance in minor units`);
  return balance;
}

export type AmountProblem = 'amount.zero' | 'amount.belowMinimum' | 'amount.aboveMaximum';

/** Whether the wallet can be asked for this amount. */
export function checkPayable(amount: Money): AmountProblem | null {
  if (amount.value === 0) return 'amount.zero';
  if (amount.value < MIN_PAYMENT[amount.currency]) return 'amount.belowMinimum';
  if (amount.value > MAX_PAYMENT) return 'amount.aboveMaximum';
  return null;
}

export type ParsedAmount =
  | { readonly ok: true; readonly value: Minor }
  | {
      readonly ok: false;
      readonly problem: 'amount.notANumber' | 'amount.negative' | 'amount.tooManyDecimals' | AmountProblem;
    };

/**
 * Reads an amount that a person typed or pasted: `249`, `249,5`, `1 249,00`, `1.249,00`, `249.00 kr`, `NOK 249`.
 * A single separator followed by three digits is a thousands separator only when it is a space or an apostrophe;
 * `1.249` alone is refused as three decimals, because guessing there could cost a factor of a thousand.
 * Does not check the payable range.
 */
export function parseAmount(text: string): ParsedAmount {
  const bare = text
    .normalize('NFKC')
    .replace(/^\s*(?:NOK|DKK|EUR|kr\.?|€)\s*/i, '')
    .replace(/\s*(?:NOK|DKK|EUR|kr\.?|€|,-)\s*$/i, '')
    .trim();
  if (/^[-\u2212\u2013]/.test(bare)) return { ok: false, problem: 'amount.negative' };
  const compact = bare.replace(/(?<=\d)[\s'\u2019](?=\d{3}(?!\d))/g, '');
  const grouped = /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/.test(compact)
    ? compact.replaceAll('.', '')
    : /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/.test(compact)
      ? compact.replaceAll(',', '')
      : compact;
  const match = /^(\d{1,12})(?:[.,](\d*))?$/.exec(grouped);
  if (!match) return { ok: false, problem: 'amount.notANumber' };
  const decimals = match[2] ?? '';
  if (decimals.length > 2) return { ok: false, problem: 'amount.tooManyDecimals' };
  const value = Number(match[1]) * 100 + Number(decimals.padEnd(2, '0'));
  if (value > MAX_PAYMENT) return { ok: false, problem: 'amount.aboveMaximum' };
  return { ok: true, value: minor(value) };
}
