import { minor } from '../../../../shared/money.ts';
import { typeAsPerson } from '../../../support/app/hands.ts';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

const PINS = { Mia: '83619274', Anna: '57204968' } as const;

/** Who stands at the till: the list, the lock, another cashier, and what needs a manager. */
export async function staff(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  const page = () => counter.page;
  const pin = async (name: keyof typeof PINS) => {
    await page().getByRole('radio', { name }).click();
    await typeAsPerson(page(), PINS[name]);
  };
  try {
    await story.step('people: none yet', page, async () => {
      await counter.goTo('settings');
      await page().getByRole('tab', { name: 'People' }).click();
      await page().getByRole('button', { name: 'Add a person' }).waitFor();
    });
    await story.step('people: one is added', page, async () => {
      await counter.press('Add a person');
      await page().getByRole('alertdialog').waitFor();
      await page().getByRole('textbox', { name: 'Name' }).fill('Mia');
      await page().getByLabel('PIN, 4 to 8 digits').fill(PINS.Mia);
      await page().getByLabel('The same PIN again').fill(PINS.Mia);
    });
    await story.step('people: two of them', page, async () => {
      await counter.press(/^Add$/);
      await page().getByRole('listitem').filter({ hasText: 'Mia' }).waitFor();
      await page().evaluate(async (person) => window.terminal.call['people.add'](person), {
        name: 'Anna',
        role: 'cashier',
        pin: PINS.Anna,
      } as const);
      await page().getByRole('listitem').filter({ hasText: 'Anna' }).waitFor();
    });
    await story.step('locked: who is at the till', page, async () => {
      await page().evaluate(async (settings) => window.terminal.call['people.configure'](settings), {
        pinsOn: true,
        lockAfterMinutes: 5,
        refundLimit: minor(0),
      });
      await page().getByRole('dialog', { name: 'Who is at the till?' }).waitFor();
    });
    await story.step('locked: a PIN is typed', page, () => pin('Mia'));
    await story.step('a person is at the till', page, async () => {
      await page().keyboard.press('Enter');
      await page().getByRole('dialog', { name: 'Who is at the till?' }).waitFor({ state: 'detached' });
      await page().keyboard.press('Escape');
      await counter.screen.amount.waitFor();
      await page().locator('.person-name').waitFor();
    });
    await story.step('another person takes over', page, async () => {
      await page().keyboard.press('F8');
      await page().getByRole('alertdialog').waitFor();
      await pin('Anna');
    });
    await story.step('a change of settings needs a manager', page, async () => {
      await page().keyboard.press('Enter');
      await page().getByRole('alertdialog').waitFor({ state: 'detached' });
      await counter.goTo('settings');
      await page().getByRole('tab', { name: 'Shop' }).click();
      await page().getByRole('textbox', { name: 'Store name' }).fill('Fjord Kaffe');
      await counter.press('Save changes');
      await page().getByRole('alertdialog').waitFor();
    });
  } finally {
    await counter.close();
  }
}
