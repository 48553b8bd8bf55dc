import { beforeEach, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
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
beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

/** The reference of the one request that waits for the customer. */
const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);

const expectBooksToAgree = async () => {
  expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
};

describe('a sale on the real app', () => {
  it('is made with the keyboard alone, from the first key to the next sale', async () => {
    const { page } = terminal;
    const screen = screenOf(page);
    await typeAsPerson(page, '24900');
    await expect.poll(() => screen.amount.inputValue()).toMatch(/249,00/);
    await page.keyboard.press('Enter');
    await typeAsPerson(page, '91234567');
    await page.keyboard.press('Enter');
    await seeState(page, /waiting/i);
    await simulator.act(await incoming(), 'approve');
    await seeState(page, /approved/i);
    await page.keyboard.press('Enter');
    await seeState(page, /^paid/i);
    const [book] = await simulator.books();
    expect(book).toMatchObject({ state: 'AUTHORIZED', value: 24_900, captured: 24_900 });
    // Enter is debounced; a person is never this fast.
    await until('an empty sale', async () => {
      await page.keyboard.press('Enter');
      return (await screen.amount.count()) === 1;
    });
    expect(await screen.amount.inputValue()).not.toMatch(/249/);
    await expectBooksToAgree();
  });

  it('is made by touch alone, and its receipt names till and receipt number', async () => {
    const { page } = terminal;
    const screen = screenOf(page);
    const tap = (key: string) => page.getByRole('button', { name: key, exact: true }).click();
    for (const key of ['1', '2', '5', '00']) await tap(key);
    await screen.phoneNumber.click();
    for (const key of '40404040') await tap(key);
    await screen.send.click();
    await seeState(page, /waiting/i);
    await simulator.act(await incoming(), 'approve');
    await screen.capture.click();
    await seeState(page, /^paid/i);
    const create = (await simulator.requests()).find(
      (request) => request.method === 'POST' && request.path.endsWith('/payments'),
    );
    const body = JSON.parse(String(create?.['body'])) as {
      receipt: unknown;
      customer: unknown;
      customerInteraction: string;
    };
    expect(body).toMatchObject({
      amount: { currency: 'NOK', value: 12_500 },
      customer: { phoneNumber: '4740404040' },
      customerInteraction: 'CUSTOMER_PRESENT',
      userFlow: 'PUSH_MESSAGE',
      receipt: {
        orderLines: [{ totalAmount: 12_500, totalAmountExcludingTax: 10_000, totalTaxAmount: 2_500, taxRate: 2500 }],
        bottomLine: { currency: 'NOK', posId: 'till-1', receiptNumber: '0001' },
      },
    });
    await screen.newSale.click();
    await expectBooksToAgree();
  });

  it('shows a declined, an expired and a cancelled request as such, and sends again with a new reference', async () => {
    const { page } = terminal;
    const screen = screenOf(page);
    await sendRequest(page, '5000', '91234567');
    await simulator.act(await incoming(), 'reject');
    await seeState(page, /declined/i);
    expect(await page.getByTestId('send-again').innerText()).toMatch(/50,00/);
    await page.getByTestId('send-again').click();
    await seeState(page, /waiting/i);
    const second = await incoming();
    expect(second).toMatch(/-2$/);
    await screen.cancel.click();
    await seeState(page, /cancelled/i);
    await screen.newSale.click();
    await sendRequest(page, '6000', '91234568');
    await seeState(page, /waiting/i);
    await simulator.advance(10 * 60_000);
    await seeState(page, /time ran out/i);
    await expectBooksToAgree();
  });

  it('shows the approval when a cancel came too late', async () => {
    const { page } = terminal;
    await sendRequest(page, '7000', '91234567');
    await seeState(page, /waiting/i);
    const reference = await incoming();
    await simulator.call('POST', 'faults', {
      replace: true,
      rules: [
        { point: 'delay-request', operations: ['cancel'], ms: 1500 },
        { point: 'stale-read', operations: ['get'], times: null },
      ],
    });
    await screenOf(page).cancel.click();
    await seeState(page, /cancelling/i);
    await simulator.act(reference, 'approve');
    await simulator.call('DELETE', 'faults');
    await seeState(page, /approved/i);
    expect(await page.getByText(/before the cancel/i).count()).toBeGreaterThan(0);
    await expectBooksToAgree();
  });

  it('says that a number has no wallet and keeps what was keyed', async () => {
    const { page } = terminal;
    await sendRequest(page, '8000', '91230000');
    await page
      .getByText(/cannot pay with Vipps/i)
      .first()
      .waitFor();
    expect(await simulator.waiting()).toEqual([]);
    await expectBooksToAgree();
  });

  it('says that nothing was sent when the wallet is not reached, sends again with the number still there', async () => {
    // From the start: on a connection that was in use a moment ago even "refused" proves nothing, and the till says so.
    await terminal.close();
    await simulator.stop();
    terminal = await shop.restart();
    const { page } = terminal;
    await sendRequest(page, '8500', '91234567');
    await page
      .getByText(/nothing was sent/i)
      .first()
      .waitFor();
    simulator = await shop.walletIsBack();
    expect(await simulator.books()).toEqual([]);
    await page.getByRole('button', { name: /again|retry/i }).click();
    await seeState(page, /waiting/i);
    await simulator.act(await incoming(), 'reject');
    await seeState(page, /declined/i);
    await expectBooksToAgree();
  });

  it('never shows failed for an answer that was lost, and finds the payment again', async () => {
    const { page } = terminal;
    await simulator.faults([
      { point: 'drop-answer', operations: ['create'], times: 2 },
      { point: 'error-before', operations: ['get'], times: 4, status: 503 },
    ]);
    await sendRequest(page, '9000', '91234567');
    await seeState(page, /do not know/i);
    expect(await screenOf(page).capture.count()).toBe(0);
    expect(await page.getByTestId('send-again').count()).toBe(0);
    await seeState(page, /waiting/i);
    await simulator.act(await incoming(), 'approve');
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    expect(await simulator.books()).toHaveLength(1);
    await expectBooksToAgree();
  });

  it('serves the next customer while the first one still decides', async () => {
    const { page } = terminal;
    await sendRequest(page, '1000', '91234567');
    await seeState(page, /waiting/i);
    const first = await incoming();
    await page.getByRole('button', { name: /serve next/i }).click();
    await sendRequest(page, '2000', '91234568');
    await seeState(page, /waiting/i);
    await until('two live requests', async () => (await simulator.waiting()).length === 2);
    await simulator.act(first, 'approve');
    await page.getByRole('button', { name: /10,00/ }).first().click();
    await seeState(page, /approved/i);
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    const books = await simulator.books();
    expect(books.map((book) => book.captured)).toEqual([1_000, 0]);
  });
});
