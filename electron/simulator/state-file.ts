import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { restoreWorld, type World } from './world.ts';

/**
 * Where the simulator keeps its world between runs. Written whole and renamed into place, so that a killed process
 * leaves a whole file.
 */

export type Loaded =
  | { readonly kind: 'none' }
  | { readonly kind: 'world'; readonly world: World }
  /** The file was not a world; it now lies beside, under the given name. */
  | { readonly kind: 'damaged'; readonly setAside: string };

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Reads the file. A damaged one is set aside, never overwritten. @param stamp makes the name of a damaged one unique.
 */
export function loadWorld(file: string, stamp: number): Loaded {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { kind: 'none' };
    throw error;
  }
  const world = restoreWorld(text);
  if (world !== null) return { kind: 'world', world };
  const setAside = `${file}.damaged-${stamp}`;
  renameSync(file, setAside);
  return { kind: 'damaged', setAside };
}

/**
 * Writes at once: the answer to the change has not gone out yet, so the books can never be behind what a client was
 * told.
 */
export function saveWorld(file: string, world: World): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.next`;
  writeFileSync(next, world.snapshot(), { mode: 0o600 });
  renameSync(next, file);
}
