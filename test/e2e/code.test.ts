import { beforeAll, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { liveTimes } from '../support/app/live-times.ts';
import { codeFaults } from '../support/reading/read-code.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { launchTerminal, removeFolder, screenOf, seeState } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { setLook } from '../support/app/axe.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const drawn = () => terminal.page.locator('[data-code]');
const newest = (value: number) =>
  until(`a code for ${value} at the wallet`, async () =>
    (await liveTimes(simulator, value)).findLast((time) => time.code !== null),
  );
const useTheme = (theme: 'light' | 'dark') => setLook(terminal.page, theme, 'en');

describe('a sale by code', () => {
  it('goes from F3 to the receipt without a number; the code can be read off the screen in both themes', async () => {
    const { page } = terminal;
    await page.keyboard.type('24900');
    await page.keyboard.press('F3');
    await seeState(page, /waiting for the customer/i);
    await drawn().waitFor();
    const { reference, code } = await newest(24_900);
    for (const theme of ['light', 'dark'] as const) {
      await useTheme(theme);
      await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
      expect(await codeFaults(terminal, code ?? ''), theme).toEqual([]);
    }
    const create = (await simulator.requests()).find(
      (request) => request.method === 'POST' && request.path.endsWith('/payments'),
    );
    const body = JSON.parse(String(create?.['body'])) as Record<string, unknown>;
    expect(body).toMatchObject({
      userFlow: 'QR',
      qrFormat: { format: 'IMAGE/PNG', size: 1024 },
      customerInteraction: 'CUSTOMER_PRESENT',
    });
    expect(body).not.toHaveProperty('customer');
    await simulator.act(reference, 'approve');
    await seeState(page, /approved/i);
    expect(await drawn().count()).toBe(0);
    await page.keyboard.press('Enter');
    await seeState(page, /^paid/i);
    expect((await simulator.books()).map((book) => book.captured)).toEqual([24_900]);
    expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
    await screenOf(page).newSale.click();
  });

  it('asks for the amount first, and shows nothing before there is one', async () => {
    const { page } = terminal;
    await terminal.page.getByTestId('show-code').click();
    await page.locator('#amount-problem').waitFor();
    expect(await page.evaluate<string | null>('document.activeElement?.getAttribute("data-testid")')).toBe('amount');
    expect(await simulator.waiting()).toEqual([]);
  });

  it('that was declined shows a new code, with a new reference', async () => {
    const { page } = terminal;
    await page.keyboard.type('3300');
    await terminal.page.getByTestId('show-code').click();
    await drawn().waitFor();
    const first = await newest(3_300);
    await simulator.act(first.reference, 'reject');
    await seeState(page, /declined/i);
    await page.getByTestId('send-again').click();
    await drawn().waitFor();
    const second = await newest(3_300);
    expect(second.reference).not.toBe(first.reference);
    expect(await codeFaults(terminal, second.code ?? '')).toEqual([]);
    await screenOf(page).cancel.click();
    await seeState(page, /cancelled/i);
    await screenOf(page).newSale.click();
  });

  it('whose code was lost says so and shows a new one, after the first is withdrawn', async () => {
    const { page } = terminal;
    // The answer is lost, the repeat is told that the reference is taken, and the payment cannot be read for a while:
    // no answer ever carried the code.
    await simulator.faults([
      { point: 'drop-answer', operations: ['create'] },
      { point: 'problem', operations: ['create'], from: 2, code: 4150 },
      { point: 'error-before', operations: ['get'], times: 2, status: 503 },
    ]);
    await page.keyboard.type('4400');
    await page.keyboard.press('F3');
    await seeState(page, /code is missing/i);
    expect(await drawn().count()).toBe(0);
    await terminal.page.getByTestId('new-code').click();
    await drawn().waitFor();
    await simulator.call('DELETE', 'faults');
    const [first, second] = await liveTimes(simulator, 4_400);
    expect(first).toMatchObject({ ended: 'TERMINATED' });
    expect(second?.from).toBeGreaterThanOrEqual(first?.to ?? Infinity);
    expect(await codeFaults(terminal, second?.code ?? '')).toEqual([]);
    await screenOf(page).cancel.click();
    await seeState(page, /cancelled/i);
  });
});

it('a code whose picture is lost is fetched again, and meanwhile other ways are offered', async () => {
  const { page } = terminal;
  await screenOf(page).newSale.click();
  await simulator.faults([{ point: 'html', operations: ['picture'], times: 2 }]);
  await page.keyboard.type('5500');
  await page.keyboard.press('F3');
  await seeState(page, /picture is missing/i);
  expect(await drawn().count()).toBe(0);
  await page.getByTestId('new-code').waitFor();
  await page.getByTestId('to-number').waitFor();
  await drawn().waitFor();
  const { code } = await newest(5_500);
  expect(await codeFaults(terminal, code ?? '')).toEqual([]);
  expect(await page.locator('img[data-code]').getAttribute('src')).toMatch(/^\/code\/[\da-f-]{36}\.png$/);
  await simulator.call('DELETE', 'faults');
  await screenOf(page).cancel.click();
  await seeState(page, /cancelled/i);
});

it('a code is paid on the practice phone', async () => {
  const practice = await launchTerminal();
  try {
    const phone = await practice.phone();
    await practice.page.keyboard.type('5500');
    await practice.page.keyboard.press('F3');
    await practice.page.locator('[data-code]').waitFor();
    await phone.getByRole('button', { name: /scan the code/i }).click();
    await phone.locator('#approve').click();
    await seeState(practice.page, /approved/i);
  } finally {
    await practice.close();
    removeFolder(practice.profile);
  }
});
