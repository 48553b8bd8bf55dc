import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { icons } from '../../build/icons.ts';
import { root } from '../../build/setup/paths.ts';
import { MARK_INKS } from '../../shared/mark.ts';

const kept = (name: string): Buffer => readFileSync(join(root, 'build', 'icons', name));

/** What a PNG shows: how hard it was pressed together differs between computers. */
function shown(png: Buffer): { readonly side: number; readonly rows: Buffer } {
  const start = png.indexOf('IDAT');
  const length = png.readUInt32BE(start - 4);
  return { side: png.readUInt32BE(16), rows: inflateSync(png.subarray(start + 4, start + 4 + length)) };
}

it('shows the mark as it is drawn, in every size', () => {
  const drawn = icons();
  expect(kept('icon.svg').toString()).toBe(drawn['icon.svg']?.toString());
  const pictures = Object.entries(drawn).filter(([name]) => name.endsWith('.png'));
  expect(pictures.map(([name]) => name)).toContain('16x16.png');
  for (const [name, bytes] of pictures) expect(shown(kept(name)), name).toEqual(shown(bytes));
});

it('is an icon for Windows and for macOS too', () => {
  expect(kept('icon.ico').readUInt16LE(4)).toBe(6);
  expect(kept('icon.icns').toString('latin1', 0, 4)).toBe('icns');
  expect(kept('icon.icns').readUInt32BE(4)).toBe(kept('icon.icns').length);
});

it('has the same colours on the screen', () => {
  const tokens = readFileSync(join(root, 'renderer/ui/tokens.css'), 'utf8');
  expect(tokens).toContain(`--mark-plate: light-dark(${MARK_INKS.plate}`);
  expect(tokens).toContain(`--mark-brand: ${MARK_INKS.brand}`);
  expect(tokens).toContain(`--mark-bright: ${MARK_INKS.bright}`);
});
