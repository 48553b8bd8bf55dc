import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { axeFindings } from '../support/app/axe.ts';
import { CALM } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let terminal: TerminalApp;
let simulator: SteeredSimulator;
let profile: string;

const guided = () =>
  terminal.page.evaluate(async (preferences) => window.terminal.call['settings.preferences'](preferences), {
    ...CALM,
    guide: true,
  });
beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
  await guided();
});

const fileSchema = z.object({
  format: z.literal(1),
  pupils: z.array(z.object({ by: z.null(), done: z.array(z.object({ lesson: z.string() })) })),
});
const doneInFile = (): readonly string[] =>
  fileSchema
    .parse(JSON.parse(readFileSync(join(profile, 'school.json'), 'utf8')))
    .pupils.flatMap(({ done }) => done.map(({ lesson }) => lesson));
const at = (lesson: string, step: string) =>
  terminal.page.locator(`[data-lesson="${lesson}"][data-step="${step}"]`).waitFor();
const pressHere = (id: string) => terminal.page.locator(`[data-testid="${id}"][data-press-here]`).waitFor();
const customer = async (value: number, act: 'approve' | 'reject') => {
  const reference = await until(
    `a request of ${value}`,
    async () => (await simulator.books()).find((book) => book.value === value)?.reference,
  );
  await simulator.act(reference, act);
};

it('leads through tasks that are done when the wallet says so, and shows where to press', async () => {
  const { page } = terminal;
  const screen = screenOf(page);
  await at('sale', 'amount');
  await pressHere('amount');
  await sendRequest(page, '10000', '91234567');
  await at('sale', 'approve');
  await customer(10_000, 'approve');
  await at('sale', 'take');
  await pressHere('capture');
  await screen.capture.click();
  await at('sale', 'practised');
  expect(await axeFindings(page)).toEqual([]);
  expect(doneInFile()).toEqual(['sale']);
  await page.keyboard.press('F4');
  await at('code', 'amountForCode');
  // Another than the next one is chosen.
  await page.getByTestId('guide-all').click();
  await page.getByTestId('school-declined').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId('school-declined').click();
  await at('declined', 'amount');
  await sendRequest(page, '11000', '91234567');
  await at('declined', 'decline');
  await customer(11_000, 'reject');
  await at('declined', 'practised');
  await page.keyboard.press('F4');
  await at('code', 'amountForCode');
});

it('sees a wrong number, and a doubt waited out; is left and taken up again after a restart', async () => {
  const { page } = terminal;
  await page.getByTestId('guide-all').click();
  await page.getByTestId('school-wrongNumber').click();
  await sendRequest(page, '12000', '91234567');
  await at('wrongNumber', 'changeNumber');
  await pressHere('change-number');
  await page.getByTestId('change-number').click();
  await screenOf(page).phoneNumber.fill('91234568');
  await screenOf(page).send.click();
  await at('wrongNumber', 'approve');
  expect(doneInFile()).toEqual(['sale', 'declined', 'wrongNumber']);
  await page.keyboard.press('F4');
  await page.getByTestId('guide-skip').click();
  await page.getByTestId('guide-resume').waitFor();
  expect(await page.locator('[data-press-here]').count()).toBe(0);
  await terminal.kill();
  terminal = await shop.restart();
  const again = terminal.page;
  await again.getByTestId('guide-resume').click();
  await again.getByTestId('school-unclear').click();
  await again.keyboard.press('F4');
  await at('unclear', 'loseAnswer');
  // What the key on the practice phone does.
  await simulator.faults([
    { point: 'drop-answer', operations: ['create'], times: 2 },
    { point: 'error-before', operations: ['get', 'events'], times: 6, status: 503 },
  ]);
  await sendRequest(again, '13000', '91234567');
  await at('unclear', 'unclear');
  await pressHere('check-now');
  await until('the doubt is over', async () => (doneInFile().includes('unclear') ? true : undefined));
  await again.getByTestId('guide-all').click();
  await again.getByTestId('school-who').click();
  expect(await again.getByTestId('school-pupils').innerText()).toMatch(/4 of 10/);
});
