import { expect, it } from 'vitest';
import { peopleEn } from '../../../renderer/i18n/people.en.ts';
import { peopleNb } from '../../../renderer/i18n/people.nb.ts';

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const slots = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

it('the texts about people are in both languages, with the same values, none empty, none left in English', () => {
  const norwegian = new Map(leaves(peopleNb));
  expect([...norwegian.keys()].sort()).toEqual(
    leaves(peopleEn)
      .map(([key]) => key)
      .sort(),
  );
  for (const [key, text] of leaves(peopleEn)) {
    expect(text.trim(), key).not.toBe('');
    expect(slots(norwegian.get(key) ?? ''), key).toEqual(slots(text));
    if (key !== 'pin') expect(norwegian.get(key), key).not.toBe(text);
  }
});
