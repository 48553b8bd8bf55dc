import type { FirstRoom } from '../../shared/texts/first-rooms.ts';
import { LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import type { Rooms } from './rooms.ts';

interface FirstTexts {
  readonly language: Language;
  readonly rooms: Pick<Rooms, FirstRoom>;
}

/** What is asked of the page; outside of one, as in a test of texts alone, there is none. */
declare const document:
  | {
      querySelector(
        selector: string,
      ): { readonly textContent: string | null; getAttribute(name: string): string | null } | null;
    }
  | undefined;

/** What the page came with; null from the dev server, which knows no language. */
export function textsInPage(): FirstTexts | null {
  const block = typeof document === 'undefined' ? null : document.querySelector('script#texts');
  const language = LANGUAGE_CODES.find((code) => code === block?.getAttribute('data-language'));
  // Main wrote it there from the bundle's own file.
  return block && language ? { language, rooms: JSON.parse(block.textContent ?? '') as FirstTexts['rooms'] } : null;
}
