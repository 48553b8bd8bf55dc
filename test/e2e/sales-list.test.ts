import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { verifyLines } from '../../electron/adapters/journal/verify/verify-lines.ts';
import { axeFindings } from '../support/app/axe.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { seedJournal } from '../support/journal/seed-journal.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { goTo } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const SALES = 2_400;

const shop = shareTerminal();
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, profile } = await shop.begin({
    prepare: (folder) => {
      prepareProfile(folder);
      seedJournal(join(folder, 'journal-practice.db'), SALES, Date.UTC(2026, 10, 20));
    },
  }));
});

const rows = () => terminal.page.locator('.long-list-row');

it('lists every sale, from the newest to the first, by bar and by keys', async () => {
  const { page } = terminal;
  await goTo(terminal.page, 'day');
  await page.getByTestId('all-sales').click();
  const list = page.getByRole('grid', { name: 'All sales, newest first' });
  await rows().first().filter({ hasText: '2400' }).waitFor();
  expect(await list.getAttribute('aria-rowcount')).toBe(String(SALES + 1));
  // Only what is in view is drawn.
  expect(await rows().count()).toBeLessThan(40);
  await page.evaluate(
    "(() => { const box = document.querySelector('.long-list'); box.scrollTop = box.scrollHeight / 2; })()",
  );
  await rows().filter({ hasText: '1200' }).filter({ hasText: 'kr' }).waitFor();
  await list.focus();
  await page.keyboard.press('End');
  await rows().filter({ hasText: '0001' }).filter({ hasText: 'kr' }).waitFor();
  await page.keyboard.press('Home');
  await rows().first().filter({ hasText: '2400' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

it('finds a sale while its receipt number is typed, and shows everything about it', async () => {
  const { page } = terminal;
  await page.getByRole('searchbox', { name: 'Search' }).fill('1233');
  await page.getByText('One sale found').waitFor();
  // The only one there is needs no choosing.
  const found = page.getByTestId('sale-found');
  await found.getByText('shop-till1-20261121-abcd00001233-1').waitFor();
  expect(await found.getByRole('heading', { level: 2 }).innerText()).toBe('Receipt 1233');
  await found.getByTestId('details').click();
  await page.locator('.evidence-list').first().waitFor();
  await page.keyboard.press('Escape');
  expect(await axeFindings(page)).toEqual([]);
  // What was found for a shorter text is offered to nobody.
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such sale');
  await page.getByText('No sale found').waitFor();
  expect(await found.count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Typed with the focus anywhere in the room.
  await page.getByRole('grid').focus();
  await page.keyboard.type('nov 20 02:00');
  expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe('nov 20 02:00');
  // The first Escape empties the search, the second one leaves.
  await page.keyboard.press('Escape');
  await page.getByText(/2.400 sales/).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.day-figures').waitFor();
});

it('verifies the journal when the manager asks, and writes it as a file that verifies elsewhere', async () => {
  const { page, electron } = terminal;
  await page.getByTestId('export').click();
  await page.getByRole('radio', { name: 'Journal' }).check();
  await page.getByRole('button', { name: 'Verify the journal' }).click();
  await page.getByText('The journal is whole.').waitFor();
  const path = join(profile, 'exported.jsonl');
  await electron.evaluate(
    ({ dialog }, filePath) => void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })),
    path,
  );
  await page.getByRole('button', { name: 'Choose a place and save' }).click();
  await page.getByText('Saved as exported.jsonl.').waitFor();
  const { end, broken } = await verifyLines(path);
  expect(broken).toBeNull();
  expect(end.seq).toBeGreaterThan(SALES * 5);
  expect(readFileSync(path, 'utf8')).not.toMatch(/phoneNumber|client.?secret|subscription.?key/i);
  expect(readdirSync(profile).filter((name) => name.endsWith('.part'))).toEqual([]);
});
