import { VirtualPrinter } from '../../../support/printing/virtual-printer.ts';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/** The printer: its settings, a slip on paper, and slips that wait for it. */
export async function paper(story: Story): Promise<void> {
  const printer = await VirtualPrinter.switchedOn({ vanishesAfterLines: 60 });
  const counter = await DrivenCounter.open({ preferences: { theme: 'light' } });
  const page = () => counter.page;
  try {
    await story.step('printer: where it is', page, async () => {
      await counter.goTo('settings');
      await page().getByRole('tab', { name: 'Printer' }).click();
      await page()
        .getByRole('radio', { name: /network/ })
        .check();
      await page().getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
      await page().getByRole('textbox', { name: 'Port' }).fill(String(printer.port));
    });
    await story.step('printer: a test slip is printed', page, async () => {
      await counter.press('Save changes');
      await page().getByText('Saved.').waitFor();
      await counter.press('Print a test slip');
      await page()
        .getByText(/^Printed \d\d:\d\d/)
        .waitFor();
    });
    await story.step('printer: a slip that may be half on paper', page, async () => {
      await page().getByTestId('leave').click();
      await counter.send('10000', '91234567');
      await counter.customer(10_000, 'approve');
      await counter.screen.capture.click();
      await counter.see(/^Paid/);
      for (let copies = 0; copies < 4 && (await page().getByTestId('slips-alert').count()) === 0; copies += 1) {
        await page().getByTestId('print-slip').click();
        await page()
          .getByTestId('slips-alert')
          .or(page().getByText(/^Printed \d\d:\d\d/))
          .first()
          .waitFor();
      }
      await page().getByTestId('slips-alert').waitFor();
    });
    await story.step('printer: the queue', page, async () => {
      await page().getByTestId('slips-alert').click();
      await page()
        .getByText(/^Only half of it may be on paper/)
        .waitFor();
    });
  } finally {
    await counter.close();
    await printer.switchOff();
  }
}
