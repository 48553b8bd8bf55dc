import { describe, expect, it } from 'vitest';
import {
  eraseFrom,
  EMPTY_AMOUNT,
  readAmount,
  setWhole,
  showAmount,
  typeInto,
} from '../../../renderer/ui/amount-entry.ts';
import type { AmountEntry } from '../../../renderer/ui/amount-entry.ts';

const typed = (keys: string, from: AmountEntry = EMPTY_AMOUNT): AmountEntry =>
  [...keys].reduce((entry, key) => (key === '<' ? eraseFrom(entry) : typeInto(entry, key)), from);
const valueOf = (entry: AmountEntry): number | string | null => {
  const read = readAmount(entry, 'NOK');
  return read === null ? null : read.ok ? read.value : read.problem;
};
const shown = (entry: AmountEntry): string => showAmount(entry, 'NOK').replaceAll('\u00a0', ' ');

describe('the amount while it is keyed', () => {
  it.each([
    ['24900', 24_900, '249,00'],
    ['5', 'amount.belowMinimum', '0,05'],
    ['249,5', 24_950, '249,5'],
    ['249,00', 24_900, '249,00'],
    ['249.00', 24_900, '249.00'.replace('.', ',')],
    ['249,', 24_900, '249,'],
    [',50', 'amount.belowMinimum', '0,50'],
    ['65000000', 65_000_000, '650 000,00'],
    ['65000001', 'amount.aboveMaximum', '650 000,01'],
    ['249,505', 'amount.tooManyDecimals', '249,505'],
    ['-5', 'amount.negative', '-5'],
    ['24a', 'amount.notANumber', '24a'],
    ['0', null, ''],
    ['00249', 249, '2,49'],
  ])('%s', (keys, value, text) => {
    expect(valueOf(typed(keys))).toBe(value);
    expect(shown(typed(keys))).toBe(text);
  });

  it('takes back one key at a time, through the separator to cents again', () => {
    expect(valueOf(typed('249,5<'))).toBe(24_900);
    expect(shown(typed('249,5<<'))).toBe('2,49');
    expect(typed('249,5<<<<<')).toEqual(EMPTY_AMOUNT);
    expect(eraseFrom(EMPTY_AMOUNT)).toEqual(EMPTY_AMOUNT);
  });

  it.each([
    ['249', 24_900],
    ['249,00', 24_900],
    ['249.00', 24_900],
    ['1 240,50 kr', 124_050],
    ['0', 'amount.zero'],
    ['1.249', 'amount.tooManyDecimals'],
    ['650000,01', 'amount.aboveMaximum'],
    ['-249', 'amount.negative'],
    ['two hundred', 'amount.notANumber'],
  ])('reads %s as a whole when it is pasted or filled', (text, value) => {
    expect(valueOf(setWhole(text)) ?? 'amount.zero').toBe(value);
  });

  it('keeps in view what it cannot read, and goes on from there', () => {
    expect(shown(setWhole('12,345'))).toBe('12,345');
    expect(valueOf(typed('<', setWhole('12,345')))).toBe(1234);
  });

  it('writes amounts as the country does', () => {
    expect(showAmount(typed('124000'), 'DKK')).toBe('1.240,00');
    expect(showAmount(typed('124000'), 'EUR')).toBe('1\u00a0240,00');
  });

  it('has a limit', () => {
    expect(typed('9'.repeat(40))).toEqual({ mode: 'cents', digits: '9'.repeat(11) });
    expect(setWhole('x'.repeat(5000))).toEqual({ mode: 'text', text: 'x'.repeat(40) });
  });
});

describe('an amount in whole kroner', () => {
  const whole = (keys: readonly string[], from: AmountEntry = EMPTY_AMOUNT): AmountEntry =>
    keys.reduce((entry, key) => (key === '<' ? eraseFrom(entry, true) : typeInto(entry, key, true)), from);

  it.each([
    [['2', '4', '9'], 24_900, '249,00'],
    [['1', '00'], 10_000, '100,00'],
    [['0', '5'], 500, '5,00'],
    [['2', '4', '9', ',', '5'], 24_950, '249,5'],
    [['2', '4', '9', '.', '5', '0'], 24_950, '249,50'],
    [['2', '4', '9', ',', '5', '<', '<'], 24_900, '249,00'],
    [['2', '4', '<'], 200, '2,00'],
    [['2', '<'], null, ''],
    [['0'], 'amount.zero', '0,00'],
    [['6', '5', '0', '0', '0', '1'], 'amount.aboveMaximum', '650 001,00'],
    [[...'1234567890'], 'amount.aboveMaximum', '123 456 789,00'],
    [['2', '4', 'a'], 'amount.notANumber', '24a'],
  ])('%j', (keys, value, text) => {
    expect(valueOf(whole(keys))).toBe(value);
    expect(shown(whole(keys))).toBe(text);
  });

  it('goes on with what was there to the cent, and never reads it as a hundred times as much', () => {
    expect(valueOf(whole(['5'], setWhole('249')))).toBe(249_500);
    expect(valueOf(whole(['5'], setWhole('12,50')))).toBe('amount.tooManyDecimals');
    expect(valueOf(whole(['<'], setWhole('249')))).toBe(2_490);
  });
});
