import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';

/** What is on the screen stays until a test goes on: no test is in a hurry. */
export const CALM: Preferences = { ...DEFAULT_PREFERENCES, paidStays: 0, guide: false };

/** A till that nobody has set up. */
export function calmProfile(folder: string): void {
  const file = join(folder, 'settings.json');
  if (existsSync(file)) return;
  writeFileSync(file, JSON.stringify({ store: null, preferences: CALM }));
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
    preferences: { ...CALM, ...preferences },
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}
