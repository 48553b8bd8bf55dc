import { create } from 'qrcode';

/** White cells that a reader needs around a code on each side [ISO 18004]. */
export const QUIET_ZONE = 4;

export interface CodePath {
  /** Cells of one side, quiet zone included: the side of the view box. */
  readonly side: number;
  /** All dark cells as one path, a rectangle for each run in a row. */
  readonly d: string;
}

/**
 * The code as a drawing in cells of 1 by 1.
 * @throws when the text is longer than any code can carry (about 2,300 bytes)
 */
export function codePath(text: string): CodePath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const runs: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < size && modules.get(row, column + 1)) column += 1;
      const length = column - from + 1;
      runs.push(`M${from + QUIET_ZONE} ${row + QUIET_ZONE}h${length}v1h-${length}z`);
    }
  }
  return { side: size + 2 * QUIET_ZONE, d: runs.join('') };
}
