import { LANGUAGES, LANGUAGE_CODES } from './languages.ts';

/** How the languages of the till say months and days. */
interface DayWords {
  /** Of each month, small; three letters are enough. */
  readonly months: readonly (readonly string[])[];
  /** `today` and `yesterday`, with the days from today. */
  readonly said: readonly (readonly [word: string, days: number])[];
}

let dayWords: DayWords | null = null;

/** Looked up at the first search: that takes some ms. */
export function wordsForDays(): DayWords {
  const locales = LANGUAGE_CODES.map((code) => LANGUAGES[code].locale);
  const monthIn = (locale: string, month: number): string => {
    const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatToParts(
      Date.UTC(2026, month, 1),
    );
    return (parts.find(({ type }) => type === 'month')?.value ?? '').toLowerCase();
  };
  return (dayWords ??= {
    months: Array.from({ length: 12 }, (_, month) => locales.map((locale) => monthIn(locale, month))),
    said: locales.flatMap((locale) =>
      [0, -1].flatMap((days) => {
        const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day').toLowerCase();
        // `i går` is written `igår` too.
        return [word, word.replaceAll(' ', '')].map((each) => [each, days] as const);
      }),
    ),
  });
}
