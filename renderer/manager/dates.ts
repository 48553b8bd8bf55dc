import { addDays, askedDateSchema, mondayOf, spanOf } from '../../shared/calendar-date.ts';
import type { CalendarDate, Period } from '../../shared/calendar-date.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';

const write = (date: CalendarDate, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LANGUAGES[language].locale, { ...options, timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );

/** `Sat 21 Nov`, `lør. 21. nov.` */
export const formatShortDay = (date: CalendarDate, language: Language): string =>
  write(date, language, { weekday: 'short', day: 'numeric', month: 'short' });

/** `Saturday 21 November 2026`. The weekday stands by itself: Finnish would say `on Saturday` in a date. */
export function formatLongDay(date: CalendarDate, language: Language): string {
  const weekday = write(date, language, { weekday: 'long' });
  return write(date, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(
    /^\p{L}+/u,
    weekday,
  );
}

export const formatMonth = (date: CalendarDate, language: Language): string =>
  write(date, language, { month: 'long', year: 'numeric' });

/** Number of the week by ISO 8601, as calendars in the Nordics count: the week belongs to the year of its Thursday. */
export function weekOf(date: CalendarDate): { readonly number: number; readonly year: number } {
  const thursday = addDays(mondayOf(date), 3);
  const year = Number(thursday.slice(0, 4));
  const dayOfYear = Math.round((Date.parse(thursday) - Date.UTC(year, 0, 1)) / 86_400_000);
  return { number: Math.floor(dayOfYear / 7) + 1, year };
}

/** Whether two periods of the same unit are one. */
export const samePeriod = (a: Period, b: Period): boolean => a.unit === b.unit && spanOf(a).first === spanOf(b).first;

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * `21.11.2026`, as dates are typed in the Nordics; the same in each language, because day and month cannot be mixed up
 * in it.
 */
export const formatTypedDate = (date: CalendarDate): string => date.split('-').toReversed().join('.');

/**
 * Reads a date as people type it: `21.11.2026`, `21.11.26`, `21/11`, `2026-11-21`. Without a year it is the last such
 * day up to `today`.
 */
export function parseTypedDate(typed: string, today: CalendarDate): CalendarDate | null {
  const iso = askedDateSchema.safeParse(typed.trim());
  if (iso.success) return iso.data;
  const found = /^\s*(\d{1,2})[./ -](\d{1,2})(?:[./ -](\d{4}|\d{2}))?[.\s]*$/.exec(typed);
  if (!found) return null;
  const dated = (year: number) =>
    askedDateSchema.safeParse(`${year}-${two(Number(found[2]))}-${two(Number(found[1]))}`).data ?? null;
  if (found[3] !== undefined) return dated(found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]));
  const thisYear = Number(today.slice(0, 4));
  const date = dated(thisYear);
  return date !== null && date <= today ? date : dated(thisYear - 1);
}
