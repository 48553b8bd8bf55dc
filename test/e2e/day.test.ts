import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { csvRecords } from '../support/reading/read-csv.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/reading/read-xml.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const figure = async (page: Page, name: string) =>
  plain(await page.locator('.day-figure', { hasText: name }).locator('dd').innerText());

async function sell(amount: string, number: string, act: 'approve' | 'reject'): Promise<void> {
  const { page } = terminal;
  await sendRequest(page, amount, number);
  await simulator.act(await incoming(), act);
  if (act === 'approve') await screenOf(page).capture.click();
  await screenOf(page).newSale.click();
}

it('shows the manager what was sold, in each period, and the same as a table', async () => {
  const { page } = terminal;
  await sell('24900', '91234567', 'approve');
  await sell('10050', '91234568', 'approve');
  await sell('5000', '91234569', 'reject');
  await goTo(page, 'day');
  await page.locator('.day-figures').waitFor();
  expect([
    await figure(page, 'Takings'),
    await figure(page, 'Net'),
    await figure(page, 'Sales'),
    await figure(page, 'Average sale'),
  ]).toEqual(['349,50 kr', '349,50 kr', '2', '174,75 kr']);
  const vat = page.getByRole('row', { name: /^25\s%/ });
  expect(plain(await vat.innerText()).split(/\t+/)).toEqual(['25 %', '349,50 kr', '279,60 kr', '69,90 kr']);
  expect(
    plain(await page.getByRole('row', { name: /Declined by the customer/ }).innerText())
      .split(/\t+/)
      .slice(1),
  ).toEqual(['1', '50,00 kr']);
  for (const unit of ['Week', 'Month']) {
    await page.getByRole('radio', { name: unit }).check();
    await page.getByRole('heading', { name: 'By day' }).waitFor();
    expect(await figure(page, 'Takings')).toBe('349,50 kr');
  }
  await page.getByRole('radio', { name: 'Day', exact: true }).check();
  await page.getByRole('textbox', { name: 'Go to a date' }).fill('1.1.2026');
  await page.keyboard.press('Enter');
  await page.getByText('Thursday 1 January 2026').or(page.getByText('Thursday, 1 January 2026')).waitFor();
  expect(await figure(page, 'Takings')).toBe('0,00 kr');
  await page.getByTestId('leave').click();
  await screenOf(page).amount.waitFor();
});

it('saves the sales as a file, and says in place when it cannot', async () => {
  const { page, electron } = terminal;
  const file = join(profile, 'kept.csv');
  const chooses = (filePath: string) =>
    electron.evaluate(
      ({ dialog }, path) =>
        void (dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path })),
      filePath,
    );
  await goTo(terminal.page, 'day');
  await page.getByTestId('export').click();
  const save = page.getByRole('button', { name: 'Choose a place and save' });
  await chooses(join(profile, 'gone', 'kept.csv'));
  await save.click();
  await page.getByText('Nothing can be saved there').waitFor();
  await chooses(file);
  await save.click();
  await page.getByText('Saved as kept.csv.').waitFor();
  const records = csvRecords(readFileSync(file, 'utf8'));
  expect(records.map((record) => [record['amount'], record['vat_25'], record['method']])).toEqual([
    ['249,00', '49,80', 'phone'],
    ['100,50', '20,10', 'phone'],
  ]);
  const audit = join(profile, 'audit.xml');
  await chooses(audit);
  await page.getByRole('radio', { name: 'SAF-T' }).check();
  await page.getByRole('textbox', { name: 'Organisation number' }).fill('974 760 674');
  await page.getByRole('textbox', { name: 'Name of the company' }).fill('Bakeri Ås AS');
  await save.click();
  await page.getByText('the last one does not fit').waitFor();
  await page.getByRole('textbox', { name: 'Organisation number' }).fill('974 760 673');
  await save.click();
  await page.getByText('Saved as audit.xml.').waitFor();
  const xml = readXml(readFileSync(audit, 'utf8'));
  expect(textOf(xml, 'company', 'companyIdent')).toBe('974760673');
  expect(
    childrenOf(childOf(childOf(childOf(xml, 'company'), 'location'), 'cashregister'), 'cashtransaction').map((sale) => [
      textOf(sale, 'transAmntIn'),
      textOf(sale, 'trainingID'),
    ]),
  ).toEqual([
    ['249.00', 'true'],
    ['100.50', 'true'],
  ]);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByTestId('leave').click();
});

it('shows the totals so far as a slip that fits a roll', async () => {
  const { page } = terminal;
  await goTo(terminal.page, 'day');
  await page.getByTestId('to-closing').click();
  await page.getByTestId('totals-so-far').click();
  await page.locator('.roll').filter({ hasText: 'Skranke' }).waitFor();
  const lines = (await page.locator('.roll').innerText()).split('\n');
  expect(lines.filter((line) => line.length > 42)).toEqual([]);
  expect(lines.join('\n')).toMatch(/Takings +2 +349,50$/m);
  expect(lines.join('\n')).toMatch(/PRACTICE/);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByTestId('leave').click();
  await page.getByTestId('leave').click();
});

it('begins a business day when the shop says so', async () => {
  const { page } = terminal;
  await goTo(page, 'settings');
  await page.getByRole('tab', { name: 'Shop' }).click();
  await page.getByRole('combobox', { name: 'A business day begins at' }).selectOption({ label: '04:00' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved').waitFor();
  await page.keyboard.press('Escape');
  const report = await page.evaluate(async () => window.terminal.call['day.report']({ unit: 'day', date: null }));
  expect(report.accepted && new Date(report.report.from).getHours()).toBe(4);
  expect(report.accepted && report.report.hours[0]?.hour).toBe(4);
});

it('is accessible in both languages and themes', async () => {
  const { page } = terminal;
  await goTo(page, 'day');
  await page.locator('.day-figures').waitFor();
  const found: string[] = [];
  await inEachLook(page, async (look) => {
    for (const finding of await axeFindings(page)) found.push(`${look} ${finding}`);
  });
  expect(found).toEqual([]);
});
