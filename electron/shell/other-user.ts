import { app, dialog } from 'electron';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import { reader } from '../../shared/texts/read.ts';

/**
 * Whether the profile is held by a run of another user of this computer, whose window cannot be brought to the front.
 * (Windows keeps profiles apart by itself.)
 *
 * @param own the user's number here; null on a system without them
 */
export function isHeldByAnother(folder: string, own: number | null = process.getuid?.() ?? null): boolean {
  try {
    return own !== null && lstatSync(join(folder, 'SingletonLock')).uid !== own;
  } catch {
    return false;
  }
}

/**
 * Whether an error means that the profile is somebody else's. Of a folder that it cannot make Electron says no more
 * than that it failed to get the path.
 */
export function isForbidden(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error) return error.code === 'EACCES' || error.code === 'EPERM';
  return error.message === "Failed to get 'userData' path";
}

/** Says so in a box and on the terminal, in each language: nobody's preferences could be read. */
export async function tellInUse(): Promise<void> {
  const message = LANGUAGE_CODES.map((language) => reader(language, 'main')('inUse')).join('\n\n');
  process.stderr.write(`${message}\n`);
  await app.whenReady();
  dialog.showErrorBox('Skranke', message);
}
