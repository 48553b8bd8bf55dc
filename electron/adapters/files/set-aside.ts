import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const MOST_KEPT = 1000;

/**
 * Keeps a file that cannot be read, under a new name beside it: `settings.json` becomes `settings.damaged-1.json`.
 * Nothing is deleted or overwritten.
 *
 * @returns the new name, or null when it could not be renamed
 */
export function setAside(folder: string, name: string, word: string): string | null {
  const dot = name.lastIndexOf('.');
  for (let number = 1; number <= MOST_KEPT; number += 1) {
    const kept = `${name.slice(0, dot)}.${word}-${number}${name.slice(dot)}`;
    if (existsSync(join(folder, kept))) continue;
    try {
      renameSync(join(folder, name), join(folder, kept));
      return kept;
    } catch {
      return null;
    }
  }
  return null;
}
