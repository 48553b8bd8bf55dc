import { beforeEach, describe, expect, it } from 'vitest';
import { scanCode, typeAsPerson } from '../support/app/hands.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;

beforeEach(async () => {
  ({ terminal, simulator } = await shop.begin());
});

const NUMBER = '4791234567';
const CODE = `https://qr.vipps.no/28/2/01/031/${NUMBER}?v=1`;
const OLD = 'https://qr.vipps.no/p/0ddc0de0ddc0de0ddc0de0dd';
const STICKER = 'https://qr.vipps.no/28/2/05/031/12345';

const creates = async () =>
  (await simulator.requests()).filter(({ method, path }) => method === 'POST' && path.endsWith('/payments')).length;
const asked = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);
const codeRead = () => terminal.page.getByTestId('code-read').waitFor();
const texts = async () => `${await terminal.page.content()} ${await terminal.page.title()}`;

describe("a customer's own code", () => {
  it('waits for the amount and for Send, and is shown nowhere', async () => {
    const { page } = terminal;
    await scanCode(page, CODE, ['Enter', 'Enter']);
    await codeRead();
    await page.getByText('Key in the amount.').waitFor();
    expect(await creates()).toBe(0);
    await typeAsPerson(page, '24900');
    await page.getByText('Nothing is sent before').waitFor();
    expect(await texts()).not.toMatch(/4791234567|qr\.vipps/);
    await page.keyboard.press('Enter');
    await seeState(page, /waiting for the customer/i);
    expect(await creates()).toBe(1);
    await simulator.act(await asked(), 'approve');
    await seeState(page, /approved/i);
    expect(await texts()).not.toMatch(/4791234567|qr\.vipps/);
  });

  it('scanned with the amount keyed sends nothing by itself; Escape forgets it', async () => {
    const { page } = terminal;
    await typeAsPerson(page, '12500');
    await page.keyboard.press('Enter');
    await typeAsPerson(page, '9876');
    await scanCode(page, CODE, ['Enter']);
    await codeRead();
    expect(await creates()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByTestId('code-read').waitFor({ state: 'detached' });
    expect(await screenOf(page).phoneNumber.inputValue()).toBe('98 76');
    expect(await screenOf(page).amount.inputValue()).toBe('125,00');
  });

  it('that is old is told as such, and the next scan asks by a press', async () => {
    const { page } = terminal;
    await typeAsPerson(page, '12500');
    await scanCode(page, OLD);
    await page.getByTestId('send-by-code').click();
    await seeState(page, /code not accepted/i);
    await page.getByText('Let the customer close the code and open it again').waitFor();
    expect(await page.getByTestId('send-again').count()).toBe(0);
    await scanCode(page, CODE, ['Enter', 'Enter']);
    await codeRead();
    expect(await creates()).toBe(1);
    await page.getByTestId('ask-by-code').click();
    await seeState(page, /waiting for the customer/i);
    expect(await creates()).toBe(2);
  });

  it('is the next step at a sale that has ended, by Enter and in place of what else would have been', async () => {
    const { page } = terminal;
    await sendRequest(page, '5000', '98765432');
    await seeState(page, /waiting/i);
    await simulator.act(await asked(), 'reject');
    await seeState(page, /declined/i);
    // A code that is not wanted gives the next step back.
    for (const wanted of [CODE.replace('1234567', '7654321'), CODE]) {
      await scanCode(page, wanted, ['Enter', 'Enter']);
      await codeRead();
      expect(await page.locator('[data-primary]').count()).toBe(1);
      expect(await page.locator('[data-primary]').getAttribute('data-testid')).toBe('ask-by-code');
      if (wanted === CODE) continue;
      await page.keyboard.press('Escape');
      await page.getByTestId('send-again').waitFor();
    }
    expect(await creates()).toBe(1);
    await page.keyboard.press('Enter');
    await seeState(page, /waiting for the customer/i);
    expect(await creates()).toBe(2);
  });

  it('at a live request changes who is asked by a press alone', async () => {
    const { page } = terminal;
    await sendRequest(page, '5000', '98765432');
    await seeState(page, /waiting/i);
    await scanCode(page, CODE, ['Enter', 'Enter']);
    await codeRead();
    await page.keyboard.press('Escape');
    await page.getByTestId('code-read').waitFor({ state: 'detached' });
    await scanCode(page, CODE.replace('1234567', '7654321'));
    await codeRead();
    expect(await creates()).toBe(1);
    await page.getByTestId('ask-by-code').click();
    await seeState(page, /waiting for the customer to approve/i);
    expect(await creates()).toBe(2);
  });

  it('asks at once where the shop chose so, and once for a code that was read twice', async () => {
    ({ terminal, simulator } = await shop.begin({
      prepare: (profile) => Promise.resolve(prepareProfile(profile, { askOnScan: true })),
    }));
    const { page } = terminal;
    await typeAsPerson(page, '12500');
    await scanCode(page, CODE);
    await scanCode(page, CODE);
    await seeState(page, /waiting for the customer/i);
    expect(await page.getByTestId('code-read').count()).toBe(0);
    expect(await creates()).toBe(1);
  });

  it('is told from a sticker, a slip, and a torn or doubled code', async () => {
    const { page } = terminal;
    for (const [scanned, words] of [
      [STICKER, /a shop’s own code/],
      [`${CODE}${CODE}`, /not the whole of a code/],
      ['https://qr.vipps.no/p/', /not the whole of a code/],
      ['bakerias-till1-20260119-ab120042-1', /a slip of a till/],
    ] as const) {
      await scanCode(page, scanned);
      await page.getByText(words).first().waitFor();
    }
    expect(await page.getByTestId('code-read').count()).toBe(0);
    await page.keyboard.press('F7');
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().waitFor();
    await scanCode(page, CODE);
    await page.getByText('Scanned: a customer’s own code.').first().waitFor();
    expect(await texts()).not.toMatch(/4791234567|qr\.vipps/);
    expect(await creates()).toBe(0);
  });
});
