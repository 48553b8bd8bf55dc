import type { Brand } from '../../shared/brand.ts';
import type { Theme } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';

/** Sets what tokens.css reads from the root element: theme, accent by brand, and the language for screen readers. */
export function applyLook(look: {
  readonly theme: Theme;
  readonly hue: Brand['hue'];
  readonly language: Language;
}): void {
  const root = document.documentElement;
  root.dataset.theme = look.theme;
  root.dataset.hue = look.hue;
  root.lang = look.language;
}
