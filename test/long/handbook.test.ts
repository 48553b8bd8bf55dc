import { beforeAll, expect, it } from 'vitest';
import { axeFindings, setLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { until } from '../support/app/simulator-process.ts';
import { goTo, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let terminal: TerminalApp;

let simulator: SteeredSimulator;

beforeAll(async () => {
  ({ terminal, simulator } = await shop.begin());
});

const shown = (id: string) => terminal.page.locator(`[data-page="${id}"]`).waitFor();
const close = async () => {
  await terminal.page.keyboard.press('Escape');
  await terminal.page.getByRole('dialog').waitFor({ state: 'detached' });
};

it('opens on the page of the screen, in the language in force, and is read by keyboard alone', async () => {
  const { page } = terminal;
  await page.keyboard.press('F1');
  await shown('sale');
  await page.getByTestId('help-here').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId('help-search').fill('passphrase');
  await page.getByTestId('help-page-backup').press('Enter');
  await shown('backup');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Backup');
  await page.getByTestId('help-search').fill('');
  await page.getByTestId('help-page-refund').click();
  const picture = page.locator('[data-page="refund"] img');
  await picture.waitFor();
  // The picture is drawn: the page's policy lets it in.
  const width =
    "(async (image) => (await image.decode(), image.naturalWidth))(document.querySelector('[data-page] img'))";
  expect(await page.evaluate(width)).toBe(800);
  await page.locator('[data-page="refund"]').getByRole('button', { name: 'Not known yet' }).click();
  await shown('unclear');
  await close();
  await sendRequest(page, '10000', '91234567');
  await page.locator('[data-screen="waiting"]').waitFor();
  await page.keyboard.press('F6');
  await page.getByTestId('leave').waitFor();
  await page.keyboard.press('F1');
  await shown('handover');
  await close();
  await page.keyboard.press('Escape');
  await goTo(page, 'settings');
  await page.locator('#settings-tab-printer').click();
  await page.keyboard.press('F1');
  await shown('printer');
  await close();
  await page.locator('#settings-tab-counter').click();
});

it('falls back openly where a page is not written in a language', async () => {
  const { page } = terminal;
  await setLook(page, 'dark', 'fi');
  await page.keyboard.press('F1');
  await shown('settings');
  expect(await page.locator('[data-page="settings"]').getAttribute('lang')).toBe('en');
  expect(await page.locator('.help-instead').innerText()).toContain('English');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId('help-page-unclear').click();
  expect(await page.locator('[data-page="unclear"]').getAttribute('lang')).toBe('fi');
  await close();
  await setLook(page, 'light', 'en');
});

it('names whom the shop asks for help beside each problem', async () => {
  const { page } = terminal;
  await page.getByTestId('contact-name').fill('Kari at the office');
  await page.getByTestId('contact-reach').fill('call 22 33 44 55');
  await page.getByTestId('contact-reach').blur();
  await until('the contact is kept', async () =>
    page.evaluate(
      async () => (await window.terminal.call['terminal.snapshot'](undefined)).till.preferences.support.reach !== '',
    ),
  );
  await page.getByTestId('leave').click();
  await page.keyboard.press('F4');
  await simulator.faults([{ point: 'problem', operations: ['create'], code: 4070 }]);
  await sendRequest(page, '20000', '91234567');
  const contact = page.getByTestId('support-contact').first();
  await contact.waitFor();
  expect(await contact.innerText()).toContain('Kari at the office · call 22 33 44 55');
});
