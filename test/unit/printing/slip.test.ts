import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boldRow,
  centred,
  codeOf,
  large,
  layoutSlip,
  left,
  MAX_SLIP_LINES,
  onPaper,
  row,
  RULE,
  slipSchema,
} from '../../../shared/slip.ts';
import type { Columns, SlipLine } from '../../../shared/slip.ts';

const texts = (lines: readonly SlipLine[], columns: Columns = 42) =>
  layoutSlip(lines, columns).map((line) => (line.kind === 'code' ? `[${line.value}]` : line.text));
const anyLine: fc.Arbitrary<SlipLine> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }).map(left),
  fc.string({ unit: 'grapheme', maxLength: 120 }).map(centred),
  fc.string({ unit: 'binary', maxLength: 60 }).map(large),
  fc.constant(RULE),
  fc
    .tuple(
      fc.string({ unit: 'grapheme', maxLength: 120 }),
      fc.array(fc.integer({ min: 0, max: 65_000_000_000 }).map(String), { minLength: 1, maxLength: 3 }),
    )
    .map(([name, figures]) => row(name, figures[0] ?? '', ...figures.slice(1))),
);

describe('a slip set for a roll', () => {
  it('has no line that is wider than the roll, whatever stands on it', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Columns>(42, 32),
        (slip, columns) => {
          for (const line of layoutSlip(slip, columns))
            if (line.kind === 'text') expect([...line.text].length * line.size).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('never cuts a figure, and ends every row at the right edge', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'ø', ' ', 'W'), maxLength: 90 });
    fc.assert(
      fc.property(
        name,
        fc.integer({ min: 0, max: 65_000_000_000 }),
        fc.constantFrom<Columns>(42, 32),
        (words, value, columns) => {
          const set = texts([row(words, String(value))], columns);
          expect(set.at(-1)).toMatch(new RegExp(`(^| )${value}$`));
          expect(set.at(-1)).toHaveLength(columns);
          expect(set.join('').replaceAll(' ', '')).toBe(`${words.replaceAll(' ', '')}${value}`);
        },
      ),
    );
  });

  it('wraps a long name beside its amount', () => {
    expect(texts([row('2 x Grovbrød med solsikkefrø og surdeig', '139,80')], 32)).toEqual([
      '2 x Grovbrød med',
      'solsikkefrø og surdeig    139,80',
    ]);
  });

  it('puts figures of a row into columns', () => {
    expect(texts([row('Betalt', '41', '12\u00a0418,00'), boldRow('Sum', '12\u00a0418,00')])).toEqual([
      'Betalt                     41    12 418,00',
      'Sum                              12 418,00',
    ]);
  });

  it('sets large letters in half as many columns, and a code with its words', () => {
    expect(layoutSlip([large('Denne lappen er en KOPI'), codeOf('abc-1')], 42)).toEqual([
      { kind: 'text', text: ' Denne lappen er en', bold: true, size: 2 },
      { kind: 'text', text: '        KOPI', bold: true, size: 2 },
      { kind: 'code', value: 'abc-1' },
      { kind: 'text', text: `${' '.repeat(18)}abc-1`, bold: false, size: 1 },
    ]);
  });

  it('takes one place for each character: no control, direction or joined signs', () => {
    expect(onPaper('Ka\u0301ffe\u202e\u0007 \u{1F600} ½…')).toBe('Káffe ? 1⁄2...');
  });

  it('is refused as data when it is too long or empty', () => {
    expect(slipSchema.safeParse([]).success).toBe(false);
    expect(slipSchema.safeParse(Array.from({ length: MAX_SLIP_LINES + 1 }, () => RULE)).success).toBe(false);
  });
});
