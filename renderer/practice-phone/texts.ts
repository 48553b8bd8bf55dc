/// <reference types="vite/types/importMeta.d.ts" />
import { LANGUAGE_CODES, LANGUAGES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { readFrom } from '../../shared/texts/read.ts';
import type { Read, TextKey } from '../../shared/texts/read.ts';
import type phone from '../../shared/texts/en/phone.json';

export type PhoneKey = TextKey<typeof phone>;

const CATALOGUES: Readonly<Record<string, typeof phone>> = import.meta.glob('../../shared/texts/*/phone.json', {
  eager: true,
  import: 'default',
});

const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;

const isReadBy = (code: Language, tag: string): boolean =>
  [code, ...LANGUAGES[code].readBy].some((each) => each === tag.split('-')[0]);

/** That of the address, or of the browser, or English. */
export const language: Language = LANGUAGE_CODES.find((code) => isReadBy(code, asked)) ?? 'en';
const { locale } = LANGUAGES[language];

const catalogue = CATALOGUES[`../../shared/texts/${language}/phone.json`];
if (!catalogue) throw new Error(`no texts in ${language}`);
export const phoneText: Read<typeof phone> = readFrom(catalogue, locale);

export const money = (value: number, currency: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value / 100);

const hours = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false });
export const clock = (at: number): string => hours.format(at).replaceAll('.', ':');
