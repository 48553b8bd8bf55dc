import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Preferences } from '../../shared/settings.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import {
  cutWords,
  forcedColourFindings,
  movingNow,
  overflows,
  overlaps,
  watchMotion,
  watchSounds,
} from '../support/app/promises.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { Shared } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import { screenOf } from '../support/app/terminal-app.ts';
import {
  FINGER,
  focusFindings,
  keyboardHands,
  slipOff,
  smallTargets,
  touchHands,
  watchUse,
} from '../support/app/ways.ts';
import type { Way } from '../support/app/whole-day.ts';
import { PRICE, request, wholeDay } from '../support/app/whole-day.ts';

/** Seven ways to work at a till; each drives a whole sale, its refund and the closing of the day. */

const shop = shareTerminal();

const till = (preferences: Partial<Preferences> = {}): Promise<Shared> =>
  shop.begin({ prepare: (profile) => prepareProfile(profile, {}, preferences) });

/** Gathers what a question finds on each screen. */
function everyScreen(page: Page, ...questions: readonly ((page: Page) => Promise<string[]>)[]) {
  const found: string[] = [];
  const screens: string[] = [];
  const look: Way['look'] = async (screen) => {
    screens.push(screen);
    for (const question of questions) for (const finding of await question(page)) found.push(`${screen}: ${finding}`);
  };
  return { look, found, screens };
}

/** The money has moved as it was meant: taken once, given back whole. */
const expectSettled = async ({ simulator }: Shared): Promise<void> =>
  expect(await simulator.books()).toMatchObject([{ value: PRICE, captured: PRICE, refunded: PRICE }]);

async function resize({ terminal: { electron, page } }: Shared, width: number, height: number): Promise<void> {
  await electron.evaluate(
    ({ BrowserWindow }, [w, h]) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://terminal'))
        ?.setContentSize(w, h),
    [width, height] as const,
  );
  await page.waitForFunction(`Math.abs(innerWidth - ${width}) <= 1 && Math.abs(innerHeight - ${height}) <= 1`);
}

it('the keyboard alone: no pointer, no chord, and the focus is seen at every stop', async () => {
  const shared = await till();
  const { page } = shared.terminal;
  const used = await watchUse(page);
  const { look, found } = everyScreen(page, focusFindings);
  await wholeDay(page, shared.simulator, { ...keyboardHands(page), look });
  expect(found).toEqual([]);
  expect(await used()).toMatchObject({ pointers: [], chords: 0, atOnce: 1 });
  await expectSettled(shared);
});

it('touch alone: no key, no mouse, and nothing is smaller than a finger', async () => {
  const shared = await till();
  const { page } = shared.terminal;
  const touch = await touchHands(page);
  const used = await watchUse(page);
  const { look, found } = everyScreen(page, smallTargets);
  await wholeDay(page, shared.simulator, { ...touch.hands, look });
  await touch.end();
  expect(found).toEqual([]);
  expect(touch.smallest()).toBeGreaterThanOrEqual(FINGER);
  expect(await used()).toMatchObject({ pointers: ['touch'], keys: 0 });
  await expectSettled(shared);
});

it('one hand: one finger at a time, on the side of the hand, and one that slips off does nothing', async () => {
  const middles = async ({ page }: Shared['terminal']): Promise<readonly number[]> =>
    Promise.all(
      ['key-5', 'phone-number'].map(async (id) => {
        const box = await page.getByTestId(id).boundingBox();
        return (box?.x ?? 0) + (box?.width ?? 0) / 2;
      }),
    );
  const [keysLeft = 0, numberRight = 0] = await middles((await till({ keypad: 'left' })).terminal);
  expect(keysLeft).toBeLessThan(numberRight);
  const shared = await till({ keypad: 'right' });
  const { page } = shared.terminal;
  const [keysRight = 0, numberLeft = 0] = await middles(shared.terminal);
  expect(keysRight).toBeGreaterThan(numberLeft);

  const touch = await touchHands(page);
  const used = await watchUse(page);
  const { look, found } = everyScreen(page, smallTargets);
  const careful = async (screen: string): Promise<void> => {
    await look(screen);
    const risky = screen === 'ready to send' ? 'send' : screen === 'approved' ? 'capture' : null;
    if (risky === null) return;
    const before = (await shared.simulator.requests()).filter(({ method }) => method === 'POST').length;
    await slipOff(page, page.getByTestId(risky));
    await page.locator(risky === 'send' ? '[data-testid="send"]' : '[data-screen="approved"]').waitFor();
    const after = (await shared.simulator.requests()).filter(({ method }) => method === 'POST').length;
    expect(after, `requests after a finger slipped off ${risky}`).toBe(before);
  };
  await wholeDay(page, shared.simulator, { ...touch.hands, look: careful });
  await touch.end();
  expect(found).toEqual([]);
  // The two that slipped are the only ones that moved.
  expect(await used()).toMatchObject({ pointers: ['touch'], keys: 0, chords: 0, atOnce: 1 });
  await expectSettled(shared);
});

