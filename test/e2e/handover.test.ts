import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { openOldShop } from '../support/till/reserved-shop.ts';
import type { OldSale } from '../support/till/reserved-shop.ts';
import { scanCode, typeAsPerson } from '../support/app/hands.ts';
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
/** 450,00 and 420,00 and 120,77: 990,77. */
const GOODS = [line('Cake', '1', 45_000), line('Buns', '12', 3_500), line('Cheese', '0.485', 24_900)];

async function open(country: 'NO' | 'DK', sales: readonly OldSale[]): Promise<void> {
  ({ terminal, simulator, profile } = await shop.begin({
    country,
    prepare: async (folder, wallet) => {
      prepareProfile(folder, { storeName: 'Bakeri', country });
      references = await openOldShop(folder, wallet, sales, Date.now(), country === 'DK' ? 'DKK' : 'NOK');
      await wallet.call('DELETE', 'requests');
    },
  }));
}

const reserved = (receiptNumber: number, daysAgo: number, lines = GOODS): OldSale => ({
  receiptNumber,
  daysAgo,
  lines,
  end: 'approved',
});
const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });
const rows = () => terminal.page.locator('.handover-row');
const book = async (receiptNumber: number) =>
  (await simulator.books()).find(({ reference }) => reference === references.get(receiptNumber));
const captures = async () => (await simulator.requests()).filter(({ path }) => path.endsWith('/capture')).length;
const expectBooksToAgree = async () =>
  expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);

async function openBoard(): Promise<void> {
  await terminal.page.keyboard.press('F6');
  await terminal.page.getByRole('heading', { name: 'Handover' }).waitFor();
}

const scan = (code: string): Promise<void> => scanCode(terminal.page, code);

