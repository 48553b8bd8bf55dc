import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import { filesWith, memoryOf, recordTraffic } from '../support/app/canary.ts';
import type { Traffic } from '../support/app/canary.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { startSimulator, until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import {
  freshFolder,
  launchTerminal,
  removeFolder,
  screenOf,
  seeState,
  sendRequest,
} from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/**
 * Keys and a customer's number that stand out, planted at set-up and at the till, and then looked for wherever they
 * could have got to: files, journal, log, crash folder, messages between the processes, the page's memory. The number
 * is needed in one place, until the wallet has answered.
 */

const KEYS = {
  clientId: 'canary-client-id-0e3b',
  clientSecret: 'canary-client-secret-51c9',
  subscriptionKey: 'canary-subscription-key-77fa',
};
const SECRETS = Object.values(KEYS);
const TYPED = '91827364';
const NUMBER = [TYPED, '918 27 364', '91 82 73 64'];

let simulator: SimulatorProcess;
let terminal: TerminalApp;
let profile: string;
let running = false;

async function launch(): Promise<void> {
  terminal = await launchTerminal({ profile, apiUrl: simulator.url });
  running = true;
}

beforeEach(async () => {
  profile = freshFolder();
  simulator = await startSimulator([
    '--client-id',
    KEYS.clientId,
    '--client-secret',
    KEYS.clientSecret,
    '--subscription-key',
    KEYS.subscriptionKey,
    '--merchant-serial-number',
    '654321',
  ]);
  await launch();
});
afterEach(async () => {
  if (running) await terminal.kill();
  await simulator.stop();
  removeFolder(profile);
});

const button = (name: RegExp) => terminal.page.getByRole('button', { name });
const fill = (name: RegExp, text: string) => terminal.page.getByRole('textbox', { name }).fill(text);

async function setUp(): Promise<void> {
  await button(/set up this till/i).click();
  await terminal.page.getByRole('radio', { name: 'Test environment' }).check({ force: true });
  await button(/^continue$/i).click();
  await fill(/store name/i, 'Canary Coffee');
  await fill(/till id/i, 'till-9');
  await button(/^continue$/i).click();
  await fill(/merchant serial number/i, '654321');
  await fill(/client id/i, KEYS.clientId);
  await fill(/client secret/i, KEYS.clientSecret);
  await fill(/subscription key/i, KEYS.subscriptionKey);
  await button(/check connection/i).click();
  await terminal.page
    .getByText(/the connection works/i)
    .first()
    .waitFor();
  await button(/^continue$/i).click();
  await button(/finish|start|open/i)
    .first()
    .click();
  await screenOf(terminal.page).amount.waitFor();
}

const waiting = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);
const requests = async (ending: string) =>
  (await simulator.requests()).filter(({ method, path }) => method === 'POST' && path.endsWith(ending)).length;
let amount = 24_900;

/** Keys a sale to the number that stands out. */
async function ask(): Promise<void> {
  amount += 100;
  await sendRequest(terminal.page, String(amount), TYPED);
}
const leave = () => screenOf(terminal.page).newSale.click();

async function paid(): Promise<void> {
  await ask();
  await simulator.act(await waiting(), 'approve');
  await screenOf(terminal.page).capture.click();
  await seeState(terminal.page, /^paid/i);
  await leave();
}

async function cancelled(): Promise<void> {
  await ask();
  await waiting();
  await screenOf(terminal.page).cancel.click();
  await until('no request left', async () => (await simulator.waiting()).length === 0);
  await screenOf(terminal.page).newSale.waitFor();
  await leave();
}

/** The wallet refuses, or its answer is lost; then the page is left for the next sale. */
async function spoiled(rule: FaultRule): Promise<void> {
  await simulator.faults([rule]);
  const before = await requests('/payments');
  await ask();
  await until('the request at the wallet', async () => (await requests('/payments')) > before);
}

const journalFile = (): string => join(profile, 'journal-test.db');
const holdNumber = (): string[] => filesWith(profile, NUMBER);

function inTraffic(traffic: readonly Traffic[], canaries: readonly string[]): string[] {
  return [
    ...new Set(
      traffic.flatMap(({ direction, name, text }) =>
        canaries.filter((canary) => text.includes(canary)).map((canary) => `${direction} ${name}: ${canary}`),
      ),
    ),
  ];
}

async function renderer(page: Page): Promise<string[]> {
  const memory = await memoryOf(page);
  expect(memory).toContain('Canary Coffee');
  return [...SECRETS, ...NUMBER].filter((canary) => memory.includes(canary));
}

/**
 * Ends the page's process from outside and waits until the terminal has loaded the page again. The driver has no use
 * for such a page any more.
 */
