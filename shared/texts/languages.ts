import da from './da/index.ts';
import en from './en/index.ts';
import fi from './fi/index.ts';
import nb from './nb/index.ts';
import sv from './sv/index.ts';

interface LanguageFacts {
  /** Its name as its readers write it. */
  readonly name: string;
  /** How dates and clocks are written. */
  readonly locale: string;
  /** Other tags of a system whose readers read it. */
  readonly readBy: readonly string[];
}

/**
 * All languages of the terminal. A new one is its folder of catalogues beside those of the others, and its line here
 * and below. `node build/texts.ts` says what is missing in it.
 */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-GB', readBy: [] },
  da: { name: 'Dansk', locale: 'da-DK', readBy: [] },
  fi: { name: 'Suomi', locale: 'fi-FI', readBy: [] },
  nb: { name: 'Norsk', locale: 'nb-NO', readBy: ['no', 'nn'] },
  sv: { name: 'Svenska', locale: 'sv-SE', readBy: [] },
} as const satisfies Readonly<Record<string, LanguageFacts>>;

export type Language = keyof typeof LANGUAGES;

/** Texts of the main process; pages are bundled without them, and load their own by room. */
export const MAIN_TEXTS: Readonly<Record<Language, typeof en>> = { en, da, fi, nb, sv };

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[] as readonly [Language, ...Language[]];
