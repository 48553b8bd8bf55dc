import { beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { openOldShop } from '../support/till/reserved-shop.ts';
import { axeFindings } from '../support/app/axe.ts';
import { countPresses } from '../support/app/presses.ts';
import { typeAsPerson } from '../support/app/hands.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;
let references: ReadonlyMap<number, string>;

const line = (name: string, quantity: string, unitPrice: number) => ({
  name,
  quantity,
  unitPrice: minor(unitPrice),
  vatRate: vatRate(2500),
});
const GOODS = [line('Cake', '1', 45_000), line('Buns', '12', 3_500), line('Cheese', '0.485', 24_900)];

beforeEach(async () => {
  const sold = [
    { receiptNumber: 3, daysAgo: 1, lines: [line('Marzipan', '1', 24_900)], end: 'paid' },
    { receiptNumber: 2, daysAgo: 1, lines: GOODS, end: 'paid' },
    { receiptNumber: 1, daysAgo: 366, lines: GOODS, end: 'paid' },
  ] as const;
  ({ terminal, simulator, profile } = await shop.begin({
    prepare: async (folder, wallet) => {
      references = await openOldShop(folder, wallet, sold, Date.now());
    },
  }));
});

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });
const sheet = () => terminal.page.getByRole('dialog');
const radio = (name: string) => terminal.page.getByRole('radio', { name });
const give = (amount: RegExp | string) => sheet().getByRole('button', { name: amount });
const book = async (receiptNumber = 2) =>
  (await simulator.books()).find(({ reference }) => reference === references.get(receiptNumber));
const refunds = async () => (await simulator.requests()).filter(({ path }) => path.endsWith('/refund'));
const payment = (receiptNumber = 2) =>
  paymentsInJournal(profile).find(({ reference }) => reference === references.get(receiptNumber));
const expectBooksToAgree = async () =>
  expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);

const rows = () => terminal.page.locator('.rail-row', { hasText: '990,77' });
/** The newest finished sale of the goods first in the rail. */
async function openRefund(row = 0): Promise<void> {
  await rows().nth(row).click();
  await seeState(terminal.page, /^(Paid|Given back)/);
  await button('Give money back').click();
  await sheet().waitFor();
}

