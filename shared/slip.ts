import { z } from 'zod';

/**
 * A slip as data: what stands on it, without a printer in mind. The main process makes it, `layoutSlip` sets it for a
 * roll, and each printer draws what was set. A slip ends with a cut.
 */

/** Characters in a line: 42 on an 80 mm roll (72 mm printable), 32 on a 58 mm roll (48 mm printable). */
export const columnsSchema = z.union([z.literal(42), z.literal(32)]);
export type Columns = z.infer<typeof columnsSchema>;

/** A line is never longer: names and addresses of the shop, of goods and of people are much shorter. */
const textSchema = z.string().max(600);
/** Of letters and of their height: 2 is twice as wide and twice as high. */
const sizeSchema = z.union([z.literal(1), z.literal(2)]);

export const slipLineSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('text'),
      text: textSchema,
      align: z.enum(['left', 'centre']),
      bold: z.boolean(),
      size: sizeSchema,
    })
    .readonly(),
  /**
   * A name at the left and figures at the right, the last one in a column of its own. A name that is too long wraps; a
   * figure never does.
   */
  z
    .object({
      kind: z.literal('row'),
      name: textSchema,
      figures: z.array(z.string().max(32)).min(1).max(3).readonly(),
      bold: z.boolean(),
    })
    .readonly(),
  z.object({ kind: z.literal('rule') }).readonly(),
  z.object({ kind: z.literal('blank') }).readonly(),
  /** A reference that a scanner reads, as a square code, with the reference itself under it. */
  z.object({ kind: z.literal('code'), value: z.string().regex(/^[\x21-\x7e]{1,100}$/) }).readonly(),
]);
export type SlipLine = z.infer<typeof slipLineSchema>;

/** A report with as many differences as it can have, and a reason for each. */
export const MAX_SLIP_LINES = 6_000;
export const slipSchema = z.array(slipLineSchema).min(1).max(MAX_SLIP_LINES).readonly();
export type Slip = z.infer<typeof slipSchema>;

export const left = (text: string): SlipLine => ({ kind: 'text', text, align: 'left', bold: false, size: 1 });
export const centred = (text: string): SlipLine => ({ kind: 'text', text, align: 'centre', bold: false, size: 1 });
export const heading = (text: string): SlipLine => ({ kind: 'text', text, align: 'left', bold: true, size: 1 });
/** Twice as wide and as high as the rest. */
export const large = (text: string): SlipLine => ({ kind: 'text', text, align: 'centre', bold: true, size: 2 });
export const row = (name: string, ...figures: readonly [string, ...string[]]): SlipLine => ({
  kind: 'row',
  name,
  figures,
  bold: false,
});
export const boldRow = (name: string, ...figures: readonly [string, ...string[]]): SlipLine => ({
  kind: 'row',
  name,
  figures,
  bold: true,
});
export const RULE: SlipLine = { kind: 'rule' };
export const BLANK: SlipLine = { kind: 'blank' };
export const codeOf = (value: string): SlipLine => ({ kind: 'code', value });

/** A line as it stands on the paper: `text` fills at most `columns / size` characters and holds its own indent. */
export type SetLine =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean; readonly size: 1 | 2 }
  | { readonly kind: 'code'; readonly value: string };

/** Width of the column at the right when there are figures before it, as an amount needs. */
const LAST_FIGURE = 12;
const OTHER_FIGURE = 5;
/** A name has at least this much room beside its figures; with less it gets lines of its own. */
const LEAST_NAME = 10;

/**
 * Text that takes exactly one place on the paper for each character: no control, direction or combining marks, no
 * double-width signs. What has no such form becomes a question mark, so that columns hold whatever a name has in it.
 */
export const onPaper = (text: string): string =>
  text
    .normalize('NFKC')
    .normalize('NFC')
    .replace(/\s/g, ' ')
    .replace(/\p{C}|\p{M}/gu, '')
    .replace(/[\u1100-\u11ff\u2e80-\u{10ffff}]/gu, '?');

/** Words over as many lines as they need; a word that is longer than a line is broken. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of onPaper(text)
    .split(' ')
    .filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    for (let at = 0; at < word.length; at += width) lines.push(word.slice(at, at + width));
  }
  return lines.length === 0 ? [''] : lines;
}

function setRow({ name, figures, bold }: Extract<SlipLine, { kind: 'row' }>, columns: Columns): SetLine[] {
  const set = (text: string): SetLine => ({ kind: 'text', text, bold, size: 1 });
  const single = figures.length === 1;
  const right = figures
    .map((figure, index) =>
      onPaper(figure).padStart(single ? 0 : index === figures.length - 1 ? LAST_FIGURE : OTHER_FIGURE),
    )
    .join(' ');
  const room = columns - right.length - 1;
  const width = room >= LEAST_NAME ? room : columns;
  const names = wrapWords(name, width);
  const last = names.at(-1) ?? '';
  // Figures that leave no room for a name stand under it.
  if (room < last.length)
    return [...names.map(set), ...wrapWords(right.trim(), columns).map((text) => set(text.padStart(columns)))];
  return [...names.slice(0, -1).map(set), set(`${last.padEnd(columns - right.length)}${right}`)];
}

function setText({ text, align, bold, size }: Extract<SlipLine, { kind: 'text' }>, columns: Columns): SetLine[] {
  const width = Math.floor(columns / size);
  return wrapWords(text, width).map((line) => ({
    kind: 'text',
    text: align === 'left' ? line : `${' '.repeat(Math.floor((width - line.length) / 2))}${line}`,
    bold,
    size,
  }));
}

/** Sets a slip for a roll. Pure; no line is wider than the roll. */
export function layoutSlip(slip: Slip, columns: Columns): readonly SetLine[] {
  return slip.flatMap((line): SetLine[] => {
    switch (line.kind) {
      case 'text':
        return setText(line, columns);
      case 'row':
        return setRow(line, columns);
      case 'rule':
        return [{ kind: 'text', text: '-'.repeat(columns), bold: false, size: 1 }];
      case 'blank':
        return [{ kind: 'text', text: '', bold: false, size: 1 }];
      case 'code':
        return [
          { kind: 'code', value: line.value },
          ...setText({ kind: 'text', text: line.value, align: 'centre', bold: false, size: 1 }, columns),
        ];
    }
  });
}

/** The slip as plain lines, to look at on a screen: large letters are set apart by spaces. */
export const slipText = (slip: Slip, columns: Columns): readonly string[] =>
  layoutSlip(slip, columns).flatMap((line) =>
    line.kind === 'code'
      ? []
      : [
          line.size === 2
            ? [...line.text]
                .map((letter) => `${letter} `)
                .join('')
                .trimEnd()
            : line.text,
        ],
  );
