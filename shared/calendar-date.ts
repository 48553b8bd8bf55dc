import { z } from 'zod';
import { invariant } from './result.ts';

/**
 * Days of the calendar, without a clock and without a time zone: what a business day, a week and a month are called by.
 */

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** `yyyy-mm-dd`, a day that exists. */
export const calendarDateSchema = z
  .string()
  .regex(DATE)
  .refine((text) => DATE.test(text) && fromDayNumber(toDayNumber(parts(text))) === text)
  .brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof calendarDateSchema>;

/** @throws when the text is not a day: a bug, never input */
export const calendarDate = (text: string): CalendarDate => calendarDateSchema.parse(text);

function parts(date: string): Civil {
  const found = DATE.exec(date);
  invariant(found, `${date} is not a date`);
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}

/** Days since 1970-01-01 in the Gregorian calendar; years begin in March here, so that a leap day is a year's last. */
function toDayNumber({ year, month, day }: Civil): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function fromDayNumber(number: number): string {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  calendarDate(fromDayNumber(toDayNumber(parts(date)) + days));

/** Monday is 0, Sunday 6. */
export const weekdayOf = (date: CalendarDate): number => (((toDayNumber(parts(date)) + 3) % 7) + 7) % 7;

export const mondayOf = (date: CalendarDate): CalendarDate => addDays(date, -weekdayOf(date));

/** First of the month of this day, `months` later or earlier. */
export function firstOfMonth(date: CalendarDate, months = 0): CalendarDate {
  const { year, month } = parts(date);
  const count = year * 12 + month - 1 + months;
  return calendarDate(fromDayNumber(toDayNumber({ year: Math.floor(count / 12), month: (count % 12) + 1, day: 1 })));
}

/**
 * A day that can be asked for: of the century in which there are such wallets, so that what lies around it is a day
 * too.
 */
export const askedDateSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .refine((text) => calendarDateSchema.safeParse(text).success)
  .brand<'CalendarDate'>();

/** What is looked at: the day, the week from Monday or the month that this day is in. */
export const periodSchema = z.strictObject({ unit: z.enum(['day', 'week', 'month']), date: calendarDateSchema });
export type Period = z.infer<typeof periodSchema>;
export const askedPeriodSchema = periodSchema.extend({ date: askedDateSchema });

/** First day of a period, and the first day after it. */
export function spanOf({ unit, date }: Period): { readonly first: CalendarDate; readonly next: CalendarDate } {
  switch (unit) {
    case 'day':
      return { first: date, next: addDays(date, 1) };
    case 'week':
      return { first: mondayOf(date), next: addDays(mondayOf(date), 7) };
    case 'month':
      return { first: firstOfMonth(date), next: firstOfMonth(date, 1) };
  }
}

/** The period so many steps later (or earlier) of the same length. */
export function stepPeriod({ unit, date }: Period, steps: number): Period {
  switch (unit) {
    case 'day':
      return { unit, date: addDays(date, steps) };
    case 'week':
      return { unit, date: addDays(mondayOf(date), 7 * steps) };
    case 'month':
      return { unit, date: firstOfMonth(date, steps) };
  }
}

/** What a period is compared with: the same weekday a week before, the week before, the month before. */
export const comparedWith = (period: Period): Period =>
  period.unit === 'day' ? { ...period, date: addDays(period.date, -7) } : stepPeriod(period, -1);

/** @returns the days of a period, oldest first */
export function daysOf(period: Period): readonly CalendarDate[] {
  const { first, next } = spanOf(period);
  const days: CalendarDate[] = [];
  for (let date = first; date < next; date = addDays(date, 1)) days.push(date);
  return days;
}

export const HOUR_MS = 3_600_000;
