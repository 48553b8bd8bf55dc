import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeJson } from './json-file.ts';
import { setAside } from './set-aside.ts';
import { MAX_BYTES, SETTINGS_FILE } from './settings-file.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Settings, SettingsStore } from '../../core/ports/settings.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES, preferencesSchema, storeSettingsSchema } from '../../../shared/settings.ts';

const NAME = 'settings';
/**
 * The form of the profile's own files (settings, people). Raised when an older version of the terminal would read one
 * of them wrongly or take it for damaged; the first form carried no number.
 * A field with a default needs no new number. 2: what the till asks of its computer.
 */
const FORMAT = 2;
const fileSchema = z.object({ format: z.number().default(1), store: z.unknown(), preferences: z.unknown() });

/** Whether a newer version of the terminal has written it: a form that this one would read wrongly. */
export function isNewerForm(content: unknown): boolean {
  const file = fileSchema.safeParse(content);
  return file.success && file.data.format > FORMAT;
}

/**
 * Settings that are no secret. Read here and parsed part by part, so that damage to one part does not take the other
 * with it; written by electron-store (json-file.ts).
 */
export async function openSettingsStore(folder: string, log: Log): Promise<SettingsStore> {
  const found = readSettings(folder);
  let settings = found.settings;
  let damaged = found.damage
    ? (setAside(folder, SETTINGS_FILE, 'damaged') ?? SETTINGS_FILE)
    : found.settings.store || found.newer
      ? null
      : newestDamaged(folder);
  let writing: Promise<unknown> = Promise.resolve();

  const save = async (next: Settings): Promise<Result<void, ErrorCode>> => {
    if (found.newer) return err('till.dataNewer');
    if (damaged === SETTINGS_FILE) return err('settings.damaged');
    try {
      await writeJson(folder, NAME, { format: FORMAT, store: next.store, preferences: next.preferences });
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
    newer: () => found.newer,
    write(next) {
      const result = writing.then(() => save(next));
      writing = result;
      return result;
    },
  };
}

interface Found {
  readonly settings: Settings;
  readonly damage: string | null;
  readonly newer: boolean;
}

/** What the file says, without touching it. `damage`: the part that could not be read. */
export function readSettings(folder: string): Found {
  const newer = false;
  const empty: Settings = { store: null, preferences: DEFAULT_PREFERENCES };
  const path = join(folder, SETTINGS_FILE);
  if (!existsSync(path)) return { settings: empty, damage: null, newer };
  try {
    if (statSync(path).size > MAX_BYTES) return { settings: empty, damage: 'whole', newer };
    const file = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!file.success) return { settings: empty, damage: 'whole', newer };
    if (file.data.format > FORMAT) return { settings: empty, damage: null, newer: true };
    const store = storeSettingsSchema.nullable().safeParse(file.data.store);
    const preferences = preferencesSchema.safeParse(file.data.preferences);
    return {
      settings: {
        store: store.success ? store.data : null,
        preferences: preferences.success ? preferences.data : DEFAULT_PREFERENCES,
      },
      damage: store.success ? (preferences.success ? null : 'preferences') : 'store',
      newer,
    };
  } catch {
    return { settings: empty, damage: 'whole', newer };
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
