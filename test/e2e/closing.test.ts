import { beforeAll, expect, it } from 'vitest';
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
  await button('Close the day').click();
  await page.getByText('Not compared yet.').waitFor();
  await button('Compare now').click();
  await button('Compare again').waitFor();
  expect(await rows('This till')).toEqual([
    ['This till', '2', '349,50 kr', '1', '49,00 kr'],
    ['Vipps, asked anew', '2', '349,50 kr', '1', '49,00 kr'],
    ['Settlement', '2', '349,50 kr', '1', '49,00 kr'],
  ]);
  expect(await rows('Other entries')).toEqual([['moon-tax', '1', '−5,00 kr']]);
  const differences = await page.locator('.closing-differences li').allInnerTexts();
  expect(differences.map((each) => plain(each).replace(/\s+/g, ' '))).toEqual([
    'Refunded in Vipps’s portal · Receipt 0001 Give a reason −49,00 kr',
    'Other tills on the same serial number · 1 · taken 330,00 kr',
    expect.stringMatching(/^Fees · 2 −6,2\d kr$/),
  ]);
  await button(/^Close with net/).click();
  await page.getByText('Three letters at least.').waitFor();
  await button('Give a reason').click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Refunded by the owner at home');
  await button('Write it down').click();
  await page.getByText('Refunded by the owner at home').waitFor();
  await page.getByText('With differences a manager closes.').waitFor();
  await button(/^Close with net 300,50/).click();
  await page.locator('.roll').waitFor();
  const slip = await page.locator('.roll').innerText();
  expect(slip).toMatch(/TERMINAL DAY REPORT – closing 1/);
  expect(slip).toMatch(/\[1\] Refunded by the owner at home/);
  expect(slip).toMatch(/Refunded in the portal\s+0001 \[1\] +1 +-49,00/);
  expect(slip.split('\n').filter((line) => line.length > 42)).toEqual([]);
});

it('is in the list for ever, as it was, also after a restart', async () => {
  const before = await terminal.page.locator('.roll').innerText();
  await terminal.close();
  terminal = await shop.restart();
  await goTo(terminal.page, 'day');
  await button('Close the day').click();
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
