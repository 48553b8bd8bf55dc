import type { StoreCountry } from '../../shared/country.ts';
import type { Theme } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';

/** Sets what tokens.css reads from the root element: theme, accent by country, and the language for screen readers. */
export function applyLook(look: {
  readonly theme: Theme;
  readonly country: StoreCountry | null;
  readonly language: Language;
}): void {
  const root = document.documentElement;
  root.dataset.theme = look.theme;
  root.dataset.country = look.country ?? 'NO';
  root.lang = look.language;
}
