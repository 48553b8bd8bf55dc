import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { readZip } from '../support/reading/read-zip.ts';

const KEYS = {
  clientId: 'canary-client-id-7d1f',
  clientSecret: 'canary-client-secret-93ab',
  subscriptionKey: 'canary-subscription-key-55e0',
  merchantSerialNumber: '654321',
};
const NUMBER = '91234567';

const shop = shareTerminal();
let terminal: TerminalApp;
let simulator: SteeredSimulator;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin({ keys: KEYS, prepare: (folder) => prepareProfile(folder) }));
  await simulator.call('PATCH', 'sales-unit', { managementAccess: 'granted', name: 'Bakeri Ås' });
  await takeRealMoney(terminal.page);
});

/** As an administrator sets a till up for real money on a machine without a keychain. */
const takeRealMoney = (page: Page) =>
  page.evaluate(async ({ merchantSerialNumber, ...credentials }) => {
    const { till } = await window.terminal.call['terminal.snapshot'](undefined);
    if (!till.store) throw new Error('not set up');
    const store = { ...till.store, environment: 'production', merchantSerialNumber, posId: 'till-9' };
    const input = { store, credentials, preferences: till.preferences, thisRunOnly: true };
    // As a page sends it: main parses it.
    await window.terminal.call['setup.complete'](input as never);
  }, KEYS);

const tab = (name: string) => terminal.page.getByRole('tab', { name });
const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });
const check = (id: string) => terminal.page.locator(`[data-check="${id}"]`);

it('asks for no real money before the till was found in order, or a manager has signed', async () => {
  const { page } = terminal;
  // What the missing keychain means for the journal is read first.
  await button('I have noted it').click();
  await page.getByRole('alertdialog', { name: 'Check the till before the first real payment' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button('Later').click();
  await sendRequest(page, '24900', NUMBER);
  await page.getByText('Check this till first').first().waitFor();
  expect(await simulator.books()).toEqual([]);
  await goTo(terminal.page, 'settings');
  await tab('Check-up').click();
  await button('Check now').click();
  await check('version').waitFor();
  await button('Check again').waitFor();
  expect(await check('network').getAttribute('data-standing')).toBe('fine');
  expect(await check('keys').getAttribute('data-standing')).toBe('fine');
  await check('salesUnit').getByText('Bakeri Ås').waitFor();
  // There is no keychain here: what is found first stands first, with what to do.
  expect(await page.locator('[data-check]').first().getAttribute('data-check')).toBe('keychain');
  await check('keychain')
    .getByText(/GNOME Keyring/)
    .waitFor();
  await inEachLook(page, async (name) => expect(await axeFindings(page), name).toEqual([]));
  await button('Go ahead anyway').click();
  await page.getByLabel('Why the shop goes ahead').fill('The keys are typed each morning');
  await button('Sign and go ahead').click();
  await page.getByText('Signed. The till takes real money.').waitFor();
  await page.keyboard.press('Escape');
  await screenOf(page).send.click();
  await until('a request at the wallet', async () => (await simulator.waiting())[0]);
});

it('puts a file for support together, shows it, and saves what was shown', async () => {
  const { page, electron } = terminal;
  await goTo(terminal.page, 'settings');
  await tab('Support file').click();
  await page.getByLabel('Which receipt is it about?').fill('1');
  await button('Show what goes in it').click();
  await page.getByText('receipt-1.json', { exact: true }).waitFor();
  await inEachLook(page, async (name) => expect(await axeFindings(page), name).toEqual([]));
  await button('Read doctor.txt').click();
  const panel = page.getByRole('dialog', { name: 'doctor.txt' });
  await panel.getByText(/The system has no keychain/).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  const path = join(profile, 'support.zip');
  await electron.evaluate(
    ({ dialog }, filePath) => void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })),
    path,
  );
  await button('Choose a place and save').click();
  await page.getByText('Saved as support.zip.').waitFor();
  const files = await readZip(path);
  expect([...files.keys()]).toEqual(['about.txt', 'doctor.txt', 'doctor.json', 'log.txt', 'receipt-1.json']);
  const everything = [...files.values()].map(String).join('\n');
  expect(everything).toContain('payment.requested');
  for (const canary of [KEYS.clientId, KEYS.clientSecret, KEYS.subscriptionKey, NUMBER])
    expect(everything).not.toContain(canary);
  expect(readdirSync(profile).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('shows the log, filtered, by keys', async () => {
  const { page } = terminal;
  await tab('Log').click();
  await button('Read the log').click();
  const list = page.getByRole('grid', { name: 'Log, newest first' });
  await list.locator('.long-list-row').first().waitFor();
  await inEachLook(page, async (name) => expect(await axeFindings(page), name).toEqual([]));
  await page.getByLabel('With this text').fill('no such words anywhere');
  await page.getByText('0 lines').waitFor();
  await page.getByLabel('With this text').fill('');
  await list.locator('.long-list-row').first().waitFor();
  await list.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog', { name: 'A line of the log' }).waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.keyboard.press('Escape');
});

it('keeps in the journal what was found and who went on with it', async () => {
  await terminal.kill();
  const file = join(profile, 'journal-production.db');
  expect(existsSync(file)).toBe(true);
  const journal = new SqliteJournal(file);
  const entries = journal.entries({ types: ['till.examined', 'till.examinationSigned'], limit: 10 }).toReversed();
  journal.close();
  expect(entries).toMatchObject([
    { type: 'till.examined', by: null, results: expect.arrayContaining([{ check: 'keys', finding: 'keys.accepted' }]) },
    {
      type: 'till.examinationSigned',
      results: [{ check: 'keychain', finding: 'keychain.plain' }],
      reason: 'The keys are typed each morning',
    },
  ]);
  expect(readFileSync(file).includes(NUMBER)).toBe(false);
});
