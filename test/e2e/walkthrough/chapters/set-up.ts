import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DrivenCounter } from '../counter.ts';
import type { Story } from '../story.ts';

/**
 * The first run, asked for by a settings file that cannot be read: a development start without settings goes straight
 * to practice. Set up for the test environment, whose keys are those of the simulated wallet.
 */
export async function setUp(story: Story): Promise<void> {
  const counter = await DrivenCounter.open({
    firstRun: true,
    prepare: (profile) => writeFileSync(join(profile, 'settings.json'), '{ "store": '),
  });
  const page = () => counter.page;
  const next = () => counter.press(/^continue$/i);
  const type = (name: string, text: string) => page().getByRole('textbox', { name, exact: true }).fill(text);
  try {
    await story.step('set-up, how the till is used', page);
    await story.step('set-up, the shop', page, async () => {
      await page().getByRole('radio', { name: 'Test environment' }).check({ force: true });
      await next();
      await type('Store name', 'Fjord Kaffe');
      await type('Till id', 'till-2');
    });
    await story.step('set-up, keys that are missing', page, async () => {
      await next();
      await page().getByRole('heading', { name: 'Keys of the sales unit' }).waitFor();
      await counter.press(/check connection/i);
    });
    await story.step('set-up, keys the wallet refuses', page, async () => {
      const { clientId, merchantSerialNumber, subscriptionKey } = counter.wallet;
      await type('Merchant serial number', merchantSerialNumber);
      await type('Client id', clientId);
      await type('Client secret', 'not-the-right-secret');
      await type('Subscription key', subscriptionKey);
      await counter.press(/check connection/i);
      await page().getByRole('button', { name: 'Check again' }).waitFor();
    });
    await story.step('set-up, the connection works', page, async () => {
      await type('Client secret', counter.wallet.clientSecret);
      await counter.press(/check/i);
      await page().getByText('The connection works').first().waitFor();
    });
    await story.step('set-up, the last choices', page, next);
    await story.step('set-up done, the till is open', page, async () => {
      await counter.press(/open the till/i);
      await counter.screen.amount.waitFor();
    });
  } finally {
    await counter.close();
  }
}
