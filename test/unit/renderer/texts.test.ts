import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/money.ts';
import en from '../../../shared/texts/en/till.json' with { type: 'json' };
import da from '../../../shared/texts/da/till.json' with { type: 'json' };
import nb from '../../../shared/texts/nb/till.json' with { type: 'json' };
import type { RoomText } from '../../../renderer/i18n/rooms.ts';
import {
  formatCountdown,
  formatDateTime,
  formatMoney,
  formatRate,
  formatSeconds,
  formatTime,
  formatWhen,
  spellDigits,
} from '../../../renderer/i18n/format.ts';

const saying =
  (words: Readonly<Record<string, string>>): RoomText<'till'> =>
  (key) =>
    words[key.replace('digits.', '')] ?? key;

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
    expect(formatTime(at, 'da')).toBe('15:04');
    expect(formatSeconds(at, 'da')).toBe('15:04:00');
    expect(formatDateTime(at, 'en')).toBe('21 Nov 2026, 15:04');
    expect(formatDateTime(at, 'da')).toBe('21. nov. 2026, 15:04');
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
    expect(spellDigits('912 34 567', saying(en.digits))).toBe('nine one two\u00a0· three four\u00a0· five six seven');
    expect(spellDigits('91234567', saying(nb.digits))).toBe('ni en\u00a0· to tre\u00a0· fire fem\u00a0· seks sju');
    expect(spellDigits('91 23 45 67', saying(da.digits))).toBe('ni en\u00a0· to tre\u00a0· fire fem\u00a0· seks syv');
  });
});
