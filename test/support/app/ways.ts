import type { CDPSession, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { typeAsPerson } from './hands.ts';
import type { Way } from './whole-day.ts';

/** Hands that work a till in one way each, and what a page says about it. As text: no DOM is known here. */

type Hands = Omit<Way, 'look'>;

const lines = z.array(z.string());
const ask = async (page: Page, question: string): Promise<string[]> => lines.parse(await page.evaluate(question));

/** More stops than any screen has. */
const MOST_STOPS = 120;

/**
 * Where the focus is, and whether a person sees it: a ring of two pixels at least, at what has the focus or what stands
 * for it, in sight and beneath nothing.
 */
const FOCUS = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return [];
  const name = at.outerHTML.slice(0, 120);
  const ring = (each) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\\)$/.test(outlineColor);
  };
  // A field's box, a radio's face and a row of a table stand for what has the focus.
  const row = document.getElementById(at.getAttribute('aria-activedescendant') ?? '');
  const around = at.parentElement?.closest('.field-box, .hero-field, .country-choice, .sales-search');
  const bearer = [at, at.nextElementSibling, around, at.closest('label')?.querySelector('.switch-track'), row]
    .filter(Boolean).find(ring);
  const stage = at.matches('[data-stage]') || at.matches('[role=dialog], [role=alertdialog]');
  if (!bearer) return stage ? [] : ['no ring on ' + name];
  const { left, right, top, bottom } = bearer.getBoundingClientRect();
  const seen = [[(left + right) / 2, (top + bottom) / 2], [left + 4, top + 4], [right - 4, bottom - 4]]
    .some(([x, y]) => {
      const hit = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y);
      return hit && (bearer.contains(hit) || hit.contains(bearer) || at.contains(hit));
    });
  return seen ? [] : ['out of sight: ' + name];
})()`;

export const focusFindings = (page: Page): Promise<string[]> => ask(page, FOCUS);

const hasFocus = async (page: Page, what: Locator): Promise<boolean> =>
  (await what.and(page.locator(':focus')).count()) === 1;

/** Only keys: Tab to what is wanted, and the focus is seen at every stop. */
export function keyboardHands(page: Page): Hands {
  const reach = async (what: Locator): Promise<void> => {
    await what.waitFor();
    const found: string[] = [];
    for (let stops = 0; !(await hasFocus(page, what)); stops += 1) {
      if (stops > MOST_STOPS) throw new Error(`the keyboard does not come to ${String(what)}`);
      await page.keyboard.press('Tab');
      found.push(...(await focusFindings(page)));
    }
    if (found.length > 0) throw new Error(`focus that is not seen:\n${[...new Set(found)].join('\n')}`);
  };
  return {
    key: (digits) => typeAsPerson(page, digits),
    goOn: () => page.keyboard.press('Enter'),
    async press(what) {
      await reach(what);
      await page.keyboard.press('Space');
    },
    async choose(what) {
      await reach(what);
      await page.keyboard.press('Space');
    },
    async openRow(table) {
      await reach(table);
      await page.keyboard.press('Enter');
    },
  };
}

/** WCAG 2.2 asks for 24 (AA); a finger wants 44 (AAA). */
export const LEAST_TARGET = 24;
export const FINGER = 44;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a finger hits there: the box of the control, or of the label around what is small itself. */
const HIT = (x: number, y: number) => `(() => {
  const hit = document.elementFromPoint(${x}, ${y});
  const { left, top } = hit?.closest('label, button, select, input, [role=row]')?.getBoundingClientRect() ?? {};
  return [left ?? -1, top ?? -1];
})()`;

const middle = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The box that a finger aims at, in the window and beneath nothing. */
async function targetOf(page: Page, what: Locator): Promise<Box> {
  await what.waitFor();
  await what.scrollIntoViewIfNeeded();
  const label = what.locator('xpath=ancestor::label');
  const box = await ((await label.count()) > 0 ? label : what).boundingBox();
  if (box === null) throw new Error(`${String(what)} is not drawn`);
  const { x, y } = middle(box);
  const [left = -1, top = -1] = z.array(z.number()).parse(await page.evaluate(HIT(x, y)));
  // A cell of a table stands for its row, which is larger.
  const isIt = left <= box.x + 1 && top <= box.y + 1 && left >= 0 && top >= 0;
  if (!isIt) throw new Error(`something lies over ${String(what)}`);
  return box;
}

export interface Touched {
  readonly hands: Hands;
  /** The smallest side of all that was touched. */
  readonly smallest: () => number;
  readonly end: () => Promise<void>;
}

/** Only a finger on the glass, one at a time. Each target is measured as it is touched. */
export async function touchHands(page: Page): Promise<Touched> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  let smallest = Number.POSITIVE_INFINITY;
  const tap = async (what: Locator): Promise<void> => {
    const box = await targetOf(page, what);
    const { width, height } = box;
    if (Math.min(width, height) < FINGER) throw new Error(`${String(what)} is ${width} by ${height}`);
    smallest = Math.min(smallest, width, height);
    await touchDown(session, middle(box));
    await touchUp(session);
  };
  return {
    smallest: () => smallest,
    hands: {
      async key(digits) {
        // Twice nought has a key of its own.
        for (const name of digits.match(/00|\d/g) ?? []) await tap(page.getByTestId(`key-${name}`));
      },
      goOn: () => tap(page.getByTestId('key-ok')),
      press: tap,
      choose: tap,
      openRow: (table) => tap(table.getByRole('row').nth(1)),
    },
    async end() {
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
      await session.detach();
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}
const touchDown = (session: CDPSession, at: Point): Promise<unknown> =>
  session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
const touchUp = (session: CDPSession): Promise<unknown> =>
  session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

/** A finger that comes down on something, slides off it and is lifted there: nothing may have happened. */
export async function slipOff(page: Page, what: Locator): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 });
  const box = await targetOf(page, what);
  const { x, y } = middle(box);
  await touchDown(session, { x, y });
  const touchPoints = [{ x, y: y - 3 * box.height }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
  await touchUp(session);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await session.detach();
}

const usedSchema = z.object({
  /** Kinds of pointer that came down, each once. */
  pointers: z.array(z.string()),
  keys: z.number(),
  /** With Ctrl, Shift, Alt or Meta. */
  chords: z.number(),
  /** Most keys and fingers that were down at one time. */
  atOnce: z.number(),
  /** Pointers that moved while they were down. */
  drags: z.number(),
});
export type Used = z.infer<typeof usedSchema>;

/** What a person uses from now on, as the page sees it. */
export async function watchUse(page: Page): Promise<() => Promise<Used>> {
  await page.evaluate(`(() => {
    const used = { pointers: new Set(), keys: 0, chords: 0, atOnce: 0, drags: 0 };
    const down = new Map();
    const now = (name, at) => { down.set(name, at); used.atOnce = Math.max(used.atOnce, down.size); };
    const on = (name, does) => addEventListener(name, does, true);
    on('pointerdown', ({ pointerType, pointerId, clientX, clientY }) => {
      used.pointers.add(pointerType);
      now('pointer ' + pointerId, [clientX, clientY]);
    });
    on('pointermove', ({ pointerId, clientX, clientY }) => {
      const from = down.get('pointer ' + pointerId);
      if (from && Math.hypot(clientX - from[0], clientY - from[1]) > 2) used.drags += 1;
    });
    for (const end of ['pointerup', 'pointercancel'])
      on(end, ({ pointerId }) => void down.delete('pointer ' + pointerId));
    on('keydown', ({ code, ctrlKey, shiftKey, altKey, metaKey }) => {
      used.keys += 1;
      if (ctrlKey || shiftKey || altKey || metaKey) used.chords += 1;
      now('key ' + code, null);
    });
    on('keyup', ({ code }) => void down.delete('key ' + code));
    window.usedSoFar = () => ({ ...used, pointers: [...used.pointers] });
  })()`);
  return async () => usedSchema.parse(await page.evaluate('window.usedSoFar()'));
}

/** All that can be pressed and is smaller than WCAG 2.2 asks for, with nothing else within its 24 pixels. */
const SMALL = `(() => {
  const all = [...document.querySelectorAll('button, a, input, select, textarea, [role=row][aria-selected]')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled)
    .map((each) => [each, (each.closest('label') ?? each).getBoundingClientRect()])
    // What is there for a screen reader alone is in a box of one pixel.
    .filter(([each]) => !each.closest('[style*="clip"], .visually-hidden'))
    .filter(([, { width, height }]) => width > 1 && height > 1);
  return all.filter(([, { width, height }]) => Math.min(width, height) < ${LEAST_TARGET})
    .map(([each, { width, height }]) => Math.round(width) + ' by ' + Math.round(height) + ': ' +
      each.outerHTML.slice(0, 100));
})()`;

export const smallTargets = (page: Page): Promise<string[]> => ask(page, SMALL);
