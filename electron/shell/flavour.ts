import type { Language } from '../../shared/texts/languages.ts';
import { reader } from '../../shared/texts/read.ts';

/**
 * What a bundle was made for:
 * - `development`: `npm start` and the tests;
 * - `test`: the packaged build that a test driver may attach to;
 * - `rehearsal`: the released build in all but its runtime, which gets no security fixes. Never to be handed out;
 * - `production`: the released build.
 */
export type Flavour = typeof __FLAVOUR__;

/** SECURITY: a build with fewer walls, or with an old runtime, says so in its title. */
export function windowTitle(flavour: Flavour, language: Language): string {
  if (flavour !== 'test' && flavour !== 'rehearsal') return 'Skranke';
  const text = reader(language, 'main');
  return text('title.marked', { mark: text(`title.${flavour}`) });
}

/** What package managers know a build by (`build/packaged.ts`); what runs from the sources is no package. */
export const productOf = (flavour: Flavour): string => (flavour === 'production' ? 'skranke' : `skranke-${flavour}`);

/** Whether it is a build that stands in a shop, or is built exactly as one. */
export const isReleased = (flavour: Flavour): boolean => flavour === 'production' || flavour === 'rehearsal';
