import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { answerStatistics, LEAST } from '../../../electron/core/reports/answers.ts';
import { answerStatisticsSchema } from '../../../shared/answers.ts';
import type { AnswerStatistics } from '../../../shared/answers.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';
import { minor } from '../../../shared/money.ts';
import { vatRate } from '../../../shared/vat.ts';
import { UTC } from '../../support/till/calendars.ts';
import { eventsOf } from '../../support/simulation/sale-stories.ts';
import type { Story } from '../../support/simulation/sale-stories.ts';

const DAY = { unit: 'day', date: calendarDate('2026-11-21') } as const;
const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 21, hour, minute);
let number = 0;
/** So many requests of one kind; a paid one is approved after `seconds`. */
const some = (
  count: number,
  hour: number,
  end: Story['end'],
  more: Partial<Story> & { readonly seconds?: number } = {},
): Story[] =>
  Array.from({ length: count }, (_, index) => {
    number += 1;
    const { seconds = 10, ...rest } = more;
    return {
      receiptNumber: number,
      at: at(hour, index % 60),
      lasts: seconds * 2_000,
      lines: [{ name: 'x', quantity: '1', unitPrice: minor(100), vatRate: vatRate(2500) }],
      code: false,
      end,
      ...rest,
    };
  });

function found(...stories: readonly Story[][]): AnswerStatistics {
  const journal = new SqliteJournal(':memory:');
  for (const story of stories.flat()) journal.append(eventsOf(story));
  const result = answerStatistics(
    { dayBook: journal.dayBook, calendar: UTC, currency: 'NOK', startsAt: 4, now: at(23) },
    DAY,
  );
  journal.close();
  return answerStatisticsSchema.parse(result);
}

describe('how customers answer', () => {
  it('is told by median, ninetieth percentile and shares: together, by hour, person and method', () => {
    const kari = { id: 'p1', name: 'Kari' };
    const { all, methods, hours, cashiers } = found(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((seconds) => some(1, 9, 'paid', { seconds })),
      some(2, 9, 'declined', { by: kari }),
      some(3, 10, 'expired', { code: true }),
      some(1, 10, 'withdrawn'),
      some(4, 23, 'refused'),
      some(1, 1, 'waiting'),
      some(1, 5, 'unclear'),
    );
    expect(all).toEqual({
      sent: 21,
      approved: 10,
      declined: 2,
      expired: 3,
      withdrawn: 1,
      wrongNumber: 4,
      refused: 0,
      open: 1,
      median: 5,
      ninetieth: 9,
    });
    expect([methods.phone.sent, methods.code.sent, methods.code.expired, methods.code.median]).toEqual([
      18,
      3,
      3,
      null,
    ]);
    // Before the cut-off hour it is another day, and a business day begins with its own first hour.
    expect(hours.map(({ hour, answers }) => [hour, answers.sent])).toEqual([
      [5, 1],
      [9, 12],
      [10, 4],
      [23, 4],
    ]);
    expect(cashiers.map(({ by, answers }) => [by?.name ?? null, answers.sent])).toEqual([
      [null, 19],
      ['Kari', 2],
    ]);
  });

  it('is nothing on a day without a request', () => {
    expect(found()).toMatchObject({
      all: { sent: 0, median: null, ninetieth: null },
      hours: [],
      cashiers: [],
      advice: null,
    });
  });

  it('leaves out a time that a clock set back made impossible', () => {
    expect(found(some(3, 9, 'paid', { lasts: -50_000 }))).toMatchObject({ all: { approved: 3, median: null } });
  });
});

describe('the advice', () => {
  it('names the hour from which requests to phones run out, against the hours before', () => {
    expect(
      found(some(30, 10, 'paid'), some(2, 10, 'expired'), some(14, 17, 'paid'), some(6, 17, 'expired')).advice,
    ).toEqual({ kind: 'codeFirstFrom', of: 6, among: 20, hour: 17 });
  });

  it('is to show the code first, to read the number back or to help with the app, where the numbers carry it', () => {
    expect(found(some(20, 10, 'paid'), some(6, 10, 'expired'), some(25, 10, 'paid', { code: true })).advice).toEqual({
      kind: 'codeFirst',
      of: 6,
      among: 26,
      hour: null,
    });
    expect(found(some(20, 10, 'paid'), some(3, 10, 'refused')).advice).toEqual({
      kind: 'readBack',
      of: 3,
      among: 23,
      hour: null,
    });
    expect(found(some(20, 10, 'paid'), some(5, 10, 'paid', { seconds: 75 })).advice).toEqual({
      kind: 'openApp',
      of: 5,
      among: 25,
      hour: null,
    });
  });

  it('is none where there are too few, or where it is no worse than elsewhere', () => {
    expect(found(some(LEAST - 7, 17, 'paid'), some(6, 17, 'expired'), some(30, 10, 'paid')).advice).toBeNull();
    expect(
      found(
        some(30, 10, 'paid'),
        some(8, 10, 'expired'),
        some(30, 17, 'paid'),
        some(8, 17, 'expired'),
        some(30, 17, 'paid', { code: true }),
        some(8, 17, 'expired', { code: true }),
      ).advice,
    ).toBeNull();
    expect(found(some(60, 10, 'paid')).advice).toBeNull();
  });
});
