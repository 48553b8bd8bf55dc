import { expect, it } from 'vitest';
import da from '../../shared/texts/da/till.json' with { type: 'json' };
import nb from '../../shared/texts/nb/till.json' with { type: 'json' };
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();

/** Files with texts of the first screen's rooms that the page has asked for. */
const textFiles = ({ page }: TerminalApp): Promise<readonly string[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap(({ name }) => /\/((?:till|scan)-[^/]+\.js)$/.exec(name)?.[1] ?? [])
      .toSorted(),
  );

const speak = ({ page }: TerminalApp, language: Language): Promise<unknown> =>
  page.evaluate(async (wanted) => window.terminal.call['settings.preferences'](wanted), {
    ...DEFAULT_PREFERENCES,
    language,
    paidStays: 0 as const,
  });

it('a Danish till opens in Danish, with the page alone, and reads another language when it is chosen', async () => {
  const { terminal } = await shop.begin({
    country: 'DK',
    prepare: (folder) => prepareProfile(folder, { storeName: 'Bageri', country: 'DK' }, { language: 'da' }),
  });
  const { page } = terminal;
  await page.getByText(da.entry.enterAmount).first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('da');
  expect(await page.locator('#texts').getAttribute('data-language')).toBe('da');
  expect(await textFiles(terminal)).toEqual([]);
  await speak(terminal, 'nb');
  await page.getByText(nb.entry.enterAmount).first().waitFor();
  expect(await textFiles(terminal)).toHaveLength(2);
  expect(await page.getByText(da.entry.enterAmount).count()).toBe(0);
  // A page that is loaded again comes in the language that is in force by then.
  await page.reload();
  await page.getByText(nb.entry.enterAmount).first().waitFor();
  expect(await page.locator('#texts').getAttribute('data-language')).toBe('nb');
  expect(await textFiles(terminal)).toEqual([]);
});
