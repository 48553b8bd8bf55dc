import { COMMON, DrivenCounter, SMALL, UPRIGHT } from '../counter.ts';
import type { Story } from '../story.ts';

const SIZES = [
  { name: 'common', size: COMMON, textSize: 'normal', keypad: 'left', theme: 'light' },
  { name: 'upright', size: UPRIGHT, textSize: 'normal', keypad: 'left', theme: 'light' },
  { name: 'upright, dark', size: UPRIGHT, textSize: 'normal', keypad: 'left', theme: 'dark' },
  { name: 'large, keypad at the right', size: COMMON, textSize: 'large', keypad: 'right', theme: 'light' },
  { name: 'very large', size: SMALL, textSize: 'veryLarge', keypad: 'left', theme: 'light' },
] as const;

/** The main path in the other sizes of window and text, and with the keypad at the other hand. */
export async function sizes(story: Story): Promise<void> {
  for (const [index, { name, size, ...preferences }] of SIZES.entries()) {
    const counter = await DrivenCounter.open({ preferences });
    const page = () => counter.page;
    const value = 134_900 + index;
    try {
      await story.step(`${name}: ready to send`, page, async () => {
        await counter.resize(size);
        await counter.screen.amount.click();
        await page().keyboard.type(String(value));
        await counter.screen.phoneNumber.click();
        await page().keyboard.type('91234567');
        await page().locator('.read-back-words').waitFor();
      });
      await story.step(`${name}: waiting`, page, async () => {
        await counter.screen.send.click();
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
      await story.step(`${name}: settings`, page, () => counter.goTo('settings'));
    } finally {
      await counter.close();
    }
  }
}
