import { describe, expect, it } from 'vitest';
import { setupEn } from '../../../renderer/i18n/setup.en.ts';
import { setupNb } from '../../../renderer/i18n/setup.nb.ts';
import { foundWords } from '../../../renderer/setup/found-words.ts';

/** Every leaf as `path → text`. */
function leaves(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${path}${name}`, value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, text] of leaves(value, `${path}${name}.`)) found.set(key, text);
  }
  return found;
}

const english = leaves(setupEn);
const norwegian = leaves(setupNb);
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();

describe('the texts of first run and settings', () => {
  it('have the same keys in both languages', () => {
    expect([...norwegian.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect(english.size).toBeGreaterThan(80);
  });

  it.each([...english.keys()])('%s is filled in, with the same placeholders', (key) => {
    expect(english.get(key)?.trim()).toBeTruthy();
    expect(norwegian.get(key)?.trim()).toBeTruthy();
    expect(placeholders(norwegian.get(key) ?? '')).toEqual(placeholders(english.get(key) ?? ''));
  });

  it.each([...english, ...norwegian])('%s holds no word of programmers', (_key, text) => {
    expect(text).not.toMatch(/\b(?:tokens?|api|https?|json|ipc|safeStorage|electron|undefined)\b/i);
  });
});

describe('a setting that was changed outside the till', () => {
  const say = (name: string, value: string | null) => foundWords(name, value, (key) => norwegian.get(key) ?? key);

  it.each([
    ['environment', 'production', 'Produksjon'],
    ['country', 'DK', 'Danmark'],
    ['vatRates', '[2500,1200]', '25\u00a0% · 12\u00a0%'],
    ['defaultVatRate', '2550', '25,5\u00a0%'],
    ['dayStartsAt', '4', '04:00'],
    ['printer', '{"kind":"network","host":"192.168.1.50","port":9100,"columns":42}', '192.168.1.50:9100'],
    ['printer', '{"kind":"none"}', 'ingenting'],
    ['storeName', 'Havnens Kaffe', 'Havnens Kaffe'],
    ['merchantSerialNumber', null, 'ingenting'],
  ])('%s %s is told as settings say it', (name, value, words) => {
    expect(say(name, value)).toBe(words);
  });

  it.each([
    ['environment', 'moon'],
    ['vatRates', '"much"'],
    ['dayStartsAt', '"late"'],
    ['printer', '{'],
    ['unheardOf', '[1]'],
  ])('%s that is none is told as it stands: %s', (name, value) => {
    expect(say(name, value)).toBe(value);
  });
});
