import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFor } from '../../build/bundle.ts';
import { leaves, projectCatalogues } from '../../build/texts.ts';
import { firstTextsFile, withTexts } from '../../electron/shell/first-texts.ts';
import { FIRST_ROOMS } from '../../shared/texts/first-rooms.ts';
import { LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';

const folder = join(planFor('development').out, 'renderer');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const html = read('index.html');
const scripts = [...html.matchAll(/src="\/([^"]+\.js)"/g)].map(([, file = '']) => read(file)).join('');
const textsOf = (language: Language): string => read(firstTextsFile(language));
const bytes = (text: string): number => Buffer.byteLength(text);
const firstScreen = (language: Language): number =>
  bytes(scripts) + bytes(withTexts(html, language, textsOf(language)));

const catalogues = projectCatalogues();
/** Sentences of a language's rooms that no other language and no code has. */
const sentences = (language: Language): readonly string[] =>
  Object.values(catalogues[language] ?? {}).flatMap((tree) =>
    leaves(tree).flatMap(([, text]) => (/^[^{}'"\\]{18,}$/.test(text) && text.includes(' ') ? [text] : [])),
  );

describe('the first screen, as it is built', () => {
  it.each(LANGUAGE_CODES)('has no text in %s in its scripts', (language) => {
    const known = sentences(language);
    expect(known.length).toBeGreaterThan(300);
    expect(known.filter((text) => scripts.includes(text))).toEqual([]);
  });

  it.each(LANGUAGE_CODES)('comes in %s with that language’s texts, whole and alone', (language) => {
    const wanted = Object.fromEntries(FIRST_ROOMS.map((room) => [room, catalogues[language]?.[room]]));
    const texts = textsOf(language);
    expect(JSON.parse(texts)).toEqual(wanted);
    const page = withTexts(html, language, texts);
    expect(page).not.toBe(html);
    for (const other of LANGUAGE_CODES.filter((code) => code !== language))
      expect(JSON.parse(textsOf(other)), other).not.toEqual(wanted);
  });

  it('weighs no more with all languages than with two in its scripts', () => {
    const withTwo = bytes(scripts) + bytes(html) + bytes(textsOf('en')) + bytes(textsOf('nb'));
    for (const language of LANGUAGE_CODES) expect(firstScreen(language), language).toBeLessThan(withTwo);
  });

  it('is asked for without the list of texts: no page can ask for another’s', () => {
    expect(read('asset-manifest.json')).not.toContain('texts/');
  });
});
