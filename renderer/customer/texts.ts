/// <reference types="vite/types/importMeta.d.ts" />
import { LANGUAGES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { readFrom } from '../../shared/texts/read.ts';
import type { Read } from '../../shared/texts/read.ts';
import type customer from '../../shared/texts/en/customer.json';

/** All languages at once: a customer who touches another one reads it at once. */
const CATALOGUES: Readonly<Record<string, typeof customer>> = import.meta.glob('../../shared/texts/*/customer.json', {
  eager: true,
  import: 'default',
});

export type CustomerText = Read<typeof customer>;

/** The texts of a language. */
export function customerTexts(language: Language): CustomerText {
  const catalogue = CATALOGUES[`../../shared/texts/${language}/customer.json`];
  if (!catalogue) throw new Error(`no texts in ${language}`);
  return readFrom(catalogue, LANGUAGES[language].locale);
}
