import { partBy, percentOf, restOf, smaller, sum, ZERO } from './money.ts';
import type { Minor } from './money.ts';
import { grossOf } from './receipt.ts';
import type { SaleLine } from './receipt.ts';

/** What a cashier takes off a line or the sale: a sum, or hundredths of a percent. */
export type Discount =
  | { readonly kind: 'amount'; readonly amount: Minor }
  | { readonly kind: 'percent'; readonly hundredths: number };

/** A line while it is keyed: its discount is settled with the sale's. */
export type KeyedLine = Omit<SaleLine, 'discount'> & { readonly off?: Discount | null };

/** What a discount comes to: never more than there is. */
export const discountFrom = (amount: Minor, discount: Discount | null | undefined): Minor =>
  !discount
    ? ZERO
    : smaller(amount, discount.kind === 'amount' ? discount.amount : percentOf(amount, discount.hundredths));

/**
 * The sale's discount parted among its lines: first among the VAT rates, so that each rate bears its share to the øre,
 * then among the lines of a rate. The parts add up to it, and none is more than what its line costs.
 */
function partedAmong(lines: readonly { readonly cost: Minor; readonly rate: number }[], discount: Minor): Minor[] {
  const rates = [...new Set(lines.map(({ rate }) => rate))];
  const costsOf = (wanted: number) => lines.map(({ cost, rate }) => (rate === wanted ? cost : ZERO));
  const ofRates = partBy(
    discount,
    rates.map((rate) => sum(costsOf(rate))),
  );
  const parts = rates.map((rate, index) => partBy(ofRates[index] ?? ZERO, costsOf(rate)));
  return lines.map((_, index) => sum(parts.map((ofRate) => ofRate[index] ?? ZERO)));
}

/** The lines as they are sold: each with all that is taken off it, its own discount first and then the sale's. */
export function settleLines(lines: readonly KeyedLine[], ofSale: Discount | null): readonly SaleLine[] {
  const found = lines.map(({ off, ...line }) => {
    const gross = grossOf(line);
    const own = discountFrom(gross, off);
    return { line, own, cost: restOf(gross, own), rate: line.vatRate };
  });
  const shares = partedAmong(found, discountFrom(sum(found.map(({ cost }) => cost)), ofSale));
  return found.map(({ line, own }, index) => {
    const discount = sum([own, shares[index] ?? ZERO]);
    return discount === 0 ? line : { ...line, discount };
  });
}
