import type { Calendar } from '../ports/clock.ts';
import type { SaleSearch } from '../ports/journal.ts';
import { addDays, askedDateSchema, calendarDate } from '../../../shared/calendar-date.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { MAX_PAYMENT, parseAmount } from '../../../shared/money.ts';
import { wordsForDays } from '../../../shared/texts/days.ts';

const LARGEST_NUMBER = 99_999_999;
const MINUTE = 60_000;
/** A customer remembers about when. */
const ABOUT_MS = 15 * MINUTE;

const ISO_DATE = /^(20\d{2})-(\d{1,2})-(\d{1,2})$/;
const NORDIC_DATE = /^(\d{1,2})[./](\d{1,2})\.?(?:[./]?((?:20)?\d{2}))?$/;
const DAY_THEN_MONTH = /^(\d{1,2})\.?\s*(\p{L}{3,12})\.?,?(?:\s*(20\d{2}))?(?=\s|$)/u;
const MONTH_THEN_DAY = /^(\p{L}{3,12})\.?\s*(\d{1,2})(?:,?\s+(20\d{2}))?(?=,?\s|$)/u;
const TIME = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;

/**
 * Everything that a text can mean: a person types what is on the receipt, on the phone or in their memory and does not
 * say which. A scanned code is a reference, or a receipt number.
 *
 * @param now epoch ms; a time without a date is today's, a date without a year the newest one that has been
 */
export function readSearch(typed: string, calendar: Calendar, now: number): readonly SaleSearch[] {
  const words = typed.trim().toLowerCase();
  if (words === '') return [];
  return [...receipt(words), ...phone(words), ...total(words), ...time(words, calendar, now), ...reference(words)];
}

function receipt(words: string): SaleSearch[] {
  const number = /^#?(\d{1,8})$/.exec(words)?.[1];
  return number && Number(number) >= 1 && Number(number) <= LARGEST_NUMBER
    ? [{ by: 'receipt', number: Number(number) }]
    : [];
}

/** `4567`, `…67`; whole numbers too, of which only the end is known. */
function phone(words: string): SaleSearch[] {
  const digits = words
    .replace(/^[….]+/, '')
    .replace(/^\+/, '')
    .replace(/\s/g, '');
  if (!/^\d+$/.test(digits)) return [];
  if (digits.length === 2 || digits.length === 4) return [{ by: 'phone', digits }];
  return digits.length >= 8 && digits.length <= 15 ? [{ by: 'phone', digits: digits.slice(-4) }] : [];
}

/** `249` finds 249,00 to 249,99; `249,5` and `249,50` that amount. */
function total(words: string): SaleSearch[] {
  const parsed = parseAmount(words);
  if (!parsed.ok || parsed.value > MAX_PAYMENT) return [];
  const isWhole = parsed.value % 100 === 0 && !/[.,]\d{1,2}(?:\D|$)/.test(words);
  return [{ by: 'total', from: parsed.value, to: isWhole ? parsed.value + 99 : parsed.value }];
}

/** A date that is said in words, in figures: `21. nov` and `Nov 21` are `21.11`, `i går` is yesterday's. */
function inFigures(words: string, today: CalendarDate): string {
  const { months, said } = wordsForDays();
  for (const [word, days] of said)
    if (words === word || words.startsWith(`${word} `)) return addDays(today, days) + words.slice(word.length);
  const written = (whole: string, day: string, month: string, year: string | undefined) => {
    const number = months.findIndex((names) => names.some((name) => name.startsWith(month))) + 1;
    return number === 0 ? whole : `${day}.${number}${year === undefined ? '' : `.${year}`}`;
  };
  return words
    .replace(DAY_THEN_MONTH, (whole, day: string, month: string, year?: string) => written(whole, day, month, year))
    .replace(MONTH_THEN_DAY, (whole, month: string, day: string, year?: string) => written(whole, day, month, year));
}

/** `21.11`, `21. november`, `Nov 21 2026`, `2026-11-21`, `yesterday`, `14:30`, `21.11 14:30`. */
function time(words: string, calendar: Calendar, now: number): SaleSearch[] {
  const today = calendarDate(calendar.local(now).date);
  const [first = '', second] = inFigures(words, today).split(/[,\s]+/);
  const date = dateIn(first, today);
  const clock = TIME.exec(second ?? (date ? '' : first));
  if (second !== undefined && !(date && clock)) return [];
  if (!clock)
    return date ? [{ by: 'time', from: calendar.instant(date, 0), to: calendar.instant(addDays(date, 1), 0) }] : [];
  const at = calendar.instant(date ?? today, Number(clock[1])) + Number(clock[2]) * MINUTE;
  return [{ by: 'time', from: at - ABOUT_MS, to: at + ABOUT_MS }];
}

function dateIn(word: string, today: CalendarDate): CalendarDate | null {
  const iso = ISO_DATE.exec(word);
  if (iso) return existing(iso[1] ?? '', iso[2], iso[3]);
  const nordic = NORDIC_DATE.exec(word);
  if (!nordic) return null;
  const [, day, month, year] = nordic;
  if (year) return existing(year.length === 2 ? `20${year}` : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const date = existing(String(thisYear), month, day);
  return date && date > today ? existing(String(thisYear - 1), month, day) : date;
}

const existing = (year: string, month = '', day = ''): CalendarDate | null =>
  askedDateSchema.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data ?? null;

/** A part of one is enough from its beginning; with digits alone it is one of the others. */
const reference = (words: string): SaleSearch[] =>
  /^(?=.*[a-z])[a-z0-9-]{12,64}$/.test(words) ? [{ by: 'reference', beginning: words }] : [];
