import type { VatShare } from '../ports/day-book.ts';
import { minor, subtract, sum } from '../../../shared/money.ts';
import type { Minor } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';
import { lineTotal } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { splitVat } from '../../../shared/vat.ts';
import type { VatRate } from '../../../shared/vat.ts';

/**
 * The VAT in what was captured of a sale, highest rate first; the parts' gross adds up to `captured` exactly. Where the
 * whole sale was captured the taxes are those of its receipt. Of a part of it each rate gets its share by largest
 * remainder, the first rate among equals.
 */
export function vatOf(lines: readonly SaleLine[], captured: Minor): readonly VatShare[] {
  const byRate = new Map<VatRate, Minor>();
  for (const line of lines) byRate.set(line.vatRate, sum([byRate.get(line.vatRate) ?? minor(0), lineTotal(line)]));
  const rates = [...byRate].toSorted(([a], [b]) => b - a);
  const whole = sum(rates.map(([, gross]) => gross));
  if (captured === 0 || whole === 0) return [];
  const shares = rates.map(([rate, gross]) => ({
    rate,
    floor: minor(Math.floor((gross * captured) / whole)),
    remainder: (gross * captured) % whole,
  }));
  let left: number = subtract(captured, sum(shares.map(({ floor }) => floor)));
  const extra = new Set<VatRate>();
  for (const { rate } of shares.toSorted((a, b) => b.remainder - a.remainder || b.rate - a.rate)) {
    if (left > 0) extra.add(rate);
    left -= 1;
  }
  return shares.map(({ rate, floor }) => {
    const { gross, tax } = splitVat(minor(floor + (extra.has(rate) ? 1 : 0)), rate);
    return { rate, gross, tax };
  });
}

/** The VAT in a capture or refund: that of the lines it was for, or of an amount's share of the whole sale. */
export function vatOfMovement(
  lines: readonly SaleLine[],
  { parts, amount }: Pick<Movement, 'parts' | 'amount'>,
): readonly VatShare[] {
  return vatOf(parts === null ? lines : linesOfParts(lines, parts), amount);
}

/** The lines as far as these parts go. */
export function linesOfParts(lines: readonly SaleLine[], parts: NonNullable<Movement['parts']>): readonly SaleLine[] {
  return parts.flatMap(({ line, quantity }) => {
    const whole = lines[line];
    return whole ? [{ ...whole, quantity }] : [];
  });
}
