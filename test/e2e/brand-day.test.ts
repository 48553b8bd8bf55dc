import { expect, it } from 'vitest';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { setLook } from '../support/app/axe.ts';

const shop = shareTerminal();

/** The shop's clock shows this; the window hears it with the next thing that main tells. */
async function setClock({ electron, page }: TerminalApp, at: Date): Promise<void> {
  await electron.evaluate((_electron, wanted) => {
    const from = performance.now();
    Date.now = () => wanted + performance.now() - from;
  }, at.getTime());
  await setLook(page, 'light', 'nb');
}

it('a Danish till shows the wallet’s new name and hue at midnight, without a restart', async () => {
  const { terminal } = await shop.begin({
    country: 'DK',
    prepare: (folder) => prepareProfile(folder, { storeName: 'Bageri', country: 'DK' }),
  });
  const lamps = terminal.page.locator('.lamps');
  // Name and hue each look at the clock themselves.
  const hue = (wanted: string) => terminal.page.locator(`html[data-hue="${wanted}"]`).waitFor({ state: 'attached' });
  await setClock(terminal, new Date(2027, 0, 11, 23, 59, 50));
  await lamps.getByText('MobilePay').waitFor();
  await hue('blue');
  await setClock(terminal, new Date(2027, 0, 12, 0, 0, 0));
  await lamps.getByText('Vipps').waitFor();
  expect(await lamps.getByText('MobilePay').count()).toBe(0);
  await hue('orange');
});
