import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** A manager makes the keys of the goods, and a cashier sells by them, by weight and with a discount. */
export async function items(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ store: { storeName: 'Fjord Kaffe' }, preferences: { theme: 'light' } });
  const page = () => counter.page;
  const key = (name: string) => page().locator('.goods-keys').getByText(name).click();
  const keyed = async (names: readonly string[]) => {
    for (const name of names) await page().getByTestId(`key-${name}`).last().click();
  };
  const make = async (name: string, price: string, colour: string, unit?: string) => {
    await counter.tap('new-item');
    await page().getByTestId('item-name').fill(name);
    await page().getByTestId('item-price').fill(price);
    await page().getByRole('radio', { name: colour }).check({ force: true });
    if (unit) await page().getByLabel('Sold by').selectOption(unit);
  };
  const saved = async (name: string) => {
    await counter.tap('save-item');
    await page().locator('.items-grid').getByText(name).waitFor();
  };
  try {
    await story.step('items: an item is made', page, async () => {
      await counter.goTo('settings');
      await page().locator('#settings-tab-items').click();
      await make('Coffee', '39', 'Brown');
    });
    await story.step('items: the keys of the shop', page, async () => {
      await saved('Coffee');
      await make('Cheese by weight', '219,90', 'Yellow', 'KG');
      await saved('Cheese by weight');
      await make('Cinnamon bun', '45', 'Orange');
      await saved('Cinnamon bun');
      await make('Gift card', '', 'Pink');
      await saved('Gift card');
    });
    await story.step('items: what was touched so far', page, async () => {
      await page().keyboard.press('Escape');
      await key('Cinnamon bun');
      await key('Cinnamon bun');
      await key('Coffee');
    });
    await story.step('items: sold by weight', page, async () => {
      await key('Cheese by weight');
      await keyed(['0', 'comma', '4', '8', '5']);
    });
    await story.step('items: a discount on the sale', page, async () => {
      await counter.tap('keyed-done');
      await counter.tap('goods-list');
      await counter.tap('sale-discount');
      await keyed(['1', '0']);
    });
    await story.step('items: the lines with their discount', page, async () => {
      await counter.tap('keyed-done');
      await page().locator('.goods-list').waitFor();
    });
    await story.step('items: who pays', page, async () => {
      await counter.tap('to-customer');
      await counter.screen.phoneNumber.waitFor();
    });
  } finally {
    await counter.close();
  }
}
