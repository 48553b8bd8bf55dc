import type { Page } from 'playwright-core';
import { z } from 'zod';

/** What a screen must keep in each way of working. As text: no DOM is known here. */

const lines = z.array(z.string());
const ask = async (page: Page, question: string): Promise<string[]> => lines.parse(await page.evaluate(question));

/** What is wider than the window, or than the part that holds it; what a person cannot reach. */
const OVERFLOWS = `(() => {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth + 1) found.push('the window: ' + root.scrollWidth);
  for (const each of document.querySelectorAll('.till, .stage, .stage-column, .entry, .gallery, .header, .actions'))
    if (each.scrollWidth > each.clientWidth + 1) found.push(each.className + ': ' + each.scrollWidth);
  for (const each of document.querySelectorAll('button, input, [role=status]')) {
    const { left, right, width } = each.getBoundingClientRect();
    if (width > 1 && (left < -1 || right > innerWidth + 1)) found.push(each.outerHTML.slice(0, 80));
  }
  return found;
})()`;

/** Buttons that lie over one another. */
const OVERLAPS = `(() => {
  const boxes = [...document.querySelectorAll('.till button, .till input')]
    .filter((each) => each.checkVisibility() && !each.closest('.rail-scroll'))
    .map((each) => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1);
  return boxes.flatMap(([name, a], index) => boxes.slice(index + 1).flatMap(([other, b]) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
      ? [name + ' and ' + other] : []));
})()`;

/** Words that a person presses, or that say how a sale stands, and that do not fit their place. */
const CUT_WORDS = `[...document.querySelectorAll('button, [role=status], h1, h2, .key, legend')]
  .filter((each) => each.checkVisibility() && each.clientWidth > 1)
  .filter((each) => !each.matches('.visually-hidden, .visually-hidden *'))
  .filter((each) => each.scrollWidth > each.clientWidth + 2 && getComputedStyle(each).overflowX !== 'auto')
  .map((each) => each.scrollWidth + ' in ' + each.clientWidth + ': ' + each.outerHTML.slice(0, 100))`;

/** What does not fit the window, however large everything is drawn. */
export const overflows = (page: Page): Promise<string[]> => ask(page, OVERFLOWS);
export const overlaps = (page: Page): Promise<string[]> => ask(page, OVERLAPS);
export const cutWords = (page: Page): Promise<string[]> => ask(page, CUT_WORDS);

/**
 * Where the system chooses all colours, grounds and shadows are gone: a control keeps an edge, what is chosen looks
 * unlike what is not, and a state has its icon and its words.
 */
const FORCED_COLOURS = `(() => {
  if (!matchMedia('(forced-colors: active)').matches) return ['the colours of the system are not in force'];
  const found = [];
  const name = (each) => each.outerHTML.slice(0, 110);
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) &&
    each.getBoundingClientRect().width > 1;
  const edge = (style) => (parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== 'none') ||
    (parseFloat(style.borderBottomWidth) >= 1 && style.borderBottomStyle !== 'none');
  for (const each of document.querySelectorAll('button, .field-box, .hero-field'))
    if (shown(each) && !edge(getComputedStyle(each))) found.push('no edge: ' + name(each));
  const look = (each) => {
    const style = getComputedStyle(each);
    return [style.borderTopWidth, style.borderTopColor, style.borderTopStyle, style.backgroundColor,
      style.outlineStyle].join(' ');
  };
  const face = (each) => each.matches('input') ? each.nextElementSibling : each;
  const faces = (parent, selector) =>
    [...parent.querySelectorAll(selector)].map(face).filter((each) => each && shown(each));
  const GROUPS = [
    ['fieldset', 'input[type=radio]:checked', 'input[type=radio]:not(:checked)'],
    ['ul', 'button[aria-current=true]', 'button:not([aria-current])'],
    ['[role=grid]', '[role=row][aria-selected=true]', '[role=row][aria-selected=false]'],
    ['.keyed-boxes', '[aria-pressed=true]', '[aria-pressed=false]'],
  ];
  for (const [group, chosen, others] of GROUPS)
    for (const parent of document.querySelectorAll(group)) {
      const [first] = faces(parent, chosen);
      const [other] = faces(parent, others);
      if (first && other && look(first) === look(other)) found.push('not told apart: ' + name(first));
    }
  for (const band of document.querySelectorAll('.band')) {
    const mark = band.querySelector('svg');
    const words = band.querySelector('[role=status]');
    if (!mark || mark.getBoundingClientRect().height < 32) found.push('no icon: ' + name(band));
    if (!words || !shown(words)) found.push('no words: ' + name(band));
  }
  return found;
})()`;

