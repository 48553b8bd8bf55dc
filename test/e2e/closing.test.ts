import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { eventsOf } from '../support/simulation/sale-stories.ts';
import { countPresses } from '../support/app/presses.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;

beforeAll(async () => {
  ({ terminal, simulator } = await shop.begin());
});

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });

async function sell(amount: string, number: string): Promise<string> {
  const { page } = terminal;
  await sendRequest(page, amount, number);
  const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
  await simulator.act(reference, 'approve');
  await screenOf(page).capture.click();
  await screenOf(page).newSale.click();
  return reference;
}

async function rows(of: string): Promise<readonly (readonly string[])[]> {
  const found = await terminal.page.locator('table.figures', { hasText: of }).locator('tbody tr').all();
  return Promise.all(found.map(async (row) => plain(await row.innerText()).split(/\t+/)));
}

it('compares three books, names every difference, and closes only with reasons for them', async () => {
  const { page } = terminal;
  const first = await sell('24900', '91234567');
  await sell('10050', '91234568');
  await simulator.portal(first, 'refund', 4_900);
  await simulator.call('POST', 'ledger', {
    entries: [
      { topic: 'funds', entryType: 'capture', amount: 33_000, reference: 'another-till-0001', pspReference: 'other-1' },
      { topic: 'funds', entryType: 'moon-tax', amount: -500, reference: null, pspReference: 'moon-1' },
    ],
  });
  await simulator.advance(60_000);
  await goTo(terminal.page, 'day');
  await page.getByTestId('to-closing').click();
  await page.getByTestId('compare-again').waitFor();
  expect(await rows('This till')).toEqual([
    ['This till', '2', '349,50 kr', '1', '49,00 kr'],
    ['Vipps', '2', '349,50 kr', '1', '49,00 kr'],
    ['Settlement', '2', '349,50 kr', '1', '49,00 kr'],
  ]);
  expect(await rows('Other entries')).toEqual([['moon-tax', '1', '−5,00 kr']]);
  const groups = await page.locator('.closing-group').allInnerTexts();
  expect(groups.map((each) => plain(each).replace(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^Given back in Vipps’s portal −49,00 kr To decide Receipt 0001 Why\?/),
    'Other tills on the same serial number 330,00 kr Nothing to do 1 · taken',
    expect.stringMatching(/^Fees −6,2\d kr Nothing to do 2$/),
  ]);
  // The step itself is in sight all the time, with what stands in its way, and does nothing until then.
  await page.getByText('One thing left to decide').waitFor();
  const step = page.getByTestId('close-day');
  expect(plain(await step.innerText())).toBe('Close with 300,50 kr');
  await step.click({ force: true });
  expect(await step.getAttribute('aria-disabled')).toBe('true');
  const group = page.getByTestId('group-portalRefund');
  await group.getByTestId('reason-own').check();
  await page.getByRole('textbox', { name: 'Other…' }).fill('Refunded by the owner at home');
  await group.getByTestId('keep-reason').click();
  await group.getByText('Refunded by the owner at home').waitFor();
  await page.getByText('A manager has to close: not everything agrees.').waitFor();
  await step.click();
  await page.locator('.roll').waitFor();
  // The kept report begins with its totals.
  expect(plain(await page.locator('.closing-totals').innerText())).toMatch(/Takings\s+349,50 kr[\s\S]+Net\s+300,50 kr/);
  const slip = await page.locator('.roll').innerText();
  expect(slip).toMatch(/TERMINAL DAY REPORT – closing 1/);
  expect(slip).toMatch(/\[1\] Refunded by the owner at home/);
  expect(slip).toMatch(/Given back in portal\s+0001 \[1\] +1 +-49,00/);
  expect(slip.split('\n').filter((line) => line.length > 42)).toEqual([]);
});

it('is in the list for ever, as it was, also after a restart', async () => {
  const before = await terminal.page.locator('.roll').innerText();
  await terminal.close();
  terminal = await shop.restart();
  await goTo(terminal.page, 'day');
  await terminal.page.getByTestId('to-closing').click();
  await terminal.page.getByText('Nothing has happened since the last closing.').waitFor();
  await button(/^Closing 1/).click();
  await terminal.page.locator('.roll').waitFor();
  expect(await terminal.page.locator('.roll').innerText()).toBe(before);
});

