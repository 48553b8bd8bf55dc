import type { Brand } from '../../shared/brand.ts';
import type { KeypadSide, TextSize, Theme } from '../../shared/settings.ts';
import { setTextSize } from './layout.ts';
import type { Language } from '../../shared/texts/languages.ts';

/** Sets what tokens.css reads from the root element: theme, accent, size, hand, and the language for screen readers. */
export function applyLook(look: {
  readonly theme: Theme;
  readonly hue: Brand['hue'];
  readonly language: Language;
  readonly textSize: TextSize;
  readonly keypad: KeypadSide;
}): void {
  const root = document.documentElement;
  root.dataset.theme = look.theme;
  root.dataset.hue = look.hue;
  root.dataset.keypad = look.keypad;
  root.lang = look.language;
  setTextSize(look.textSize);
}
