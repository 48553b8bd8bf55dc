import i18next from 'i18next';
import { use, useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { ErrorText, ReadError } from './error-text.ts';
import { textsInPage } from './first-texts.ts';
import { formatMoney } from './format.ts';
import type { Room, RoomText } from './rooms.ts';
import { adviceOf } from '../../shared/advice.ts';
import type { Known } from '../../shared/advice.ts';
import { WALLET_NAMES } from '../../shared/brand.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { MAX_PAYMENT, MIN_PAYMENT, money } from '../../shared/money.ts';
import type { Currency } from '../../shared/money.ts';
import { FIRST_ROOMS } from '../../shared/texts/first-rooms.ts';
import type { FirstRoom } from '../../shared/texts/first-rooms.ts';
import { LANGUAGES, LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';

const fileOf = (language: Language, room: Room): string => `../../shared/texts/${language}/${room}.json`;

const inPage = textsInPage();
/** Until the till says which one it is. */
export const firstLanguage: Language = inPage?.language ?? 'en';

/** Facts of the shop that texts name. */
export interface ShopFacts {
  readonly wallet: string;
  readonly currency: Currency;
}

const NO_SHOP: ShopFacts = { wallet: WALLET_NAMES[0] ?? '', currency: 'NOK' };

/** What every text may name: the wallet of the shop, all names a wallet has had, and what one payment can be. */
function variables(language: Language, { wallet, currency }: ShopFacts): Record<string, string> {
  return {
    wallet,
    wallets: new Intl.ListFormat(LANGUAGES[language].locale).format(WALLET_NAMES),
    minimum: formatMoney(money(currency, MIN_PAYMENT[currency])),
    maximum: formatMoney(money(currency, MAX_PAYMENT)),
  };
}

void i18next.use(initReactI18next).init({
  lng: firstLanguage,
  fallbackLng: 'en',
  defaultNS: 'till',
  ns: [...FIRST_ROOMS],
  resources: inPage ? { [inPage.language]: inPage.rooms } : {},
  initAsync: false,
  interpolation: { escapeValue: false, defaultVariables: variables(firstLanguage, NO_SHOP) },
  react: { useSuspense: false, bindI18nStore: 'added' },
});

/** The language that is wanted; the one in force until the texts of all entered rooms are there in it. */
let wanted: Language = firstLanguage;
const entered = new Set<Room>(FIRST_ROOMS);
const inForce = (): Language => LANGUAGE_CODES.find((each) => each === i18next.language) ?? firstLanguage;

async function load(language: Language, room: Room): Promise<void> {
  if (i18next.hasResourceBundle(language, room)) return;
  const { LATER } = await import('./later.ts');
  const texts = await LATER[fileOf(language, room)]?.();
  i18next.addResourceBundle(language, room, texts ?? {});
}

/** Reads what the first screen needs in a language; nothing where the page came in it. */
export const readFirstTexts = (language: Language): Promise<unknown> =>
  Promise.all(FIRST_ROOMS.map((room) => load(language, room)));

/** Reads the texts of a room; screens that use them are drawn again. */
export async function enterRoom(room: Room): Promise<void> {
  entered.add(room);
  await Promise.all([load(inForce(), room), load(wanted, room)]);
}

/** The language in force: what is drawn now is in it. */
export const useLanguage = (): Language => {
  const { i18n } = useTranslation();
  return LANGUAGE_CODES.find((each) => each === i18n.language) ?? firstLanguage;
};

const hookOf =
  <R extends Room>(room: R) =>
  (): RoomText<R> => {
    const { t } = useTranslation(room);
    return useCallback((key, values) => t(key, values ?? {}), [t]);
  };

/**
 * A hook that reads the texts of a room, for the chunk that draws it: `const useSetupText = roomTexts('setup')`. They
 * are asked for as soon as the chunk is there; until they have come, what uses them waits like the chunk itself.
 */
export function roomTexts<R extends Room>(room: R): () => RoomText<R> {
  const coming = enterRoom(room);
  const useRoom = hookOf(room);
  return () => {
    if (!i18next.hasResourceBundle(inForce(), room)) use(coming);
    return useRoom();
  };
}

/** The same for rooms that are there with the first screen. */
export const firstTexts = <R extends FirstRoom>(room: R): (() => RoomText<R>) => hookOf(room);

export const useText = firstTexts('till');
export type Text = RoomText<'till'>;

/**
 * Sentences of a registered error in the language in force. Empty until the room `errors` is entered, shortly after the
 * first screen.
 *
 * @param wallet named in place of the shop's own
 */
export function useErrorText(wallet?: string): ReadError {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (code: ErrorCode, known?: Known): ErrorText => {
      const advice = adviceOf(code, known);
      const part = (name: keyof ErrorText) =>
        i18n.exists(`errors:${advice}.${name}`) ? t(`${advice}.${name}`, wallet === undefined ? {} : { wallet }) : '';
      return { title: part('title'), sentence: part('sentence'), action: part('action') };
    },
    [t, i18n, wallet],
  );
}

/**
 * Switches in place, at once where all texts are there (as at the start), otherwise as soon as they are read.
 * `shop` fills `{{wallet}}` and the like in every text.
 */
export function setLanguage(language: Language, shop: ShopFacts): void {
  wanted = language;
  const missing = [...entered].filter((room) => !i18next.hasResourceBundle(language, room));
  if (missing.length === 0) return change(language, shop);
  void Promise.all(missing.map((room) => load(language, room))).then(() => {
    if (wanted === language) change(language, shop);
  });
}

function change(language: Language, shop: ShopFacts): void {
  const { interpolation } = i18next.options;
  const before = interpolation?.defaultVariables;
  const now = variables(language, shop);
  if (interpolation) interpolation.defaultVariables = now;
  const changed = Object.keys(now).some((name) => now[name] !== before?.[name]);
  if (i18next.language !== language || changed) void i18next.changeLanguage(language);
}
