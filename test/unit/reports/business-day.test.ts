import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemCalendar } from '../../../electron/adapters/system/calendar.ts';
import {
  businessDay,
  businessDayAt,
  businessDays,
  hoursOf,
  spanOfDays,
} from '../../../electron/core/reports/business-day.ts';
import {
  HOUR_MS,
  addDays,
  askedDateSchema,
  calendarDate,
  calendarDateSchema,
  comparedWith,
  daysOf,
  firstOfMonth,
  mondayOf,
  spanOf,
  stepPeriod,
} from '../../../shared/calendar-date.ts';
import { zoneCalendar } from '../../support/till/calendars.ts';

const OSLO = zoneCalendar('Europe/Oslo');
const DAY_MS = 24 * HOUR_MS;
const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const someDate = fc
  .integer({ min: Date.UTC(1999, 0, 1) / DAY_MS, max: Date.UTC(2101, 0, 1) / DAY_MS })
  .map((day) => calendarDate(isoOf(day * DAY_MS)));
const someMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2031, 0, 1) });
const someHour = fc.integer({ min: 0, max: 12 });

describe('days of the calendar', () => {
  it('count as the Gregorian calendar does', () => {
    fc.assert(
      fc.property(someDate, fc.integer({ min: -1000, max: 1000 }), (date, days) => {
        const ms = Date.parse(date);
        expect(addDays(date, days)).toBe(isoOf(ms + days * DAY_MS));
        const weekday = (new Date(ms).getUTCDay() + 6) % 7;
        expect(mondayOf(date)).toBe(isoOf(ms - weekday * DAY_MS));
        expect(firstOfMonth(date, 1)).toBe(
          isoOf(Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() + 1, 1)),
        );
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', ''])('refuse %s', (text) => {
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  });

  it('make periods that follow one another without a gap', () => {
    fc.assert(
      fc.property(someDate, fc.constantFrom('day', 'week', 'month'), (date, unit) => {
        const { first, next } = spanOf({ unit, date });
        expect(first <= date && date < next).toBe(true);
        expect(spanOf(stepPeriod({ unit, date }, 1)).first).toBe(next);
        expect(spanOf(stepPeriod({ unit, date }, -1)).next).toBe(first);
        expect(daysOf({ unit, date })).toHaveLength((Date.parse(next) - Date.parse(first)) / DAY_MS);
      }),
    );
  });

  it('can be asked for in this century alone, and each such period has days around it', () => {
    expect(
      ['1999-12-31', '2100-01-01', '0951-04-01', '9999-12-31'].map((date) => askedDateSchema.safeParse(date).success),
    ).toEqual([false, false, false, false]);
    for (const date of ['2000-01-01', '2099-12-31'].map((text) => askedDateSchema.parse(text))) {
      for (const unit of ['day', 'week', 'month'] as const) {
        expect(businessDays(OSLO, 12, { unit, date }).length).toBeGreaterThan(0);
        expect(businessDays(OSLO, 12, comparedWith({ unit, date }))[0]?.from).toBeGreaterThan(0);
      }
    }
  });

  it('are compared with the same weekday a week before, the week and the month before', () => {
    const date = calendarDate('2026-03-31');
    expect(comparedWith({ unit: 'day', date }).date).toBe('2026-03-24');
    expect(comparedWith({ unit: 'week', date }).date).toBe('2026-03-23');
    expect(comparedWith({ unit: 'month', date }).date).toBe('2026-02-01');
  });
});

describe('a business day', () => {
  it('begins at its cut-off hour: what is sold at half past one belongs to the evening before', () => {
    const halfPastOne = Date.parse('2026-11-22T01:30:00+01:00');
    expect(businessDayAt(OSLO, 0, halfPastOne).date).toBe('2026-11-22');
    expect(businessDayAt(OSLO, 4, halfPastOne).date).toBe('2026-11-21');
    expect(businessDayAt(OSLO, 4, Date.parse('2026-11-22T04:00:00+01:00')).date).toBe('2026-11-22');
    expect(businessDayAt(OSLO, 4, Date.parse('2026-11-22T03:59:59.999+01:00')).date).toBe('2026-11-21');
  });

  it('has 23 hours when clocks are set forward and 25 when they are set back', () => {
    const hours = (date: string, startsAt: number) => hoursOf(businessDay(OSLO, startsAt, calendarDate(date))).length;
    expect([hours('2026-03-28', 0), hours('2026-03-29', 0), hours('2026-03-30', 0)]).toEqual([24, 23, 24]);
    expect([hours('2026-10-24', 0), hours('2026-10-25', 0), hours('2026-10-26', 0)]).toEqual([24, 25, 24]);
    // With a cut-off at four the night of the change belongs to the day before.
    expect([hours('2026-03-28', 4), hours('2026-03-29', 4)]).toEqual([23, 24]);
    expect([hours('2026-10-24', 4), hours('2026-10-25', 4)]).toEqual([25, 24]);
  });

  it('contains each moment in exactly one day, whatever the cut-off hour, on every day of the years', () => {
    fc.assert(
      fc.property(someMoment, someHour, (at, startsAt) => {
        const day = businessDayAt(OSLO, startsAt, at);
        expect(day.from <= at && at < day.to).toBe(true);
        expect(businessDay(OSLO, startsAt, addDays(day.date, 1)).from).toBe(day.to);
        expect([23, 24, 25]).toContain((day.to - day.from) / HOUR_MS);
      }),
    );
  });

  it('adds up to its week and its month without a gap', () => {
    fc.assert(
      fc.property(someMoment, someHour, fc.constantFrom('week', 'month'), (at, startsAt, unit) => {
        const days = businessDays(OSLO, startsAt, { unit, date: businessDayAt(OSLO, startsAt, at).date });
        const span = spanOfDays(days);
        expect(span.from <= at && at < span.to).toBe(true);
        days.slice(1).forEach((day, index) => expect(day.from).toBe(days[index]?.to));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the calendar of this machine', () => {
  const before = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = 'Europe/Oslo';
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  it('says the same as the rules of its time zone', () => {
    fc.assert(
      fc.property(someMoment, someHour, (at, hour) => {
        expect(systemCalendar.local(at)).toEqual(OSLO.local(at));
        expect(systemCalendar.day(at)).toEqual(OSLO.day(at));
        const date = calendarDate(OSLO.local(at).date);
        expect(systemCalendar.instant(date, hour)).toBe(OSLO.instant(date, hour));
      }),
    );
  });

  it('takes the moment after where an hour does not exist, and the first of two where it comes twice', () => {
    for (const calendar of [systemCalendar, OSLO]) {
      expect(calendar.instant(calendarDate('2026-03-29'), 2)).toBe(Date.parse('2026-03-29T03:00:00+02:00'));
      expect(calendar.instant(calendarDate('2026-10-25'), 2)).toBe(Date.parse('2026-10-25T02:00:00+02:00'));
    }
  });
});
