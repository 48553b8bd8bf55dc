import { DrivenCounter, LARGE, SMALL } from '../counter.ts';
import type { Story } from '../story.ts';

const VARIANTS = [
  { name: 'bokmål, light', language: 'Norsk', theme: /^(Light|Lyst)$/, size: SMALL },
  { name: 'bokmål, dark, large', language: 'Norsk', theme: /^(Dark|Mørkt)$/, size: LARGE },
  { name: 'English, dark', language: 'English', theme: /^(Dark|Mørkt)$/, size: SMALL },
  { name: 'English, light, large', language: 'English', theme: /^(Light|Lyst)$/, size: LARGE },
] as const;
type Variant = (typeof VARIANTS)[number];

/**
 * The main screens in the other language, theme and size, switched in place; and the same till in a MobilePay country.
 */
export async function looks(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  try {
    for (const [index, variant] of VARIANTS.entries()) await mainScreens(story, counter, variant, index);
  } finally {
    await counter.close();
  }
  await mobilePay(story);
}

async function mainScreens(
  story: Story,
  counter: DrivenCounter,
  { name, language, theme, size }: Variant,
  index: number,
): Promise<void> {
  const page = () => counter.page;
  const { wallet } = counter;
  const value = 124_900 + index;
  await story.step(`${name}: settings`, page, async () => {
    await counter.goTo('settings');
    // Chosen when the main process says so, which is a moment after the press.
    for (const choice of [{ name: language, exact: true }, { name: theme }]) {
      await page().getByRole('radio', choice).click({ force: true });
      await page()
        .getByRole('radio', { ...choice, checked: true })
        .waitFor();
    }
    await counter.resize(size);
  });
  await story.step(`${name}: ready to send`, page, async () => {
    await page().keyboard.press('Escape');
    await counter.screen.amount.click();
    await page().keyboard.type(String(value));
    await counter.screen.phoneNumber.click();
    await page().keyboard.type('91234567');
    await page().locator('.read-back-words').waitFor();
  });
  await story.step(`${name}: not known yet`, page, async () => {
    await wallet.faults([
      { point: 'drop-answer', operations: ['create'], times: 2 },
      { point: 'error-before', operations: ['get'], times: 3, status: 503 },
    ]);
    await counter.screen.send.click();
    await page().locator('[data-screen="unclear"]').waitFor();
  });
  await story.step(`${name}: waiting`, page, async () => {
    await wallet.call('DELETE', 'faults');
    await page().locator('[data-screen="waiting"]').waitFor();
  });
  await story.step(`${name}: approved`, page, async () => {
    await counter.customer(value, 'approve');
    await page().locator('[data-screen="approved"]').waitFor();
  });
  await story.step(`${name}: paid`, page, async () => {
    await counter.screen.capture.click();
    await page().locator('[data-screen="paid"]').waitFor();
  });
  await story.step(`${name}: the code`, page, async () => {
    await counter.screen.newSale.click();
    await counter.screen.amount.click();
    await page().keyboard.type(String(value + 10));
    await page().keyboard.press('F3');
    await page().locator('[data-code]').waitFor();
  });
  await story.step(`${name}: cancelled here`, page, async () => {
    await page().keyboard.press('F10');
    await page().getByRole('alertdialog').getByTestId('cancel').click();
    await page().locator('[data-screen="withdrawn"]').waitFor();
  });
  await story.step(`${name}: help and keys`, page, async () => {
    await page().keyboard.press('F4');
    await page().keyboard.press('F1');
    await page().getByTestId('help-here').waitFor();
  });
  await story.step(`${name}: where to go`, page, async () => {
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    const more = page().getByTestId('more');
    if ((await more.count()) > 0) await more.click();
  });
  await page().keyboard.press('Escape');
}

async function mobilePay(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({
    store: { country: 'DK', storeName: 'Havnens Kaffe' },
    preferences: { theme: 'light' },
  });
  try {
    await story.step(
      'MobilePay: ready to send',
      () => counter.page,
      async () => {
        await counter.screen.amount.click();
        await counter.page.keyboard.type('124900');
        await counter.screen.phoneNumber.click();
        await counter.page.keyboard.type('20123456');
        await counter.see(/ready to send/i);
      },
    );
  } finally {
    await counter.close();
  }
}
