import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { idempotencyKeySchema } from '../../shared/ids.ts';
import { money } from '../../shared/money.ts';
import { currentPayment } from '../../shared/payment.ts';
import { saleLineSchema } from '../../shared/receipt.ts';
import { replaySale } from '../../electron/core/payment/state.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { openOldShop } from '../support/till/reserved-shop.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { seeState } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

/** Two sales of yesterday whose refunds hung before a power cut and are proved not to be made. */
function leaveRefundsUndone(folder: string): void {
  const journal = new SqliteJournal(join(folder, 'journal-practice.db'), () => 'oldy');
  for (const saleId of journal.recentSales(2)) {
    const sale = replaySale(journal.sale(saleId));
    if (!sale) throw new Error('the sale is gone');
    const { reference } = currentPayment(sale);
    const key = idempotencyKeySchema.parse(`refund-${sale.receiptNumber}`);
    const on = { at: Date.now() - 60_000, saleId, reference };
    const wish = { by: null, approvedBy: null, reason: 'It was faulty' };
    journal.append([
      {
        type: 'refund.requested',
        ...on,
        refund: { kind: 'refund', key, requestedAt: on.at },
        amount: money('NOK', 10_000),
        parts: null,
        wish,
      },
      { type: 'refund.rejected', ...on, key, problem: 'sale.refundNotMade' },
      { type: 'payment.needsAttention', ...on, problem: 'sale.refundNotMade' },
    ]);
  }
  journal.close();
}

beforeAll(async () => {
  const lines = [saleLineSchema.parse({ name: 'Lamp', quantity: '1', unitPrice: 24_900, vatRate: 2500 })];
  const sold = [1, 2].map((receiptNumber) => ({ receiptNumber, daysAgo: 1, lines, end: 'paid' as const }));
  ({ terminal, simulator, profile } = await shop.begin({
    prepare: async (folder, wallet) => {
      await openOldShop(folder, wallet, sold, Date.now());
      leaveRefundsUndone(folder);
    },
  }));
});

describe('a refund that an earlier run of the app did not make', () => {
  it('is in the list of what needs a person, and is made when one says so', async () => {
    const { page } = terminal;
    await terminal.page.getByTestId('attention-alert').filter({ hasText: /^2 / }).click();
    await page.getByTestId('show-sale').first().click();
    await seeState(page, /needs you/i);
    await page
      .locator('main')
      .getByText(/This refund was not made/)
      .waitFor();
    await terminal.page.getByTestId('make-refund').click();
    await seeState(page, /given back 100,00/i);
    await terminal.page.getByTestId('attention-alert').filter({ hasText: /^1 / }).waitFor();
    expect((await simulator.books()).map(({ refunded }) => refunded).toSorted((a, b) => a - b)).toEqual([0, 10_000]);
  });

  it('or is given up, with a reason', async () => {
    const { page } = terminal;
    await terminal.page.getByTestId('attention-alert').filter({ hasText: /^1 / }).click();
    await page.getByRole('dialog').getByTestId('resolve').click();
    await page.getByTestId('reason').fill('The customer got cash');
    await terminal.page.getByTestId('save-reason').click();
    await terminal.page.getByTestId('attention-alert').filter({ hasText: /^1 / }).waitFor({ state: 'detached' });
    expect((await simulator.books()).reduce((sum, { refunded }) => sum + refunded, 0)).toBe(10_000);
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  });
});
