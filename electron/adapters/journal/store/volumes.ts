import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Environment } from '../../../../shared/settings.ts';

/**
 * The files of a journal. Each environment has its own; when one is damaged beyond mending, a new *volume* follows it:
 * `journal-test.db`, `journal-test-2.db`, … The damaged volume keeps its name and is never touched again.
 *
 * A path is never used for two databases: a closed connection of libsql lives on until its prepared statements are
 * collected, and then removes `<path>-wal` by its name.
 */
export interface VolumeName {
  readonly environment: Environment;
  readonly number: number;
}

const nameOf = ({ environment, number }: VolumeName): string =>
  `journal-${environment}${number === 1 ? '' : `-${number}`}.db`;

const PARTS = /^journal-(\w+?)(?:-(\d+))?\.(?:db|db-wal|roll)$/;

/** Number of the newest volume of which any file is there; 1 where there is none. */
function newestVolume(folder: string, environment: Environment): number {
  const found = readdirSync(folder).map((name) => PARTS.exec(name));
  return Math.max(1, ...found.filter((parts) => parts?.[1] === environment).map((parts) => Number(parts?.[2] ?? 1)));
}

/** Path of the volume that is written now, whether its file is there or not. */
export const currentJournalFile = (folder: string, environment: Environment): string =>
  join(folder, nameOf({ environment, number: newestVolume(folder, environment) }));

/** Path of the volume that would follow. */
export const nextJournalFile = (folder: string, environment: Environment): string =>
  join(folder, nameOf({ environment, number: newestVolume(folder, environment) + 1 }));

/**
 * What a killed process left half done: copies that were only read, and volumes that were never begun. SECURITY: bodies
 * may be in them.
 */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(SCRATCH) || /^journal-.*\.new$/.test(name))
      rmSync(join(folder, name), { recursive: true, force: true });
}

/** Beginning of the name of a folder for copies that are only read. */
export const SCRATCH = '.reading-';

/** The audit roll beside a volume. */
export const rollOf = (file: string): string => file.replace(/\.db$/, '.roll');

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * Name beside `file` for a copy of it as it was found, by this machine's date and time:
 * `journal-test.damaged-20260119-101500.db`.
 */
export function keptName(file: string, at: number, taken: (path: string) => boolean): string {
  const time = new Date(at);
  const date = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`;
  const stamp = `${date}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`;
  const stem = join(dirname(file), basename(file, '.db'));
  for (let number = 1; ; number += 1) {
    const path = `${stem}.damaged-${stamp}${number === 1 ? '' : `-${number}`}.db`;
    if (!taken(path)) return path;
  }
}
