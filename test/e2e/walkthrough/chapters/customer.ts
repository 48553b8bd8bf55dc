import type { Page } from 'playwright-core';
import { minor } from '../../../../shared/money.ts';
import { keyedLineSchema } from '../../../../shared/receipt.ts';
import type { Theme } from '../../../../shared/settings.ts';
import type { CustomerState } from '../../../../shared/customer.ts';
import { customersPage, FACING, setDisplays, TILLS } from '../../../support/app/customer-display.ts';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

const line = (name: string, quantity: string, unitPrice: number) =>
  keyedLineSchema.parse({ name, quantity, unitPrice, vatRate: 1500 });
const GOODS = [line('Kanelbolle', '2', 3_900), line('Kaffe, stor', '1', 4_900), line('Surdeigsbrød', '1', 8_900)];

/** What the customer sees on a display of their own, at each size and in both themes. */
export async function customer(story: Story): Promise<void> {
  await sales(story, 'light', { width: 1024, height: 768 });
  await sales(story, 'dark', { width: 1920, height: 1080 });
  await sales(story, 'light', { width: 1080, height: 1920 });
}

async function sales(story: Story, theme: Theme, size: { readonly width: number; readonly height: number }) {
  const facing = { ...FACING, ...size };
  const counter = await DrivenCounter.open({
    store: { storeName: 'Bakeriet på hjørnet' },
    preferences: { theme, customerDisplay: facing },
  });
  let page: Page = counter.page;
  const name = (state: string) => `customer ${size.width}x${size.height}: ${state}`;
  const see = (state: CustomerState | 'idle') =>
    page.locator(`html[data-state="${state}"]`).waitFor({ state: 'attached' });
  const step = (state: CustomerState | 'idle', act: () => Promise<unknown>) =>
    story.step(
      name(state),
      () => page,
      async () => {
        await act();
        await see(state);
      },
    );
  const ring = (lines: typeof GOODS, sum: number) =>
    counter.page.evaluate(
      async ([goods, total]) => {
        const { call } = window.terminal;
        const input = { lines: goods, total, to: { method: 'code' }, duplicateAcknowledged: false } as const;
        const begun = await call['sale.start'](input);
        if (begun.accepted) await call['till.stand']({ saleId: begun.saleId });
      },
      [lines, minor(sum)] as const,
    );
  try {
    await step('idle', async () => {
      await setDisplays(counter.terminal, [TILLS, facing]);
      page = await customersPage(counter.terminal);
    });
    await step('waiting', () => counter.send('24900', '91234567'));
    await step('approved', () => counter.customer(24_900, 'approve'));
    await step('paid', () => counter.tap('capture'));
    await step('code', () => ring(GOODS, 21_600));
    await step('declined', () => counter.customer(21_600, 'reject'));
    await step('unclear', async () => {
      await counter.wallet.faults([
        { point: 'drop-answer', operations: ['create'], times: 2 },
        { point: 'error-before', operations: ['get'], times: 3, status: 503 },
      ]);
      await counter.tap('new-sale');
      await counter.send('5500', '91234568');
    });
  } finally {
    await counter.close();
  }
}
