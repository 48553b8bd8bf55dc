import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeJson } from './json-file.ts';
import { setAside } from './set-aside.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Settings, SettingsStore } from '../../core/ports/settings.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES, preferencesSchema, storeSettingsSchema } from '../../../shared/settings.ts';

const NAME = 'settings';
const FILE = `${NAME}.json`;
/** Ours is below 2 kB. */
const MAX_BYTES = 256 * 1024;
/** Files without a number are from before there was one. A field with a default needs no new number. */
const VERSION = 2;
const fileSchema = z.object({
  version: z.number().int().min(1).max(VERSION).default(1),
  store: z.unknown(),
  preferences: z.unknown(),
});

/**
 * Settings that are no secret. Read here and parsed part by part, so that damage to one part does not take the other
 * with it; written by electron-store (json-file.ts).
 */
export async function openSettingsStore(folder: string, log: Log): Promise<SettingsStore> {
  const found = readSettings(folder);
  let settings = found.settings;
  let damaged = found.damage
    ? (setAside(folder, FILE, 'damaged') ?? FILE)
    : found.settings.store
      ? null
      : newestDamaged(folder);
  let writing: Promise<unknown> = Promise.resolve();

  const save = async (next: Settings): Promise<Result<void, ErrorCode>> => {
    if (damaged === FILE) return err('settings.damaged');
    try {
      await writeJson(folder, NAME, { version: VERSION, store: next.store, preferences: next.preferences });
    } catch (error) {
      log.error('settings not written', { error: error instanceof Error ? error.name : typeof error });
      return err('settings.damaged');
    }
    settings = next;
    if (next.store) damaged = null;
    return ok(undefined);
  };

  if (found.damage) {
    log.error('settings file damaged and kept aside', { file: damaged, part: found.damage });
    // What could be read is written anew, so that the next start finds it.
    if (settings.store) {
      const name = damaged;
      await save(settings);
      damaged = name;
    }
  }
  return {
    current: () => settings,
    damaged: () => damaged,
    write(next) {
      const result = writing.then(() => save(next));
      writing = result;
      return result;
    },
  };
}

/** What the file says, without touching it. `damage`: the part that could not be read. */
export function readSettings(folder: string): { settings: Settings; damage: string | null } {
  const empty: Settings = { store: null, preferences: DEFAULT_PREFERENCES };
  const path = join(folder, FILE);
  if (!existsSync(path)) return { settings: empty, damage: null };
  try {
    if (statSync(path).size > MAX_BYTES) return { settings: empty, damage: 'whole' };
    const file = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!file.success) return { settings: empty, damage: 'whole' };
    const store = storeSettingsSchema.nullable().safeParse(file.data.store);
    const preferences = preferencesSchema.safeParse(file.data.preferences);
    return {
      settings: {
        store: store.success ? store.data : null,
        preferences: preferences.success ? preferences.data : DEFAULT_PREFERENCES,
      },
      damage: store.success ? (preferences.success ? null : 'preferences') : 'store',
    };
  } catch {
    return { settings: empty, damage: 'whole' };
  }
}

/** A till that was found damaged and has not been set up again still says so after the next start. */
function newestDamaged(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const number = (name: string) => Number(/^settings\.damaged-(\d+)\.json$/.exec(name)?.[1] ?? 0);
  return (
    readdirSync(folder)
      .filter((name) => number(name) > 0)
      .toSorted((a, b) => number(a) - number(b))
      .at(-1) ?? null
  );
}
