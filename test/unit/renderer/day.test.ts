import { describe, expect, it } from 'vitest';
import {
  formatLongDay,
  formatShortDay,
  formatTypedDate,
  parseTypedDate,
  samePeriod,
  weekOf,
} from '../../../renderer/manager/dates.ts';
import { roundTop } from '../../../renderer/manager/round-top.ts';
import { isToCome } from '../../../renderer/manager/to-come.ts';
import { formatRound } from '../../../renderer/i18n/format.ts';
import { minor, money } from '../../../shared/money.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';

describe('dates in the day view', () => {
  const today = calendarDate('2026-11-21');

  it('are read as people type them', () => {
    expect(
      ['21.11.2026', '21.11.26', '21/11', '21 11 2026', '2026-11-21', ' 21.11. '].map((typed) =>
        parseTypedDate(typed, today),
      ),
    ).toEqual(Array.from({ length: 6 }, () => today));
    expect(parseTypedDate('24.12', today)).toBe('2025-12-24');
    expect(
      ['31.4.2026', '29.2.2026', '0.1.2026', 'yesterday', '', '21.11.2026.5', '1.1.1999', '1.1.3026'].map((typed) =>
        parseTypedDate(typed, today),
      ),
    ).toEqual(Array.from({ length: 8 }, () => null));
    expect(formatTypedDate(today)).toBe('21.11.2026');
  });

  it('number the weeks by their Thursday', () => {
    expect(weekOf(calendarDate('2026-11-21'))).toEqual({ number: 47, year: 2026 });
    expect(weekOf(calendarDate('2027-01-01'))).toEqual({ number: 53, year: 2026 });
    expect(weekOf(calendarDate('2024-12-30'))).toEqual({ number: 1, year: 2025 });
  });

  it('name the day the same whatever the time zone of the machine', () => {
    expect(formatShortDay(today, 'en')).toMatch(/^Sat,? 21 Nov$/);
    expect(formatShortDay(today, 'nb')).toBe('lør. 21. nov.');
    expect(formatLongDay(today, 'nb')).toBe('lørdag 21. november 2026');
    expect(formatLongDay(today, 'fi')).toBe('lauantai 21. marraskuuta 2026');
  });

  it('are of one week when they share its Monday', () => {
    expect(samePeriod({ unit: 'week', date: today }, { unit: 'week', date: calendarDate('2026-11-16') })).toBe(true);
    expect(samePeriod({ unit: 'week', date: today }, { unit: 'week', date: calendarDate('2026-11-22') })).toBe(true);
    expect(samePeriod({ unit: 'week', date: today }, { unit: 'week', date: calendarDate('2026-11-23') })).toBe(false);
  });
});

it('ends the scale of a chart at a round figure that no bar exceeds', () => {
  for (const highest of [1, 99, 100, 101, 19_999, 20_001, 5_000_001]) {
    const top = roundTop(highest);
    expect(top).toBeGreaterThanOrEqual(highest);
    expect(highest).toBeGreaterThan(top / 2.6);
    expect(String(top)).toMatch(/^[125]0*$/);
  }
  expect(roundTop(0)).toBe(1);
});

it('writes round figures without decimals, and no others', () => {
  const plain = (amount: number) => formatRound(money('NOK', amount)).replaceAll('\u00a0', ' ');
  expect([0, 500_000, 250, 25_000].map(plain)).toEqual(['0 kr', '5 000 kr', '2,50 kr', '250 kr']);
});

describe('hours of a day', () => {
  const from = Date.UTC(2026, 10, 21, 4);
  const hours = [4, 5, 6, 6, 7].map((hour, index) => ({ hour, again: index === 3, count: 0, amount: minor(0) }));
  const day = { period: { unit: 'day' as const, date: calendarDate('2026-11-21') }, running: true, from, hours };
  const toCome = (madeAt: number, running = true) =>
    hours
      .filter((each) => isToCome({ ...day, running, madeAt }, each))
      .map(({ hour, again }) => `${hour}${again ? '+' : ''}`);

  it('are to come until they begin, also the one that a night has twice', () => {
    expect(toCome(from)).toEqual(['5', '6', '6+', '7']);
    expect(toCome(from + 2 * 3_600_000 - 1)).toEqual(['6', '6+', '7']);
    expect(toCome(from + 2 * 3_600_000)).toEqual(['6+', '7']);
    expect(toCome(from + 4 * 3_600_000)).toEqual([]);
  });

  it('have all been when the day is over', () => {
    expect(toCome(from, false)).toEqual([]);
  });
});
