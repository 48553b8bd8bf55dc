import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';

const shop = shareTerminal();

/** Nodes that are in memory and on no screen, after a collection. */
async function keptBesides(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    // What a collection lets go of can hold others until the next one.
    for (let round = 0; round < 3; round += 1) await page.requestGC();
    const { nodes } = await session.send('Memory.getDOMCounters');
    const shown = await page.evaluate<number>(`(() => {
      const walker = document.createTreeWalker(document);
      let count = 1;
      while (walker.nextNode()) count += 1;
      return count;
    })()`);
    return nodes - shown;
  } finally {
    await session.detach();
  }
}

it('keeps nothing of the screens that it has shown: not of a sale, not of a room', async () => {
  const { terminal, simulator } = await shop.begin();
  const { page } = terminal;
  const round = async (amount: string) => {
    await sendRequest(page, amount, '91234567');
    const reference = await until('a request at the wallet', async () => (await simulator.waiting())[0]);
    await simulator.act(reference, 'approve');
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    await screenOf(page).newSale.click();
    await screenOf(page).amount.waitFor();
    for (const room of ['day', 'settings'] as const) {
      await goTo(page, room);
      await page.getByTestId('leave').click();
      await screenOf(page).amount.waitFor();
    }
  };
  await round('10100');
  const after = await keptBesides(page);
  for (const amount of ['10200', '10300', '10400', '10500']) await round(amount);
  // Two hundred nodes with each sale were kept by a list of transitions that had no end.
  expect((await keptBesides(page)) - after).toBeLessThan(200);
});
