import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { customerViewSchema } from '../../shared/customer.ts';
import type { CustomerState } from '../../shared/customer.ts';
import { minor } from '../../shared/money.ts';
import { axeFindings } from '../support/app/axe.ts';
import {
  customersPage,
  customersWindow,
  FACING,
  hasNoCustomersPage,
  pressTurnKey,
  setDisplays,
  TILLS,
} from '../support/app/customer-display.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { liveTimes } from '../support/app/live-times.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { codeFaults } from '../support/reading/read-code.ts';

const shop = shareTerminal();
let terminal: TerminalApp;
let simulator: SteeredSimulator;
let customer: Page;

beforeEach(async () => {
  ({ terminal, simulator } = await shop.begin({
    prepare: (profile) => prepareProfile(profile, { storeName: 'Bakeriet' }, { customerDisplay: FACING }),
  }));
  await setDisplays(terminal, [TILLS, FACING]);
  customer = await customersPage(terminal);
});

const reads = (state: CustomerState | 'idle') =>
  customer.locator(`html[data-state="${state}"]`).waitFor({ state: 'attached' });
const words = () => customer.locator('body').innerText();
const PINS_ON = { pinsOn: true, lockAfterMinutes: 5, refundLimit: minor(0) };
const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);

/** All that the customer's page was ever sent, from now on. */
const listenIn = () =>
  customer.evaluate(`(() => {
  window.heard = [];
  terminal.onEvent((event) => heard.push(event));
})()`);
const heard = async () =>
  z
    .array(z.strictObject({ type: z.literal('customer'), seq: z.number(), now: z.number(), view: customerViewSchema }))
    .parse(await customer.evaluate('window.heard'));

describe('a whole sale, seen by the customer', () => {
  it('is asked for, approved and paid in their language, and no number or reference is told', async () => {
    await reads('idle');
    expect(await words()).toContain('Bakeriet');
    await listenIn();
    await sendRequest(terminal.page, '24900', '91234567');
    await reads('waiting');
    // A number from Norway at a till in English.
    expect(await customer.evaluate('document.documentElement.lang')).toBe('nb');
    expect(await words()).toMatch(/Åpne Vipps og godkjenn[^]*249,00\skr/);
    await customer.locator('[data-language="en"]').click();
    await customer.getByText('Open Vipps and approve').waitFor();
    const reference = await incoming();
    await simulator.act(reference, 'approve');
    await reads('approved');
    await screenOf(terminal.page).capture.click();
    await reads('paid');
    expect(await words()).toMatch(/Thank you/);
    await screenOf(terminal.page).newSale.click();
    // They may read it to its end although the till has gone on; then the shop's language is back.
    await terminal.pass(10_000);
    await reads('idle');
    expect(await customer.evaluate('document.documentElement.lang')).toBe('en');
    const told = JSON.stringify(await heard());
    for (const secret of [reference, '91234567', '4567', '"67"', 'recipient', 'saleId'])
      expect(told).not.toContain(secret);
  });

  it('by code: read off their display, declined, and not shown when it is looked up later', async () => {
    const { page } = terminal;
    await page.keyboard.type('5500');
    await page.keyboard.press('F3');
    await reads('code');
    const code = await until('a code at the wallet', async () => (await liveTimes(simulator, 5_500)).at(-1)?.code);
    expect(await codeFaults({ ...terminal, page: customer }, code)).toEqual([]);
    await simulator.act(await incoming(), 'reject');
    await reads('declined');
    expect(await words()).toMatch(/No money was taken/);
    await screenOf(page).newSale.click();
    await terminal.pass(10_000);
    await reads('idle');
    await page.locator('.rail-row').first().click();
    await seeState(page, /declined/i);
    expect(await customer.evaluate('document.documentElement.dataset.state')).toBe('idle');
  });
});

/** Picks a file as the person would in the system's own dialog. */
const pick = async (file: string) => {
  await terminal.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await terminal.page.getByTestId('choose-logo').click();
};

