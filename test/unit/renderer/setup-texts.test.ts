import { describe, expect, it } from 'vitest';
import { leaves } from '../../../build/texts.ts';
import { foundWords } from '../../../renderer/setup/found-words.ts';
import en from '../../../shared/texts/en/setup.json' with { type: 'json' };
import nb from '../../../shared/texts/nb/setup.json' with { type: 'json' };
import { readFrom } from '../../../shared/texts/read.ts';

describe('the texts of first run and settings', () => {
  it.each([...leaves(en), ...leaves(nb)])('%s holds no word of programmers', (_key, text) => {
    expect(text).not.toMatch(/\b(?:tokens?|api|https?|json|ipc|safeStorage|electron|undefined)\b/i);
  });
});

describe('a setting that was changed outside the till', () => {
  const say = (name: string, value: string | null) => foundWords(name, value, readFrom(nb, 'nb-NO'));

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
