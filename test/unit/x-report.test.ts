import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/sqlite-journal.ts';
import { dayReport } from '../../electron/core/day/day-report.ts';
import { dayEn } from '../../renderer/i18n/day.en.ts';
import { dayNb } from '../../renderer/i18n/day.nb.ts';
import type { DayText } from '../../renderer/manager/use-texts.ts';
import { ROLL_WIDTH, xReport } from '../../renderer/manager/x-report.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { minor } from '../../shared/money.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { vatRate } from '../../shared/vat.ts';
import { UTC } from '../support/calendars.ts';
import { ENDS, eventsOf } from '../support/sale-stories.ts';

/** The texts without the library: a path and values. */
const textOf = (texts: object): DayText => (key, values = {}) =>
  String(key.split('.').reduce<unknown>((tree, name) => (tree as Record<string, unknown>)[name], texts)).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const AT = Date.UTC(2026, 10, 21, 9);
const journal = new SqliteJournal(':memory:');
for (let number = 1; number <= 60; number += 1) {
  const lines = [{ name: 'Gold', quantity: '1', unitPrice: minor(number === 1 ? 64_999_999 : 12_345), vatRate: vatRate(2500) }];
  journal.append(eventsOf({ receiptNumber: number, at: AT + number * 60_000, lasts: 1_000, code: number % 4 === 0, end: ENDS[(number - 1) % ENDS.length] ?? 'paid', lines }));
}
const report = dayReport({ dayBook: journal.dayBook, calendar: UTC, currency: 'NOK', startsAt: 0, now: AT + 8 * 3_600_000 }, { unit: 'day', date: calendarDate('2026-11-21') });
const facts = { report, grand: report.takings, store: { ...PRACTICE_STORE, storeName: 'A shop whose name is so long that no roll was ever wide enough' }, environment: 'practice', version: '0.1.0' } as const;

describe.each([['en', dayEn], ['nb', dayNb]] as const)('the totals as a slip, %s', (language, texts) => {
  const lines = xReport({ ...facts, language }, textOf(texts));

  it('fit the roll, every line', () => {
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(ROLL_WIDTH);
    expect(lines.join('\n')).not.toMatch(/undefined|\{\{|NaN/);
  });

  it('say what was taken, and never cut a figure', () => {
    const named = (name: string) => lines.filter((line) => line.startsWith(name));
    expect(named(texts.figures.takings)[0]).toMatch(/ 6 +650 617,24$/);
    expect(named(texts.outcomes.declined)[0]).toMatch(/ 6 +740,70$/);
    expect(lines.filter((line) => line.startsWith('25 %')).map((line) => line.slice(-12).trim())).toEqual(['520 493,79', '130 123,45']);
  });

  it('say that no money was moved where that is so, at both ends', () => {
    expect(lines.filter((line) => line.trim() === texts.x.practice)).toHaveLength(2);
    expect(xReport({ ...facts, environment: 'production', language }, textOf(texts)).join('\n')).not.toContain(texts.x.practice);
  });
});
