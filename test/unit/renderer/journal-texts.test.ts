import { describe, expect, it } from 'vitest';
import { journalEn } from '../../../renderer/i18n/journal.en.ts';
import { journalNb } from '../../../renderer/i18n/journal.nb.ts';
import { journalProblemSchema } from '../../../shared/journal.ts';

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const slots = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the texts about a damaged journal', () => {
  const norwegian = new Map(leaves(journalNb));

  it('are the same in both languages, with the same values, none empty, none left in English', () => {
    expect([...norwegian.keys()].sort()).toEqual(
      leaves(journalEn)
        .map(([key]) => key)
        .sort(),
    );
    for (const [key, text] of leaves(journalEn)) {
      expect(text.trim(), key).not.toBe('');
      expect(slots(norwegian.get(key) ?? ''), key).toEqual(slots(text));
      expect(norwegian.get(key), key).not.toBe(text);
    }
  });

  it('say for every problem what happened', () => {
    expect(Object.keys(journalEn.happened).sort()).toEqual([...journalProblemSchema.options].sort());
  });
});