async function crashPage(): Promise<void> {
  const state = await terminal.electron.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://terminal'));
    if (!contents) return 'no page';
    const again = new Promise<string>((resolve) => contents.once('did-finish-load', () => resolve('loaded again')));
    contents.forcefullyCrashRenderer();
    return again;
  });
  expect(state).toBe('loaded again');
}

/** The app ends in order, by itself: the driver's own way waits for a page that died. */
async function quit(): Promise<void> {
  const child = terminal.electron.process();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await terminal.electron.evaluate(({ app }) => app.quit()).catch(() => undefined);
  await gone;
  running = false;
}

const ENDS = ['captured', 'terminated', 'aborted', 'refused', 'expired', 'cancelled'];
const snapshotSchema = z.object({
  sales: z.array(z.object({ payments: z.array(z.object({ phase: z.object({ name: z.string() }) })) })),
});

/**
 * Nothing is open any more. Asked of the page by the main process; the journal is left alone, since a second reader
 * would keep its log from being emptied.
 */
async function allSettled(): Promise<void> {
  const ask = () =>
    terminal.electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith('app://terminal'))
        ?.executeJavaScript('terminal.call["terminal.snapshot"](undefined)'),
    );
  const phases = async () =>
    snapshotSchema.parse(await ask()).sales.flatMap(({ payments }) => payments.map(({ phase }) => phase.name));
  await until('every sale at its end', async () => (await phases()).every((name) => ENDS.includes(name)), 60_000);
}

describe('what is planted', () => {
  it('is found nowhere: the keys never, the number only where it is needed until the wallet has answered', async () => {
    let traffic = await recordTraffic(terminal.electron);
    await setUp();
    const seen = await traffic();
    expect(inTraffic(seen, SECRETS).toSorted()).toEqual(
      ['setup.checkConnection', 'setup.complete']
        .flatMap((name) => SECRETS.map((secret) => `in ${name}: ${secret}`))
        .toSorted(),
    );
    expect(filesWith(profile, SECRETS)).toEqual([]);
    expect(await renderer(terminal.page)).toEqual([]);

    await paid();
    await cancelled();
    await spoiled({ point: 'problem', operations: ['create'], code: 7010 });
    await seeState(terminal.page, /./);
    await leave();
    // The page dies in the middle of a sale whose answers are broken.
    await spoiled({ point: 'error-after', operations: ['create'], status: 503, times: 2 });
    await crashPage();
    await simulator.faults([]);
    await simulator.act(await waiting(), 'reject');
    await allSettled();
    expect(inTraffic(await traffic(), NUMBER)).toEqual([`in sale.start: ${TYPED}`]);
    await quit();
    expect(filesWith(profile, [...SECRETS, ...NUMBER])).toEqual([]);

    // A request on its way when the power goes: its body is in the journal, so the search finds what is there.
    await launch();
    await spoiled({ point: 'hang-after', operations: ['create'], times: 1 });
    expect(holdNumber().length).toBeGreaterThan(0);
    await terminal.kill();
    expect(holdNumber().map((found) => found.split(':')[0])).toEqual(
      expect.arrayContaining([expect.stringMatching(/^journal-test\.db/)]),
    );
    await simulator.faults([]);
    await launch();
    traffic = await recordTraffic(terminal.electron);
    await simulator.act(await waiting(), 'approve');
    await screenOf(terminal.page).capture.click();
    await seeState(terminal.page, /^paid/i);
    await leave();
    await allSettled();

    expect(await renderer(terminal.page)).toEqual([]);
    expect(inTraffic(await traffic(), [...SECRETS, ...NUMBER])).toEqual([]);
    expect(await terminal.page.content()).not.toMatch(/canary-/);
    await quit();
    expect(filesWith(profile, [...SECRETS, ...NUMBER])).toEqual([]);
    expect(differences(paymentsInJournal(profile, 'test'), await simulator.books())).toEqual([]);
    const log = readFileSync(join(profile, 'logs', 'skranke.log'), 'utf8');
    expect(log).toMatch(/page process gone/);
    expect(log).toMatch(/wallet call failed/);
    const journal = new SqliteJournal(journalFile());
    const exported = JSON.stringify(journal.recentSales(1_000).map((saleId) => journal.sale(saleId)));
    journal.close();
    expect(exported.match(/"sale\.opened"/g)).toHaveLength(5);
    for (const canary of [...SECRETS, ...NUMBER]) expect(exported).not.toContain(canary);
    // The simulated wallet gets the number, as the real one does; its log of requests must not tell the keys.
    const logged = JSON.stringify(await simulator.requests());
    for (const secret of SECRETS) expect(logged).not.toContain(secret);
  });
});