describe('the handover board', () => {
  it('shows every reservation with its deadline by country, the most pressing first, and their sum', async () => {
    await open('DK', [
      reserved(1, 0.2),
      reserved(2, 5.5),
      reserved(3, 8.5),
      reserved(4, 12.5),
      reserved(5, 15.5),
      { receiptNumber: 6, daysAgo: 1, lines: GOODS, end: 'paid' },
    ]);
    // The till opens on a new sale, not on a reservation of another day.
    await screenOf(terminal.page).amount.waitFor();
    expect(await terminal.page.getByTestId('go-handover').innerText()).toMatch(/Handover\s+5\s+F6/);
    await openBoard();
    await rows().nth(4).waitFor();
    const words = await rows().allInnerTexts();
    expect(words.map((each) => each.replaceAll('\n', ' '))).toEqual([
      expect.stringMatching(/time is up Too late\? Receipt 0005 .* 15 days old/),
      expect.stringMatching(/2 days left Last days Receipt 0004/),
      expect.stringMatching(/6 days left Not guaranteed Receipt 0003/),
      expect.stringMatching(/9 days left Take payment soon Receipt 0002/),
      expect.stringMatching(/14 days left In time Receipt 0001 .* today/),
    ]);
    expect(await terminal.page.locator('.handover-total').innerText()).toMatch(/5 reserved payments\s*4.953,85/);
    await rows().first().click();
    expect(await terminal.page.getByRole('status').innerText()).toMatch(/time limit of MobilePay passed/i);
    await rows().first().press('ArrowDown');
    expect(await terminal.page.getByRole('status').innerText()).toMatch(/MobilePay gives the money back on/i);
    await terminal.page.keyboard.press('End');
    expect(await terminal.page.getByRole('status').innerText()).toMatch(/in time/i);
    await expectBooksToAgree();
  });

  it('counts 180 days in Norway', async () => {
    await open('NO', [reserved(1, 15.5), reserved(2, 178.5)]);
    await openBoard();
    await rows().nth(1).waitFor();
    expect((await rows().allInnerTexts()).map((each) => each.replaceAll('\n', ' '))).toEqual([
      expect.stringMatching(/2 days left Last days/),
      expect.stringMatching(/165 days left Not guaranteed/),
    ]);
  });

  it('finds by scanning wherever the focus is, never captures by it, and captures all with one press', async () => {
    await open('NO', [reserved(1, 1), reserved(2, 2), { receiptNumber: 3, daysAgo: 1, lines: GOODS, end: 'paid' }]);
    const { page } = terminal;
    await openBoard();
    await scan('0002');
    await terminal.page.getByTestId('capture').waitFor();
    await page.getByText('Receipt 0002 is chosen.').waitFor();
    // The focus on the button itself, as after a Tab, and another slip is scanned: found, and nothing is taken.
    await terminal.page.getByTestId('capture').focus();
    await scan(references.get(1) ?? '');
    await page.getByText('Receipt 0001 is chosen.').waitFor();
    await scan('0003');
    await page.getByText('Receipt 0003 is not reserved: paid.').waitFor();
    await scan('0999');
    await page
      .getByText(/No reserved payment with “0999”/)
      .first()
      .waitFor();
    expect(await captures()).toBe(0);
    await page.getByRole('textbox').fill('');
    await terminal.page.getByTestId('capture').dblclick();
    await seeState(page, /^Paid$/);
    expect(await captures()).toBe(1);
    expect(await book(1)).toMatchObject({ captured: 99_077 });
    expect(await book(2)).toMatchObject({ captured: 0 });
    expect(await rows().count()).toBe(1);
    await expectBooksToAgree();
  });

  it('ends a scanned code on the sale screen without capturing', async () => {
    await open('NO', []);
    const { page } = terminal;
    await sendRequest(page, '5000', '91234567');
    await simulator.act(await until('a request', async () => (await simulator.waiting())[0]), 'approve');
    await screenOf(page).capture.waitFor();
    await until('the focus', () => page.evaluate<boolean>('document.activeElement.hasAttribute("data-primary")'));
    // Sent in one go, so that not even a slow machine puts time between the last character and Enter.
    await page.evaluate(
      `for (const key of [...'0042', 'Enter']) document.activeElement.dispatchEvent(new ` +
        `KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`,
    );
    await scan('0042');
    await seeState(page, /^Approved/);
    expect(await captures()).toBe(0);
    await screenOf(page).capture.click();
    await seeState(page, /^Paid$/);
    await expectBooksToAgree();
  });

  it('captures a part by line and releases the rest, and a part whose rest is kept until later', async () => {
    await open('NO', [reserved(1, 1), reserved(2, 1)]);
    const { page } = terminal;
    const sheet = page.getByRole('dialog');
    await openBoard();
    await scan('1');
    await button('Hand over a part').click();
    await button('One fewer Buns').click();
    await button('Leave Cheese').click();
    await page.getByRole('radio', { name: 'Release it now' }).check();
    await page.getByRole('radio', { name: 'Sold out' }).check();
    await sheet.getByRole('button', { name: /^Take payment 835,00/ }).click();
    await seeState(page, /^Paid 835,00.kr of 990,77/);
    await page.getByText(/The rest, 155,77.kr, was released/).waitFor();
    expect(await book(1)).toMatchObject({ captured: 83_500, cancelled: 15_577 });

    await scan('0002');
    await page.getByText('Receipt 0002 is chosen.').waitFor();
    await button('Hand over a part').click();
    await page.getByRole('radio', { name: 'An amount' }).check();
    await page.getByRole('textbox', { name: 'Amount to take' }).click();
    await page.keyboard.type('99100');
    await sheet.getByText(/Only 990,77.kr is left/).waitFor();
    await sheet.getByRole('button', { name: 'Take payment' }).click();
    expect(await page.getByRole('textbox', { name: 'Amount to take' }).inputValue()).toMatch(/991,00/);
    await page.getByRole('textbox', { name: 'Amount to take' }).selectText();
    await page.keyboard.type('20000');
    await sheet.getByRole('button', { name: /^Take payment 200,00/ }).click();
    await rows().filter({ hasText: '790,77' }).waitFor();
    expect(await book(2)).toMatchObject({ captured: 20_000, cancelled: 0 });
    await terminal.page.getByTestId('release').click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Release 790,77/ })
      .click();
    await seeState(page, /^Paid 200,00.kr of 990,77/);
    expect(await book(2)).toMatchObject({ captured: 20_000, cancelled: 79_077 });
    await page.keyboard.press('Escape');
    const [first, second] = paymentsInJournal(profile);
    expect(first?.movements.map(({ kind, amount, reason }) => [kind, amount, reason])).toEqual([
      ['capture', 83_500, 'Sold out'],
      ['release', 15_577, 'Sold out'],
    ]);
    expect(first?.movements[0]?.parts).toEqual([
      { line: 0, quantity: '1' },
      { line: 1, quantity: '11' },
    ]);
    expect(second?.movements.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['capture', 20_000],
      ['release', 79_077],
    ]);
    await openBoard();
    await seeState(page, /Nothing is waiting/);
    await expectBooksToAgree();
  });

  it('scrolls hundreds of reservations and answers while they are searched', async () => {
    await open(
      'NO',
      Array.from({ length: 300 }, (_, index) =>
        reserved(index + 1, index / 3, [line('Goods', '1', 1_000 + index * 100)]),
      ),
    );
    const { page } = terminal;
    await openBoard();
    await until('all rows', async () => (await rows().count()) === 300);
    await typeAsPerson(page, '0287');
    await until('one row', async () => (await rows().count()) === 1);
    await page.keyboard.press('Enter');
    await page.getByText('Receipt 0287 is chosen.').waitFor();
    expect(await rows().count()).toBe(300);
  });
});
