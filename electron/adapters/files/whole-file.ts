import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all, readable by its owner alone, and on the disk when it returns: under a name of its
 * own beside the place, synced, renamed, and the folder synced, because the rename itself reaches the disk with it.
 * @throws when the disk refuses; then the file is as it was
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = join(dirname(path), `${basename(path)}.${randomBytes(4).toString('hex')}.new`);
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** What was written into a file by other means is on the disk when it returns. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Of a share or a stick whose file system cannot sync a folder. */
const CANNOT = new Set(['EINVAL', 'ENOTSUP', 'EISDIR']);

/**
 * What was made, renamed or removed in a folder is on the disk when it returns. Windows has no such call and needs
 * none.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const entry = openSync(folder, 'r');
  try {
    fsyncSync(entry);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && CANNOT.has(String(error.code)))) throw error;
  } finally {
    closeSync(entry);
  }
}
