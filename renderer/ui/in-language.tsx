import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useLanguage } from '../i18n/index.ts';
import { LANGUAGES } from '../../shared/texts/languages.ts';

/** What the library itself says to screen readers comes in the language in force, not in that of the system. */
export function InLanguage({ children }: { readonly children: ReactNode }) {
  return <I18nProvider locale={LANGUAGES[useLanguage()].locale}>{children}</I18nProvider>;
}
