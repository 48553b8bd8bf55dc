import { typeAsPerson } from '../../../support/app/hands.ts';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** Sales as they should go, and the ways in which a customer or a cashier ends one. */
export async function sales(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  try {
    await plainSale(story, counter);
    await saleWithLines(story, counter);
    await badInput(story, counter);
    await endings(story, counter);
  } finally {
    await counter.close();
  }
}

async function plainSale(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  const { wallet } = counter;
  await story.step('new sale', page, () => counter.screen.amount.waitFor());
  await story.step('amount keyed', page, () => typeAsPerson(page(), '24900'));
  await story.step('number keyed and read back', page, async () => {
    await page().keyboard.press('Enter');
    await typeAsPerson(page(), '91234567');
    await counter.see(/ready to send/i);
  });
  await story.step('request on its way', page, async () => {
    await wallet.faults([{ point: 'delay-request', operations: ['create'], ms: 1500 }]);
    await counter.screen.send.click();
    await counter.see(/^sending to/i);
  });
  await story.step('waiting for the customer', page, () => counter.see(/waiting/i));
  await story.step('approved, hand over the goods', page, async () => {
    await counter.customer(24_900, 'approve');
    await counter.see(/approved/i);
  });
  await story.step('capture under way', page, async () => {
    await wallet.faults([{ point: 'delay-request', operations: ['capture'], ms: 1500 }]);
    await counter.screen.capture.click();
    await counter.see(/confirming/i);
  });
  await story.step('paid', page, () => counter.see(/^paid/i));
}

async function saleWithLines(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  const addLine = async (name: string, price: string) => {
    await page().getByRole('textbox', { name: 'Item' }).fill(name);
    await page().locator('#line-price').click();
    await page().keyboard.type(price);
    await counter.press('Add line');
  };
  await story.step('lines, none yet', page, async () => {
    await counter.screen.newSale.click();
    await counter.screen.amount.waitFor();
    await page().keyboard.press('F5');
    await page().locator('#line-price').waitFor();
  });
  await story.step('lines, two of them', page, async () => {
    await addLine('Kaffe', '4900');
    await addLine('Kanelbolle med ekstra mye smør og sukker', '5500');
  });
  await story.step('lines, ready to send', page, async () => {
    await counter.press(/^done/i);
    await counter.screen.phoneNumber.click();
    await page().keyboard.type('91234568');
    await counter.see(/ready to send/i);
  });
  await story.step('declined by the customer', page, async () => {
    await counter.screen.send.click();
    await counter.see(/waiting/i);
    await counter.customer(10_400, 'reject');
    await counter.see(/declined/i);
  });
}

async function badInput(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  await story.step('an amount below the minimum', page, async () => {
    await counter.screen.newSale.click();
    await counter.screen.amount.click();
    await page().keyboard.type('50');
    await page().keyboard.press('Enter');
    await page().locator('#amount-problem').waitFor();
  });
  await story.step('a number that is too short', page, async () => {
    await page().keyboard.type('00');
    await counter.screen.phoneNumber.click();
    await typeAsPerson(page(), '9123');
    await page().keyboard.press('Enter');
    await page().locator('.phone-beneath [role="alert"], .phone-beneath p, .phone-beneath span').first().waitFor();
  });
  await story.step('a number without a wallet', page, async () => {
    await counter.screen.phoneNumber.fill('91230000');
    await counter.screen.send.click();
    await page()
      .getByText(/cannot pay with Vipps/i)
      .first()
      .waitFor();
  });
  await story.step('another number for the same sale', page, async () => {
    await counter.press(/change number/i);
    await counter.screen.phoneNumber.fill('91239999');
    await counter.see(/ready to send/i);
  });
  await story.step('waiting with the other number', page, async () => {
    await counter.screen.send.click();
    await counter.see(/waiting/i);
  });
}

async function endings(story: Story, counter: DrivenCounter): Promise<void> {
  const page = () => counter.page;
  const { wallet } = counter;
  await story.step('time ran out', page, async () => {
    await wallet.advance(10 * 60_000);
    await counter.see(/time ran out/i);
  });
  await story.step('cancel, are you sure', page, async () => {
    await counter.screen.newSale.click();
    await counter.send('7900', '91234567');
    await counter.see(/waiting/i);
    await page().keyboard.press('F10');
    await page().getByRole('dialog').or(page().getByRole('alertdialog')).waitFor();
  });
  await story.step('cancelling, not confirmed yet', page, async () => {
    await wallet.faults([{ point: 'delay-request', operations: ['cancel'], ms: 1500 }]);
    await page().getByTestId('cancel').last().click();
    await counter.see(/cancelling/i);
  });
  await story.step('cancelled', page, () => counter.see(/cancelled/i));
  await story.step('a cancel that came too late', page, async () => {
    await counter.screen.newSale.click();
    await counter.send('8900', '91234567');
    await counter.see(/waiting/i);
    const reference = await counter.reference(8_900);
    await wallet.faults([
      { point: 'delay-request', operations: ['cancel'], ms: 1500 },
      { point: 'stale-read', operations: ['get'], times: null },
    ]);
    await counter.screen.cancel.click();
    await counter.see(/cancelling/i);
    await wallet.act(reference, 'approve');
    await wallet.call('DELETE', 'faults');
    await counter.see(/approved/i);
  });
  await story.step('release, are you sure', page, async () => {
    await counter.press(/^release/i);
    await page().getByRole('dialog').or(page().getByRole('alertdialog')).waitFor();
  });
  await story.step('released', page, async () => {
    await page()
      .getByRole('button', { name: /^release/i })
      .last()
      .click();
    await counter.see(/released/i);
  });
}
