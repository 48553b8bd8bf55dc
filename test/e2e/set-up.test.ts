import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/** Keys that stand out, so that they would be found wherever they leaked to. */
const CANARY = {
  clientId: 'canary-client-id-7d1f',
  clientSecret: 'canary-client-secret-93ab',
  subscriptionKey: 'canary-subscription-key-55e0',
};

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin({ keys: { ...CANARY, merchantSerialNumber: '654321' } }));
});

const button = (page: Page, name: RegExp) => page.getByRole('button', { name });

/** Goes to the step with the keys, as an administrator who sets up a till for the test environment. */
async function reachKeys(page: Page): Promise<void> {
  await button(page, /set up this till/i).click();
  await page.getByRole('radio', { name: 'Test environment' }).check();
  await button(page, /^continue$/i).click();
  await page.getByLabel(/store name/i).fill('Bakeri på hjørnet');
  await page.getByLabel(/till id/i).fill('kasse-7');
  await button(page, /^continue$/i).click();
}

async function typeKeys(page: Page, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: /merchant serial number/i }).fill('654321');
  await page.getByRole('textbox', { name: /client id/i }).fill(CANARY.clientId);
  await page.getByRole('textbox', { name: /client secret/i }).fill(secret);
  await page.getByRole('textbox', { name: /subscription key/i }).fill(CANARY.subscriptionKey);
}

/** Every file of the profile that holds one of the keys. */
function filesWithCanary(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .filter((name) => Object.values(CANARY).some((key) => readFileSync(join(folder, name)).includes(key)));
}

describe('set-up', () => {
  it('checks the keys in plain words, sells with them, also after a restart, and shows them to nobody', async () => {
    const { page } = terminal;
    await reachKeys(page);
    await typeKeys(page, 'not-the-right-secret');
    await button(page, /check connection/i).click();
    await page
      .getByText(/keys/i)
      .filter({ hasText: /not accepted|rejected|refused/i })
      .first()
      .waitFor();
    await typeKeys(page, CANARY.clientSecret);
    await button(page, /^check/i).click();
    await button(page, /^continue$/i).click();
    await button(page, /finish|start|open/i)
      .first()
      .click();
    await screenOf(page).amount.waitFor();
    expect(await page.getByText('kasse-7').count()).toBeGreaterThan(0);
    await terminal.kill();
    terminal = await shop.restart();
    await sendRequest(terminal.page, '24900', '91234567');
    const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
    expect(reference).toMatch(/^bakeripahjor-kasse7-\d{8}-[a-z0-9]{4}0001-1$/);
    await simulator.act(reference, 'approve');
    await screenOf(terminal.page).capture.click();
    await seeState(terminal.page, /^paid/i);
    expect(differences(paymentsInJournal(profile, 'test'), await simulator.books())).toEqual([]);
    expect(filesWithCanary(profile)).toEqual([]);
    expect(await terminal.page.content()).not.toContain('canary');
  });

  it('names a damaged settings file, keeps it, and does not sell under made-up settings', async () => {
    await terminal.close();
    writeFileSync(join(profile, 'settings.json'), '{"store": {"environment": "test", "country"');
    terminal = await shop.restart('set-up');
    await terminal.page
      .getByText(/settings\.damaged-1\.json/)
      .first()
      .waitFor();
    expect(await screenOf(terminal.page).amount.count()).toBe(0);
    expect(readFileSync(join(profile, 'settings.damaged-1.json'), 'utf8')).toContain('"environment": "test"');
  });
});
