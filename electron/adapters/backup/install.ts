import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GOING, READY, STAGING } from './places.ts';
import { syncFile, syncFolder } from '../files/whole-file.ts';
import type { Log } from '../../core/ports/log.ts';

/** What a restored till brings along or makes anew. The API's keys stay what they are here. */
const REPLACED = new RegExp(
  [
    String.raw`^(?:settings|people|print-queue|items|logo)\.json$`,
    String.raw`^journal-.*\.(?:db|db-wal|db-shm|roll|lock)$`,
    String.raw`^(?:seal|signing)-.*\.bin$`,
  ].join('|'),
);
/** Beside the profile: it seals journals that are not there any more. */
const SEALS = /\.head$|^people\.sealed$/;

interface InstallPlace {
  readonly folder: string;
  /** Where the heads of the journals are. */
  readonly heads: string;
  readonly log: Pick<Log, 'warn'>;
  /** Epoch ms, for the name under which the files from before are kept. */
  readonly now: number;
  /** Test seam: told of each step before it is done; what it throws ends the process as far as these files can see. */
  step?(name: string): void;
}

/**
 * Puts a restored till in the place of the one before, before anything of it is opened; called at each start, and again
 * after a kill until it is done. What was there is kept aside, nothing is deleted.
 */
export function installRestored({ folder, heads, log, now, step = () => undefined }: InstallPlace): void {
  const [ready, going] = [join(folder, READY), join(folder, GOING)];
  rmSync(join(folder, STAGING), { recursive: true, force: true });
  if (existsSync(ready) && !existsSync(going)) {
    const kept = join(
      folder,
      `before-restore-${new Date(now)
        .toISOString()
        .replaceAll(/[^0-9]/g, '')
        .slice(0, 14)}`,
    );
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    for (const [from, pattern] of [
      [folder, REPLACED],
      [heads, SEALS],
    ] as const)
      for (const name of existsSync(from) ? readdirSync(from) : [])
        if (pattern.test(name)) {
          step(`aside ${name}`);
          move(join(from, name), join(kept, name));
        }
    syncFolder(kept);
    syncFolder(folder);
    step('going');
    renameSync(ready, going);
    syncFolder(folder);
  }
  if (!existsSync(going)) return;
  for (const name of readdirSync(going)) {
    step(`place ${name}`);
    renameSync(join(going, name), join(folder, name));
  }
  syncFolder(folder);
  step('done');
  rmSync(going, { recursive: true, force: true });
  log.warn('till restored from a backup');
}

/** Heads can lie on another disk. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    copyFileSync(from, to);
    syncFile(to);
    rmSync(from);
  }
}
