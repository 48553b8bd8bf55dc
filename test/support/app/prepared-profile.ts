import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import type { Preferences, StoreSettings } from '../../../shared/settings.ts';

/** Writes the settings of a till that was set up before, so that it opens on the sale screen. */
export function prepareProfile(
  folder: string,
  store: Partial<StoreSettings> = {},
  preferences: Partial<Preferences> = {},
): void {
  mkdirSync(folder, { recursive: true });
  const settings = { store: { ...PRACTICE_STORE, ...store }, preferences: { ...DEFAULT_PREFERENCES, ...preferences } };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}