it('is accessible in both languages and themes', async () => {
  const { page } = terminal;
  await page.locator('.day-list button').first().click();
  await page.locator('.day-figures').waitFor();
  const found: string[] = [];
  await inEachLook(page, async (look) => {
    for (const finding of await axeFindings(page)) found.push(`${look} ${finding}`);
  });
  expect(found).toEqual([]);
});

it('closes a day with nothing odd in three presses', async () => {
  ({ terminal, simulator } = await shop.begin({ prepare: (profile) => prepareProfile(profile) }));
  const { page } = terminal;
  await sell('24900', '91234567');
  await simulator.advance(60_000);
  const presses = await countPresses(page);
  await goTo(terminal.page, 'day');
  await page.getByTestId('to-closing').click();
  await page.locator('[data-testid="closing-state"][data-left="0"]').waitFor();
  await page.getByTestId('close-day').click();
  await page.locator('.roll').waitFor();
  expect(await presses()).toBe(3);
  expect(await page.locator('.roll').innerText()).toMatch(/closing 1[\s\S]+Takings +1 +249,00/);
});

it('goes over what is not handed over with one reason, which stands on the report', async () => {
  ({ terminal, simulator } = await shop.begin());
  const { page } = terminal;
  await sendRequest(page, '10000', '91234567');
  const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
  await simulator.act(reference, 'approve');
  await screenOf(page).capture.waitFor();
  await page.keyboard.press('F4');
  await goTo(terminal.page, 'day');
  await page.getByTestId('to-closing').click();
  const group = page.getByTestId('need-reserved');
  await group.getByTestId('reason-collectedLater').check();
  await page.locator('[data-testid="closing-state"][data-left="0"]').waitFor();
  // Whoever leaves to look something up finds what was decided.
  await page.getByTestId('leave').click();
  await page.getByTestId('to-closing').click();
  await page.locator('[data-testid="closing-state"][data-left="0"]').waitFor();
  await page.getByTestId('close-day').click();
  await page.locator('.roll').waitFor();
  expect(await page.locator('.roll').innerText()).toMatch(/- approved, not handed over[\s\S]+Collected later/);
});

it('gives each person the totals of their own at a change of shift', async () => {
  const people = [
    { id: 'p-kari', name: 'Kari' },
    { id: 'p-ola', name: 'Ola' },
  ];
  const sold = (by: (typeof people)[number] | undefined, receiptNumber: number, price: number) =>
    eventsOf({
      receiptNumber,
      at: Date.now() - 60_000 * receiptNumber,
      lasts: 5_000,
      code: false,
      end: 'paid',
      ...(by ? { by } : {}),
      lines: [{ name: 'Buns', quantity: '1', unitPrice: minor(price), vatRate: vatRate(2500) }],
    });
  ({ terminal, simulator } = await shop.begin({
    prepare: (folder) => {
      prepareProfile(folder);
      const journal = new SqliteJournal(join(folder, 'journal-practice.db'), () => 'team');
      journal.append(sold(people[0], 3, 10_000));
      journal.append(sold(people[1], 2, 25_000));
      journal.append(sold(people[0], 1, 5_000));
      journal.close();
    },
  }));
  const { page } = terminal;
  await goTo(terminal.page, 'day');
  await page.getByTestId('to-closing').click();
  await page.getByTestId('totals-so-far').click();
  await page.getByTestId('totals-of-p-kari').check();
  await page.locator('.roll', { hasText: 'TOTALS OF Kari' }).waitFor();
  expect(await page.locator('.roll').innerText()).toMatch(/Takings +2 +150,00[\s\S]+Net +150,00/);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId('totals-of-all').check();
  await page.locator('.roll', { hasText: 'TERMINAL DAY REPORT' }).waitFor();
  expect(await page.locator('.roll').innerText()).toMatch(/Takings +3 +400,00/);
});
