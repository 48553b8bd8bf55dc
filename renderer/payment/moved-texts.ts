import type { SaleScreen, SaleScreenName } from '../state/select-screen.ts';
import type { ReadError } from '../i18n/error-text.ts';
import { formatMoney } from '../i18n/format.ts';
import type { Text } from '../i18n/index.ts';
import type { StateTexts } from './state-words.ts';
import { ZERO, money, sum } from '../../shared/money.ts';
import type { Minor } from '../../shared/money.ts';
import { refundableOf, reservedOf } from '../../shared/payment.ts';
import type { Payment } from '../../shared/payment.ts';
import { assertNever } from '../../shared/result.ts';

/** Words for payments of which something moved. Every sum in them is the API's own, or the order that is under way. */

type Moved = Extract<
  SaleScreen,
  {
    name:
      | 'captureUnclear'
      | 'capturing'
      | 'releasing'
      | 'partTaken'
      | 'paidPart'
      | 'refundedPart'
      | 'refunded'
      | 'refunding'
      | 'refundUnclear';
  }
>;

const plain = (title: string, ...notes: readonly string[]): StateTexts => ({ title, notes, code: null });

/** What was given back without us, in the wallet's own portal. */
export const refundedInPortal = ({ movements }: Payment): Minor =>
  sum(movements.filter(({ kind, key }) => kind === 'refund' && key === null).map(({ amount }) => amount));

/**
 * What is to go back by the refund that is under way, in doubt or proved not to be made; null where no refund is what
 * the payment is about.
 */
export function refundInHand({ phase, attention, unmadeRefund }: Payment): Minor | null {
  if (phase.name === 'refunding') return phase.order.amount;
  return attention === 'sale.refundNotMade' && unmadeRefund ? unmadeRefund.amount : null;
}

export function movedTexts(screen: Moved, payment: Payment, text: Text, errorText: ReadError): StateTexts {
  const { amounts, amount, phase } = payment;
  const say = (value: Minor): string => formatMoney(money(amount.currency, value));
  const taken = say(amounts.captured);
  const rest = say(reservedOf(payment));
  const ordered = phase.name === 'capturing' || phase.name === 'refunding' ? say(phase.order.amount) : '';
  const part = phase.name === 'capturing' && phase.order.amount < amount.value;
  const portal = refundedInPortal(payment);
  const inPortal = portal > 0 ? [text('moved.inPortal', { amount: say(portal) })] : [];
  switch (screen.name) {
    case 'capturing':
      return part
        ? plain(text('moved.capturingPart', { amount: ordered }), restWords(payment, text))
        : plain(text('state.capturing'), text('state.capturingNote'));
    case 'captureUnclear':
      return plain(
        part ? text('moved.capturePartUnclear', { amount: ordered }) : text('state.captureUnclear'),
        text('state.captureUnclearNote'),
      );
    case 'releasing':
      return amounts.captured > 0
        ? plain(text('moved.releasingRest'), text('moved.releasingRestNote', { taken, rest }))
        : plain(text('state.releasing'), text('state.releasingNote'));
    case 'partTaken': {
      if (!screen.problem)
        return plain(text('moved.partTaken', { taken, rest }), text('moved.partTakenNote'), ...inPortal);
      const problem = errorText(screen.problem, 'notDone');
      return {
        title: text('moved.partProblem', { rest }),
        notes: [`${problem.title}. ${problem.sentence}`, problem.action],
        code: screen.problem,
      };
    }
    case 'paidPart':
      return plain(
        text('moved.paidPart', { taken, total: say(amount.value) }),
        amounts.cancelled > 0 ? text('moved.paidPartNote', { released: say(amounts.cancelled) }) : '',
      );
    case 'refundedPart':
      return plain(
        text('moved.refundedPart', { refunded: say(amounts.refunded), taken }),
        text('moved.refundedPartNote', { left: say(refundableOf(payment)) }),
        ...inPortal,
      );
    case 'refunded':
      return plain(
        text('moved.refunded', { refunded: say(amounts.refunded) }),
        text('moved.refundedNote'),
        ...inPortal,
      );
    case 'refunding':
      return plain(text('moved.refunding', { amount: ordered }), text('moved.refundingNote'));
    case 'refundUnclear':
      return plain(
        text('moved.refundUnclear', { amount: ordered }),
        text('moved.refundUnclearNote'),
        text('moved.refundUnclearMore'),
      );
    default:
      return assertNever(screen, 'screen');
  }
}

/** What a person settled: the sums are still the wallet's. */
export function settledTexts({ amounts, amount }: Payment, text: Text): StateTexts {
  const taken = formatMoney(money(amount.currency, amounts.captured));
  return plain(
    text('alerts.settled'),
    amounts.captured === 0 ? text('alerts.settledNothing') : text('alerts.settledTaken', { taken }),
  );
}

/** What becomes of what is not taken. */
function restWords(payment: Payment, text: Text): string {
  const { phase } = payment;
  if (phase.name !== 'capturing' || phase.order.amount >= reservedOf(payment)) return text('state.capturingNote');
  return text(phase.rest === 'keep' ? 'moved.capturingKeep' : 'moved.capturingRelease');
}

export type SumName = 'approved' | 'taken' | 'reserved' | 'released' | 'refunded';

const SUMMED: readonly SaleScreenName[] = [
  'partTaken',
  'capturing',
  'captureUnclear',
  'releasing',
  'paidPart',
  'refunding',
  'refundUnclear',
  'refundedPart',
  'refunded',
  'attention',
  'settledByHand',
  'unclear',
];

/** The sums of a payment that is no longer simply approved or simply paid; empty where one figure tells all. */
export function sumsOf({ name }: SaleScreen, payment: Payment): readonly (readonly [SumName, Minor])[] {
  const { authorized, captured, cancelled, refunded } = payment.amounts;
  if (!SUMMED.includes(name) || captured === 0) return [];
  const all: readonly (readonly [SumName, Minor])[] = [
    ['approved', authorized === captured ? ZERO : authorized],
    ['taken', captured],
    ['reserved', reservedOf(payment)],
    ['released', cancelled],
    ['refunded', refunded],
  ];
  return all.filter(([, value]) => value > 0);
}
