/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest';
import type { Forbidden } from './forbidden/forbidden.ts';
import { leaves, projectCatalogues } from '../../../build/texts.ts';

/** By language: `forbidden/<code>.ts`. */
const LISTS: Readonly<Record<string, readonly Forbidden[]>> = import.meta.glob('./forbidden/??.ts', {
  eager: true,
  import: 'FORBIDDEN',
});

const catalogues = projectCatalogues();

/** The word by itself, small or capital: `void` is not in `avoid`. */
const whole = (word: string): RegExp => new RegExp(String.raw`(?<!\p{L})${escaped(word)}(?!\p{L})`, 'iu');

const escaped = (word: string): string => word.replaceAll(/[^\p{L}\p{N} -]/gu, String.raw`\$&`);

const said = (text: string, words: readonly Forbidden[]): readonly string[] =>
  words
    .filter(({ word }) => whole(word).test(text.replaceAll(/\{\{\w+\}\}/g, '…')))
    .map(({ word, instead }) => `“${word}” in “${text}”: say ${instead}`);

describe('words that are not said', () => {
  it.each(Object.keys(catalogues))('are listed for %s, and are in none of its texts', (language) => {
    const words = LISTS[`./forbidden/${language}.ts`] ?? [];
    expect(words).not.toEqual([]);
    const texts = Object.entries(catalogues[language] ?? {}).flatMap(([room, tree]) =>
      leaves(tree).map(([key, text]) => [`${language}/${room}: ${key}`, text] as const),
    );
    expect(texts.flatMap(([place, text]) => said(text, words).map((line) => `${place}: ${line}`))).toEqual([]);
  });

  it('are found whole, small or capital, beside signs, and not inside another word', () => {
    const words = [{ word: 'stans', instead: 'avbryt' }];
    expect(said('Stans!', words)).toHaveLength(1);
    expect(said('(stans) salget', words)).toHaveLength(1);
    expect(said('Substans, stansa, østans', words)).toEqual([]);
  });

  it('are not meant where a value is filled in', () => {
    expect(said('Betal med {{wallet}}', [{ word: 'wallet', instead: 'betalingsapp' }])).toEqual([]);
  });

  it('say for each what to say, which is not itself forbidden', () => {
    for (const words of Object.values(LISTS))
      for (const { word, instead } of words) {
        expect(instead).not.toBe('');
        expect(said(instead, words), word).toEqual([]);
      }
  });
});
