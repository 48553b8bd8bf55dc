import type { ErrorCode } from '../../shared/errors.ts';
import type { Minor } from '../../shared/money.ts';
import type { Payment } from '../../shared/payment.ts';

/** What was known of a payment when a refund of it was asked for. */
export interface Watch {
  /** Movements there were before. */
  readonly moved: number;
  /** Why an earlier refund was not made; it says nothing about this one. */
  readonly problem: ErrorCode | null;
  /** The refund was seen under way. */
  readonly seen: boolean;
}

/**
 * How a refund stands. `done` only by a movement that the wallet told (its place in `payment.movements`); `refused`
 * only by its answer.
 */
export type RefundProgress =
  | { readonly name: 'pending' | 'unclear' }
  | { readonly name: 'done'; readonly amount: Minor; readonly movement: number }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

const problemOf = ({ phase }: Payment): ErrorCode | null =>
  phase.name === 'captured' ? phase.refundProblem : phase.name === 'authorized' ? phase.captureProblem : null;

export const watchOf = (payment: Payment): Watch => ({
  moved: payment.movements.length,
  problem: problemOf(payment),
  seen: payment.phase.name === 'refunding',
});

/** The watch after one more state of the payment. Replies and events can overtake each other. */
export const watched = (watch: Watch, payment: Payment): Watch =>
  watch.seen || payment.phase.name !== 'refunding' ? watch : { ...watch, seen: true };

export function progressOf(watch: Watch, payment: Payment): RefundProgress {
  if (payment.phase.name === 'refunding') return { name: payment.certainty.name === 'unclear' ? 'unclear' : 'pending' };
  const movement = payment.movements.findIndex(
    ({ kind, key }, index) => index >= watch.moved && kind === 'refund' && key !== null,
  );
  const own = payment.movements[movement];
  if (own) return { name: 'done', amount: own.amount, movement };
  const problem = problemOf(payment);
  return problem !== null && (watch.seen || watch.problem === null)
    ? { name: 'refused', problem }
    : { name: 'pending' };
}
