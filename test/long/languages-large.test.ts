import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import { axeFindings, setLook } from '../support/app/axe.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { cutWords, overflows, overlaps, wordsOf } from '../support/app/promises.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { goTo, screenOf } from '../support/app/terminal-app.ts';
import { touchHands } from '../support/app/ways.ts';
import { wholeDay } from '../support/app/whole-day.ts';

/** Every screen of a day in each language, all of it very large. */

const shop = shareTerminal();

/** In which language a page is drawn; each is asked on each screen. */
function inEachLanguage(page: Page) {
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    const seen = new Set<string>();
    for (const language of LANGUAGE_CODES) {
      await setLook(page, 'light', language, 'veryLarge');
      // The words of a room come a moment after the language; no two languages have the same.
      const words = await until(`words of its own on ${screen} in ${language}`, async () => {
        const now = await wordsOf(page);
        return seen.has(now) ? null : now;
      });
      seen.add(words);
      for (const question of [axeFindings, overflows, overlaps, cutWords])
        for (const finding of await question(page)) found.push(`${screen} (${language}): ${finding}`);
    }
    await setLook(page, 'light', 'en', 'veryLarge');
  };
  return { look, found };
}

it('axe finds nothing and nothing is cut off, from a new sale to the closing', async () => {
  const { terminal, simulator } = await shop.begin({
    prepare: (profile) => prepareProfile(profile, {}, { textSize: 'veryLarge' }),
  });
  const { page } = terminal;
  const { look, found } = inEachLanguage(page);
  const touch = await touchHands(page);
  await wholeDay(page, simulator, { ...touch.hands, look });
  await touch.end();
  expect(found).toEqual([]);
});

it('nor on lines, keys, a code, the board of handovers and each part of the settings', async () => {
  const { terminal, simulator } = await shop.begin({
    prepare: (profile) => prepareProfile(profile, {}, { textSize: 'veryLarge' }),
  });
  const { page } = terminal;
  const { look, found } = inEachLanguage(page);
  await page.keyboard.press('F5');
  await look('lines');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await look('keys');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await screenOf(page).amount.click();
  await page.keyboard.type('24900');
  await page.getByTestId('show-code').click();
  await page.locator('[data-code]').waitFor();
  await look('a code');
  const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
  await simulator.act(reference, 'approve');
  await screenOf(page).capture.waitFor();
  await page.keyboard.press('F6');
  await page.locator('.handover-row').click();
  await look('handover');
  await page.keyboard.press('Escape');
  await goTo(page, 'settings');
  const tabs = page.getByRole('tab');
  await tabs.first().waitFor();
  for (let tab = 0; tab < (await tabs.count()); tab += 1) {
    await tabs.nth(tab).click();
    await look(`settings ${await tabs.nth(tab).innerText()}`);
  }
  expect(found).toEqual([]);
});
