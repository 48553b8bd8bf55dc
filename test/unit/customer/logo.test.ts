import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_LOGO_PNG, openLogoFile } from '../../../electron/adapters/files/logo-file.ts';
import type { Picture } from '../../../electron/adapters/files/logo-file.ts';
import { logoCalls } from '../../../electron/core/customer/logo-calls.ts';
import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import { logoAt } from '../../../electron/shell/assets.ts';
import { pictureHead } from '../../../electron/shell/picture-head.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { MAX_LOGO_FILE } from '../../../shared/logo.ts';
import { NOBODY } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'skranke-logo-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DRAWN: Picture = { png: Buffer.from('a picture'), width: 400, height: 200 };
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** @param file what is picked; null: nothing */
function logoOf(file: Uint8Array | null = Buffer.from('a file'), draw: Result<Picture, ErrorCode> = ok(DRAWN)) {
  const path = join(folder, 'picked.png');
  if (file) writeFileSync(path, file);
  const told: Uint8Array[] = [];
  const logo = openLogoFile({
    folder,
    log: LOG,
    ask: () => Promise.resolve(file && path),
    draw: (bytes) => {
      told.push(bytes);
      return Promise.resolve(draw);
    },
  });
  return { logo, told };
}

describe('the shop’s picture', () => {
  it('is kept as it was drawn, never as it was picked, and found again with its version', async () => {
    const { logo, told } = logoOf();
    expect(logo.current()).toBeNull();
    expect(await logo.choose()).toEqual(ok({ version: 1, width: 400, height: 200 }));
    expect(Buffer.concat(told).toString()).toBe('a file');
    const again = logoOf().logo;
    expect(again.current()).toEqual({ version: 1, width: 400, height: 200 });
    expect(String(again.png(1))).toBe('a picture');
    expect(again.png(2)).toBeNull();
  });

  it('has a name of its own each time, also after it was taken away', async () => {
    const { logo } = logoOf();
    await logo.choose();
    expect(logo.remove()).toEqual(ok(undefined));
    expect([logo.current(), logo.png(1)]).toEqual([null, null]);
    expect(await logoOf().logo.choose()).toMatchObject({ value: { version: 2 } });
  });

  it('stays as it was where nothing is picked, or what is picked is refused', async () => {
    await logoOf().logo.choose();
    const before = readFileSync(join(folder, 'logo.json'), 'utf8');
    expect(await logoOf(null).logo.choose()).toEqual(ok(null));
    expect(await logoOf(Buffer.from('x'), err('logo.notAPicture')).logo.choose()).toEqual(err('logo.notAPicture'));
    const { logo, told } = logoOf(Buffer.alloc(MAX_LOGO_FILE + 1));
    expect(await logo.choose()).toEqual(err('logo.tooLarge'));
    expect(told).toEqual([]);
    const huge = ok({ ...DRAWN, png: Buffer.alloc(MAX_LOGO_PNG + 1) });
    expect(await logoOf(Buffer.from('x'), huge).logo.choose()).toEqual(err('logo.tooLarge'));
    expect(readFileSync(join(folder, 'logo.json'), 'utf8')).toBe(before);
  });

  it('of a newer version is neither shown nor written over; a damaged one is none', async () => {
    const path = join(folder, 'logo.json');
    writeFileSync(path, '{"format":2,"pictures":[]}');
    expect(await logoOf().logo.choose()).toEqual(err('till.dataNewer'));
    expect(readFileSync(path, 'utf8')).toBe('{"format":2,"pictures":[]}');
    writeFileSync(path, '{"format":1,"version":7,"picture":{"width":9000}}');
    expect(logoOf().logo.current()).toBeNull();
    expect((await logoOf().logo.choose()).ok).toBe(true);
  });
});

it('is changed by somebody, which the journal hears; where nothing changed it hears nothing', async () => {
  const { logo } = logoOf();
  const noted: TillEntry[] = [];
  let told = 0;
  const calls = logoCalls(() => ({
    logo,
    clock: new VirtualClock(5),
    note: (entry) => void noted.push(entry),
    changed: () => void (told += 1),
  }));
  expect(await calls['logo.remove'](undefined, NOBODY)).toEqual({ accepted: true });
  expect([noted, told]).toEqual([[], 0]);
  expect(await calls['logo.choose'](undefined, NOBODY)).toEqual({ accepted: true, taken: true });
  expect(await calls['logo.remove'](undefined, NOBODY)).toEqual({ accepted: true });
  const picture = { version: 1, width: 400, height: 200 };
  expect(noted).toMatchObject([
    { type: 'settings.changed', changes: [{ name: 'logo', values: { from: null, to: picture } }] },
    { type: 'settings.changed', changes: [{ name: 'logo', values: { from: picture, to: null } }] },
  ]);
  expect(told).toBe(2);
});

/** The beginning of a PNG that says how large it is. */
function pngHead(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000', 'hex');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc2001108012c0258', 'hex');

describe('what a file says of itself before it is decoded', () => {
  it('is read of PNG and JPEG, and of nothing else', () => {
    expect(pictureHead(pngHead(300, 70_000))).toEqual({ width: 300, height: 70_000 });
    expect(pictureHead(JPEG)).toEqual({ width: 600, height: 300 });
    const webp = Buffer.from('524946461a000000574542505650384c', 'hex');
    const others = ['', '\u0000', '<svg/>', 'GIF89a'].map((text) => Buffer.from(text));
    for (const other of [...others, webp, deflateSync(JPEG)]) expect(pictureHead(other)).toBeNull();
  });

  it('is nothing where it is cut off or leads in a circle', () => {
    for (const whole of [pngHead(3, 4), JPEG])
      for (let length = 0; length < whole.length; length += 1)
        expect(pictureHead(whole.subarray(0, length))).toBeNull();
    expect(pictureHead(Buffer.from('ffd8ffe00000ffe00000ffe00000', 'hex'))).toBeNull();
    expect(pictureHead(Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(5_000, 0xff)]))).toBeNull();
  });
});

it('is found by its version at the pages’ own origins, and by nothing else', () => {
  expect(logoAt('app://customer/logo-12.png', 'customer')).toBe(12);
  expect(logoAt('app://terminal/logo-1.png?x#y', 'till')).toBe(1);
  for (const address of [
    'app://terminal/logo-1.png',
    'app://customer/logo-0.png',
    'app://customer/logo-1.png/',
    'app://customer/x/logo-1.png',
    'app://customer/logo-1.json',
    'app://customer/logo-12345678901.png',
    'https://customer/logo-1.png',
    'app://me@customer/logo-1.png',
  ])
    expect(logoAt(address, 'customer')).toBeNull();
});
