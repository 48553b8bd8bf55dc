import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import { MAX_BYTES, SETTINGS_FILE } from './settings-file.ts';

/**
 * The language that the till was left in, for the page's first texts: read before the settings are, and by hand,
 * because a library for it would be read before the window is opened. A hint: the settings say it when they are there,
 * and a page in another language reads that one's texts.
 */
export async function languageAtStart(folder: string): Promise<Language> {
  const path = join(folder, SETTINGS_FILE);
  try {
    if ((await stat(path)).size > MAX_BYTES) return 'en';
    const language = inside(inside(JSON.parse(await readFile(path, 'utf8')), 'preferences'), 'language');
    return LANGUAGE_CODES.find((code) => code === language) ?? 'en';
  } catch {
    return 'en';
  }
}

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
