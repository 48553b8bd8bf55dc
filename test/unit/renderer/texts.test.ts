import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/money.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { nb } from '../../../renderer/i18n/nb.ts';
import {
  formatCountdown,
  formatDateTime,
  formatMoney,
  formatRate,
  formatTime,
  formatWhen,
  spellDigits,
} from '../../../renderer/i18n/format.ts';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const slots = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the texts', () => {
  const english = new Map(leaves(en));
  const norwegian = new Map(leaves(nb));

  it('are the same in both languages, none empty', () => {
    expect([...norwegian.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of [...english, ...norwegian]) expect(text.trim(), key).not.toBe('');
  });

  it('fill in the same values', () => {
    for (const [key, text] of english) expect(slots(norwegian.get(key) ?? ''), key).toEqual(slots(text));
  });

  it('are translated', () => {
    const same = [...english].filter(([key, text]) => norwegian.get(key) === text).map(([key]) => key);
    expect(same).toEqual(['entry.countries.FI', 'entry.send', 'entry.sendEmpty']);
  });
});

describe('amounts, times and numbers', () => {
  it('write money as the shop’s country does', () => {
    expect(formatMoney(money('NOK', 124_000))).toBe('1\u00a0240,00\u00a0kr');
    expect(formatMoney(money('NOK', 65_000_000))).toBe('650\u00a0000,00\u00a0kr');
    expect(formatMoney(money('DKK', 124_000))).toBe('1.240,00\u00a0kr');
    expect(formatMoney(money('EUR', 5))).toBe('0,05\u00a0€');
    expect(formatRate(2550)).toBe('25,5\u00a0%');
  });

  it('write times by the language, with 24 hours', () => {
    const at = new Date(2026, 10, 21, 15, 4).getTime();
    expect(formatTime(at, 'en')).toBe('15:04');
    expect(formatTime(at, 'nb')).toBe('15:04');
    expect(formatDateTime(at, 'en')).toBe('21 Nov 2026, 15:04');
    expect(formatDateTime(at, 'nb')).toBe('21. nov. 2026, 15:04');
    expect(formatWhen(at, at + 60_000, 'nb')).toBe('15:04');
    expect(formatWhen(at, at + 86_400_000, 'nb')).toBe('21. nov. 2026, 15:04');
  });

  it('count down to zero and not below', () => {
    expect([521_000, 60_000, 59_001, 1, 0, -5000].map(formatCountdown)).toEqual([
      '08:41',
      '01:00',
      '01:00',
      '00:01',
      '00:00',
      '00:00',
    ]);
  });

  it('spell a number by its groups', () => {
    expect(spellDigits('912 34 567', 'en')).toBe('nine one two · three four · five six seven');
    expect(spellDigits('91234567', 'nb')).toBe('ni en · to tre · fire fem · seks sju');
  });
});
