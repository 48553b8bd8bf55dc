import { minor } from '../../../../shared/money.ts';
import { vatRate } from '../../../../shared/vat.ts';
import { openOldShop } from '../../../support/till/reserved-shop.ts';
import { DrivenCounter, LARGE, SMALL } from '../counter.ts';
import type { Story } from '../story.ts';
import { setLook } from '../../../support/app/axe.ts';

const line = (name: string, quantity: string, unitPrice: number) => ({
  name,
  quantity,
  unitPrice: minor(unitPrice),
  vatRate: vatRate(2500),
});
const CAKES = [
  line('Birthday cake, chocolate', '1', 45_000),
  line('Cinnamon buns', '12', 3_500),
  line('Cheese', '0.485', 24_900),
];
const DAYS = [20, 13.4, 12, 8.5, 5.5, 2.1, 1.3, 0.4, 0.2];

/**
 * A Danish bakery with orders of three weeks: what waits is handed over, in part, or released; a paid one is given
 * back.
 */
export async function handover(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({
    store: { storeName: 'Bageriet', country: 'DK' },
    preferences: { theme: 'light' },
    wallet: ['--country', 'DK'],
    fill: async (profile, wallet) => {
      const orders = DAYS.map((daysAgo, index) => ({
        receiptNumber: index + 2,
        daysAgo,
        lines: index % 3 === 1 ? [line('Order', '1', 12_500 * (index + 1))] : CAKES,
        end: 'approved' as const,
      }));
      await openOldShop(
        profile,
        wallet,
        [...orders, { receiptNumber: 1, daysAgo: 25, lines: CAKES, end: 'paid' }],
        Date.now(),
        'DKK',
      );
    },
  });
  const page = () => counter.page;
  const sheet = () => page().getByRole('dialog');
  try {
    await story.step('handover: the board, the most pressing first', page, async () => {
      await counter.resize(SMALL);
      await page().keyboard.press('F6');
      await page().locator('.handover-row').first().click();
    });
    await story.step('handover: a slip is scanned', page, async () => {
      await page().keyboard.type('0006');
      await page().keyboard.press('Enter');
      await page().getByText('Receipt 0006 is chosen.').waitFor();
    });
    await story.step('handover: a part is delivered, the rest released', page, async () => {
      await page().keyboard.type('0005');
      await page().keyboard.press('Enter');
      await counter.press('Hand over a part');
      await counter.press('One fewer Cinnamon buns');
      await counter.press('Leave Cheese');
      await page().getByRole('radio', { name: 'Release it now' }).check();
    });
    await story.step('handover: paid in part, the rest released', page, async () => {
      await sheet()
        .getByRole('button', { name: /^Take payment/ })
        .click();
      await counter.see(/^Paid .* of/);
    });
    await story.step('handover: the question before a release', page, async () => {
      await page().locator('.handover-row').nth(1).click();
      await counter.tap('release');
      await page().getByRole('alertdialog').waitFor();
    });
    await story.step('refund: what is left, by line', page, async () => {
      await page().keyboard.press('Escape');
      await page().getByRole('alertdialog').waitFor({ state: 'detached' });
      await page().getByRole('textbox').fill('0001');
      await page().keyboard.press('Enter');
      await counter.press('Show the sale');
      await counter.see(/^Paid$/);
      await counter.press('Give money back');
      await page().getByRole('radio', { name: 'By line' }).check();
      await counter.press('One more Cinnamon buns');
      await page().getByRole('radio', { name: 'Faulty' }).check();
    });
    await story.step('refund: more than is left', page, async () => {
      await page().getByRole('radio', { name: 'An amount' }).check();
      await page().getByRole('textbox', { name: 'Amount to give back' }).click();
      await page().keyboard.type('9999900');
      await sheet()
        .getByText(/^Only .* is left/)
        .waitFor();
    });
    await story.step('refund: given back', page, async () => {
      await page().getByRole('radio', { name: 'By line' }).check();
      await sheet()
        .getByRole('button', { name: /^Give back 35,00/ })
        .click();
      await page().locator('[data-progress="done"]').waitFor();
    });
    await story.step('refund: the answer is lost', page, async () => {
      await counter.press('Give back more');
      await page().getByRole('radio', { name: 'Wrong price' }).check();
      await counter.wallet.faults([
        { point: 'drop-answer', operations: ['refund'], times: null },
        { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
      ]);
      await sheet()
        .getByRole('button', { name: /^Give back/ })
        .last()
        .click();
      await page().locator('[data-progress="unclear"]').waitFor();
    });
    await story.step('refund: not known yet, on the sale', page, () => page().keyboard.press('Escape'));
    await story.step('refund: all given back, once the wallet has answered', page, async () => {
      await counter.wallet.call('DELETE', 'faults');
      await counter.tap('check-now');
      await counter.see(/^Given back/);
    });
    await story.step('handover: large, dark, Norwegian', page, async () => {
      await setLook(page(), 'dark', 'nb');
      await counter.resize(LARGE);
      await page().keyboard.press('F6');
      await page().locator('.handover-row').nth(2).click();
    });
  } finally {
    await counter.close();
  }
}
