import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../build/setup/paths.ts';

const TOKENS = readFileSync(join(root, 'renderer/ui/tokens.css'), 'utf8');

/** A token in both themes. */
function colours(name: string): readonly string[] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(TOKENS);
  if (!found) throw new Error(`no token ${name}`);
  return found.slice(1);
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

describe.each(['line', 'line-strong', 'chart'])('--%s', (name) => {
  it.each(['page', 'card'])('stands out from --%s three to one, in light and in dark', (ground) => {
    const [light = '', dark = ''] = colours(name);
    const [onLight = '', onDark = ''] = colours(ground);
    expect(contrast(light, onLight)).toBeGreaterThanOrEqual(3);
    expect(contrast(dark, onDark)).toBeGreaterThanOrEqual(3);
  });
});

it('lets a chart look like no state', () => {
  const [chart = ''] = colours('chart');
  for (const state of ['waiting-strong', 'approved-strong', 'unclear-strong', 'grey-strong'])
    expect(colours(state)).not.toContain(chart);
});
