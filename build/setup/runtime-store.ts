import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { fileDigest, filesBelow, readJson, writeWhole } from './files.ts';
import { SetupError } from './progress.mjs';

const Manifest = z.object({ files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })) });
/** Lies in each finished folder and lists its files. */
export const MANIFEST = '.skranke-runtime.json';

/** One archive that becomes one folder. Tests put in their own archive, fetcher and unpacker. */
export interface RuntimeRecipe {
  /** where the finished folder shall be */
  readonly folder: string;
  /** where the fetched archive shall be; taken away once it is unpacked */
  readonly archive: string;
  /** `sha512-<base64>`, as npm writes it */
  readonly integrity: string;
  /** writes the archive to the path given */
  readonly fetch: (archive: string) => Promise<void>;
  /** unpacks and prepares the archive into the (empty) folder given */
  readonly unpack: (archive: string, folder: string) => Promise<void>;
  readonly say: (line: string) => void;
}

/** How closely a finished folder is looked at: `sizes` takes milliseconds, `checksums` reads every byte. */
export type Look = 'sizes' | 'checksums';

/** @returns whether each file is there as it was when the folder was finished */
export async function isWhole(folder: string, look: Look): Promise<boolean> {
  const manifest = Manifest.safeParse(readJson(join(folder, MANIFEST)));
  if (!manifest.success) return false;
  for (const [file, expected] of Object.entries(manifest.data.files)) {
    const path = join(folder, file);
    if (statSync(path, { throwIfNoEntry: false })?.size !== expected.bytes) return false;
    if (look === 'checksums' && (await fileDigest(path, 'sha256', 'hex')) !== expected.sha256) return false;
  }
  return true;
}

/**
 * Brings the folder into being, or finds it whole. Each step ends in a rename, so an interrupted one leaves nothing
 * that looks finished: the archive is used only when its checksum is right (a damaged one is fetched again, once), and
 * the folder appears only when it is complete.
 */
export async function ensureRuntimeFolder(recipe: RuntimeRecipe, look: Look): Promise<'present' | 'made'> {
  if (existsSync(recipe.folder)) {
    if (await isWhole(recipe.folder, look)) return 'present';
    recipe.say('  the unpacked runtime is damaged: making it anew');
    rmSync(recipe.folder, { recursive: true, force: true });
  }
  mkdirSync(dirname(recipe.folder), { recursive: true });
  await ensureArchive(recipe);
  const partial = join(dirname(recipe.folder), `.partial-${process.pid}-${basename(recipe.folder)}`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial);
  try {
    await recipe.unpack(recipe.archive, partial);
    await writeManifest(partial);
    // Another clone may have finished the same folder meanwhile; then that one is as good.
    if (!existsSync(recipe.folder)) renameSync(partial, recipe.folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  rmSync(recipe.archive, { force: true });
  return 'made';
}

async function ensureArchive(recipe: RuntimeRecipe): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const fetched = !existsSync(recipe.archive);
    if (fetched) await recipe.fetch(recipe.archive);
    const found = `sha512-${await fileDigest(recipe.archive, 'sha512', 'base64')}`;
    if (found === recipe.integrity) return;
    rmSync(recipe.archive, { force: true });
    if (fetched && attempt > 1) {
      throw new SetupError(
        'The download is not what it should be, even when fetched again.\n' +
          `  expected ${recipe.integrity}\n  found    ${found}`,
      );
    }
    recipe.say(`  ${basename(recipe.archive)} is damaged (wrong checksum): fetching it again`);
  }
}

async function writeManifest(folder: string): Promise<void> {
  const files: z.infer<typeof Manifest>['files'] = {};
  for (const file of filesBelow(folder)) {
    const path = join(folder, file);
    files[file] = { bytes: statSync(path).size, sha256: await fileDigest(path, 'sha256', 'hex') };
  }
  writeWhole(join(folder, MANIFEST), JSON.stringify({ files }));
}
