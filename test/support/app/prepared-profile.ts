import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';

/** A till that nobody has set up, but for one thing: what is on its screen stays until a test goes on. */
export function calmProfile(folder: string): void {
  const file = join(folder, 'settings.json');
  if (existsSync(file)) return;
  writeFileSync(
    file,
    JSON.stringify({ store: null, preferences: { ...DEFAULT_PREFERENCES, paidStays: 0, guide: false } }),
  );
}

/** Writes the settings of a till that was set up before, so that it opens on the sale screen. */
export function prepareProfile(
  folder: string,
  store: Partial<StoreSettings> = {},
  preferences: Partial<Preferences> = {},
): void {
  mkdirSync(folder, { recursive: true });
  const settings = {
    store: { ...PRACTICE_STORE, ...store },
    // What is on the screen stays until a test goes on: no test is in a hurry.
    preferences: { ...DEFAULT_PREFERENCES, paidStays: 0, guide: false, ...preferences },
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}
