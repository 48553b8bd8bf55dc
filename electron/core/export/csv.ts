import { guardText } from '../../../shared/export.ts';
import type { DecimalMark } from '../../../shared/export.ts';

/** A cell: a text of any origin, or a figure that we wrote ourselves. */
export type Cell = string | { readonly figure: string };

/** First in a file, so that spreadsheets read it as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

const QUOTED = /[",\r\n]/;

function written(cell: Cell): string {
  const text = typeof cell === 'string' ? guardText(cell) : cell.figure;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end [RFC 4180]. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`;

export const count = (number: number): Cell => ({ figure: String(number) });

/** An amount in minor units with two decimals. */
export function amount(minor: number, decimal: DecimalMark): Cell {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return {
    figure: `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}${decimal === 'comma' ? ',' : '.'}${digits.slice(-2)}`,
  };
}
