import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { MARK, MARK_INKS, MARK_SIDE } from '../shared/mark.ts';
import type { MarkPart, MarkShape } from '../shared/mark.ts';
import { root } from './setup/paths.ts';

/**
 * The icon of the application in every size and format, drawn from the mark. `node build/icons.ts` writes them anew; a
 * test holds what is committed against it.
 */
const FOLDER = join(root, 'build', 'icons');
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 24, 32, 48, 64, 256];
/** Types of an Apple icon that hold a PNG, by its side. */
const APPLE = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024 } as const;
/** Below this, what is fine would be a smear. */
const FINE_FROM = 32;

/** How far a point lies outside of a shape; below zero inside. */
function distance(shape: MarkShape, x: number, y: number): number {
  if (shape.kind === 'disc') return Math.hypot(x - shape.x, y - shape.y) - shape.radius;
  if (shape.kind === 'plate') {
    const straight = MARK_SIDE / 2 - shape.inset - shape.radius;
    const [dx, dy] = [x, y].map((at) => Math.abs(at - MARK_SIDE / 2) - straight);
    const outside = Math.hypot(Math.max(dx ?? 0, 0), Math.max(dy ?? 0, 0));
    return outside + Math.min(Math.max(dx ?? 0, dy ?? 0), 0) - shape.radius;
  }
  const [, ...ends] = shape.points;
  const legs = ends.map((end, index) => toLeg(shape.points[index] ?? end, end, x, y));
  return Math.min(...legs) - shape.width / 2;
}

type Point = readonly [number, number];

function toLeg([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const [lx, ly] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * lx + (y - ay) * ly) / (lx * lx + ly * ly)));
  return Math.hypot(x - ax - along * lx, y - ay - along * ly);
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** RGBA of a square, each part over those before it, with soft edges of one pixel. */
function pixels(side: number): Buffer {
  const image = Buffer.alloc(side * side * 4);
  const scale = MARK_SIDE / side;
  for (const { ink, shape } of MARK.filter(({ fine }: MarkPart) => !fine || side >= FINE_FROM)) {
    const colour = channels(MARK_INKS[ink]);
    for (let row = 0; row < side; row += 1)
      for (let column = 0; column < side; column += 1) {
        const from = distance(shape, (column + 0.5) * scale, (row + 0.5) * scale) / scale;
        const cover = Math.max(0, Math.min(1, 0.5 - from));
        if (cover === 0) continue;
        const at = (row * side + column) * 4;
        const before = (image[at + 3] ?? 0) / 255;
        const alpha = cover + before * (1 - cover);
        colour.forEach((value, channel) => {
          const beneath = (image[at + channel] ?? 0) * before * (1 - cover);
          image[at + channel] = Math.round((value * cover + beneath) / alpha);
        });
        image[at + 3] = Math.round(alpha * 255);
      }
  }
  return image;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function png(side: number): Buffer {
  const image = pixels(side);
  const rows = Array.from({ length: side }, (_, row) =>
    Buffer.concat([Buffer.from([0]), image.subarray(row * side * 4, (row + 1) * side * 4)]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  // Eight bits of each of red, green, blue and alpha.
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const body = deflateSync(Buffer.concat(rows), { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function ico(sides: readonly number[]): Buffer {
  const images = sides.map(png);
  const head = Buffer.alloc(6 + 16 * sides.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sides.length, 4);
  let offset = head.length;
  sides.forEach((side, index) => {
    const at = 6 + 16 * index;
    const length = images[index]?.length ?? 0;
    // 256 is written as 0.
    head.set([side % 256, side % 256, 0, 0, 1, 0, 32, 0], at);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  });
  return Buffer.concat([head, ...images]);
}

function icns(): Buffer {
  const tagged = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  };
  return tagged('icns', Buffer.concat(Object.entries(APPLE).map(([type, side]) => tagged(type, png(side)))));
}

function svg(): string {
  const parts = MARK.map(({ ink, shape }) => {
    const colour = MARK_INKS[ink];
    if (shape.kind === 'disc') return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" fill="${colour}"/>`;
    if (shape.kind === 'plate') {
      const side = MARK_SIDE - 2 * shape.inset;
      const place = `x="${shape.inset}" y="${shape.inset}" width="${side}" height="${side}" rx="${shape.radius}"`;
      return `<rect ${place} fill="${colour}"/>`;
    }
    const line = `fill="none" stroke="${colour}" stroke-width="${shape.width}"`;
    const ends = 'stroke-linecap="round" stroke-linejoin="round"';
    return `<polyline points="${shape.points.map((point) => point.join(',')).join(' ')}" ${line} ${ends}/>`;
  });
  const box = `viewBox="0 0 ${MARK_SIDE} ${MARK_SIDE}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>\n  ${parts.join('\n  ')}\n</svg>\n`;
}

/** @returns each file of `build/icons` with what is in it */
export const icons = (): Readonly<Record<string, Buffer>> => ({
  'icon.svg': Buffer.from(svg()),
  'icon.png': png(1024),
  'icon.ico': ico(WINDOWS),
  'icon.icns': icns(),
  ...Object.fromEntries(LINUX.map((side) => [`${side}x${side}.png`, png(side)])),
});

if (import.meta.main) for (const [name, bytes] of Object.entries(icons())) writeFileSync(join(FOLDER, name), bytes);
