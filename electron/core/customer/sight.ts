import type { CustomerSale, CustomerState } from '../../../shared/customer.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { policyOf } from '../../../shared/methods.ts';
import type { Minor } from '../../../shared/money.ts';
import { isPaid, standingOf, takenOf } from '../../../shared/payment-standing.ts';
import type { HowTaken } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Phase, Sale } from '../../../shared/payment.ts';
import { lineTotal } from '../../../shared/receipt.ts';
import { assertNever } from '../../../shared/result.ts';
import { isSaleLive } from '../../../shared/sale-in-front.ts';
import { shownCode } from '../../../shared/shown-code.ts';

/** A sale as its customer may see it: pure, and all that may leave for their window. */

/**
 * The sale that is shown to the customer when another one stands in the middle of the till, or it has changed.
 * SECURITY: one that was over before it came to the middle is nobody's who stands there: whoever looks an old sale up
 * shows nothing of it. It is shown from the moment that something is done about it.
 *
 * @param shown the one that was shown before
 * @param stands the one in the middle of the till
 */
export function shownTo(shown: SaleId | null, stands: SaleId | null, sales: readonly Sale[]): SaleId | null {
  const sale = sales.find(({ saleId }) => saleId === stands);
  return sale && (sale.saleId === shown || isSaleLive(sale)) ? sale.saleId : null;
}

const OF_TAKEN: Readonly<Record<HowTaken, CustomerState>> = {
  whole: 'paid',
  part: 'paidPart',
  refunded: 'givenBack',
  partRefunded: 'givenBackPart',
};

function confirmed(payment: Payment, sale: Sale): CustomerState {
  const { phase } = payment;
  const byCode = policyOf(payment).shows === 'code';
  switch (phase.name) {
    case 'registering':
      if (phase.cancelWanted) return 'withdrawing';
      return byCode ? 'preparing' : 'sending';
    case 'waiting':
      if (byCode) return shownCode(payment, sale) === null ? 'preparing' : 'code';
      return 'waiting';
    case 'cancelling':
      return phase.mode === 'release' ? 'releasing' : 'withdrawing';
    case 'authorized':
      return payment.amounts.captured > 0 ? 'partTaken' : 'approved';
    case 'capturing':
      return 'completing';
    case 'refunding':
      return 'givingBack';
    case 'captured':
      return isPaid(payment) ? OF_TAKEN[takenOf(payment)] : 'staff';
    case 'cancelled':
      return 'released';
    case 'aborted':
      return 'declined';
    case 'expired':
      return 'expired';
    case 'terminated':
      return 'cancelled';
    case 'refused':
      return 'notDone';
    default:
      return assertNever(phase, 'phase');
  }
}

/** What is known all the same when the contact was lost: that they had approved, or that money is on its way back. */
function inDoubt({ name }: Phase): CustomerState {
  if (name === 'capturing') return 'completingUnclear';
  return name === 'refunding' ? 'givingBackUnclear' : 'unclear';
}

/** Before a request that takes its place is made, none of these may look like an end. */
const BEFORE_CHANGE: readonly CustomerState[] = [
  'sending',
  'preparing',
  'waiting',
  'code',
  'withdrawing',
  'declined',
  'expired',
  'cancelled',
  'notDone',
];

function ofPayment(payment: Payment, sale: Sale): CustomerState {
  const standing = standingOf(payment);
  switch (standing.name) {
    case 'needsPerson':
      return 'staff';
    case 'settledByHand':
      return 'settled';
    case 'unclear':
      return inDoubt(payment.phase);
    default:
      return confirmed(payment, sale);
  }
}

export function customerState(sale: Sale): CustomerState {
  const state = ofPayment(currentPayment(sale), sale);
  return sale.changingTo && BEFORE_CHANGE.includes(state) ? 'changing' : state;
}

/** The sum that the state is about; null: the sale's own. */
function movedIn(state: CustomerState, { phase, amounts }: Payment): Minor | null {
  switch (state) {
    case 'paid':
    case 'paidPart':
    case 'partTaken':
      return amounts.captured;
    case 'givingBack':
    case 'givingBackUnclear':
      return phase.name === 'refunding' ? phase.order.amount : null;
    case 'givenBack':
    case 'givenBackPart':
      return amounts.refunded;
    default:
      return null;
  }
}

/** An amount alone was keyed: its one line says what the total says. */
const isBare = ({ lines, total }: Sale, shop: string | null): boolean =>
  lines.length === 1 && lines[0]?.name === shop && lines[0].quantity === '1' && lineTotal(lines[0]) === total.value;

/** @param shop its name, by which a line that only carries an amount is known */
export function customerSale(sale: Sale, shop: string | null): CustomerSale {
  const payment = currentPayment(sale);
  const { phase } = payment;
  const state = customerState(sale);
  const canAnswer = phase.name === 'waiting' && (state === 'waiting' || state === 'code');
  return {
    state,
    total: sale.total,
    moved: movedIn(state, payment),
    lines: isBare(sale, shop)
      ? []
      : sale.lines.map((line) => ({ name: line.name, quantity: line.quantity, total: lineTotal(line) })),
    code: canAnswer ? shownCode(payment, sale) : null,
    time: canAnswer ? { from: payment.requestedAt, to: phase.expiresAt } : null,
  };
}
