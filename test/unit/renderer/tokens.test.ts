import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../../../build/setup/files.ts';
import { root } from '../../../build/setup/paths.ts';

const TOKENS = readFileSync(join(root, 'renderer/ui/tokens.css'), 'utf8');

/** A token in both themes. */
function colours(name: string): readonly [light: string, dark: string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(TOKENS);
  const both = found ?? new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(TOKENS);
  const [, light, dark = light] = both ?? [];
  if (light === undefined || dark === undefined) throw new Error(`no token ${name}`);
  return [light, dark];
}

/** Relative luminance by WCAG 2. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** The lower of both themes. */
function contrastOf(name: string, ground: string): number {
  const [light, dark] = colours(name);
  const [onLight, onDark] = colours(ground);
  return Math.min(contrast(light, onLight), contrast(dark, onDark));
}

const STATES = ['waiting', 'approved', 'paid', 'amber', 'unclear', 'grey', 'stop'] as const;
const on = (names: readonly string[], grounds: readonly string[]): [string, string][] =>
  names.flatMap((name) => grounds.map((ground): [string, string] => [name, ground]));

/** What is drawn on what: outlines, marks and rings. */
const OUTLINES: readonly [string, string][] = [
  ...on(['line', 'line-strong', 'focus', 'chart'], ['page', 'card']),
  ...on(['line-strong'], ['raised']),
  ...STATES.map((state): [string, string] => [`${state}-strong`, `${state}-soft`]),
  ...on(
    ['waiting-strong', 'approved-strong', 'amber-strong', 'unclear-strong', 'grey-strong', 'stop-strong'],
    ['card'],
  ),
  ['practice', 'practice-ground'],
  ['test', 'test-ground'],
];
/** Amounts and what a payment is. */
const STATES_AND_AMOUNTS: readonly [string, string][] = [
  ...on(['ink'], ['page', 'card', 'raised', 'pressed']),
  ...STATES.map((state): [string, string] => [`${state}-ink`, `${state}-soft`]),
  ...on(['waiting-ink', 'approved-ink', 'amber-ink', 'unclear-ink', 'grey-ink', 'stop-ink'], ['card', 'page']),
  ['on-go', 'go'],
  ['practice-ink', 'practice-ground'],
  ['test-ink', 'test-ground'],
  ['paper-ink', 'paper'],
];
/** What else is read. */
const TEXT: readonly [string, string][] = [
  ...on(['ink-2'], ['page', 'card', 'raised', 'pressed', 'grey-soft']),
  ...on(['accent-ink'], ['page', 'card']),
  ['on-accent', 'accent'],
  ['on-stop', 'stop-strong'],
  ['card', 'stop-ink'],
];

describe('what is seen in both themes', () => {
  it.each(OUTLINES)('--%s stands out from --%s three to one', (name, ground) =>
    expect(contrastOf(name, ground)).toBeGreaterThanOrEqual(3),
  );
  it.each(STATES_AND_AMOUNTS)('--%s on --%s is seven to one', (name, ground) =>
    expect(contrastOf(name, ground)).toBeGreaterThanOrEqual(7),
  );
  it.each(TEXT)('--%s on --%s is four and a half to one', (name, ground) =>
    expect(contrastOf(name, ground)).toBeGreaterThanOrEqual(4.5),
  );
  it('is the same with the accent of MobilePay', () => {
    const blue = TOKENS.slice(TOKENS.indexOf("data-hue='blue'"));
    const pair = (name: string) => new RegExp(`--${name}: light-dark\\((.{7}), (.{7})\\)`).exec(blue)?.slice(1) ?? [];
    const [accent, onAccent] = [pair('accent'), pair('on-accent')];
    expect(accent).toHaveLength(2);
    accent.forEach((colour, theme) => expect(contrast(colour, onAccent[theme] ?? colour)).toBeGreaterThanOrEqual(4.5));
  });
});

it('lets a chart look like no state', () => {
  const [chart] = colours('chart');
  for (const state of ['waiting-strong', 'approved-strong', 'unclear-strong', 'grey-strong'])
    expect(colours(state)).not.toContain(chart);
});

/** The phone is the customer's: a page of the simulator, which shares nothing with the terminal. */
const sheets = filesBelow(join(root, 'renderer')).filter(
  (file) => file.endsWith('.css') && !file.startsWith('practice-phone') && file !== join('ui', 'tokens.css'),
);

/** Drawn to fill its own display, which no setting of the till's makes larger or smaller: it has sizes of its own. */
const CUSTOMER = 'customer';

/** What a style sheet may not say by itself, and whose page may. */
const FORBIDDEN: readonly { readonly what: string; readonly pattern: RegExp; readonly but?: string }[] = [
  { what: 'a colour', pattern: /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch)a?\(|light-dark\(/i },
  { what: 'a size of text', pattern: /(?:font-size|font):[^;]*\b(?!0\b)[\d.]+(?:px|rem|pt)/, but: CUSTOMER },
  {
    what: 'a space',
    // A hair's breadth is no space.
    pattern: /(?<![\w-])(?:(?:row-|column-)?gap|padding|margin)[a-z-]*:[^;]*(?<![\w.-])-?(?!1px)\d[\d.]*(?:px|rem)\b/,
    but: CUSTOMER,
  },
  { what: 'a duration', pattern: /(?<![\w.-])(?!0m?s\b)[\d.]+m?s\b/ },
  {
    what: 'a size of the window',
    pattern: /@media[^{]*(?:width|height|orientation)|\b\d+(?:vh|vw|dvh|svh|vmin|vmax)\b/,
    but: CUSTOMER,
  },
];

it('has spaces in steps of four, and of two within what is small', () => {
  const spaces = [...TOKENS.matchAll(/--space-(\d+): (\d+)px;/g)].map(([, name, size]) => [Number(name), Number(size)]);
  expect(spaces.length).toBeGreaterThan(10);
  for (const [name = 0, size = 0] of spaces) {
    expect(size).toBe(name);
    expect(size % (size < 16 ? 2 : 4)).toBe(0);
  }
});

describe.each(FORBIDDEN)('$what', ({ pattern, but = 'no page' }) => {
  it('stands in tokens.css and nowhere else', () => {
    expect(sheets.length).toBeGreaterThan(20);
    const found = sheets
      .filter((file) => !file.startsWith(but))
      .flatMap((file) => {
        const lines = readFileSync(join(root, 'renderer', file), 'utf8')
          .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
          .split('\n');
        return lines.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []));
      });
    expect(found).toEqual([]);
  });
});
