import { expect, it } from 'vitest';
import da from '../../shared/texts/da/till.json' with { type: 'json' };
import nb from '../../shared/texts/nb/till.json' with { type: 'json' };
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();

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
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice('app://terminal/'.length)));
  /** What was asked for since the last time: all, and what are texts of the first screen's rooms. */
  const since = () => {
    const all = asked.splice(0);
    return { all, texts: all.filter((path) => /^assets\/(?:till|scan)-[^/]+\.js$/.test(path)) };
  };
  const inPage = () => page.locator('#texts').getAttribute('data-language');

  await page.reload();
  await page.getByText(da.entry.enterAmount).first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('da');
  expect(await inPage()).toBe('da');
  const atStart = since();
  expect(atStart.all.some((path) => path.startsWith('assets/first-'))).toBe(true);
  expect(atStart.texts).toEqual([]);

  await speak(terminal, 'nb');
  await page.getByText(nb.entry.enterAmount).first().waitFor();
  expect(since().texts).toHaveLength(2);
  expect(await page.getByText(da.entry.enterAmount).count()).toBe(0);

  // A page that is loaded again comes in the language that is in force by then.
  await page.reload();
  await page.getByText(nb.entry.enterAmount).first().waitFor();
  expect(await inPage()).toBe('nb');
  expect(since().texts).toEqual([]);
});
