import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ErrorText } from '../i18n/error-text.ts';
import { addTexts, loadErrorTexts } from '../i18n/index.ts';
import type { TextKey, Values } from '../i18n/index.ts';
import { setupEn } from '../i18n/setup.en.ts';
import { setupNb } from '../i18n/setup.nb.ts';

addTexts('setup', { en: setupEn, nb: setupNb });
void loadErrorTexts();

/** The wallet of the country that is being chosen, which need not be the one that is stored. */
export const WalletName = createContext<string>(COUNTRIES.NO.walletName);

export type SetupText = (key: TextKey<typeof setupEn>, values?: Values) => string;

export function useSetupText(): SetupText {
  const wallet = useContext(WalletName);
  const { t } = useTranslation('setup');
  return useCallback((key, values) => t(key, { wallet, ...values }), [t, wallet]);
}

export function useProblemText(): (code: ErrorCode) => ErrorText {
  const wallet = useContext(WalletName);
  const { t } = useTranslation('errors');
  return useCallback(
    (code) => ({
      title: t(`${code}.title`, { wallet }),
      sentence: t(`${code}.sentence`, { wallet }),
      action: t(`${code}.action`, { wallet }),
    }),
    [t, wallet],
  );
}
