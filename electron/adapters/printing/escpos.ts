import { layoutSlip } from '../../../shared/slip.ts';
import type { Columns, Slip } from '../../../shared/slip.ts';

/**
 * Western European with the euro sign; every printer that speaks ESC/POS has it, and it holds all of `æøå ÆØÅ äö §`.
 */
const CODE_PAGE = 'cp858';

/**
 * Signs that people and keyboards put in, as plain ones; `§` and `¶` stand among the control characters of the page,
 * where a printer drops them.
 */
const PLAIN: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2022': '*',
  '\u2212': '-',
  '§': 'S',
  '¶': 'P',
};

/**
 * A character that the code page has: its own, without its mark (`č` → `c`), or a question mark. One for one, so that
 * columns hold.
 */
function inCodePage(char: string): string {
  const plain = PLAIN[char];
  if (plain === undefined && (char <= '\u00ff' || char === '€')) return char;
  const base = plain ?? char.normalize('NFD').charAt(0);
  return base <= '\u007f' ? base : '?';
}

/**
 * A slip in the byte language of ESC/POS printers, from the first byte to the cut. The library is loaded at the first
 * slip: a start does not pay for it.
 */
export async function slipBytes(slip: Slip, columns: Columns): Promise<Uint8Array> {
  const { default: Encoder } = await import('@point-of-sale/receipt-printer-encoder');
  const encoder = new Encoder({
    language: 'esc-pos',
    columns,
    codepageMapping: 'epson',
    feedBeforeCut: 4,
    newline: '\n',
  });
  encoder.initialize().codepage(CODE_PAGE);
  for (const line of layoutSlip(slip, columns)) {
    if (line.kind === 'code')
      encoder.align('center').qrcode(line.value, { model: 2, size: 5, errorlevel: 'm' }).align('left');
    else
      encoder
        .bold(line.bold)
        .size(line.size, line.size)
        .line([...line.text].map(inCodePage).join(''))
        .size(1, 1)
        .bold(false);
  }
  return encoder.cut('partial').encode();
}
