import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const referenceOf = (value: number) =>
  until(`a request of ${value}`, async () => (await simulator.books()).find((book) => book.value === value)?.reference);
const expectBooksToAgree = async () =>
  expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);

/** The answer to the request is lost, and so is every look until the faults are taken away. */
const loseContact = () =>
  simulator.faults([
    { point: 'drop-answer', operations: ['create'], times: null },
    { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
  ]);

describe('a payment that is not known', () => {
  it('says what is known, since when, when it looks next; offers neither paid nor again, shows its proof', async () => {
    const { page } = terminal;
    await loseContact();
    await sendRequest(page, '24900', '91234567');
    await seeState(page, /do not know/i);
    const band = page.locator('[data-screen="unclear"]');
    const said = await band.innerText();
    expect(said).toMatch(/do not take payment again[\s\S]*lost the answer/i);
    expect(said).toMatch(/since \d\d:\d\d · (checking again in \d+ second|checking now)/i);
    const names = await page.locator('main').getByRole('button').allInnerTexts();
    expect(names.join(' | ')).not.toMatch(/paid|again|retry|capture|release|send|cancel/i);
    await terminal.page.getByTestId('check-now').click();
    await terminal.page.getByTestId('details').press('Enter');
    const panel = page.getByRole('dialog');
    await panel.getByText('From here on we did not know').waitFor();
    // Its text, drawn or not: the list draws what is in view (`content-visibility`).
    const asked = await panel.getByText(/our key [0-9a-f-]{36}/).textContent();
    const sent = (await simulator.requests()).filter(
      (request) => request.method === 'POST' && request.path.endsWith('/payments'),
    );
    const keys = sent.map(
      ({ headers }) => z.object({ 'idempotency-key': z.string() }).parse(headers)['idempotency-key'],
    );
    expect(new Set(keys).size).toBe(1);
    expect(asked).toContain(keys[0]);
    await simulator.call('DELETE', 'faults');
    // The panel follows what is learnt while it is open: the doubt ends by an answer alone.
    await panel.getByText('An answer of Vipps ended the doubt').waitFor();
    await panel
      .getByText(/answer to the request · CREATED|event log, found by our own key/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await seeState(page, /waiting/i);
    await simulator.act(await referenceOf(24_900), 'approve');
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    await terminal.page.getByTestId('details').click();
    await panel.getByText(/Vipps says: 249,00.kr is captured/).waitFor();
    expect(await panel.getByText(/pspReference/).count()).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await terminal.page.getByTestId('new-sale').click();
    await expectBooksToAgree();
  });

  it('is parked, and offered when it turns out approved, taking no key from the sale that is keyed', async () => {
    const { page } = terminal;
    await loseContact();
    await sendRequest(page, '25900', '91234567');
    await seeState(page, /do not know/i);
    await page.keyboard.press('F4');
    await page.keyboard.type('12');
    await simulator.call('DELETE', 'faults');
    await until('the request', async () => (await simulator.waiting())[0]);
    await simulator.act(await referenceOf(25_900), 'approve');
    await page.getByText(/…67 has approved 259,00.kr after all/).waitFor();
    await page.keyboard.type('34');
    expect(await screenOf(page).amount.inputValue()).toMatch(/^12,34$/);
    await terminal.page.getByTestId('show-late').filter({ hasText: '259,00' }).click();
    await seeState(page, /approved after all/i);
    // Two equal ways: Enter decides nothing.
    await page.keyboard.press('Enter');
    expect(await page.locator('main [data-primary]').count()).toBe(0);
    await terminal.page.getByTestId('release').click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Release/ })
      .click();
    await seeState(page, /released/i);
    expect(await page.getByText(/after all/).count()).toBe(0);
    await terminal.page.getByTestId('new-sale').click();
    expect(await screenOf(page).amount.inputValue()).toMatch(/^12,34$/);
    await page.keyboard.press('Escape');
    await expectBooksToAgree();
  });

  it('is offered beside others that were approved late', async () => {
    const { page } = terminal;
    for (const value of ['10000', '20000', '30000']) {
      await sendRequest(page, value, '91234567');
      await seeState(page, /waiting/i);
      await page.keyboard.press('F4');
    }
    for (const value of [10_000, 20_000, 30_000]) await simulator.act(await referenceOf(value), 'approve');
    for (const value of ['100', '200', '300'])
      await terminal.page
        .getByTestId('show-late')
        .filter({ hasText: `${value},00` })
        .waitFor();
    await terminal.page.getByTestId('show-late').filter({ hasText: '200,00' }).click();
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    expect(await terminal.page.getByTestId('show-late').count()).toBe(2);
    await expectBooksToAgree();
  });
});
