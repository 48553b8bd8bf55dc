import type { Language } from '../../shared/texts/languages.ts';

/** Where the page's document has its first texts; the bundler leaves it as it is in `renderer/index.html`. */
const PLACE = '<!--texts-->';

/** Of the bundle's folder; the bundler writes one for each language. */
export const firstTextsFile = (language: Language): string => `texts/${language}.json`;

/**
 * The page with the texts of its first screen in one language, so that it needs no other request for them. A block of
 * data, which no browser runs, so that the page's policy has nothing to allow.
 *
 * @param texts JSON
 */
export const withTexts = (html: string, language: Language, texts: string): string =>
  html.replace(
    PLACE,
    () =>
      `<script type="application/json" id="texts" data-language="${language}">` +
      // Nothing in a text can end the block.
      `${texts.replaceAll('<', String.raw`\u003c`)}</script>`,
  );
