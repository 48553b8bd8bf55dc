import { LANGUAGES, LANGUAGE_CODES, MAIN_TEXTS } from '../../shared/texts/languages.ts';

/** For the phone's page: each language with its texts and how it writes figures and times. */
export const CATALOGUES = Object.fromEntries(
  LANGUAGE_CODES.map((code) => {
    const { locale, readBy } = LANGUAGES[code];
    return [code, { locale, readBy: [code, ...readBy], texts: MAIN_TEXTS[code].phone }];
  }),
);
