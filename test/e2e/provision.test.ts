import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../../build/setup/paths.ts';
import { sealProvision } from '../../electron/adapters/provision/seal.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { codeProblem } from '../../shared/provision/code.ts';
import { credentialsSchema } from '../../shared/settings.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { freshFolder, launchTerminal, removeFolder, screenOf } from '../support/app/terminal-app.ts';
import type { LaunchOptions, TerminalApp } from '../support/app/terminal-app.ts';

/** Keys that stand out, so that they would be found wherever they leaked to. */
const CANARY = credentialsSchema.parse({
  clientId: 'canary-client-id-7d1f',
  clientSecret: 'canary-client-secret-93ab',
  subscriptionKey: 'canary-subscription-key-55e0',
});
const SET_UP = {
  environment: 'test',
  merchantSerialNumber: '654321',
  shop: { name: 'Bakeri på hjørnet', country: 'NO' },
  till: { id: 'kasse{n}' },
  language: 'nb',
  people: [{ name: 'Kari', role: 'manager' }],
};
const DAY_MS = 24 * 60 * 60_000;

const folders: string[] = [];
let terminal: TerminalApp | null = null;
afterEach(async () => {
  await terminal?.kill();
  terminal = null;
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const folder = (): string => {
  const made = freshFolder();
  folders.push(made);
  return made;
};

/** The app with the switch, as management software starts it. */
async function start(file: string, profile: string, opensOn: LaunchOptions['opensOn'] = 'set-up'): Promise<Page> {
  const args = [root, `--provision=${file}`];
  terminal = await launchTerminal({ profile, apiUrl: 'http://127.0.0.1:9', args, opensOn });
  return terminal.page;
}

async function fileFor(setUp: object): Promise<{ readonly file: string; readonly code: string }> {
  const file = join(folder(), 'provision.json');
  const made = Date.now();
  const { text, code } = await sealProvision(setUp, CANARY, { made, expires: made + DAY_MS });
  writeFileSync(file, text);
  return { file, code };
}

const field = (page: Page) => page.getByTestId('provision-code');
/** The machine that runs the test may have no number in its name. */
async function typeNumber(page: Page): Promise<void> {
  const number = page.locator('[data-field="number"]');
  if ((await number.count()) > 0) await number.fill('7');
}

/** A practice till that was set up, and the dialog in its settings. */
async function openMaker(): Promise<Page> {
  const profile = folder();
  const preferences = { language: 'en', theme: 'light', sounds: false };
  writeFileSync(join(profile, 'settings.json'), JSON.stringify({ store: PRACTICE_STORE, preferences }));
  terminal = await launchTerminal({ profile });
  const { page } = terminal;
  await page.getByRole('button', { name: /settings/i }).click();
  await page.getByRole('tab', { name: 'Shop' }).click();
  await page.getByRole('button', { name: 'Make a file for other tills' }).click();
  await page.getByRole('alertdialog').waitFor();
  return page;
}

async function expectAccessible(page: Page, screen: string): Promise<void> {
  const found: string[] = [];
  await inEachLook(page, async (look) => {
    for (const finding of await axeFindings(page)) found.push(`${screen} (${look}): ${finding}`);
  });
  expect(found).toEqual([]);
}

describe('a set-up file named by the switch', () => {
  it('sets the till up once its code was typed, by the keyboard alone, and keeps no key in plain', async () => {
    const { file, code } = await fileFor(SET_UP);
    const profile = folder();
    const page = await start(file, profile);
    await page.getByText('Bakeri på hjørnet').waitFor();
    await expectAccessible(page, 'code');
    await typeNumber(page);
    const slip = code.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
    await field(page).fill(slip);
    expect(await field(page).getAttribute('aria-invalid')).toBe('true');
    // As from a note; keys as fast as a driver's would count as a scanner's.
    await field(page).fill(code.toLowerCase());
    expect(await field(page).inputValue()).toBe(code.match(/.{4}/g)?.join('-'));
    await page.keyboard.press('Enter');
    await screenOf(page).amount.waitFor();
    const settings: unknown = JSON.parse(readFileSync(join(profile, 'settings.json'), 'utf8'));
    expect(settings).toMatchObject({
      store: { environment: 'test', merchantSerialNumber: '654321', storeName: 'Bakeri på hjørnet', country: 'NO' },
      preferences: { language: 'nb' },
    });
    await terminal?.close();
    // The switch stays in the starter that management software has made: it is not looked at any more.
    const again = await start(join(profile, 'nowhere.json'), profile, 'sale');
    await screenOf(again).amount.waitFor();
    expect(await again.content()).not.toContain('canary');
    const withKeys = readdirSync(profile, { recursive: true, encoding: 'utf8' })
      .filter((name) => existsSync(join(profile, name)) && statSync(join(profile, name)).isFile())
      .filter((name) => Object.values(CANARY).some((key) => readFileSync(join(profile, name)).includes(key)));
    expect(withKeys).toEqual([]);
  });

  it('is made in the settings of a till, its code shown once', async () => {
    const page = await openMaker();
    const file = join(folder(), 'made.json');
    await terminal?.electron.evaluate(
      ({ dialog }, filePath) => void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })),
      file,
    );
    const make = page.getByRole('button', { name: 'Make the file' });
    await page.getByLabel('Rule for the till id').fill('till');
    await make.click();
    await page.getByText('It needs {n} or {machine}').waitFor();
    await page.getByLabel('Rule for the till id').fill('till{n}');
    await expectAccessible(page, 'make');
    await make.click();
    const code = page.getByTestId('made-code');
    await code.waitFor();
    await expectAccessible(page, 'made');
    expect(codeProblem(await code.innerText())).toBeNull();
    expect(readFileSync(file, 'utf8')).toContain('"format": "skranke-provision"');
  });

  it('says in place what is wrong with it, and leaves the way by hand open', async () => {
    const { file } = await fileFor({ ...SET_UP, shop: { name: 'Bakeri', country: 'SE' } });
    const page = await start(file, folder());
    await page.getByText('setUp.shop.country: found "SE", expected one of: NO, DK, FI').waitFor();
    await expectAccessible(page, 'wrong file');
    await page.getByRole('button', { name: 'Set up by hand' }).click();
    await page.getByRole('radio', { name: 'Practice' }).waitFor();
  });
});
