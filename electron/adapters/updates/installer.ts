import { spawn } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { isWhole, readyIn } from './source.ts';
import type { ReadyUpdate, SourceOptions } from './source.ts';
import type { FileKind } from './manifest.ts';
import type { Log } from '../../core/ports/log.ts';
import type { UpdateInstaller } from '../../core/ports/updates.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** The door to what root does for whoever sits at the machine. */
const DOOR = '/usr/bin/pkexec';
const helperOf = (product: string): string => `/usr/lib/${product}/install-update`;

/** What the helper of the system answers (`build/linux/install-update`). */
const ANSWERS: Readonly<Record<number, ErrorCode>> = {
  10: 'update.refused',
  11: 'update.refused',
  12: 'update.diskFull',
  // The door is shut: nobody sits there, or somebody has said no.
  126: 'update.byHand',
  127: 'update.byHand',
};

/** @returns what installs on this system */
export const kindHere = (platform: NodeJS.Platform): FileKind =>
  platform === 'win32' ? 'nsis' : platform === 'darwin' ? 'dmg' : 'deb';

type Place = Pick<SourceOptions, 'folder' | 'runs' | 'kind'>;

/** Installs what is ready, by the means of the system it runs on. */
export function updateInstaller(place: Place, log: Log, platform = process.platform): UpdateInstaller {
  const able =
    platform === 'linux' ? existsSync(DOOR) && existsSync(helperOf(place.runs.product)) : platform === 'win32';
  return {
    able,
    async install() {
      if (!able) return err('update.byHand');
      const ready = readyIn(place);
      if (!ready || !(await isWhole(ready.path, ready.file))) return err('update.refused');
      return platform === 'linux' ? byHelper(ready, helperOf(place.runs.product), log) : bySetup(ready);
    },
  };
}

/** Manifest and package go in as bytes: root opens no path of ours, and judges what it has copied. */
async function byHelper({ bytes, path }: ReadyUpdate, helper: string, log: Log): Promise<Result<void, ErrorCode>> {
  const child = spawn(DOOR, [helper, 'install'], { stdio: ['pipe', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => (told = `${told}${String(chunk)}`.slice(-400)));
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  child.stdin.write(`${bytes.byteLength}\n`);
  child.stdin.write(bytes);
  // It ends without reading on where it refuses.
  await pipeline(createReadStream(path), child.stdin).catch(() => undefined);
  const code = await ended;
  if (code === 0) return ok(undefined);
  log.warn('update not installed', { code, told });
  return err(ANSWERS[code] ?? 'update.notInstalled');
}

/** The setup asks for leave itself, ends this program and starts the new one. Nobody has seen it run yet. */
async function bySetup({ path }: ReadyUpdate): Promise<Result<void, ErrorCode>> {
  const child = spawn(path, ['/S', '--updated', '--force-run'], { detached: true, stdio: 'ignore' });
  const failed = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(true));
    child.once('spawn', () => resolve(false));
  });
  child.unref();
  return failed ? err('update.notInstalled') : ok(undefined);
}
