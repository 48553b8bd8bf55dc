import type { Page } from 'playwright-core';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** A newcomer's first minute: guided, the practice wallet beside the terminal, and the customer's phone. */
export async function practice(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ ownWallet: true, preferences: { guide: true } });
  const page = () => counter.page;
  let phone: Page | null = null;
  const phonePage = () => phone ?? counter.page;
  try {
    await story.step('practice, the phone beside the till', phonePage, async () => {
      phone = await counter.terminal.phone();
      phone.setDefaultTimeout(12_000);
      await phone.locator('#card').waitFor({ state: 'attached' });
    });
    await story.step('practice, the first of ten tasks', page, () =>
      page().locator('[data-lesson="sale"][data-step="amount"]').waitFor(),
    );
    await story.step('practice, the request on the phone', phonePage, async () => {
      await counter.send('14900', '91234567');
      await phonePage().locator('#approve').waitFor();
    });
    await story.step('practice, approved on the phone', page, async () => {
      await phonePage().locator('#approve').click();
      await counter.see(/approved/i);
      await page().locator('[data-lesson="sale"][data-step="take"]').waitFor();
    });
    await story.step('practice, the receipt on the phone', phonePage, async () => {
      await counter.screen.capture.click();
      await counter.see(/^paid/i);
      await phonePage().locator('.card .state').filter({ hasText: /^paid/i }).waitFor();
    });
  } finally {
    await counter.close();
  }
}
