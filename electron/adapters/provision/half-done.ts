import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeWhole } from '../files/whole-file.ts';
import { HALF_DONE } from './mark.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SettingsStore } from '../../core/ports/settings.ts';

/** What is written before the settings, which come last: with them the till is set up. */
const WRITTEN = /^(?:people\.json|credentials-(?:test|production)\.bin)$/;
const JOURNAL = /^journal-(?:test|production)/;

/** @throws when the disk refuses */
export const markBegun = (folder: string): void => writeWhole(join(folder, HALF_DONE), '');

export function markEnded(folder: string): void {
  rmSync(join(folder, HALF_DONE), { force: true });
  syncFolder(folder);
}

/**
 * A set-up from a file that ended in between: people and keys without settings are taken away, so that the till asks
 * again. With settings, or a journal, it had come to its end, and only the mark is left over.
 */
export function undoHalf(
  folder: string,
  settings: Pick<SettingsStore, 'current' | 'damaged' | 'newer'>,
  log: Log,
): void {
  const names = readdirSync(folder);
  const came =
    settings.current().store !== null ||
    settings.damaged() !== null ||
    settings.newer() ||
    names.some((name) => JOURNAL.test(name));
  for (const name of came ? [] : names.filter((each) => WRITTEN.test(each)))
    rmSync(join(folder, name), { force: true });
  markEnded(folder);
  log.warn('set-up from a file had not ended', { undone: !came });
}
