import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { axeFindings, setLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { screenOf, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/** The rooms of a manager, and those beside the till, in the smallest windows that are to be of use. */

const shop = shareTerminal();
let terminal: TerminalApp;

beforeAll(async () => {
  const begun = await shop.begin();
  ({ terminal } = begun);
  const { page } = terminal;
  page.setDefaultTimeout(15_000);
  for (const [amount, number, then] of [
    ['24900', '91234567', 'capture'],
    ['12550', '91234568', 'leave'],
  ] as const) {
    await sendRequest(page, amount, number);
    const reference = await until('a request at the wallet', async () => (await begun.simulator.waiting())[0]);
    await begun.simulator.act(reference, 'approve');
    await screenOf(page).capture.waitFor();
    if (then === 'capture') {
      await screenOf(page).capture.click();
      await screenOf(page).newSale.waitFor();
    }
    await page.keyboard.press('F4');
  }
});

/**
 * What can be pressed or filled in and cannot be brought into sight, or is cut off at its side: each is scrolled to as
 * the keyboard's focus does.
 */
const UNREACHED = `(() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push('the window is wider than itself');
  const over = document.querySelector('[role=alertdialog], [role=dialog]') ?? document;
  for (const each of over.querySelectorAll('button, input:not([type=hidden]), select, textarea, [role=tab], summary')) {
    if (!each.checkVisibility({ visibilityProperty: true })) continue;
    const shown = each.closest('label') ?? each;
    shown.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
    if (width <= 2 || height <= 2) continue;
    const name = each.outerHTML.slice(0, 90) + ' ' + each.textContent.slice(0, 30);
    if (left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1)
      found.push('out of sight: ' + name);
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!at || !(shown.contains(at) || at.contains(shown))) found.push('covered: ' + name);
  }
  return found;
})()`;

async function faultsOf(page: Page): Promise<string[]> {
  return [...(await axeFindings(page)), ...z.array(z.string()).parse(await page.evaluate(UNREACHED))];
}

const resize = async ({ width, height }: { readonly width: number; readonly height: number }) => {
  await terminal.electron.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      const till = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://terminal'));
      till?.setPosition(0, 0);
      till?.setContentSize(w, h);
    },
    [width, height] as const,
  );
  await until('the size', () => terminal.page.evaluate<boolean>(`Math.abs(innerWidth - ${width}) <= 1`));
};

/** In the narrowest header all rooms are behind one key. */
const go = async (room: 'settings' | 'day') => {
  const { page } = terminal;
  const way = page.getByTestId(`go-${room}`);
  await way.or(page.getByTestId('more')).first().waitFor();
  if ((await way.count()) === 0) await page.getByTestId('more').click();
  await way.click();
};

const SECTIONS = 14;

describe.each([
  // Twice the size on 1366 by 768.
  { width: 683, height: 384, theme: 'dark', language: 'nb' },
  { width: 1024, height: 768, theme: 'light', language: 'en' },
  { width: 1366, height: 768, theme: 'dark', language: 'fi' },
] as const)('in a window of $width by $height', ({ width, height, theme, language }) => {
  beforeAll(async () => {
    await resize({ width, height });
    await setLook(terminal.page, theme, language);
  });

  it('each section of settings is whole and can be reached', async () => {
    const { page } = terminal;
    await go('settings');
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    expect(await tabs.count()).toBe(SECTIONS);
    const found: string[] = [];
    for (let place = 0; place < SECTIONS; place += 1) {
      const id = await tabs.nth(place).getAttribute('id');
      await tabs.nth(place).click();
      await page
        .locator(`#settings-panel[aria-labelledby="${id ?? ''}"] > *`)
        .first()
        .waitFor();
      for (const fault of await faultsOf(page)) found.push(`${id ?? ''}: ${fault}`);
    }
    await page.keyboard.press('Escape');
    await screenOf(page).amount.waitFor();
    expect(found).toEqual([]);
  });

  it('handover, all sales, the day and its closing are whole and can be reached', async () => {
    const { page } = terminal;
    const found: string[] = [];
    const look = async (name: string) => {
      for (const fault of await faultsOf(page)) found.push(`${name}: ${fault}`);
    };
    await page.keyboard.press('F6');
    await page.locator('.handover-row').first().waitFor();
    await look('handover');
    await page.locator('.handover-row').first().click();
    await look('handover, a sale');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await screenOf(page).amount.waitFor();
    await page.keyboard.press('F7');
    await page.locator('.long-list-row').first().waitFor();
    await look('all sales');
    await page.locator('.long-list-row').first().click();
    await look('all sales, a sale');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await screenOf(page).amount.waitFor();
    await go('day');
    await page.getByTestId('to-closing').waitFor();
    const views = page.locator('.segmented-views input');
    for (let place = 0; place < (await views.count()); place += 1) {
      await views.nth(place).check({ force: true });
      await look(`day, view ${place}`);
    }
    await page.getByTestId('export').click();
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor();
    await look('export');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).waitFor({ state: 'detached' });
    await page.getByTestId('to-closing').click();
    await page.locator('[data-testid="closing-state"]').waitFor();
    await look('closing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await screenOf(page).amount.waitFor();
    expect(found).toEqual([]);
  });
});
