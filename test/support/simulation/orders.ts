import { minor } from '../../../shared/money.ts';
import type { Minor } from '../../../shared/money.ts';
import { amountOfParts, linesLeft } from '../../../shared/parts.ts';
import type { PartsOf } from '../../../shared/parts.ts';
import { refundableOf, reservedOf } from '../../../shared/payment.ts';
import type { LinePart, Payment, Sale } from '../../../shared/payment.ts';
import { writeQuantity } from '../../../shared/receipt.ts';
import type { PartKind, RefundPlan } from './money-plan.ts';

/** How much of a sale a simulated person asks for, as the screen of a terminal would have computed it. */

export interface Asked {
  readonly amount: Minor;
  readonly parts: LinePart[] | null;
}

/**
 * A share of what can still be captured, or given back: of its lines where that is wanted and known, else of the
 * amount. Null where nothing is left.
 */
export function shareOf(sale: Sale, payment: Payment, kind: PartsOf, share: number, byLine: boolean): Asked | null {
  const left = kind === 'capture' ? reservedOf(payment) : refundableOf(payment);
  if (left === 0) return null;
  const parts = byLine ? partsOf(sale, payment, kind, share) : null;
  const cost = parts === null ? null : amountOfParts(sale, payment, kind, parts);
  if (parts !== null && cost !== null && cost > 0) return { amount: cost, parts };
  return { amount: minor(Math.max(1, Math.floor(left * share))), parts: null };
}

/** Some lines whole, and a part of the next one. */
function partsOf(sale: Sale, payment: Payment, kind: PartsOf, share: number): LinePart[] | null {
  const left = linesLeft(sale, payment, kind)?.filter(({ thousandths }) => thousandths > 0) ?? [];
  if (left.length === 0) return null;
  const upTo = share * left.length;
  return left.slice(0, Math.floor(upTo) + 1).map(({ line, thousandths }, nth) => {
    const count = nth < Math.floor(upTo) ? thousandths : Math.max(1, Math.floor(thousandths * (upTo % 1)));
    return { line, quantity: writeQuantity(count) };
  });
}

/** What a refund of this plan gives back; null where nothing is left. */
export function refundOf(sale: Sale, payment: Payment, { kind, share }: RefundPlan): Asked | null {
  switch (kind) {
    case 'refunds all':
      return shareOf(sale, payment, 'refund', 1, false);
    // The simulated wallet refuses exactly this amount [api 9]; where less was taken, the till does.
    case 'refunds what the wallet refuses':
      return { amount: minor(124), parts: null };
    case 'refunds too much':
      return { amount: minor(refundableOf(payment) + 1), parts: null };
    case 'refunds by line':
      return shareOf(sale, payment, 'refund', share, true);
    case 'refunds an amount':
    case 'refunds much later':
    case 'refunds twice with one key press too many':
      return shareOf(sale, payment, 'refund', share, false);
  }
}

/** What is done with an approved payment next, by a cashier who hands over in parts. */
export function nextPart(payment: Payment, kind: PartKind): 'part' | 'all' | 'release' {
  const taken = payment.movements.filter((movement) => movement.kind === 'capture').length;
  if (taken === 0) return 'part';
  if (kind === 'captures part after part') return taken < 3 ? 'part' : 'all';
  return kind === 'captures a part, then the rest' ? 'all' : 'release';
}
