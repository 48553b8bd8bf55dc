import { getDayOfWeek, parseDate, startOfMonth } from '@internationalized/date';
import { z } from 'zod';

/**
 * Days of the calendar, without a clock and without a time zone: what a business day, a week and a month are called by.
 */

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `yyyy-mm-dd`, a day that exists. */
export const calendarDateSchema = z
  .string()
  .regex(DATE)
  .refine((text) => DATE.test(text) && exists(text))
  .brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof calendarDateSchema>;

/** @throws when the text is not a day: a bug, never input */
export const calendarDate = (text: string): CalendarDate => calendarDateSchema.parse(text);

function exists(text: string): boolean {
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  calendarDate(parseDate(date).add({ days }).toString());

export const mondayOf = (date: CalendarDate): CalendarDate =>
  addDays(date, -getDayOfWeek(parseDate(date), 'en', 'mon'));

/** First of the month of this day, `months` later or earlier. */
export const firstOfMonth = (date: CalendarDate, months = 0): CalendarDate =>
  calendarDate(startOfMonth(parseDate(date)).add({ months }).toString());

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
