import type { Page } from 'playwright-core';

/**
 * Counts what a person presses from now on, fingers and keys alike, as the page sees it. @returns how many there were
 * so far
 */
export async function countPresses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    let presses = 0;
    window.pressesSoFar = () => presses;
    addEventListener('pointerdown', () => (presses += 1), true);
    addEventListener('keydown', (event) => event.repeat || (presses += 1), true);
  })()`);
  return async () => Number(await page.evaluate('window.pressesSoFar()'));
}
