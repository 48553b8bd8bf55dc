import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeExport } from '../../../electron/adapters/files/export-file.ts';
import { err, ok } from '../../../shared/result.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-export-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
});

describe('an export file', () => {
  it('is there whole under its name, and nothing else is', async () => {
    const path = join(folder, 'sales.csv');
    expect(await writeExport(path, ['\ufeffa,b\r\n', '1,2\r\n'], log)).toEqual(ok(undefined));
    expect(readFileSync(path, 'utf8')).toBe('\ufeffa,b\r\n1,2\r\n');
    expect(readdirSync(folder)).toEqual(['sales.csv']);
  });

  it('takes the place of an older one only when it is whole', async () => {
    const path = join(folder, 'sales.csv');
    writeFileSync(path, 'older');
    const pieces = function* () {
      yield 'newer';
      expect(readFileSync(path, 'utf8')).toBe('older');
      throw new Error('a bug in the middle');
    };
    await expect(writeExport(path, pieces(), log)).rejects.toThrow('a bug in the middle');
    expect(readFileSync(path, 'utf8')).toBe('older');
    expect(readdirSync(folder)).toEqual(['sales.csv']);
  });

  it('asks for a piece only when the one before is written, and lets the till go on between two', async () => {
    const path = join(folder, 'sales.csv');
    let turns = 0;
    let going = true;
    const turn = (): void => {
      turns += 1;
      if (going) setImmediate(turn);
    };
    turn();
    const pieces = function* () {
      for (let number = 0; number < 50; number += 1) {
        const part = readdirSync(folder).find((name) => name.endsWith('.part'));
        if (part) expect(readFileSync(join(folder, part), 'utf8')).toHaveLength(number * 10_000);
        yield 'x'.repeat(10_000);
      }
    };
    expect(await writeExport(path, pieces(), log)).toEqual(ok(undefined));
    going = false;
    expect(turns).toBeGreaterThan(50);
  });

  it("takes the system's word that there is no room for a full disk, and leaves nothing behind", async () => {
    const full = function* () {
      yield 'first';
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    expect(await writeExport(join(folder, 'sales.csv'), full(), log)).toEqual(err('export.diskFull'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says that a place takes no files: a folder gone, one in the file’s place, a file in the folder’s', async () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'taken.csv'));
    for (const place of ['gone/sales.csv', 'taken.csv', 'file/sales.csv'])
      expect(await writeExport(join(folder, place), ['a'], log)).toEqual(err('export.notWritable'));
    expect(readdirSync(folder).toSorted()).toEqual(['file', 'taken.csv']);
  });
});
