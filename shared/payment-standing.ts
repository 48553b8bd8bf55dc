import type { ErrorCode } from './errors.ts';
import { refundableOf, reservedOf } from './payment.ts';
import type { Payment, Phase, PhaseName } from './payment.ts';
import { assertNever } from './result.ts';

/**
 * Where a payment stands: the one classification, which lists, screens, reports and sounds go by. By its phase
 * ({@link stageOf}), by what is known and said about it besides ({@link standingOf}), and by its sums
 * ({@link takenOf}).
 */

/** Ends without money, as people call them: a new attempt for the sale may follow. */
export const ENDS = {
  cancelled: 'released',
  aborted: 'declined',
  expired: 'expired',
  terminated: 'withdrawn',
  refused: 'refused',
} as const satisfies Partial<Record<PhaseName, string>>;
type UnpaidPhase = keyof typeof ENDS;

const UNPAID_PHASES = Object.keys(ENDS) as readonly UnpaidPhase[];
/** Phases in which no money can move any more without a new intent, so nobody has to be asked. */
export const FINAL_PHASES = ['captured', ...UNPAID_PHASES] as const satisfies readonly PhaseName[];

export const isFinal = ({ name }: Phase): boolean => FINAL_PHASES.some((phase) => phase === name);
/** Over, and no money was taken. */
export const isUnpaid = ({ name }: Phase): boolean => UNPAID_PHASES.some((phase) => phase === name);

/**
 * By its phase alone. `open`: the customer can still approve it · `reserved`: approved, and something of it is still to
 * be decided · `taken`: something was taken and nothing is reserved any more, or a refund is under way
 */
export type Stage = 'open' | 'reserved' | 'taken' | (typeof ENDS)[UnpaidPhase];

export function stageOf(phase: Phase): Stage {
  switch (phase.name) {
    case 'registering':
    case 'waiting':
      return 'open';
    case 'cancelling':
      return phase.mode === 'release' ? 'reserved' : 'open';
    case 'authorized':
    case 'capturing':
      return 'reserved';
    case 'refunding':
    case 'captured':
      return 'taken';
    case 'cancelled':
    case 'aborted':
    case 'expired':
    case 'terminated':
    case 'refused':
      return ENDS[phase.name];
    default:
      return assertNever(phase, 'phase');
  }
}

/** The customer has approved it, and it was not given back whole. */
export const isApproved = ({ phase }: Pick<Payment, 'phase'>): boolean => {
  const stage = stageOf(phase);
  return stage === 'reserved' || stage === 'taken';
};

/** Whether nobody has to do or learn anything about it any more. */
export const isSettled = (payment: Payment): boolean => isFinal(payment.phase) && payment.attention === null;
/**
 * A person has written how it ended, and the wallet has said nothing since that contradicts. It is still asked about;
 * money moves on it only after a manager has opened it again. Where the wallet itself has told an end, that end is what
 * it is.
 */
export const isSettledByHand = ({ phase, attention, resolution }: Payment): boolean =>
  resolution !== null && attention === null && !isFinal(phase);
/** Whether somebody in the shop still has something to do with it or can expect something of it. */
export const isLive = (payment: Payment): boolean => !isSettled(payment) && !isSettledByHand(payment);
/** Whether somebody has to decide about money in it: approved, not over, and nobody has written how it ended. */
export const isHeld = (payment: Payment): boolean =>
  isApproved(payment) && !isFinal(payment.phase) && !isSettledByHand(payment);
/**
 * The only meaning of "paid" in the terminal: the API says that what was to be taken is captured. The sum is
 * `amounts.captured`: the rest may have been released. A refund that is under way does not undo it.
 */
export const isPaid = (payment: Payment): boolean =>
  stageOf(payment.phase) === 'taken' &&
  payment.amounts.captured > 0 &&
  (reservedOf(payment) === 0 || payment.amounts.captured >= payment.amount.value);

/**
 * With what is known and said besides. That it needs a person comes first, then what a person has settled, then doubt:
 * while one of them holds, nothing may say paid, unpaid or try again.
 */
export type Standing =
  | { readonly name: 'needsPerson'; readonly problem: ErrorCode }
  | { readonly name: 'settledByHand' }
  | { readonly name: 'unclear'; readonly since: number }
  | { readonly name: Stage };

export function standingOf(payment: Payment): Standing {
  const { attention, certainty, phase } = payment;
  if (attention !== null) return { name: 'needsPerson', problem: attention };
  if (isSettledByHand(payment)) return { name: 'settledByHand' };
  if (certainty.name === 'unclear') return { name: 'unclear', since: certainty.since };
  return { name: stageOf(phase) };
}

/**
 * Whether what is reserved of it can be taken or given back now: it is approved for certain and no operation is under
 * way. Also while a person is to look at it, since the wallet's own steps may end the need.
 */
export const isDecidable = (payment: Payment): boolean =>
  payment.phase.name === 'authorized' && payment.certainty.name === 'confirmed' && !isSettledByHand(payment);

/** Approved for certain, no person has to look at it, and no try to take what is reserved has failed. */
export const awaitsCapture = (payment: Payment): boolean =>
  standingOf(payment).name === 'reserved' &&
  payment.phase.name === 'authorized' &&
  payment.phase.captureProblem === null;

/** By the sums alone: what was taken, and what of it was given back here or in the wallet's portal. */
export type HowTaken = 'whole' | 'part' | 'refunded' | 'partRefunded';

export function takenOf(payment: Pick<Payment, 'amount' | 'amounts'>): HowTaken {
  const { captured, refunded } = payment.amounts;
  if (refunded > 0) return refundableOf(payment) === 0 ? 'refunded' : 'partRefunded';
  return captured < payment.amount.value ? 'part' : 'whole';
}
