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

/** Whether a file error means that the profile is somebody else's. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');

/** Says so in a box and on the terminal, in each language: nobody's preferences could be read. */
export async function tellInUse(): Promise<void> {
  const message = LANGUAGE_CODES.map((language) => reader(language, 'main')('inUse')).join('\n\n');
  process.stderr.write(`${message}\n`);
  await app.whenReady();
  dialog.showErrorBox('Skranke', message);
}
