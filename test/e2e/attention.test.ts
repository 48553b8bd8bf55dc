import { beforeAll, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });
const loud = (count: number) =>
  terminal.page.getByTestId('attention-alert').filter({ hasText: new RegExp(`^${count} `) });
const reason = () => terminal.page.getByTestId('reason');
const dialog = () => terminal.page.getByRole('alertdialog');
const REASON = 'Seen in the portal: not captured. The customer paid in cash.';

/** The wallet will not capture an approved amount: the money is where it was, and a person must look. */
async function troubled(amount: string, code = 6260): Promise<void> {
  const { page } = terminal;
  await simulator.faults([{ point: 'problem', operations: ['capture'], code }]);
  await sendRequest(page, amount, '91234567');
  await simulator.act(await until('a request', async () => (await simulator.waiting())[0]), 'approve');
  await screenOf(page).capture.click();
  await seeState(page, /needs you/i);
}

describe('a payment that needs a person', () => {
  it('is counted on every screen, and only a written reason takes it off the list', async () => {
    const { page } = terminal;
    await troubled('24900');
    expect((await page.locator('main').getByRole('button').allInnerTexts()).join(' | ')).not.toMatch(/paid|again/i);
    await page.keyboard.press('F4');
    await troubled('35000');
    await page.keyboard.press('F4');
    await page.keyboard.type('12');
    await loud(2).waitFor();
    await goTo(terminal.page, 'settings');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.getByText('2 payments need you').waitFor();
    await page.keyboard.press('Escape');
    await loud(2).click();
    const panel = page.getByRole('dialog');
    expect(await panel.innerText()).toMatch(
      /249,00[\s\S]*0001[\s\S]*…67[\s\S]*Since \d\d:\d\d[\s\S]*reservation is gone[\s\S]*What to do[\s\S]*350,00/,
    );
    await panel.locator('li', { hasText: '249,00' }).getByTestId('resolve').click();
    await terminal.page.getByTestId('save-reason').click();
    await page.getByText('Write at least 3 characters.').waitFor();
    await reason().fill(REASON);
    await terminal.page.getByTestId('save-reason').click();
    await dialog().waitFor({ state: 'detached' });
    await panel.locator('li', { hasText: '249,00' }).getByTestId('resolve').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await loud(1).waitFor();
    expect(await screenOf(page).amount.inputValue()).toMatch(/0,12/);
    await page
      .getByRole('button', { name: /249,00/ })
      .first()
      .click();
    await page.locator('main').getByText(REASON).waitFor();
    await terminal.page.getByTestId('details').click();
    await panel.getByText(REASON).waitFor();
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });

  it('is there again after a restart, and loses nothing that was typed when the till refuses', async () => {
    await terminal.kill();
    terminal = await shop.restart();
    const { page } = terminal;
    await loud(1).waitFor();
    await seeState(page, /needs you/i);
    await loud(1).click();
    await page.getByRole('dialog').locator('li', { hasText: '350,00' }).getByTestId('resolve').click();
    await reason().fill(REASON);
    // Somebody else was faster: there is nothing left to resolve.
    const faster = paymentsInJournal(profile).find((payment) => payment.attention !== null);
    await page.evaluate(async (on) => {
      if (on)
        await window.terminal.call['payment.resolve']({
          saleId: on.saleId,
          reference: on.reference,
          reason: 'settled by phone',
        });
    }, faster);
    await terminal.page.getByTestId('save-reason').click();
    await dialog()
      .getByText(/there is nothing to do here/i)
      .waitFor();
    expect(await reason().inputValue()).toBe(REASON);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await loud(1).waitFor({ state: 'detached' });
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('F4');
    await screenOf(page).amount.waitFor();
  });

  it('that can only be captured as a whole says so, and offers that or to release', async () => {
    const { page } = terminal;
    await troubled('41400', 6140);
    await page.locator('main').getByText('Take the full amount, or release the money.').waitFor();
    await terminal.page.getByTestId('release').waitFor();
    expect(await button(/part/i).count()).toBe(0);
    await terminal.page.getByTestId('capture').click();
    await seeState(page, /^paid/i);
    await loud(1).waitFor({ state: 'detached' });
    await page.keyboard.press('F4');
    await screenOf(page).amount.waitFor();
  });

  it('is taken off the list by an answer of the wallet', async () => {
    const { page } = terminal;
    await troubled('45000');
    await loud(1).waitFor();
    await terminal.page.getByTestId('release').click();
    await dialog()
      .getByRole('button', { name: /^Release/ })
      .click();
    await seeState(page, /released/i);
    await loud(1).waitFor({ state: 'detached' });
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });

  it('that a person has settled is grey, says who and why, moves no money until a manager opens it again', async () => {
    const { page } = terminal;
    await page.keyboard.press('F4');
    await troubled('46000');
    await terminal.page.getByTestId('resolve').click();
    await reason().fill(REASON);
    await terminal.page.getByTestId('save-reason').click();
    await seeState(page, /^settled by hand/i);
    const main = page.locator('main');
    await main.getByText(REASON).waitFor();
    expect(await page.locator('.band').getAttribute('data-tone')).toBe('grey');
    expect((await main.getByRole('button').allInnerTexts()).join(' | ')).not.toMatch(/capture|release|give back|460/i);
    expect(await page.locator('.hero-amount').innerText()).toMatch(/0,00\s*kr taken/);
    expect(await page.locator('.rail-row[aria-current]').innerText()).toMatch(/settled by hand/);
    await page.keyboard.press('F6');
    await page.getByRole('heading', { name: 'Handover' }).waitFor();
    expect(await page.locator('.handover-rows button').count()).toBe(0);
    await page.keyboard.press('Escape');
    await terminal.page.getByTestId('reopen').click();
    await reason().fill('The customer has the goods after all');
    await terminal.page.getByTestId('save-reason').click();
    await seeState(page, /needs you/i);
    await main.getByTestId('release').click();
    await dialog()
      .getByRole('button', { name: /^Release/ })
      .click();
    await seeState(page, /released/i);
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });
});
