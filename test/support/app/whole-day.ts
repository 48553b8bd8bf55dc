import type { Locator, Page } from 'playwright-core';
import { until } from './simulator-process.ts';
import type { SteeredSimulator } from './simulator-process.ts';
import { screenOf } from './terminal-app.ts';

/** How somebody works at the till; what it promises is asked of every screen on the way. */
export interface Way {
  /** Keys digits, wherever the till takes them now. */
  readonly key: (digits: string) => Promise<void>;
  /** Goes on from what was keyed. */
  readonly goOn: () => Promise<void>;
  readonly press: (what: Locator) => Promise<void>;
  /** Chooses one of a few. */
  readonly choose: (what: Locator) => Promise<void>;
  /** Opens the newest row of a table. */
  readonly openRow: (table: Locator) => Promise<void>;
  /** What must hold on a screen; says what does not. */
  readonly look: (screen: string) => Promise<void>;
}

export const PRICE = 24_900;
const NUMBER = '91234567';

/** A whole sale, its refund and the closing of the day, on the real app. */
export async function wholeDay(page: Page, simulator: SteeredSimulator, way: Way): Promise<void> {
  await sell(page, simulator, way);
  await giveBack(page, way);
  await closeDay(page, simulator, way);
}

/** Keys the price and sends it. @returns what the wallet calls it */
export async function request(
  page: Page,
  simulator: SteeredSimulator,
  way: Way,
  number: string = NUMBER,
): Promise<string> {
  const screen = screenOf(page);
  await screen.amount.waitFor();
  await way.look('a new sale');
  await way.key(String(PRICE));
  await way.goOn();
  await way.key(number);
  await page.locator('[data-testid="send"]:not([aria-disabled])').waitFor();
  await way.look('ready to send');
  await way.press(screen.send);
  await page.locator('[data-screen="waiting"]').waitFor();
  await way.look('waiting');
  return until('a request at the wallet', async () => (await simulator.waiting())[0]);
}

async function sell(page: Page, simulator: SteeredSimulator, way: Way): Promise<void> {
  const screen = screenOf(page);
  await simulator.act(await request(page, simulator, way), 'approve');
  await page.locator('[data-screen="approved"]').waitFor();
  await way.look('approved');
  await way.press(screen.capture);
  await page.locator('[data-screen="paid"]').waitFor();
  await way.look('paid');
  await way.press(screen.newSale);
  await screen.amount.waitFor();
}

async function giveBack(page: Page, way: Way): Promise<void> {
  await enter(page, way, 'sales');
  const list = page.getByRole('grid');
  await list.getByText('0001').waitFor();
  await way.look('all sales');
  await way.openRow(list);
  await page.getByTestId('refund').waitFor();
  await way.look('a sale');
  await way.press(page.getByTestId('refund'));
  const reason = page.locator('.reason-field').getByRole('radio').first();
  await reason.waitFor();
  await way.look('a refund');
  await way.choose(reason);
  await way.press(page.getByTestId('give-back'));
  await page.locator('[data-progress="done"]').waitFor();
  await way.look('given back');
  await way.press(page.getByTestId('refund-done'));
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await way.press(page.getByTestId('leave'));
  await screenOf(page).amount.waitFor();
}

async function closeDay(page: Page, simulator: SteeredSimulator, way: Way): Promise<void> {
  await simulator.advance(60_000);
  await enter(page, way, 'day');
  await page.locator('.day-figures').waitFor();
  await way.look('the day');
  await way.press(page.getByTestId('to-closing'));
  await page.locator('[data-testid="closing-state"][data-left="0"]').waitFor();
  await way.look('closing');
  await way.press(page.getByTestId('close-day'));
  await page.locator('.roll').waitFor();
  await way.look('closed');
  for (const beneath of ['.day-figures', '[data-testid="amount"]']) {
    await way.press(page.getByTestId('leave'));
    await page.locator(beneath).waitFor();
  }
}

/** Into a room by its name in the header, or in the menu of what a narrow header has no room for. */
async function enter(page: Page, way: Way, room: 'sales' | 'day'): Promise<void> {
  const name = page.getByTestId(`go-${room}`);
  await page.locator('[data-testid="go-handover"], [data-testid="more"]').first().waitFor();
  if ((await name.count()) === 0) await way.press(page.getByTestId('more'));
  await way.press(name);
}
