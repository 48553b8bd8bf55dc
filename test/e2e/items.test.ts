import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { axeFindings } from '../support/app/axe.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { Shared } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { goTo, seeState } from '../support/app/terminal-app.ts';

/** A manager makes items, a cashier sells them with a discount, and the wallet is told the same to the øre. */

const shop = shareTerminal();
let shared: Shared;
let page: Page;
beforeEach(async () => {
  shared = await shop.begin({ prepare: (profile) => prepareProfile(profile, { takesPayment: 'onApproval' }) });
  ({ page } = shared.terminal);
});

const tap = (id: string) => page.getByTestId(id).last().click();
const keys = async (names: readonly string[]) => {
  for (const name of names) await tap(`key-${name}`);
};

async function makeItem(name: string, price: string, rate: string, unit?: string): Promise<void> {
  await tap('new-item');
  await page.getByTestId('item-name').fill(name);
  await page.getByTestId('item-price').fill(price);
  await page.getByRole('radio', { name: rate }).check({ force: true });
  if (unit) await page.getByLabel('Sold by').selectOption(unit);
  await tap('save-item');
  await page.locator('.items-grid').getByText(name).waitFor();
}

const receiptSchema = z.object({
  amount: z.object({ value: z.number() }),
  receipt: z.object({ orderLines: z.array(z.record(z.string(), z.unknown())) }),
});
async function receiptSent() {
  const sent = (await shared.simulator.requests()).findLast(
    (request) => request.method === 'POST' && request.path.endsWith('/payments'),
  );
  return receiptSchema.parse(JSON.parse(String(sent?.['body'])));
}

describe('items', () => {
  it('are made by a manager, sold with a discount, and stand on the receipt to the øre', async () => {
    await goTo(page, 'settings');
    await page.locator('#settings-tab-items').click();
    await page.getByText('This does not make the terminal a cash register').waitFor();
    await makeItem('Coffee', '39,50', '15\u00a0%');
    await makeItem('Cheese', '219,90', '15\u00a0%', 'KG');
    await makeItem('Cup', '249', '25\u00a0%');
    expect(await axeFindings(page), 'the items in settings').toEqual([]);
    await tap('leave');

    const item = (name: string) => page.locator('.goods-keys').getByText(name);
    await item('Coffee').click();
    await item('Coffee').click();
    await item('Cheese').click();
    await keys(['0', 'comma', '4', '8', '5']);
    await tap('keyed-done');
    await item('Cup').click();
    expect(await axeFindings(page), 'the keys of the goods').toEqual([]);
    // 79,00 + 106,65 + 249,00, less ten per cent.
    await tap('goods-list');
    await tap('sale-discount');
    await keys(['1', '0']);
    expect(await axeFindings(page), 'a discount').toEqual([]);
    await tap('keyed-done');
    await page.getByText('391,18').first().waitFor();
    expect(await axeFindings(page), 'the lines of the goods').toEqual([]);
    await tap('goods-list');
    await tap('to-customer');
    await tap('show-code');
    await page.locator('[data-code]').waitFor();
    const reference = await until('a request at the wallet', async () => (await shared.simulator.waiting())[0]);
    await shared.simulator.act(reference, 'approve');
    await seeState(page, /^paid/i);

    const { amount, receipt } = await receiptSent();
    expect(amount.value).toBe(39_118);
    const ids = new Set(receipt.orderLines.map((line) => line['id']));
    expect(ids.size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{10}$/);
    expect(receipt.orderLines.map(({ id: _id, ...line }) => line)).toEqual([
      {
        name: 'Coffee',
        totalAmount: 7_110,
        totalAmountExcludingTax: 6_183,
        totalTaxAmount: 927,
        taxRate: 1500,
        unitInfo: { unitPrice: 3_950, quantity: '2', quantityUnit: 'PCS' },
        discount: 790,
      },
      {
        name: 'Cheese',
        totalAmount: 9_598,
        totalAmountExcludingTax: 8_346,
        totalTaxAmount: 1_252,
        taxRate: 1500,
        unitInfo: { unitPrice: 21_990, quantity: '0.485', quantityUnit: 'KG' },
        discount: 1_067,
      },
      {
        name: 'Cup',
        totalAmount: 22_410,
        totalAmountExcludingTax: 17_928,
        totalTaxAmount: 4_482,
        taxRate: 2500,
        unitInfo: { unitPrice: 24_900, quantity: '1', quantityUnit: 'PCS' },
        discount: 2_490,
      },
    ]);
    expect(await shared.simulator.books()).toMatchObject([{ value: 39_118, captured: 39_118 }]);
    await goTo(page, 'day');
    await page.getByText('Discounts of 43,47').waitFor();
  });

  it('come from a file, all of them or none, and an amount can still be keyed', async () => {
    await goTo(page, 'settings');
    await page.locator('#settings-tab-items').click();
    const bad = join(shared.profile, 'bad.csv');
    writeFileSync(bad, 'name;price;vat\nKaffe;39;15\nTe;mye;15\n');
    await page.getByTestId('items-file').setInputFiles(bad);
    await page.getByText('Line 3: the price cannot be read').waitFor();
    expect(await page.locator('.items-grid .item-key').count()).toBe(0);
    const good = join(shared.profile, 'good.csv');
    writeFileSync(good, 'page;name;price;vat\nKaffebar;Kaffe;39,00;15\nKaffebar;Gavekort;;0\nAnnet;Kopp;249;25\n');
    await page.getByTestId('items-file').setInputFiles(good);
    await tap('replace-items');
    await page.locator('.items-grid').getByText('Gavekort').waitFor();
    await tap('leave');
    await page.locator('.goods-keys').getByText('Gavekort').click();
    await keys(['5', '00', '00']);
    await tap('keyed-done');
    await page.getByText('500,00').first().waitFor();
    await tap('one-less');
    await page.getByText('Touch what is sold').waitFor();
    await page.keyboard.press('7');
    await expect.poll(() => page.getByTestId('amount').inputValue()).toBe('0,07');
    await tap('use-items');
    await page.locator('.goods-keys').waitFor();
  });
});
