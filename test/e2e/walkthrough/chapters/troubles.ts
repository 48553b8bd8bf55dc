import { differences, paymentsInJournal } from '../../../support/app/compare-books.ts';
import { until } from '../../../support/app/simulator-process.ts';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** What the network, the wallet and the power can do to a sale. */
export async function troubles(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  try {
    await noNetwork(story, counter);
    await parked(counter);
    await lostContact(story, counter);
    await unclear(story, counter);
    await patience(story, counter);
    await powerCut(story, counter);
    await settings(story, counter);
  } finally {
    await counter.close();
  }
}

/** A customer who takes long; found again at the end. */
async function parked(counter: DrivenCounter): Promise<void> {
  await counter.send('31500', '91234512');
  await counter.see(/waiting/i);
  await counter.press(/serve next/i);
}

async function noNetwork(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('opened without network', page, async () => {
    await counter.powerCut();
    await counter.stopWallet();
    await counter.startTerminal();
    await page()
      .getByText(/no contact/i)
      .first()
      .waitFor();
  });
  await story.step('no network, nothing was sent', page, async () => {
    await counter.send('6500', '91234567');
    await counter.see(/nothing was sent/i);
  });
  await story.step('the network is back, sent after all', page, async () => {
    await counter.startWallet();
    await counter.press(/^try .* again/i);
    await counter.see(/waiting/i);
    await counter.customer(6_500, 'approve');
    await counter.see(/approved/i);
    await counter.screen.capture.click();
    await counter.see(/^paid/i);
  });
  await counter.screen.newSale.click();
}

async function lostContact(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('contact lost while a request goes out', page, async () => {
    await counter.stopWallet();
    await counter.send('7500', '91234567');
    await counter.see(/do not know/i);
  });
  await story.step('contact is back, the same request went out once', page, async () => {
    await counter.startWallet();
    await counter.see(/waiting/i);
    await counter.customer(7_500, 'reject');
    await counter.see(/declined/i);
  });
}

async function unclear(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  const { wallet } = counter;
  await story.step('the answer was lost, not known yet', page, async () => {
    await counter.screen.newSale.click();
    await wallet.faults([
      { point: 'drop-answer', operations: ['create'], times: 2 },
      { point: 'error-before', operations: ['get'], times: 6, status: 503 },
    ]);
    await counter.send('9500', '91234567');
    await counter.see(/do not know/i);
  });
  await story.step('two live sales', page, async () => {
    await counter.see(/waiting/i);
    await wallet.call('DELETE', 'faults');
    await until('two live requests', async () => (await wallet.waiting()).length === 2);
  });
  await story.step('the same request twice, are you sure', page, async () => {
    await counter.press(/serve next/i);
    await counter.send('9500', '91234567');
    await page().getByRole('dialog').or(page().getByRole('alertdialog')).waitFor();
  });
  await story.step('capture without an answer', page, async () => {
    await counter.press(/show it/i);
    await counter.customer(9_500, 'approve');
    await counter.see(/approved/i);
    await wallet.faults([
      { point: 'error-after', operations: ['capture'], times: 2, status: 502 },
      { point: 'error-before', operations: ['get'], times: 2, status: 503 },
    ]);
    await counter.screen.capture.click();
    await counter.see(/not confirmed/i);
  });
  await story.step('capture confirmed after all', page, async () => {
    await wallet.call('DELETE', 'faults');
    await counter.see(/^paid/i);
  });
}

async function patience(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('a customer who takes long, with advice', page, async () => {
    await counter.press(/315,00/);
    await counter.see(/waiting/i);
    await page()
      .getByText(/ask them to open/i)
      .waitFor({ timeout: 25_000 });
  });
}

async function powerCut(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('after a power cut, approved meanwhile', page, async () => {
    await counter.powerCut();
    await counter.customer(31_500, 'approve');
    await counter.startTerminal();
    await counter.see(/approved/i);
  });
  await story.step('paid, and the books agree', page, async () => {
    await counter.screen.capture.click();
    await counter.see(/^paid/i);
    const found = differences(paymentsInJournal(counter.profile), await counter.wallet.books());
    if (found.length > 0) throw new Error(found.join('\n'));
  });
}

async function settings(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await counter.goTo('settings');
  for (const section of ['This counter', 'Shop', 'VAT', 'Connection', 'About']) {
    await story.step(`settings, ${section}`, page, () => page().getByRole('tab', { name: section }).click());
  }
}
