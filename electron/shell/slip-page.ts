import { createHash } from 'node:crypto';
import { layoutSlip } from '../../shared/slip.ts';
import type { Columns, SetLine, Slip } from '../../shared/slip.ts';

/**
 * Width of the roll and of what a printer reaches of it, mm; letters so large that a line of the roll fits (a letter is
 * 0.602 of its size wide).
 */
const ROLLS: Readonly<
  Record<Columns, { readonly paper: number; readonly printable: number; readonly letterPt: number }>
> = {
  42: { paper: 80, printable: 72, letterPt: 8 },
  32: { paper: 58, printable: 48, letterPt: 7 },
};
const LINE_MM = 3.6;
const CODE_MM = 26;
const EDGE_MM = 4;

export interface SlipPage {
  readonly html: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const heightOf = (line: SetLine): number => (line.kind === 'code' ? CODE_MM : LINE_MM * line.size);

const textHtml = (line: Extract<SetLine, { kind: 'text' }>): string =>
  `<p class="s${line.size}${line.bold ? ' b' : ''}">${escaped(line.text)}</p>`;

/**
 * A slip as a page that is as high as the slip, for the system's printers and for PDF. SECURITY: it has no script and
 * loads nothing; its texts are escaped, and its one style sheet is named by its hash.
 *
 * @param drawCode the code as an SVG element
 */
export async function slipPage(
  slip: Slip,
  columns: Columns,
  drawCode: (value: string) => Promise<string>,
): Promise<SlipPage> {
  const { paper, printable, letterPt } = ROLLS[columns];
  const lines = layoutSlip(slip, columns);
  // A hair more than the lines need, so that no rounding makes a second page.
  const heightMm = Math.ceil(2 * EDGE_MM + lines.reduce((sum, line) => sum + heightOf(line), 0)) + 2;
  const style = [
    `@page{size:${paper}mm ${heightMm}mm;margin:0}html,body{margin:0}`,
    `body{padding:${EDGE_MM}mm ${(paper - printable) / 2}mm;width:${printable}mm;color:#000;background:#fff;`,
    `font:${letterPt}pt/${LINE_MM}mm "DejaVu Sans Mono",Menlo,Consolas,"Liberation Mono",monospace}`,
    `p{margin:0;height:${LINE_MM}mm;white-space:pre;overflow:hidden}.b{font-weight:700}`,
    `.s2{font-size:${2 * letterPt}pt;line-height:${2 * LINE_MM}mm;height:${2 * LINE_MM}mm}`,
    `.code{height:${CODE_MM}mm;text-align:center}.code svg{height:${CODE_MM - 1}mm;width:${CODE_MM - 1}mm}`,
  ].join('');
  const hash = createHash('sha256').update(style).digest('base64');
  const parts = await Promise.all(
    lines.map(async (line) =>
      line.kind === 'code' ? `<div class="code">${await drawCode(line.value)}</div>` : textHtml(line),
    ),
  );
  const policy = `default-src 'none'; style-src 'sha256-${hash}'`;
  const html =
    `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>Skranke</title><style>${style}</style></head><body>${parts.join('')}</body></html>`;
  return { html, widthMm: paper, heightMm };
}
