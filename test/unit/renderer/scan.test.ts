import { describe, expect, it } from 'vitest';
import { END_GAP_MS, FEWEST_KEYS, hear, MAX_GAP_MS, MEAN_GAP_MS, QUIET } from '../../../renderer/scan/burst.ts';
import type { Heard, Press, Reading } from '../../../renderer/scan/burst.ts';
import { isGoodsNumber, readScan } from '../../../renderer/scan/meaning.ts';
import { judge, TEST_CODE } from '../../../renderer/scan/self-test.ts';

const readings = (presses: readonly Press[]): Reading[] => {
  let heard: Heard = QUIET;
  return presses.map((press) => {
    const step = hear(heard, press);
    heard = step.heard;
    return step.reading;
  });
};
/** Each key so long after the one before. */
const every = (gap: number, keys: readonly string[], from = 1_000): Press[] =>
  keys.map((key, place) => ({ key, at: from + place * gap }));
const last = (presses: readonly Press[]) => readings(presses).at(-1);
const ean = [...'40111490'];

describe('a scan', () => {
  it('is told by the times of its keys and ends with Enter or Tab', () => {
    expect(last(every(10, [...ean, 'Enter']))).toEqual({ name: 'scan', text: '40111490', end: 'enter' });
    expect(last(every(MEAN_GAP_MS, [...ean, 'Tab']))).toEqual({ name: 'scan', text: '40111490', end: 'tab' });
    expect(last([...every(5, ean), { key: 'Enter', at: 1_035 + END_GAP_MS }])).toMatchObject({ name: 'scan' });
    // A clock that ticks every 16 ms.
    expect(
      last([...ean, 'Enter'].map((key, place) => ({ key, at: 1_000 + Math.floor((place * 22) / 15.6) * 15.6 }))),
    ).toMatchObject({ name: 'scan' });
  });

  it('is never what a person types, however quick, nor a key that is held', () => {
    for (const gap of [MEAN_GAP_MS + 1, MAX_GAP_MS, MAX_GAP_MS + 1, 80, 120])
      expect(last(every(gap, [...ean, 'Enter']))).toEqual({ name: 'other' });
    expect(last([...every(5, ean), { key: 'Enter', at: 1_036 + END_GAP_MS }])).toEqual({ name: 'other' });
    expect(last(every(5, [...ean.slice(0, FEWEST_KEYS - 1), 'Enter']))).toEqual({ name: 'other' });
    expect(
      last([
        ...every(10, ean.slice(0, 2)),
        ...every(10, ean, 1_020).map((press) => ({ ...press, repeat: true })),
        { key: 'Enter', at: 1_110 },
      ]),
    ).toEqual({ name: 'other' });
    // Two fingers that fall together in a word typed by a person.
    expect(
      last([
        { key: '9', at: 0 },
        { key: '1', at: 8 },
        { key: '2', at: 150 },
        { key: '3', at: 158 },
        { key: 'Enter', at: 260 },
      ]),
    ).toEqual({ name: 'other' });
  });

  it('takes the second of CR and LF with it, and begins where the keys became quick', () => {
    expect(readings(every(10, [...ean, 'Enter', 'Enter'])).at(-1)).toEqual({ name: 'tail' });
    const presses = [{ key: '9', at: 0 }, { key: '1', at: 200 }, ...every(10, ean), { key: 'Enter', at: 1_080 }];
    expect(readings(presses).map(({ name }) => name)).toEqual([
      'begins',
      'begins',
      'begins',
      ...ean.slice(1).map(() => 'goesOn'),
      'scan',
    ]);
    expect(last(presses)).toMatchObject({ text: '40111490' });
    expect(last([...presses, { key: 'Enter', at: 1_081 + END_GAP_MS }])).toEqual({ name: 'other' });
  });

  it('may hold shifted keys, dead keys and control characters, which type nothing', () => {
    const keys = ['A', 'Shift', 'b', 'C', '1', '2', 'Dead', 'Enter'];
    expect(last(every(6, keys))).toEqual({ name: 'scan', text: 'AbC12\u00b4', end: 'enter' });
    expect(last([...every(6, ean), { key: ']', at: 1_045, control: true }, { key: 'Enter', at: 1_050 }])).toMatchObject(
      { text: '40111490' },
    );
    expect(last(every(6, [...ean, 'F3']))).toEqual({ name: 'other' });
  });
});

describe('what was scanned', () => {
  it.each([
    ['40111490', 'goods'],
    ['7038010009457', 'goods'],
    ['036000291452', 'goods'],
    ['40111491', 'other'],
    ['https://qr.vipps.no/p/abc', 'personal'],
    ['https://qr.vipps.no/28/2/05/031/1', 'sticker'],
    ['https://qr.vipps.no/p/', 'torn'],
    ['bakerias-till1-20260119-ab120042-1', 'slip'],
    ['https:&&qr.vipps.no&p&abc', 'garbled'],
    ['httpsØ--qr.vipps.no-28-2-01-031-4791234567_v´1', 'garbled'],
    ['https://example.com', 'web'],
    ['20260101-0001-abcd', 'other'],
  ])('%s is %s', (text, name) => {
    expect(readScan(text).name).toBe(name);
  });

  it('is a number of goods by its check digit alone', () => {
    expect(Array.from({ length: 10 }, (_, digit) => isGoodsNumber(`4011149${digit}`)).filter(Boolean)).toHaveLength(1);
  });

  it('is never repeated where it can be a customer’s number', () => {
    expect(JSON.stringify(readScan('https://qr.vipps.no/28/2/01/031/4791234567?v=1'))).not.toMatch(/9123/);
    expect(JSON.stringify(readScan('91234567'))).not.toMatch(/9123/);
  });
});

describe('the self-test', () => {
  it('says what came of the test code, and how it ended', () => {
    expect(judge(TEST_CODE, 'enter')).toEqual({ layout: 'right', garbled: [], end: 'enter' });
    const garbled = TEST_CODE.replace(':', 'Ø')
      .replace('/', '-')
      .replace('?', '_')
      .replace('=', '´')
      .replace('019', '019');
    expect(judge(garbled, 'tab')).toMatchObject({
      layout: 'garbled',
      end: 'tab',
      garbled: [
        { sent: ':', got: 'Ø' },
        { sent: '/', got: '-' },
        { sent: '?', got: '_' },
        { sent: '=', got: '´' },
      ],
    });
    expect(
      judge(
        TEST_CODE.toLowerCase() === TEST_CODE
          ? ''
          : [...TEST_CODE]
              .map((each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase()))
              .join(''),
        'enter',
      ),
    ).toMatchObject({ layout: 'capsLock' });
    // Signs that are dead keys here are missing.
    expect(judge('SkrankeØ-_+?%.Zz019', 'enter')).toMatchObject({ layout: 'garbled', garbled: [] });
    expect(judge('40111490', 'none')).toEqual({ layout: 'unknown', garbled: [], end: 'none' });
  });

  it('asks for each sign that is known to be garbled', () => {
    for (const sign of [':', '/', '?', '=', '-']) expect(TEST_CODE).toContain(sign);
  });
});
