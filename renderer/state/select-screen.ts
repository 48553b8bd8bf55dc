import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { ENDS, isPaid, standingOf, takenOf } from '../../shared/payment-standing.ts';
import type { HowTaken } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Asked, Payment, Phase, Sale } from '../../shared/payment.ts';
import { assertNever } from '../../shared/result.ts';

/** Nothing is reserved any more and money was taken. `refundProblem`: why the last refund was not made. */
interface Taken {
  readonly at: number;
  readonly refundProblem: ErrorCode | null;
}

/** What a sale looks like to the cashier. Each has its own words, icon, shape and colour in `payment/sale-look.ts`. */
export type SaleScreen =
  | { readonly name: 'sending' }
  | { readonly name: 'waiting'; readonly expiresAt: number }
  | { readonly name: 'cancelling' }
  | { readonly name: 'changing'; readonly to: Asked }
  | { readonly name: 'releasing' }
  | { readonly name: 'approved'; readonly cancelLost: boolean; readonly captureProblem: ErrorCode | null }
  /** A part is taken, the rest still reserved. `problem`: why the last step was not done. */
  | { readonly name: 'partTaken'; readonly problem: ErrorCode | null }
  | { readonly name: 'capturing' }
  | { readonly name: 'captureUnclear'; readonly since: number }
  /**
   * Everything, or (`paidPart`) a part of which the rest was released; then `refundedPart` of it or all of it given
   * back.
   */
  | (Taken & { readonly name: 'paid' })
  | (Taken & { readonly name: 'paidPart' })
  | (Taken & { readonly name: 'refundedPart' })
  | (Taken & { readonly name: 'refunded' })
  | { readonly name: 'refunding' }
  | { readonly name: 'refundUnclear'; readonly since: number }
  | { readonly name: 'declined' }
  | { readonly name: 'expired' }
  | { readonly name: 'withdrawn' }
  | { readonly name: 'released' }
  | { readonly name: 'refused'; readonly problem: ErrorCode }
  | { readonly name: 'notSent'; readonly problem: ErrorCode }
  | { readonly name: 'unclear'; readonly since: number; readonly known: UnclearAbout }
  | { readonly name: 'attention'; readonly problem: ErrorCode }
  /** A person has written how it ended. */
  | { readonly name: 'settledByHand' };

export type SaleScreenName = SaleScreen['name'];

/** What we know all the same, by what was under way when the contact was lost. */
export type UnclearAbout =
  | 'unclearCreate'
  | 'unclearCreateCancel'
  | 'unclearWaiting'
  | 'unclearCancel'
  | 'unclearCancelRefused'
  | 'unclearRelease'
  | 'unclearApproved'
  | 'unclearRefund'
  | 'unclearEnd';

export function aboutUnclear(phase: Phase): UnclearAbout {
  switch (phase.name) {
    case 'registering':
      return phase.cancelWanted ? 'unclearCreateCancel' : 'unclearCreate';
    case 'waiting':
      return 'unclearWaiting';
    case 'cancelling':
      if (phase.mode === 'release') return 'unclearRelease';
      return phase.answered === null ? 'unclearCancel' : 'unclearCancelRefused';
    case 'authorized':
    case 'capturing':
      return 'unclearApproved';
    case 'refunding':
      return 'unclearRefund';
    case 'captured':
    case 'cancelled':
    case 'aborted':
    case 'expired':
    case 'terminated':
    case 'refused':
      return 'unclearEnd';
    default:
      return assertNever(phase, 'phase');
  }
}

const SCREEN_OF_TAKEN = {
  whole: 'paid',
  part: 'paidPart',
  refunded: 'refunded',
  partRefunded: 'refundedPart',
} as const satisfies Readonly<Record<HowTaken, SaleScreenName>>;

/** Whether a refusal means that the request never left the shop. */
const neverSent = (problem: ErrorCode): boolean => problem.startsWith('network.');