export const forcedColourFindings = (page: Page): Promise<string[]> => ask(page, FORCED_COLOURS);

/** Writes down from now on whatever moves. @returns what did */
export async function watchMotion(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`(() => {
    const moved = [];
    const name = (each) => each.className?.baseVal ?? each.className ?? each.nodeName;
    const lasts = (animation) => Number(animation.effect?.getComputedTiming().duration) > 0;
    addEventListener('transitionrun', (event) => {
      const runs = event.target.getAnimations({ subtree: true });
      if (runs.some((each) => each.transitionProperty === event.propertyName && lasts(each)))
        moved.push(event.propertyName + ' of ' + name(event.target));
    }, true);
    addEventListener('animationstart', (event) => {
      const runs = event.target.getAnimations({ subtree: true });
      if (runs.some((each) => each.animationName === event.animationName && lasts(each)))
        moved.push(event.animationName + ' of ' + name(event.target));
    }, true);
    window.movedSoFar = () => [...new Set(moved)];
  })()`);
  return () => ask(page, 'window.movedSoFar()');
}

/** What goes on at this moment. */
export const movingNow = (page: Page): Promise<string[]> =>
  ask(
    page,
    `document.getAnimations().filter((each) => each.playState === 'running' &&
      Number(each.effect?.getComputedTiming().duration) > 0)
      .map((each) => (each.animationName ?? each.transitionProperty) + ' of ' + each.effect.target.className)`,
  );

const heardSchema = z.array(
  z.object({
    tone: z.enum(['paid', 'needsYou', 'unclear', 'unknown']),
    /** The state in sight as it sounds: its words, and the icon beside them. */
    words: z.string(),
    icon: z.boolean(),
    /** What the rail tells above its sales. */
    alerts: z.string(),
    /** The same before it sounded. */
    wordsBefore: z.string(),
    alertsBefore: z.string(),
  }),
);
export type Heard = z.infer<typeof heardSchema>[number];

/** Writes down from now on each tone that sounds, and what is seen with it. */
export async function watchSounds(page: Page): Promise<() => Promise<readonly Heard[]>> {
  await page.evaluate(`(() => {
    const heard = [];
    const seen = () => {
      const band = document.querySelector('.band');
      const status = band?.querySelector('[role=status]');
      const icon = band?.querySelector('svg');
      return {
        words: status?.checkVisibility() ? status.innerText : '',
        icon: (icon?.getBoundingClientRect().height ?? 0) >= 32,
        alerts: document.querySelector('.alerts')?.innerText ?? '',
      };
    };
    let before = seen();
    let last = before;
    const follow = () => {
      const now = seen();
      if (JSON.stringify(now) !== JSON.stringify(last)) { before = last; last = now; }
      requestAnimationFrame(follow);
    };
    follow();
    let notes = [];
    const told = () => {
      const had = notes;
      notes = [];
      const of = (...tones) => tones.every((each) => had.includes(each));
      const tone = of(392, 494, 587) ? 'paid' : of(392, 330) ? 'unclear' : of(587) ? 'needsYou' : 'unknown';
      // The picture that goes with it is drawn in the next frames.
      requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => heard.push({
        tone, ...seen(), wordsBefore: before.words, alertsBefore: before.alerts,
      }))));
    };
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      if (notes.length === 0) queueMicrotask(told);
      notes.push(Math.round(this.frequency.value));
      return start.call(this, when);
    };
    window.heardSoFar = () => heard;
  })()`);
  return async () => heardSchema.parse(await page.evaluate('window.heardSoFar()'));
}
