import type { Language } from '../../shared/settings.ts';

/**
 * What a bundle was made for:
 * - `development`: `npm start` and the tests;
 * - `test`: the packaged build that a test driver may attach to;
 * - `rehearsal`: the released build in all but its runtime, which gets no security fixes. Never to be handed out;
 * - `production`: the released build.
 */
export type Flavour = typeof __FLAVOUR__;

const MARKS: Readonly<Record<Language, Partial<Record<Flavour, string>>>> = {
  en: { test: 'test build', rehearsal: 'rehearsal, not for shops' },
  nb: { test: 'testutgave', rehearsal: 'generalprøve, ikke for butikker' },
};

/** SECURITY: a build with fewer walls, or with an old runtime, says so in its title. */
export function windowTitle(flavour: Flavour, language: Language): string {
  const mark = MARKS[language][flavour];
  return mark === undefined ? 'Skranke' : `Skranke (${mark})`;
}

/** Whether it is a build that stands in a shop, or is built exactly as one. */
export const isReleased = (flavour: Flavour): boolean => flavour === 'production' || flavour === 'rehearsal';