describe('the shop’s logo', () => {
  it('is drawn anew, stands before the customer between sales, and is gone when it is taken away', async () => {
    const { page, profile } = terminal;
    const png = await terminal.electron.evaluate(({ nativeImage }) =>
      nativeImage
        .createFromBitmap(Buffer.alloc(1_600 * 400 * 4, 0x7f), { width: 1_600, height: 400 })
        .toPNG()
        .toString('base64'),
    );
    const file = join(profile, 'shop.png');
    writeFileSync(file, Buffer.concat([Buffer.from(png, 'base64'), Buffer.from('what else was in the file')]));
    await goTo(page, 'settings');
    await page.getByRole('tab').nth(1).click();
    await pick(file);
    await customer.locator('#logo:not([hidden])').waitFor();
    const drawn = "document.getElementById('logo').naturalWidth";
    await until('the picture', async () => (await customer.evaluate(drawn)) === 800);
    const kept = z
      .object({ picture: z.object({ png: z.base64() }) })
      .parse(JSON.parse(readFileSync(join(profile, 'logo.json'), 'utf8')));
    expect(String(Buffer.from(kept.picture.png, 'base64'))).not.toContain('what else');
    expect(await axeFindings(customer)).toEqual([]);
    await until('the preview', () => page.evaluate<boolean>("document.querySelector('.logo-field img').complete"));
    expect(await page.evaluate("document.querySelector('.logo-field img').naturalWidth")).toBe(800);
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await pick(file);
    await page.getByText('That file is no picture').waitFor();
    await page.getByTestId('remove-logo').click();
    await customer.locator('#logo[hidden]').waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
  });
});

describe('the display that faces them', () => {
  it('is filled, takes no keys from the till, and follows where it comes, goes and changes', async () => {
    const { id: _id, label: _label, ...bounds } = FACING;
    expect(await customersWindow(terminal)).toEqual({ bounds, focusable: false, seen: true, covers: false });
    const small = { ...FACING, width: 800, height: 600 };
    await setDisplays(terminal, [TILLS, small]);
    await until('the new size', async () => (await customersWindow(terminal))?.bounds.width === 800);
    await setDisplays(terminal, [TILLS]);
    await until('no window over the till', () => hasNoCustomersPage(terminal));
    // Another port, another number; it is told at once what stands before it.
    await sendRequest(terminal.page, '24900', '91234567');
    await screenOf(terminal.page).cancel.waitFor();
    await setDisplays(terminal, [TILLS, { ...FACING, id: 77 }]);
    customer = await customersPage(terminal);
    await reads('waiting');
    // A page that is loaded again is told it again.
    await customer.reload();
    await reads('waiting');
  });

  it('is chosen in settings among those that are there', async () => {
    const { page } = terminal;
    await goTo(page, 'settings');
    await page.getByRole('radio', { name: 'None' }).click({ force: true });
    await until('no window', () => hasNoCustomersPage(terminal));
    await page.getByRole('radio', { name: /Facing 10 · 1024/ }).click({ force: true });
    customer = await customersPage(terminal);
    await setDisplays(terminal, [TILLS]);
    await page.getByRole('radio', { name: /Facing 10.*not connected/ }).waitFor();
  });
});

describe('one display for both', () => {
  it('is turned to the customer by F12 and back, and a till that has locked itself asks for the PIN then', async () => {
    const { page } = terminal;
    await setDisplays(terminal, [TILLS]);
    await until('no window', () => hasNoCustomersPage(terminal));
    await pressTurnKey(terminal, 'terminal');
    customer = await customersPage(terminal);
    await reads('idle');
    const till = await terminal.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://terminal'))
        ?.getBounds(),
    );
    expect(await customersWindow(terminal)).toMatchObject({ bounds: till, seen: true });
    // Whatever is touched or typed there reaches no till: the calls are one, and it knows no key but that one.
    await customer.keyboard.type('24900');
    await customer.keyboard.press('Enter');
    expect(await page.getByTestId('amount').inputValue()).not.toMatch(/[1-9]/);
    expect(await customer.evaluate('Object.keys(terminal.call)')).toEqual(['customer.language']);
    await page.evaluate(async (settings) => {
      await window.terminal.call['people.add']({ name: 'Mia', role: 'manager', pin: '9317' });
      await window.terminal.call['people.configure'](settings);
      await window.terminal.call['people.lock'](undefined);
    }, PINS_ON);
    await pressTurnKey(terminal, 'customer');
    await until('the till again', () => hasNoCustomersPage(terminal));
    await page.locator('.lock-dialog').waitFor();
  });
});
