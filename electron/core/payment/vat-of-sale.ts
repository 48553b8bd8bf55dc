import type { VatShare } from '../ports/day-book.ts';
import { minor, shareOf, smaller, subtract, sum } from '../../../shared/money.ts';
import type { Minor } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';
import { linesOfParts } from '../../../shared/parts.ts';
import { discountOf, lineTotal, linesTotal } from '../../../shared/receipt.ts';
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

/** What was taken off what a movement was for: all of it for the whole sale, an amount's share of it for a part. */
export function discountOfMovement(
  lines: readonly SaleLine[],
  { parts, amount }: Pick<Movement, 'parts' | 'amount'>,
): Minor {
  const of = parts === null ? lines : linesOfParts(lines, parts);
  const whole = linesTotal(of);
  return shareOf(discountOf(of), smaller(amount, whole), whole);
}
