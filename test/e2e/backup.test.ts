import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tagOf } from '../../shared/ids.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import {
  freshFolder,
  goTo,
  goneFrom,
  launchTerminal,
  removeFolder,
  screenOf,
  seeState,
  sendRequest,
} from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const PASSPHRASE = 'a few words of a shop';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
const folders: string[] = [];

beforeEach(async () => {
  ({ terminal, simulator } = await shop.begin());
});
afterEach(async () => {
  await terminal.kill();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const folder = () => {
  const made = freshFolder();
  folders.push(made);
  return made;
};

async function sell(page: Page, amount: string): Promise<void> {
  await sendRequest(page, amount, '91234567');
  await simulator.act(await until('a request', async () => (await simulator.waiting())[0]), 'approve');
  await screenOf(page).capture.click();
  await seeState(page, /^paid/i);
  await screenOf(page).newSale.click();
}

async function openBackup(page: Page): Promise<void> {
  await goTo(page, 'settings');
  await page.getByRole('tab', { name: 'Backup' }).click();
}

const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`);

/** What the person would choose in the system's dialogs; the app that is started again is the test's to start. */
const choose = (path: string) =>
  terminal.electron.evaluate(({ app, dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    app.relaunch = () => undefined;
  }, path);

it('a till is kept in a file and goes on elsewhere, and no number or reference comes twice', async () => {
  await sell(terminal.page, '24900');
  const path = join(folder(), 'kept.skranke-backup');
  await choose(path);
  const { page } = terminal;
  await openBackup(page);
  const found: string[] = [];
  await inEachLook(page, async (look) => {
    for (const finding of await axeFindings(page)) found.push(`${look}: ${finding}`);
  });
  expect(found).toEqual([]);
  await field(page, 'backup-new').fill(PASSPHRASE);
  await field(page, 'backup-again').fill(PASSPHRASE);
  await page.getByTestId('backup-make').click();
  await page.getByText(/saved and read back: kept\.skranke-backup/i).waitFor();
  expect(existsSync(path)).toBe(true);
  await page.keyboard.press('Escape');
  // Sold after the backup: the wallet has it, the restored till will not.
  await sell(page, '5000');

  const elsewhere = folder();
  await terminal.beginAnew(elsewhere, simulator.url);
  await openBackup(page);
  await field(page, 'backup-old').fill('not the passphrase');
  await page.getByTestId('backup-restore').click();
  await page.getByText(/not the right passphrase/i).waitFor();
  await field(page, 'backup-old').fill(PASSPHRASE);
  const gone = goneFrom(terminal.child);
  await page.getByTestId('backup-restore').click();
  await gone;

  terminal = await launchTerminal({ profile: elsewhere, apiUrl: simulator.url });
  const notice = terminal.page.getByRole('alertdialog');
  await notice.getByText(/restored from a backup/i).waitFor();
  await notice.getByRole('button').last().click();
  await notice.waitFor({ state: 'detached' });
  await sell(terminal.page, '7500');
  const [first, second] = paymentsInJournal(elsewhere);
  expect([first?.amounts.captured, second?.amounts.captured]).toEqual([24_900, 7_500]);
  expect(tagOf(second?.reference ?? '')).not.toBe(tagOf(first?.reference ?? ''));
  expect(second?.reference).toMatch(/[a-z0-9]{4}\d{4,}-1$/);
  const books = await simulator.books();
  expect(books).toHaveLength(3);
  const ours = books.filter(({ reference }) => [first?.reference, second?.reference].some((own) => own === reference));
  expect(differences(paymentsInJournal(elsewhere), ours)).toEqual([]);
});
