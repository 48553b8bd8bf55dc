import type { Calendar } from '../ports/clock.ts';
import type { Span } from '../ports/day-book.ts';
import { HOUR_MS, addDays, calendarDate, daysOf } from '../../../shared/calendar-date.ts';
import type { CalendarDate, Period } from '../../../shared/calendar-date.ts';

export interface BusinessDay extends Span {
  readonly date: CalendarDate;
}

/**
 * A business day runs from the cut-off hour of its date to that of the next, by the shop's own clock: with a cut-off of
 * 4, what is sold at 01:30 belongs to the evening before. On the two days a year on which clocks are changed it has 23
 * or 25 hours.
 *
 * @param startsAt hour of the day at which a new business day begins, 0 to 12
 */
export function businessDay(calendar: Calendar, startsAt: number, date: CalendarDate): BusinessDay {
  return { date, from: calendar.instant(date, startsAt), to: calendar.instant(addDays(date, 1), startsAt) };
}

/** The business day that a moment belongs to. */
export function businessDayAt(calendar: Calendar, startsAt: number, at: number): BusinessDay {
  const today = businessDay(calendar, startsAt, calendarDate(calendar.local(at).date));
  return at < today.from ? businessDay(calendar, startsAt, addDays(today.date, -1)) : today;
}

/** The business days of a period, oldest first; each ends where the next begins. */
export const businessDays = (calendar: Calendar, startsAt: number, period: Period): readonly BusinessDay[] =>
  daysOf(period).map((date) => businessDay(calendar, startsAt, date));

/** From the beginning of the first to the end of the last. */
export function spanOfDays(days: readonly BusinessDay[]): Span {
  return { from: days[0]?.from ?? 0, to: days.at(-1)?.to ?? 0 };
}

/** The beginnings of the hours of a span: 23, 24 or 25 of them in a day. */
export function hoursOf({ from, to }: Span): readonly number[] {
  return Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, (_, index) => from + index * HOUR_MS);
}