describe('giving money back', () => {
  it('by line: what is left is known by line, the reason is asked for, a double click gives back once', async () => {
    await openRefund();
    await radio('By line').check();
    await give('Give back').click();
    await sheet().getByText('Nothing is chosen yet.').waitFor();
    for (const _ of [1, 2]) await button('One more Buns').click();
    await button('Take Cheese').click();
    await give(/^Give back 190,77/).click();
    await sheet().getByText('Say in a few words why.').waitFor();
    expect(await refunds()).toEqual([]);
    await radio('Faulty').check();
    await give(/^Give back 190,77/).dblclick();
    await sheet().locator('[data-progress="done"]').waitFor();
    expect(await sheet().getByRole('status').innerText()).toMatch(/^Given back 190,77/);
    expect(await refunds()).toHaveLength(1);
    expect(await book()).toMatchObject({ captured: 99_077, refunded: 19_077 });
    expect(payment()?.movements.at(-1)).toMatchObject({
      kind: 'refund',
      amount: 19_077,
      reason: 'Faulty',
      parts: [
        { line: 1, quantity: '2' },
        { line: 2, quantity: '0.485' },
      ],
    });

    // The rest, by line again: what is gone is not offered.
    await button('Give back more').click();
    await radio('By line').check();
    await sheet()
      .locator('output')
      .filter({ hasText: /^0 of 10$/ })
      .waitFor();
    expect(await button('Take Cheese').count()).toBe(0);
    await radio('All').check();
    await radio('Returned').check();
    await give(/^Give back 800,00/).click();
    await sheet().locator('[data-progress="done"]').waitFor();
    await button('Done').click();
    await seeState(terminal.page, /^Given back 990,77/);
    expect(await button('Give money back').count()).toBe(0);
    expect(await book()).toMatchObject({ captured: 99_077, refunded: 99_077 });
    await expectBooksToAgree();
  });

  it('gives back a sale of yesterday in seven presses, and shows it as money that went out', async () => {
    const { page } = terminal;
    const presses = await countPresses(page);
    await page.keyboard.press('F7');
    await page.getByRole('searchbox').waitFor();
    await page.keyboard.type('249');
    await page.getByTestId('refund').click();
    await radio('Returned').check();
    await give(/^Give back 249,00/).click();
    await sheet().locator('[data-progress="done"]').waitFor();
    expect(await presses()).toBe(7);
    expect(await sheet().getByRole('status').innerText()).toMatch(/^Given back 249,00/);
    expect(await sheet().locator('.refund-band').getAttribute('data-tone')).toBe('back');
    expect(await book(3)).toMatchObject({ captured: 24_900, refunded: 24_900 });
    await expectBooksToAgree();
    // The one sale that was found stays in the room; the sheet over it goes.
    await button('Done').click();
    await sheet().waitFor({ state: 'detached' });
    await page.getByTestId('leave').click();
    await screenOf(page).amount.waitFor();
  });

  it('has the reasons in sight at 1024 by 768, under any number of lines', async () => {
    const { page, electron } = terminal;
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 768));
    await page.waitForFunction('innerWidth === 1024 && innerHeight === 768');
    await openRefund();
    await radio('By line').check();
    const last = await radio('Other words').boundingBox();
    const foot = await page.locator('.panel-foot').boundingBox();
    expect(last && foot && last.y + last.height).toBeLessThan(foot?.y ?? 0);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('says in place that more was typed than is left, and loses nothing', async () => {
    await openRefund();
    const { page } = terminal;
    await radio('An amount').check();
    const field = page.getByRole('textbox', { name: 'Amount to give back' });
    await field.click();
    await page.keyboard.type('99078');
    await radio('Other words').check();
    await page.keyboard.type('Rain on the cake');
    await sheet()
      .getByText(/Only 990,77.kr is left/)
      .waitFor();
    // The step is off, and says so, while more is typed than is left.
    expect(await page.getByTestId('give-back').getAttribute('aria-disabled')).toBe('true');
    await page.getByTestId('give-back').click({ force: true });
    expect(await field.inputValue()).toMatch(/990,78/);
    expect(await page.getByRole('textbox', { name: 'Other words' }).inputValue()).toBe('Rain on the cake');
    expect(await refunds()).toEqual([]);
    await field.selectText();
    await page.keyboard.type('100');
    // Enter in a field presses nothing.
    await page.keyboard.press('Enter');
    expect(await refunds()).toEqual([]);
    await give(/^Give back 1,00/).click();
    await sheet().locator('[data-progress="done"]').waitFor();
    expect(payment()?.movements.at(-1)).toMatchObject({
      kind: 'refund',
      amount: 100,
      reason: 'Rain on the cake',
      parts: null,
    });
    await expectBooksToAgree();
  });

  it('finds what was given back in the portal before it offers anything, and shows it as such', async () => {
    const { page } = terminal;
    await rows().first().click();
    await seeState(page, /^Paid$/);
    await simulator.call('POST', 'portal', { reference: references.get(2), act: 'refund', amount: 90_000 });
    await button('Give money back').click();
    await sheet()
      .getByText(/900,00.kr was given back in the portal of Vipps/)
      .waitFor();
    expect(await sheet().getByRole('status').innerText()).toMatch(
      /To the customer\s*90,77.kr\s*of 90,77.kr that can be given back/,
    );
    await page.keyboard.press('Escape');
    await seeState(page, /^Given back 900,00.kr of 990,77/);
    await page.getByText(/not at this till/).waitFor();
    expect(payment()?.movements.at(-1)).toMatchObject({ kind: 'refund', amount: 90_000, key: null });
    await expectBooksToAgree();
  });

  it('is not known when the answer is lost, never done twice, and then what the wallet says', async () => {
    await openRefund();
    const { page } = terminal;
    await radio('Wrong price').check();
    await simulator.faults([
      { point: 'drop-answer', operations: ['refund'], times: null },
      { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
    ]);
    await give(/^Give back 990,77/).click();
    await sheet().locator('[data-progress="unclear"]').waitFor();
    expect(await sheet().innerText()).toMatch(/we do not know yet[\s\S]*Do not give the money back again/i);
    expect(await sheet().innerText()).not.toMatch(/given back|refused|failed/i);
    await page.keyboard.press('Escape');
    await seeState(page, /we do not know yet/);
    // What is at stake is what goes back, with the sale's own sum beside it.
    expect(await page.locator('.hero').innerText()).toMatch(/The sale is 990,77.kr\s+990,77\s+kr to give back/);
    expect((await page.locator('main').getByRole('button').allInnerTexts()).join(' | ')).not.toMatch(
      /give|again|refund/i,
    );
    await simulator.call('DELETE', 'faults');
    await terminal.page.getByTestId('check-now').click();
    await seeState(page, /^Given back 990,77/);
    const keys = new Set(
      (await refunds()).map(({ headers }) => (headers as Record<string, string>)['idempotency-key']),
    );
    expect(keys.size).toBe(1);
    expect(await book()).toMatchObject({ refunded: 99_077 });
    await expectBooksToAgree();
  });

  it('is refused in plain words: by the wallet, after its time, and without a connection', async () => {
    const { page } = terminal;
    await simulator.faults([{ point: 'problem', operations: ['refund'], code: 6210 }]);
    await openRefund();
    await radio('Wrong price').check();
    await give(/^Give back 990,77/).click();
    await sheet().locator('[data-progress="refused"]').waitFor();
    expect(await sheet().innerText()).toMatch(/Nothing was given back[\s\S]*Vipps cannot pay this back/);
    await button('Close').last().click();
    await seeState(page, /^Paid$/);
    await page.getByText(/Nothing was given back: Vipps cannot pay this back/).waitFor();
    expect(await book()).toMatchObject({ refunded: 0 });

    await openRefund(1);
    await sheet()
      .getByText(/Nothing can be given back: Too late to refund with Vipps/)
      .waitFor();
    expect(await give(/^Give back/).count()).toBe(0);
    await page.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });

    await simulator.stop();
    await openRefund();
    await sheet()
      .getByText(/What can be given back is not known/)
      .waitFor();
    expect(await give(/^Give back/).count()).toBe(0);
    simulator = await shop.walletIsBack();
    await until('the wallet', async () => {
      if (await give('Ask again').count()) await give('Ask again').click();
      return (await radio('All').count()) === 1;
    });
    await page.keyboard.press('Escape');
    await expectBooksToAgree();
  });

  it('is found in the list of all sales; where nothing is taken yet the reservation is released instead', async () => {
    const { page } = terminal;
    await sendRequest(page, '5000', '91234567');
    const waiting = await until('a request', async () => (await simulator.waiting())[0]);
    await simulator.act(waiting, 'approve');
    await screenOf(page).capture.waitFor();
    await page.keyboard.press('F4');
    await page.keyboard.press('F7');
    await page.getByRole('searchbox').fill(waiting);
    await page.getByTestId('sale-found').waitFor();
    await button('Give money back').click();
    await sheet()
      .last()
      .getByText(/Release it instead/)
      .waitFor();
    await button(/^Release 50,00/).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Release 50,00/ })
      .click();
    await until(
      'the release',
      async () => (await simulator.books()).find(({ reference }) => reference === waiting)?.cancelled === 5_000,
    );
    expect(await refunds()).toEqual([]);
  });

  it('needs a manager above the shop’s limit, who approves in place', async () => {
    const { page } = terminal;
    await page.evaluate(async () => {
      const { call } = window.terminal;
      await call['people.add']({ name: 'Mia', role: 'manager', pin: '83619274' });
      await call['people.add']({ name: 'Bo', role: 'cashier', pin: '6935' });
      await call['people.configure']({ pinsOn: true, lockAfterMinutes: 5, refundLimit: 10_000 as never });
      const { till } = await call['terminal.snapshot'](undefined);
      const bo = till.people.list.find(({ name }) => name === 'Bo');
      if (bo) await call['people.signIn']({ personId: bo.id, pin: '6935' });
    });
    await page.getByRole('dialog', { name: 'Who is at the till?' }).waitFor({ state: 'detached' });
    await openRefund();
    await sheet().getByText('A manager has to approve this.').waitFor();
    await radio('An amount').check();
    await page.getByRole('textbox', { name: 'Amount to give back' }).click();
    await typeAsPerson(page, '6000');
    await sheet()
      .getByText(/Without a manager you can give back 100,00.kr more/)
      .waitFor();
    await radio('All').check();
    await radio('Wrong price').check();
    await give(/^Give back 990,77/).click();
    const approval = page.getByRole('alertdialog');
    await approval.waitFor();
    expect(await refunds()).toEqual([]);
    await approval.getByText(/Give back 990,77/).waitFor();
    await typeAsPerson(page, '83619274');
    await page.keyboard.press('Enter');
    await sheet().locator('[data-progress="done"]').waitFor();
    expect(payment()?.movements.at(-1)).toMatchObject({
      by: { name: 'Bo' },
      approvedBy: { name: 'Mia' },
      amount: 99_077,
    });
    await button('Done').click();
    await screenOf(page).newSale.waitFor();
    await expectBooksToAgree();
  });
});
