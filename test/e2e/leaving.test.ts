import { beforeEach, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goneFrom, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/** The app asks before it ends while a payment is open, and hands it over to the next start. */

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);
const dialog = () => terminal.page.getByRole('alertdialog');

/** Presses the window's own close button. */
const pressClose = () =>
  terminal.electron
    .evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://terminal'))
        ?.close(),
    )
    .catch(() => undefined);

const ended = () => goneFrom(terminal.electron.process());

async function askWithLivePayment(): Promise<void> {
  await sendRequest(terminal.page, '24900', '91234567');
  await seeState(terminal.page, /waiting/i);
  await pressClose();
  await dialog().waitFor();
}

describe('closing the window', () => {
  it('asks while a payment is open, staying keeps the app, and with nothing open it ends at once', async () => {
    await askWithLivePayment();
    expect(await dialog().innerText()).toMatch(
      /1 payment is not finished[\s\S]*nothing is lost[\s\S]*can still approve/i,
    );
    expect(await terminal.page.evaluate<string>('document.activeElement.textContent')).toMatch(/^Stay/);
    await terminal.page.getByTestId('stay').click();
    await dialog().waitFor({ state: 'detached' });
    await simulator.act(await incoming(), 'approve');
    await seeState(terminal.page, /approved/i);
    await terminal.electron.evaluate(({ app }) => app.quit());
    await dialog().waitFor();
    expect(await dialog().innerText()).toMatch(/approved: the money is reserved/i);
    await terminal.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await screenOf(terminal.page).capture.click();
    await seeState(terminal.page, /^paid/i);
    const over = ended();
    await pressClose();
    await over;
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });

  it('ends when a person says so; the customer approves meanwhile, and the next start shows it', async () => {
    await askWithLivePayment();
    const reference = await incoming();
    const over = ended();
    await terminal.page
      .getByTestId('leave')
      .click()
      .catch(() => undefined);
    await over;
    await simulator.act(reference, 'approve');
    terminal = await shop.restart();
    await seeState(terminal.page, /approved/i);
    expect(await dialog().count()).toBe(0);
    await screenOf(terminal.page).capture.click();
    await seeState(terminal.page, /^paid/i);
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });

  it('ends when it is pressed again after the question was there to be read; a double click is one press', async () => {
    await askWithLivePayment();
    await pressClose();
    expect(await dialog().count()).toBe(1);
    const child = terminal.electron.process();
    await until('the end of the app', async () => {
      await pressClose();
      return child.exitCode !== null;
    });
    expect(paymentsInJournal(profile)).toMatchObject([{ phase: { name: 'waiting' } }]);
  });
});
