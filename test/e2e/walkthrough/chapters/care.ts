import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** How a till is looked after: the check-up, the file for support, the log. */
export async function care(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  const page = () => counter.page;
  const pane = (name: string) => page().getByRole('tab', { name }).click();
  try {
    await counter.send('24900', '91234567');
    await counter.customer(24_900, 'approve');
    await counter.see(/approved/i);
    await counter.goTo('settings');
    await story.step('the till has checked itself', page, async () => {
      await pane('Check-up');
      await counter.press('Check now');
      await page().getByRole('button', { name: 'Check again' }).waitFor();
    });
    await story.step('what a file for support holds', page, async () => {
      await pane('Support file');
      await counter.press('Show what goes in it');
      await page().getByText('doctor.txt', { exact: true }).first().waitFor();
    });
    await story.step('the log', page, async () => {
      await pane('Log');
      await counter.press('Read the log');
      await page().getByRole('table').or(page().getByRole('grid')).first().waitFor();
    });
  } finally {
    await counter.close();
  }
}
