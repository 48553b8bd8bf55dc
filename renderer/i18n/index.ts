import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Texts } from './catalogue.ts';
import { en } from './en.ts';
import type { ErrorText } from './error-text.ts';
import { nb } from './nb.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Language } from '../../shared/settings.ts';

type Plural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'other'}` ? Base : K;

/**
 * Dotted paths of all texts of a tree; of texts that differ by `count` (`…_one`, `…_other`) the path without the
 * ending.
 */
export type TextKey<T> = {
  [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${TextKey<T[K]>}`;
}[keyof T & string];

export type Values = Readonly<Record<string, string | number>>;

/**
 * Texts for the sale are bundled with the first screen; those of lazy screens are added with `addTexts` by their own
 * chunk.
 */
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'till',
  ns: ['till'],
  resources: { en: { till: en }, nb: { till: nb } },
  initAsync: false,
  interpolation: { escapeValue: false, defaultVariables: { wallet: 'Vipps' } },
  react: { useSuspense: false, bindI18nStore: 'added' },
});

/** Adds a namespace that came with a lazy chunk; screens that use it are drawn again. */
export function addTexts<T>(namespace: string, texts: { readonly en: T; readonly nb: Texts<T> }): void {
  if (i18next.hasResourceBundle('en', namespace)) return;
  i18next.addResourceBundle('en', namespace, texts.en);
  i18next.addResourceBundle('nb', namespace, texts.nb);
}

/**
 * A hook that reads one namespace, with its keys checked by the compiler: `const useSetupText = textHook<typeof
 * setupEn>('setup')`.
 */
export function textHook<T>(namespace: string): () => (key: TextKey<T>, values?: Values) => string {
  return () => {
    const { t } = useTranslation(namespace);
    return useCallback((key, values) => t(key, values ?? {}), [t]);
  };
}

export const useText = textHook<typeof en>('till');
export type Text = ReturnType<typeof useText>;

/**
 * Sentences of a registered error in the language in force. Empty until `loadErrorTexts` is done, shortly after the
 * first screen.
 */
export function useErrorText(): (code: ErrorCode) => ErrorText {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (code) => {
      const part = (name: 'title' | 'sentence' | 'action') =>
        i18n.exists(`errors:${code}.${name}`) ? t(`${code}.${name}`) : '';
      return { title: part('title'), sentence: part('sentence'), action: part('action') };
    },
    [t, i18n],
  );
}

export async function loadErrorTexts(): Promise<void> {
  const [{ errorsEn }, { errorsNb }] = await Promise.all([import('./errors.en.ts'), import('./errors.nb.ts')]);
  addTexts('errors', { en: errorsEn, nb: errorsNb });
}

/** Switches in place. `walletName` fills `{{wallet}}` in every text. */
export function setLanguage(language: Language, walletName: string): void {
  const { interpolation } = i18next.options;
  const before = interpolation?.defaultVariables?.['wallet'];
  if (interpolation) interpolation.defaultVariables = { wallet: walletName };
  if (i18next.language !== language || before !== walletName) void i18next.changeLanguage(language);
}
