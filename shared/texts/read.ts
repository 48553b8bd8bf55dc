import { LANGUAGES, MAIN_TEXTS } from './languages.ts';
import type { Language } from './languages.ts';

/** The forms of a number that languages tell apart, as i18next writes them at the end of a key. */
type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Plural<K extends string> = K extends `${infer Base}_${Form}` ? Base : K;

/**
 * Dotted paths of all texts of a catalogue; of texts that differ by `count` (`…_one`, `…_other`) the path without the
 * ending.
 */
export type TextKey<T> = {
  [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${TextKey<T[K]>}`;
}[keyof T & string];

export type Values = Readonly<Record<string, string | number>>;

/** Texts of one room of a catalogue, with its keys checked by the compiler. */
export type Read<T> = (key: TextKey<T>, values?: Values) => string;

type MainRooms = (typeof MAIN_TEXTS)[Language];
export type MainRoom = keyof MainRooms;
export type MainText<R extends MainRoom> = Read<MainRooms[R]>;

const SLOT = /\{\{(\w+)\}\}/g;

/**
 * What i18next does for windows, as far as the main process needs it: that library would cost it some ms at each start.
 * A text that is not there is a bug, and the compiler keeps it out.
 */
export const reader = <R extends MainRoom>(language: Language, room: R): MainText<R> =>
  readFrom(MAIN_TEXTS[language][room], LANGUAGES[language].locale);

export const readFrom =
  <T extends object>(texts: T, locale: string): Read<T> =>
  (key, values = {}) =>
    filled(found(texts, key, locale, values['count']), values);

function found(texts: object, key: string, locale: string, count: string | number | undefined): string {
  const form = typeof count === 'number' ? new Intl.PluralRules(locale).select(count) : 'other';
  const forms = [...(count === 0 ? ['_zero'] : []), '', `_${form}`, '_other'];
  const text = forms.reduce<string | null>((known, each) => known ?? at(texts, key + each), null);
  if (text === null) throw new Error(`no text ${key}`);
  return text;
}

function at(texts: object, key: string): string | null {
  let node: unknown = texts;
  for (const part of key.split('.'))
    node = typeof node === 'object' && node !== null && Object.hasOwn(node, part) ? Reflect.get(node, part) : null;
  return typeof node === 'string' ? node : null;
}

/** A value that is not given stays visible as its slot. */
const filled = (text: string, values: Values): string =>
  text.replace(SLOT, (slot, name: string) => String(values[name] ?? slot));