function confirmedScreen(payment: Payment): SaleScreen {
  const { phase } = payment;
  switch (phase.name) {
    case 'registering':
      return { name: phase.cancelWanted ? 'cancelling' : 'sending' };
    case 'waiting':
      return { name: 'waiting', expiresAt: phase.expiresAt };
    case 'cancelling':
      return { name: phase.mode === 'release' ? 'releasing' : 'cancelling' };
    case 'authorized':
      if (payment.amounts.captured > 0) return { name: 'partTaken', problem: phase.captureProblem };
      return { name: 'approved', cancelLost: phase.cancelLost, captureProblem: phase.captureProblem };
    case 'capturing':
      return { name: 'capturing' };
    case 'refunding':
      return { name: 'refunding' };
    case 'captured':
      // Less than what was to be taken is not paid, and other than we asked for is for a person to see.
      return isPaid(payment)
        ? { name: SCREEN_OF_TAKEN[takenOf(payment)], at: phase.at, refundProblem: phase.refundProblem }
        : { name: 'attention', problem: 'wallet.captureDiffers' };
    case 'cancelled':
    case 'aborted':
    case 'expired':
    case 'terminated':
      return { name: ENDS[phase.name] };
    case 'refused':
      return neverSent(phase.problem)
        ? { name: 'notSent', problem: phase.problem }
        : { name: 'refused', problem: phase.problem };
    default:
      return assertNever(phase, 'phase');
  }
}

/** Only a capture and a refund without an answer keep their own screens: what is known besides is worth much. */
function unclearScreen({ phase }: Payment, since: number): SaleScreen {
  if (phase.name === 'capturing') return { name: 'captureUnclear', since };
  if (phase.name === 'refunding') return { name: 'refundUnclear', since };
  return { name: 'unclear', since, known: aboutUnclear(phase) };
}

/** How a payment is shown: by where it stands, and within that by what is under way. */
export function saleScreen(payment: Payment): SaleScreen {
  const standing = standingOf(payment);
  switch (standing.name) {
    case 'needsPerson':
      return { name: 'attention', problem: standing.problem };
    case 'settledByHand':
      return { name: 'settledByHand' };
    case 'unclear':
      return unclearScreen(payment, standing.since);
    default:
      return confirmedScreen(payment);
  }
}

/** Where a change of recipient is still on its way: none of these may look like an end, or offer another request. */
const BEFORE_CHANGE: readonly SaleScreenName[] = [
  'sending',
  'waiting',
  'cancelling',
  'declined',
  'expired',
  'withdrawn',
  'refused',
  'notSent',
];

/** How a sale is shown: as its newest payment, or as the change to another recipient that is under way. */
export function screenOf(sale: Sale): SaleScreen {
  const screen = saleScreen(currentPayment(sale));
  return sale.changingTo && BEFORE_CHANGE.includes(screen.name) ? { name: 'changing', to: sale.changingTo } : screen;
}

/** What fills the window. */
export type Screen =
  | { readonly name: 'connecting' }
  | { readonly name: 'setup' }
  | { readonly name: 'starting' }
  | { readonly name: 'blocked'; readonly problem: ErrorCode }
  | { readonly name: 'entry' }
  | { readonly name: 'sale'; readonly sale: Sale; readonly screen: SaleScreen };

/** @param sale the one the cashier selected, or null for a new sale */
export function selectScreen(till: Till | null, sale: Sale | null): Screen {
  if (!till) return { name: 'connecting' };
  switch (till.status) {
    case 'setup':
      return { name: 'setup' };
    case 'starting':
      return { name: 'starting' };
    case 'blocked':
      return { name: 'blocked', problem: till.problem ?? 'internal' };
    case 'open':
      return sale ? { name: 'sale', sale, screen: screenOf(sale) } : { name: 'entry' };
    default:
      return assertNever(till.status, 'till status');
  }
}
