import { describe, expect, it } from 'vitest';
import { readFrom, reader } from '../../../shared/texts/read.ts';

describe('texts of the main process', () => {
  it('are read by path, with their values', () => {
    expect(reader('en', 'closingSlips')('closing', { number: 7 })).toBe('TERMINAL DAY REPORT – closing 7');
    expect(reader('nb', 'closingSlips')('kinds.fee')).toBe('Gebyrer');
    expect(reader('nb', 'main')('title.marked', { mark: 'x' })).toBe('Skranke (x)');
  });

  it('leave a slot whose value is not given, and take a value as it is', () => {
    expect(reader('en', 'main')('title.marked')).toBe('Skranke ({{mark}})');
    expect(reader('en', 'main')('title.marked', { mark: '$& {{mark}}' })).toBe('Skranke ($& {{mark}})');
  });

  it('say a number in the form of the language, as i18next does for windows', () => {
    const lines = {
      lines_zero: 'none',
      lines_one: 'one line',
      lines_few: '{{count}} few',
      lines_other: '{{count}} lines',
    };
    const said = (locale: string) => [0, 1, 2, 5].map((count) => readFrom(lines, locale)('lines', { count }));
    expect(said('en-GB')).toEqual(['none', 'one line', '2 lines', '5 lines']);
    expect(said('pl')).toEqual(['none', 'one line', '2 few', '5 lines']);
  });

  it('are a bug where they are missing, not an empty line on paper', () => {
    const misspelt = JSON.parse('"tot"') as 'total';
    expect(() => reader('en', 'slips')(misspelt)).toThrow('no text tot');
  });
});
