import { beforeEach, describe, expect, it } from 'vitest';
import { scanCode, typeAsPerson } from '../support/app/hands.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;

beforeEach(async () => {
  ({ terminal, simulator } = await shop.begin());
});

/** Eight digits with the right check digit: as good as a phone number, were it not for the speed. */
const GOODS = '40111490';
const said = (words: string | RegExp) => terminal.page.getByText(words).first().waitFor();
const moneyAsked = async () =>
  (await simulator.requests())
    .filter(({ method }) => method === 'POST')
    .filter(({ path }) => path.endsWith('/payments')).length;
const captures = async () => (await simulator.requests()).filter(({ path }) => path.endsWith('/capture')).length;

describe('a scan', () => {
  it('in the number field sends nothing: it is told what it was, and what was keyed is as it was', async () => {
    const { page } = terminal;
    const { amount, phoneNumber } = screenOf(page);
    await typeAsPerson(page, '12500');
    await page.keyboard.press('Enter');
    await typeAsPerson(page, '9123');
    await scanCode(page, GOODS, ['Enter', 'Enter']);
    await said('Scanned: goods 40111490.');
    expect(await phoneNumber.inputValue()).toBe('91 23');
    expect(await amount.inputValue()).toBe('125,00');
    // As the scanner found it: in the empty field, on its button, in the amount, and where nothing has the focus.
    await phoneNumber.fill('');
    for (const field of [phoneNumber, screenOf(page).send, amount, page.locator('[data-stage]')]) {
      await field.focus();
      await scanCode(page, GOODS);
      expect([await amount.inputValue(), await phoneNumber.inputValue()]).toEqual(['125,00', '']);
    }
    await amount.focus();
    await scanCode(page, '12,5kg-77', ['Tab']);
    await said('Scanned: a code of 9 characters.');
    expect(await page.locator('[data-testid="amount"]:focus').count()).toBe(1);
    // The person goes on as if nothing had been.
    await phoneNumber.focus();
    await typeAsPerson(page, '91234567');
    expect(await page.getByText('Scanned:').count()).toBe(0);
    await page.keyboard.press('Enter');
    await seeState(page, /waiting/i);
    expect(await moneyAsked()).toBe(1);
  });

  it('on an approved sale takes nothing and leaves the next step where it is', async () => {
    const { page } = terminal;
    await sendRequest(page, '5000', '91234567');
    await seeState(page, /waiting/i);
    await simulator.act(await until('a request at the wallet', async () => (await simulator.waiting())[0]), 'approve');
    await seeState(page, /approved/i);
    await screenOf(page).capture.focus();
    await scanCode(page, `kode 4711 ${GOODS}`, ['Enter', 'Enter']);
    await said('Scanned: a code of 18 characters.');
    await seeState(page, /approved/i);
    expect(await captures()).toBe(0);
  });

  it('over a question answers nothing, and on the board finds the sale', async () => {
    const { page } = terminal;
    await sendRequest(page, '5000', '91234567');
    await seeState(page, /waiting/i);
    const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
    await page.keyboard.press('F10');
    await page.getByRole('alertdialog').waitFor();
    await scanCode(page, GOODS);
    await said('Scanned: goods 40111490.');
    expect(await page.getByRole('alertdialog').count()).toBe(1);
    expect(await simulator.waiting()).toHaveLength(1);
    await page.keyboard.press('Escape');
    await simulator.act(reference, 'approve');
    await seeState(page, /approved/i);
    await page.keyboard.press('F6');
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().waitFor();
    await scanCode(page, reference);
    await page.locator('.handover-row[aria-current="true"]').waitFor();
    expect(await captures()).toBe(0);
  });

  it('in the middle of a PIN is no try: the PIN goes on where it was', async () => {
    const { page } = terminal;
    await page.evaluate(async () => {
      const { call } = window.terminal;
      await call['people.add']({ name: 'Mia', role: 'manager', pin: '83619274' });
      await call['people.configure']({ pinsOn: true, lockAfterMinutes: 5, refundLimit: 10_000 as never });
    });
    const locked = page.getByRole('dialog', { name: 'Who is at the till?' });
    await locked.waitFor();
    await page.getByRole('radio', { name: 'Mia' }).click();
    await typeAsPerson(page, '8361');
    await scanCode(page, GOODS);
    await said('Scanned: goods 40111490.');
    expect(await page.getByText('That is not the PIN').count()).toBe(0);
    await typeAsPerson(page, '9274');
    await page.keyboard.press('Enter');
    await locked.waitFor({ state: 'detached' });
  });

  it('is tried out in settings: the layout, and how it ends', async () => {
    const { page } = terminal;
    await goTo(page, 'settings');
    // What is said of it, and that no money moves here, stand beside the title and not over it.
    await page.getByRole('tab', { name: 'Scanner' }).waitFor();
    await scanCode(page, GOODS);
    await said('Scanned: goods 40111490.');
    const [title, notice, band, tab] = await Promise.all(
      ['.screen-bar h1', '.scan-place p', '.environment', '[role="tab"]'].map((at) =>
        page.locator(at).first().boundingBox(),
      ),
    );
    if (!title || !notice || !band || !tab) return expect.unreachable('not in sight');
    expect(band.y + band.height).toBeLessThanOrEqual(title.y);
    expect(title.y + title.height).toBeLessThanOrEqual(notice.y);
    expect(notice.y + notice.height).toBeLessThanOrEqual(tab.y);
    // A press while it is said goes where it was meant to.
    await page.getByRole('tab', { name: 'Scanner' }).click();
    expect(await page.locator('.scan-place p').count()).toBe(0);
    await scanCode(page, 'Skranke:/?=-_&%.Zz019');
    await said(/The layout is right.*ends with Enter/);
    // A scanner set to American keys on a Norwegian keyboard.
    await scanCode(page, 'SkrankeØ-_´+?/%.Zz019', ['Tab']);
    await said(/The layout is wrong.*: came as Ø.*ends with Tab/);
    await scanCode(page, GOODS, []);
    await said(/another code.*ends with nothing/);
    await page.getByRole('tab', { name: 'This counter' }).click();
  });
});
