import { ERRORS } from '../../shared/errors.ts';
import type { Reference } from '../../shared/ids.ts';
import type { Payment, Recipient } from '../../shared/payment.ts';
import { assertNever } from '../../shared/result.ts';
import type { Text } from '../i18n/index.ts';
import type { SaleScreen } from '../state/select-screen.ts';

/** Who is asked, in as few words as a row has room for: the end of the number, or that it is a code. */
export const recipientWords = (recipient: Recipient, text: Text): string =>
  recipient === null ? text('recipient.code') : `…${recipient.lastTwo}`;

/** The customer at the beginning of a sentence: the end of the number, or that it is whoever scanned the code. */
export const customerWords = (recipient: Recipient, text: Text): string =>
  recipient === null ? text('recipient.customer') : `…${recipient.lastTwo}`;

/**
 * What is to happen instead: another number, a number instead of a code, a code instead of a number, or another code.
 */
export type Way = 'changeNumber' | 'toNumber' | 'showCode' | 'newCode';

/**
 * Other ways to ask the customer, beside the one next step of a screen. None while a request may have been approved, or
 * is not known.
 */
export function otherWays(
  screen: SaleScreen,
  { recipient, phase }: Pick<Payment, 'recipient' | 'phase'>,
): readonly Way[] {
  switch (screen.name) {
    case 'sending':
    case 'cancelling':
      return recipient === null ? ['toNumber'] : ['changeNumber', 'showCode'];
    case 'waiting':
      if (recipient !== null) return ['changeNumber', 'showCode'];
      return phase.name === 'waiting' && phase.code === null ? ['toNumber', 'newCode'] : ['toNumber'];
    case 'declined':
    case 'expired':
    case 'withdrawn':
    case 'released':
    case 'notSent':
      return recipient === null ? ['toNumber'] : ['changeNumber', 'showCode'];
    case 'refused':
      if (recipient === null) return ['toNumber'];
      // Where the number is what was wrong, to correct it is the next step and has its own button.
      return ERRORS[screen.problem] === 'correct' ? ['showCode'] : ['changeNumber', 'showCode'];
    case 'changing':
    case 'settledByHand':
    case 'releasing':
    case 'approved':
    case 'capturing':
    case 'captureUnclear':
    case 'partTaken':
    case 'paid':
    case 'paidPart':
    case 'refunding':
    case 'refundUnclear':
    case 'refundedPart':
    case 'refunded':
    case 'unclear':
    case 'attention':
      return [];
    default:
      return assertNever(screen, 'screen');
  }
}

/**
 * Whom a request should have gone to instead, by the request that was to be withdrawn for it. Main gives such a wish up
 * when the customer approves first; this window then says who was not asked. In memory only: after a restart the screen
 * says the same without the name.
 */
const wishes = new Map<Reference, Recipient>();
const MAX_WISHES = 100;

export function rememberWish(reference: Reference, recipient: Recipient): void {
  wishes.delete(reference);
  wishes.set(reference, recipient);
  const oldest = wishes.keys().next();
  if (wishes.size > MAX_WISHES && !oldest.done) wishes.delete(oldest.value);
}

/** Null is a code; undefined is no wish. */
export const wishOf = (reference: Reference): Recipient | undefined => wishes.get(reference);
