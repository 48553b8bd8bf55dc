import { expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { minor } from '../../shared/money.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { vatRate } from '../../shared/vat.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { screenOf } from '../support/app/terminal-app.ts';
import { openOldShop } from '../support/till/reserved-shop.ts';

/** How often a finger touches the till for what is done most; whole kroner, the home country, nobody signs in. */

const shop = shareTerminal();

async function counter(takesPayment: StoreSettings['takesPayment'], yesterday = false) {
  const shared = await shop.begin({
    prepare: async (profile, wallet) => {
      prepareProfile(profile, { takesPayment }, { wholeAmounts: true, paidStays: 4 });
      if (yesterday)
        await openOldShop(
          profile,
          wallet,
          [
            {
              receiptNumber: 1,
              daysAgo: 1,
              lines: [{ name: 'Cake', quantity: '1', unitPrice: minor(24_900), vatRate: vatRate(2500) }],
              end: 'paid',
            },
          ],
          Date.now(),
        );
    },
  });
  const { page } = shared.terminal;
  let touches = 0;
  const touch = async (what: Locator) => {
    await what.click();
    touches += 1;
  };
  const key = (name: string) => touch(page.getByTestId(`key-${name}`));
  return {
    ...shared,
    page,
    screen: screenOf(page),
    touch,
    tap: (id: string) => touch(page.getByTestId(id)),
    keys: async (names: string) => {
      for (const name of names) await key(name);
    },
    touches: () => touches,
    approves: async () => {
      const reference = await until('a request at the wallet', async () => (await shared.simulator.waiting())[0]);
      await shared.simulator.act(reference, 'approve');
    },
    /** The next customer: what was sold has been paid, and an empty sale stands there by itself. */
    readyForNext: async () => {
      await page.locator('[data-screen="paid"]').waitFor();
      await page.getByTestId('amount').waitFor();
      expect(await page.getByTestId('amount').inputValue()).toBe('');
      const books = await shared.simulator.books();
      expect(books).toMatchObject([{ value: 24_900, captured: 24_900 }]);
    },
  };
}
type Counter = Awaited<ReturnType<typeof counter>>;

/** 249,00 to a number. */
async function ask({ keys, tap, approves, page }: Counter): Promise<void> {
  await keys('249');
  await tap('key-ok');
  await keys('91234567');
  expect(await page.getByTestId('amount').inputValue()).toBe('249,00');
  await tap('send');
  await approves();
}

it('a sale to a number takes 14 touches with handover', async () => {
  const till = await counter('atHandover');
  await ask(till);
  await till.tap('capture');
  await till.readyForNext();
  expect(till.touches()).toBe(14);
});

it('a sale to a number takes 13 touches where payment is taken on approval', async () => {
  const till = await counter('onApproval');
  await ask(till);
  await till.readyForNext();
  expect(till.touches()).toBe(13);
});

it('a sale by code takes 4 touches where payment is taken on approval, and one more with handover', async () => {
  for (const [takesPayment, touches] of [
    ['onApproval', 4],
    ['atHandover', 5],
  ] as const) {
    const till = await counter(takesPayment);
    await till.keys('249');
    await till.tap('show-code');
    await till.page.locator('[data-code]').waitFor();
    await till.approves();
    if (takesPayment === 'atHandover') await till.tap('capture');
    await till.readyForNext();
    expect(till.touches()).toBe(touches);
  }
});

it('a touch keeps the paid sale where it is, and the first digit begins the next one', async () => {
  const { page, keys, tap, approves } = await counter('onApproval');
  await keys('5');
  await tap('show-code');
  await page.locator('[data-code]').waitFor();
  await approves();
  await page.getByTestId('gives-way').waitFor();
  await page.locator('.band-title').click();
  await page.getByTestId('gives-way').waitFor({ state: 'detached' });
  await page.locator('[data-screen="paid"]').waitFor();
  await page.keyboard.press('7');
  expect(await page.getByTestId('amount').inputValue()).toBe('7,00');
});

it('a refund of a sale of yesterday takes at most 7 touches', async () => {
  const till = await counter('atHandover', true);
  const { page, touch, tap } = till;
  await tap('go-sales');
  await touch(page.getByRole('grid').getByText('0001'));
  await tap('refund');
  await touch(page.getByRole('radio', { name: 'Returned' }));
  await tap('give-back');
  await page.locator('[data-progress="done"]').waitFor();
  await tap('refund-done');
  await tap('leave');
  await page.getByTestId('amount').waitFor();
  expect(till.touches()).toBeLessThanOrEqual(7);
  expect(await till.simulator.books()).toMatchObject([{ refunded: 24_900 }]);
});