it('text of 200 %: all of it is there, nothing is cut off or lies over another', async () => {
  const shared = await till({ textSize: 'double' });
  const { page } = shared.terminal;
  await resize(shared, 1366, 768);
  const drawnAt = () => page.evaluate('getComputedStyle(document.documentElement).zoom');
  await until('twice the size', async () => (await drawnAt()) === '2');
  const touch = await touchHands(page);
  const { look, found } = everyScreen(page, overflows, overlaps, cutWords);
  await wholeDay(page, shared.simulator, { ...touch.hands, look });
  await touch.end();
  await resize(shared, 1024, 768);
  expect(found).toEqual([]);
  await expectSettled(shared);
});

it('colours of the system: edges, choices, states and the focus are seen without ours', async () => {
  const shared = await till();
  const { page } = shared.terminal;
  await page.emulateMedia({ forcedColors: 'active' });
  const { look, found } = everyScreen(page, forcedColourFindings, focusFindings);
  await wholeDay(page, shared.simulator, { ...keyboardHands(page), look });
  await page.emulateMedia({ forcedColors: 'none' });
  expect(found).toEqual([]);
  await expectSettled(shared);
});

it('less motion: nothing moves from the first key to the closing', async () => {
  const shared = await till();
  const { page } = shared.terminal;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // What began before is let out.
  await until('a calm screen', async () => (await movingNow(page)).length === 0);
  const moved = await watchMotion(page);
  const { look, found } = everyScreen(page, movingNow);
  await wholeDay(page, shared.simulator, { ...keyboardHands(page), look });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(found).toEqual([]);
  expect(await moved()).toEqual([]);
  await expectSettled(shared);
});

it('no sound: a day in silence, and each sound there is comes with words and an icon', async () => {
  const silent = await till({ sounds: false });
  const heardInSilence = await watchSounds(silent.terminal.page);
  const hands = keyboardHands(silent.terminal.page);
  const { look } = everyScreen(silent.terminal.page);
  await wholeDay(silent.terminal.page, silent.simulator, { ...hands, look });
  expect(await heardInSilence()).toEqual([]);
  await expectSettled(silent);

  const { terminal, simulator } = await till({ sounds: true });
  const { page } = terminal;
  const screen = screenOf(page);
  const heard = await watchSounds(page);
  const sounded = async (count: number) =>
    until(`tone ${count}`, async () => {
      const all = await heard();
      return all.length >= count ? all[count - 1] : null;
    });
  const way = { ...keyboardHands(page), look };
  await simulator.act(await request(page, simulator, way), 'approve');
  await sounded(1);
  await screen.capture.click();
  await sounded(2);
  await screen.newSale.click();
  await simulator.act(await request(page, simulator, way, '91234568'), 'reject');
  await sounded(3);
  await screen.newSale.click();
  // An approval that comes while another customer is served.
  const late = await request(page, simulator, way, '40404040');
  await page.getByTestId('serve-next').click();
  await screen.amount.waitFor();
  await simulator.act(late, 'approve');
  const told = await sounded(4);
  expect(told.alerts).not.toBe(told.alertsBefore);
  await simulator.faults([
    { point: 'drop-answer', operations: ['create'], times: null },
    { point: 'error-before', operations: ['get'], times: null, status: 503 },
  ]);
  await way.key('500');
  await way.goOn();
  await way.key('91234569');
  await screen.send.click();
  await sounded(5);
  await simulator.faults([]);
  const all = await heard();
  expect(all.map(({ tone }) => tone)).toEqual(['needsYou', 'paid', 'needsYou', 'needsYou', 'unclear']);
  for (const each of all.filter((one) => one !== told && one.alerts === one.alertsBefore))
    expect(each.icon && each.words !== '' && each.words !== each.wordsBefore, JSON.stringify(each)).toBe(true);
});
