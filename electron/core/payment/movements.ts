import { restOf, subtract, ZERO } from '../../../shared/money.ts';
import type { Minor } from '../../../shared/money.ts';
import { reservedOf } from '../../../shared/payment.ts';
import type { Amounts, Evidence, Movement, Order, Payment } from '../../../shared/payment.ts';

/**
 * Which of the wallet's movements are ours. Sums alone cannot tell: somebody may give back the same amount in the
 * wallet's portal while the answer to our own refund is lost. An answer to our own call proves it, and so does our key
 * in the event log [api 5.4]; where everything that could be captured is captured, nothing is left to be told
 * apart.
 */

/** What a report of the API said, and what it was the answer to. */
interface Told {
  readonly at: number;
  readonly amounts: Amounts;
  readonly evidence: Evidence;
}

/** Whether the operation that is under way would move all that is left. Repeating it could never move money twice. */
export const movesAllThatIsLeft = (payment: Payment): boolean =>
  payment.phase.name === 'capturing' &&
  payment.phase.order.amount >= (payment.amounts.authorized === 0 ? payment.amount.value : reservedOf(payment));

/** An operation under way that could move money twice, and of which sums alone cannot tell whether it was done. */
export const couldMoveTwice = (payment: Payment): boolean =>
  payment.phase.name === 'refunding' || (payment.phase.name === 'capturing' && !movesAllThatIsLeft(payment));

/**
 * Whether it is known that the answer comes from our own operation: it is its answer, or the event log has shown its
 * key.
 */
export function isProof({ phase }: Payment, { source }: Evidence): boolean {
  if (phase.name === 'capturing') return phase.found || source === 'capture';
  return phase.name === 'refunding' && (phase.found || source === 'refund');
}

/** Whether this report says that the capture or refund that is under way is done. */
export function isConcluded(payment: Payment, { amounts, evidence }: Told): boolean {
  const { phase } = payment;
  if (phase.name === 'capturing') {
    if (movesAllThatIsLeft(payment)) return reservedOf({ amounts }) === 0 || amounts.captured >= payment.amount.value;
    return isProof(payment, evidence) && restOf(amounts.captured, payment.amounts.captured) >= phase.order.amount;
  }
  return (
    phase.name === 'refunding' &&
    isProof(payment, evidence) &&
    restOf(amounts.refunded, payment.amounts.refunded) >= phase.order.amount
  );
}

const ELSEWHERE = { key: null, parts: null, by: null, approvedBy: null, reason: null };

/** What moved between what was known and what is told now. */
export function movementsOf(payment: Payment, told: Told): Movement[] {
  const { phase, amounts: known } = payment;
  // A request that was withdrawn reports its amount as cancelled although nothing was ever reserved.
  const released = told.amounts.authorized > 0 ? restOf(told.amounts.cancelled, known.cancelled) : ZERO;
  const wish = phase.name === 'cancelling' ? { ...phase.wish, key: phase.cancel.key, parts: null } : ELSEWHERE;
  return [
    ...splitMovement(
      'capture',
      told.at,
      restOf(told.amounts.captured, known.captured),
      phase.name === 'capturing' && isConcluded(payment, told) ? { key: phase.capture.key, ...phase.order } : null,
    ),
    ...(released > 0 ? [{ kind: 'release' as const, at: told.at, amount: released, ...wish }] : []),
    ...splitMovement(
      'refund',
      told.at,
      restOf(told.amounts.refunded, known.refunded),
      phase.name === 'refunding' && isConcluded(payment, told) ? { key: phase.refund.key, ...phase.order } : null,
    ),
  ];
}

/** Our own operation moves all of its order or nothing; what goes beyond it was done elsewhere. */
function splitMovement(
  kind: 'capture' | 'refund',
  at: number,
  amount: Minor,
  own: (Order & { readonly key: Movement['key'] }) | null,
): Movement[] {
  if (amount === 0) return [];
  if (own === null || amount < own.amount) return [{ kind, at, amount, ...ELSEWHERE }];
  const rest: Movement[] =
    amount > own.amount ? [{ kind, at, amount: subtract(amount, own.amount), ...ELSEWHERE }] : [];
  return [{ kind, at, ...own }, ...rest];
}
