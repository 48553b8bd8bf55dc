import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Theme } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import { CALM } from './prepared-profile.ts';

/**
 * What each document is given once: to read half a megabyte anew before each look cost more than the look itself.
 */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Of what a rule is content with only the first example is gathered; every violation is. As text: no DOM is known. */
const LOOK = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html.slice(0, 160))))`;

/** What axe finds on a page, one line each; empty when it finds nothing. Waits for the calm after a change of state. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations ' +
      '!== Infinity).map((each) => each.finished)).then(() => undefined)',
  );
  // Both are of the document: a page that was loaded again has neither.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE);
  return z.array(z.string()).parse(await page.evaluate(LOOK));
}

/**
 * Each theme once and each language once. Colours come from the theme alone and names and words from the language
 * alone, and no rule of axe weighs one against the other: a fault of a theme or of a language is in one of these two,
 * and the other two pairs could only say it again.
 */
const LOOKS: readonly (readonly ['light' | 'dark', Language])[] = [
  ['light', 'en'],
  ['dark', 'nb'],
];

/** Shows the page in each theme and each language, and leaves it as it was found by the tests: light and English. */
export async function inEachLook(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const [theme, language] of LOOKS) {
    await setLook(page, theme, language);
    await look(`${theme} ${language}`);
  }
  await setLook(page, 'light', 'en');
}

/** By the call that settings make when a person chooses. */
export async function setLook(page: Page, theme: Theme, language: Language): Promise<void> {
  await page.evaluate(async (chosen) => window.terminal.call['settings.preferences'](chosen), {
    ...CALM,
    theme,
    language,
  });
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor({ state: 'attached' });
}
