import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../build/setup/paths.ts';
import { attachToPage } from '../support/app/devtools-page.ts';
import { startApp } from '../support/app/app-process.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { startSimulator, until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import { freshFolder, goTo, goneFrom, removeFolder } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { typeAsPerson } from '../support/app/hands.ts';
import { NO_WISHES } from '../../shared/settings.ts';

describe('a main process that was killed', () => {
  let simulator: SimulatorProcess;
  let profile: string;
  let last: number | null = null;
  beforeEach(async () => {
    simulator = await startSimulator();
    profile = freshFolder();
    prepareProfile(profile, {}, { counter: { ...NO_WISHES, comesBack: true } });
  });
  afterEach(async () => {
    if (last !== null && isThere(last)) process.kill(last, 'SIGKILL');
    await simulator.stop();
    removeFolder(profile);
  });

  it('is back with the sale, and stays away when a person has closed it', async () => {
    const app = startApp({ app: root, profile, apiUrl: simulator.url });
    // Each run writes down where it listens.
    const attach = async () => {
      const port = until(
        'a port',
        async () => /^\d+/.exec(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8'))?.[0],
      );
      return attachToPage(port, new Promise(() => undefined), 3_000);
    };
    const sees = (wanted: string) =>
      until(wanted, async () => {
        const page = await attach().catch(() => null);
        if (page === null) return false;
        const shown = await page
          .evaluate("[...document.querySelectorAll('[role=status]')].map((each) => each.textContent).join()", 1_000)
          .catch(() => '');
        page.close();
        return String(shown).toLowerCase().includes(wanted);
      });
    const page = await until('a till that sells', async () => {
      const found = await attach().catch(() => null);
      const usable = await found
        ?.evaluate("document.documentElement.dataset['usable'] === 'true'", 1_000)
        .catch(() => false);
      if (found && usable === true) return found;
      found?.close();
      return undefined;
    });
    const started = await page.evaluate(
      `window.terminal.call['sale.start']({ lines: [], total: 24900, to: { method: 'phone', msisdn: '4791234567' },
        duplicateAcknowledged: false }).then(async (reply) => {
        await window.terminal.call['till.stand']({ saleId: reply.saleId });
        return reply;
      })`,
    );
    expect(started).toMatchObject({ accepted: true });
    await sees('waiting');
    page.close();
    process.kill(app.pid, 'SIGKILL');
    last = await until('another main process', () => {
      const holder = holderOf(profile);
      return Promise.resolve(holder !== null && holder !== app.pid && isThere(holder) ? holder : undefined);
    });
    await sees('waiting');
    const reference = await until('the request', async () => (await simulator.waiting())[0]);
    await simulator.act(reference, 'approve');
    await sees('approved');
    const again = await attach();
    await again.evaluate("document.querySelector('[data-testid=capture]').click()");
    again.close();
    await sees('paid');
    // Ended on purpose: by a wish of the system, which nothing open stands in the way of.
    const ending = last;
    process.kill(ending, 'SIGTERM');
    await until('the end', () => Promise.resolve(!isThere(ending)));
    await until('no till', async () => {
      for (let look = 0; look < 20; look += 1) {
        if (holderOf(profile) !== null && isThere(holderOf(profile) ?? 0)) return false;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return true;
    });
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });
});

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

const holderOf = (profile: string): number | null => {
  try {
    return Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
  } catch {
    return null;
  }
};

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
