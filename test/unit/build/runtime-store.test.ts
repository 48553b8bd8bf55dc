import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureRuntimeFolder, isWhole, type RuntimeRecipe } from '../../../build/setup/runtime-store.ts';

const ARCHIVE = 'the right bytes';
const integrityOf = (text: string) => `sha512-${createHash('sha512').update(text).digest('base64')}`;

let cache: string;
let fetches: number;
let unpacks: number;
let told: string[];

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'skranke-store-'));
  fetches = 0;
  unpacks = 0;
  told = [];
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** A runtime whose archive is a text and whose only file is that text. Each fetch writes the next of the answers. */
function recipe(answers: readonly string[] = [ARCHIVE], unpack?: RuntimeRecipe['unpack']): RuntimeRecipe {
  return {
    folder: join(cache, 'runtime'),
    archive: join(cache, 'runtime.tgz'),
    integrity: integrityOf(ARCHIVE),
    fetch: async (archive) => {
      writeFileSync(archive, answers[fetches] ?? '');
      fetches += 1;
    },
    unpack: async (archive, folder) => {
      unpacks += 1;
      if (unpack) await unpack(archive, folder);
      else writeFileSync(join(folder, 'electron'), readFileSync(archive));
    },
    say: (line) => told.push(line),
  };
}

const program = () => readFileSync(join(cache, 'runtime', 'electron'), 'utf8');

describe('a runtime from an archive', () => {
  it('is fetched and unpacked once, and found whole afterwards', async () => {
    expect(await ensureRuntimeFolder(recipe(), 'sizes')).toBe('made');
    expect(await ensureRuntimeFolder(recipe(), 'sizes')).toBe('present');
    expect(await ensureRuntimeFolder(recipe(), 'checksums')).toBe('present');
    expect([fetches, unpacks]).toEqual([1, 1]);
    expect(program()).toBe(ARCHIVE);
    expect(existsSync(join(cache, 'runtime.tgz'))).toBe(false);
  });

  it('is fetched again when the checksum is wrong, and says so', async () => {
    expect(await ensureRuntimeFolder(recipe(['damaged', ARCHIVE]), 'sizes')).toBe('made');
    expect(fetches).toBe(2);
    expect(program()).toBe(ARCHIVE);
    expect(told.join()).toMatch(/wrong checksum/);
  });

  it('is refused when it stays wrong, and nothing of it is left to be used', async () => {
    await expect(ensureRuntimeFolder(recipe(['damaged', 'damaged too']), 'sizes')).rejects.toThrow(
      /not what it should be/,
    );
    expect([fetches, unpacks]).toEqual([2, 0]);
    expect(existsSync(join(cache, 'runtime'))).toBe(false);
    expect(existsSync(join(cache, 'runtime.tgz'))).toBe(false);
  });

  it('uses the archive of an interrupted set-up when it is whole, and fetches a cut one again', async () => {
    writeFileSync(join(cache, 'runtime.tgz'), ARCHIVE);
    await ensureRuntimeFolder(recipe(), 'sizes');
    expect(fetches).toBe(0);
    rmSync(join(cache, 'runtime'), { recursive: true });
    writeFileSync(join(cache, 'runtime.tgz'), ARCHIVE.slice(0, 5));
    await ensureRuntimeFolder(recipe(), 'sizes');
    expect(fetches).toBe(1);
    expect(program()).toBe(ARCHIVE);
  });

  it('does not take a half unpacked folder for a finished one', async () => {
    const interrupted = recipe([ARCHIVE], async (_archive, folder) => {
      writeFileSync(join(folder, 'electron'), 'half');
      throw new Error('power cut');
    });
    await expect(ensureRuntimeFolder(interrupted, 'sizes')).rejects.toThrow('power cut');
    expect(existsSync(join(cache, 'runtime'))).toBe(false);
    expect(await ensureRuntimeFolder(recipe(), 'sizes')).toBe('made');
    expect(fetches).toBe(1);
    expect(program()).toBe(ARCHIVE);
  });

  it('is made anew when a file of it is missing, cut, or of the same size but other bytes', async () => {
    await ensureRuntimeFolder(recipe(), 'sizes');
    const file = join(cache, 'runtime', 'electron');
    writeFileSync(file, ARCHIVE.slice(1));
    expect(await isWhole(join(cache, 'runtime'), 'sizes')).toBe(false);
    fetches = 0;
    expect(await ensureRuntimeFolder(recipe(), 'sizes')).toBe('made');
    writeFileSync(file, ARCHIVE.toUpperCase());
    expect(await isWhole(join(cache, 'runtime'), 'sizes')).toBe(true);
    expect(await isWhole(join(cache, 'runtime'), 'checksums')).toBe(false);
    rmSync(file);
    expect(await isWhole(join(cache, 'runtime'), 'sizes')).toBe(false);
  });
});
