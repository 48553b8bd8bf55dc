import { restOf, shareOf, smaller, sum, ZERO } from './money.ts';
import type { Minor } from './money.ts';
import { refundableOf, reservedOf } from './payment.ts';
import type { LinePart, Payment, Sale } from './payment.ts';
import { grossOf, lineTotal, thousandths, writeQuantity } from './receipt.ts';
import type { SaleLine } from './receipt.ts';

/**
 * Which lines of a sale a capture or refund is for. Quantities are counted in thousandths, so that they add up exactly.
 */
export type PartsOf = 'capture' | 'refund';

/** How much of a line is left; `line` counts from 0. */
export interface LineLeft {
  readonly line: number;
  readonly thousandths: number;
}

const movedParts = ({ movements }: Payment, kind: PartsOf): number[] | null => {
  const moved: number[] = [];
  for (const movement of movements) {
    if (movement.kind !== kind) continue;
    if (movement.parts === null) return null;
    for (const { line, quantity } of movement.parts) moved[line] = (moved[line] ?? 0) + thousandths(quantity);
  }
  return moved;
};

/**
 * What can still be captured, or given back, of each line; null where it is not known because an amount without lines
 * was moved before. A payment that was captured whole holds all its lines.
 */
export function linesLeft(sale: Pick<Sale, 'lines'>, payment: Payment, kind: PartsOf): readonly LineLeft[] | null {
  const whole = sale.lines.map(({ quantity }) => thousandths(quantity));
  const captured = payment.amounts.captured >= payment.amount.value ? whole : movedParts(payment, 'capture');
  const there = kind === 'capture' ? whole : captured;
  const gone = kind === 'capture' ? captured : movedParts(payment, 'refund');
  if (there === null || gone === null) return null;
  return whole.map((_, line) => ({ line, thousandths: Math.max(0, (there[line] ?? 0) - (gone[line] ?? 0)) }));
}

/** All of these lines, as parts. */
export const allOf = (left: readonly LineLeft[]): LinePart[] =>
  left
    .filter((each) => each.thousandths > 0)
    .map((each) => ({ line: each.line, quantity: writeQuantity(each.thousandths) }));

/**
 * A part of a line, with its share of the line's discount: shares of parts that follow each other add up to all of it.
 * @param gone how much of the line went before, in thousandths
 */
export function partOfLine(line: SaleLine, quantity: string, gone = 0): SaleLine {
  const { discount } = line;
  if (!discount) return { ...line, quantity };
  const whole = thousandths(line.quantity);
  const share = restOf(shareOf(discount, gone + thousandths(quantity), whole), shareOf(discount, gone, whole));
  return { ...line, quantity, discount: smaller(share, grossOf({ ...line, quantity })) };
}

/**
 * The lines as far as these parts go; of each line its own name and price.
 * @param before what went before of the same lines
 */
export function linesOfParts(
  lines: readonly SaleLine[],
  parts: readonly LinePart[],
  before: readonly LinePart[] = [],
): readonly SaleLine[] {
  const gone: number[] = [];
  const take = ({ line, quantity }: LinePart) => {
    gone[line] = (gone[line] ?? 0) + thousandths(quantity);
  };
  before.forEach(take);
  return parts.flatMap((part) => {
    const whole = lines[part.line];
    const found = whole ? [partOfLine(whole, part.quantity, gone[part.line])] : [];
    take(part);
    return found;
  });
}

/**
 * What these parts cost. Where they are all that is left, it is all that is left of the money too, so that no øre of
 * rounding stays behind.
 * @returns null where a part is not there, is named twice, or is more than is left of its line
 */
export function amountOfParts(
  sale: Pick<Sale, 'lines'>,
  payment: Payment,
  kind: PartsOf,
  parts: readonly LinePart[],
): Minor | null {
  const left = linesLeft(sale, payment, kind);
  if (left === null || parts.length === 0 || new Set(parts.map(({ line }) => line)).size !== parts.length) return null;
  if (parts.some(({ line, quantity }) => thousandths(quantity) > (left[line]?.thousandths ?? 0))) return null;
  const all = kind === 'capture' ? reservedOf(payment) : refundableOf(payment);
  if (
    left.every(
      ({ line, thousandths: rest }) =>
        rest === 0 || parts.some((part) => part.line === line && thousandths(part.quantity) === rest),
    )
  )
    return all;
  const gone = movedParts(payment, kind) ?? [];
  const cost = parts.map(({ line, quantity }) => {
    const whole = sale.lines[line];
    return whole ? lineTotal(partOfLine(whole, quantity, gone[line])) : ZERO;
  });
  return smaller(sum(cost), all);
}
