import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { goTo, goneFrom } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { NO_WISHES } from '../../shared/settings.ts';
import { typeAsPerson } from '../support/app/hands.ts';

describe('a till that fills the screen', () => {
  const shop = shareTerminal();
  let terminal: TerminalApp;
  const dialog = () => terminal.page.getByRole('alertdialog');
  const isKiosk = () =>
    terminal.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some(
        (each) => each.webContents.getURL().startsWith('app://terminal') && each.isKiosk(),
      ),
    );
  const quit = () => terminal.electron.evaluate(({ app }) => app.quit());

  it('asks before it is closed, however often, and a person in settings leaves it', async () => {
    ({ terminal } = await shop.begin());
    const { page } = terminal;
    await goTo(page, 'settings');
    const found: string[] = [];
    await inEachLook(page, async (look) => {
      for (const finding of await axeFindings(page)) found.push(`${look}: ${finding}`);
    });
    expect(found).toEqual([]);
    await page.getByRole('switch', { name: /fill the screen/i }).press('Space');
    await until('the full screen', isKiosk);
    await page.keyboard.press('Escape');
    for (const _ of [1, 2]) {
      await quit();
      await dialog().getByText('Close the till?').waitFor();
      await terminal.pass(2_000);
    }
    await page.getByTestId('stay').click();
    await dialog().waitFor({ state: 'detached' });
    expect(await isKiosk()).toBe(true);
    const settings = readFileSync(join(terminal.profile, 'settings.json'), 'utf8');
    expect(JSON.parse(settings)).toMatchObject({ format: 2, preferences: { counter: { fullScreen: true } } });
    await quit();
    const over = goneFrom(terminal.child);
    await page
      .getByTestId('leave')
      .click()
      .catch(() => undefined);
    await over;
    terminal = await shop.restart();
    await until('the full screen again', isKiosk);
    await goTo(terminal.page, 'settings');
    await terminal.page.getByRole('switch', { name: /fill the screen/i }).press('Space');
    await until('a window', async () => !(await isKiosk()));
    await terminal.page.keyboard.press('Escape');
    const gone = goneFrom(terminal.child);
    await quit().catch(() => undefined);
    await gone;
  });
});

describe('a till that fills the screen in a shop with PINs', () => {
  const shop = shareTerminal();

  it('is left by a cashier with a manager’s PIN, and not without', async () => {
    const { terminal } = await shop.begin();
    const { page } = terminal;
    await page.evaluate(
      async (counter) => {
        const { call } = window.terminal;
        await call['people.add']({ name: 'Mia', role: 'manager', pin: '83619274' });
        await call['people.add']({ name: 'Bo', role: 'cashier', pin: '6935' });
        const { till } = await call['terminal.snapshot'](undefined);
        await call['settings.preferences']({ ...till.preferences, counter });
        await call['people.configure']({ pinsOn: true, lockAfterMinutes: 5, refundLimit: 10_000 as never });
        const bo = till.people.list.find(({ name }) => name === 'Bo');
        if (bo) await call['people.signIn']({ personId: bo.id, pin: '6935' });
      },
      { ...NO_WISHES, fullScreen: true },
    );
    await page.getByRole('dialog', { name: 'Who is at the till?' }).waitFor({ state: 'detached' });
    const approval = page.getByRole('alertdialog', { name: 'A manager has to approve this' });
    const ask = async () => {
      await terminal.electron.evaluate(({ app }) => app.quit());
      await page.getByRole('alertdialog').getByText('Close the till?').waitFor();
      await page.getByTestId('leave').click();
      await approval.waitFor();
    };
    await ask();
    // A cashier's own PIN is no manager's.
    await typeAsPerson(page, '6935');
    await page.keyboard.press('Enter');
    await approval.getByText('That is not the PIN').waitFor();
    expect(terminal.child.exitCode).toBeNull();
    // Mistyped, and typed again while that is still looked at.
    await typeAsPerson(page, '8361');
    await page.keyboard.press('Enter');
    const field = approval.getByRole('textbox');
    await field.fill('83619274');
    const gone = goneFrom(terminal.child);
    await page.keyboard.press('Enter').catch(() => undefined);
    await gone;
  });
});
