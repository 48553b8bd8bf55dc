import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import type { Payment } from '../../shared/payment.ts';
import type { ReadError } from '../i18n/error-text.ts';
import { formatMoney } from '../i18n/format.ts';
import type { Text } from '../i18n/index.ts';
import { aboutUnclear } from '../state/select-screen.ts';

/** What is wrong with a payment that needs a person, and what the person should do. */
export interface AttentionWords {
  readonly wrong: string;
  readonly action: string;
}

/**
 * Whose own action tells the ways that are left: a capture or a release is of no use any more, or a capture of all of
 * it is.
 */
const TELLS_THE_WAYS: readonly ErrorCode[] = [
  'wallet.fundsGone',
  'wallet.periodOver',
  'wallet.partialCaptureNotAllowed',
  'internal',
];

/** What a person has to decide anew tells its ways too. */
const DECIDE_ANEW: readonly ErrorCode[] = ['sale.captureNotMade', 'sale.releaseNotMade', 'sale.settledOtherwise'];

/** Refusals of a capture after which a part of it would be refused as well. */
export const leavesNoPart = (problem: ErrorCode | null): boolean =>
  problem !== null && TELLS_THE_WAYS.includes(problem);

/**
 * By what the problem means now: a doubt that lasts is told as such whatever began it, and a refused capture by the
 * ways that are left.
 *
 * @param problem the payment's `attention`
 */
export function attentionWords(payment: Payment, problem: ErrorCode, text: Text, errorText: ReadError): AttentionWords {
  const { title, sentence, action } = errorText(problem);
  const { phase, certainty } = payment;
  const wrong = [title && `${title}.`, sentence].filter(Boolean).join(' ') || text('state.attentionNote');
  if (problem === 'wallet.captureDiffers' || problem === 'wallet.amountDiffers')
    return { wrong, action: text('alerts.captureDiffersAction') };
  if (problem === 'wallet.mayBeDone') {
    if (phase.name !== 'refunding') return { wrong, action };
    const amount = formatMoney(money(payment.amount.currency, phase.order.amount));
    return { wrong: text('alerts.refundMayBeMade', { amount }), action: text('alerts.refundMayBeMadeAction') };
  }
  if (certainty.name === 'unclear' && problem !== 'internal') {
    return {
      wrong: `${text('alerts.longUnclear')} ${text(`state.${aboutUnclear(phase)}`)}`,
      action: text('alerts.longUnclearAction'),
    };
  }
  const tells = TELLS_THE_WAYS.includes(problem) || DECIDE_ANEW.includes(problem);
  if (phase.name === 'authorized' && !tells)
    return { wrong, action: `${action} ${text('alerts.captureRefusedAction')}`.trim() };
  return { wrong, action };
}
