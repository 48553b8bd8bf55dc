import { ERRORS } from '../../shared/errors.ts';
import type { Reference } from '../../shared/ids.ts';
import type { Method } from '../../shared/methods.ts';
import type { Asked, Payment, Sale } from '../../shared/payment.ts';
import { policyOf } from '../../shared/methods.ts';
import { lacksCode } from '../../shared/shown-code.ts';
import { assertNever } from '../../shared/result.ts';
import type { Text } from '../i18n/index.ts';
import type { SaleScreen } from '../state/select-screen.ts';

/**
 * What is to happen instead: another number, a number instead of a code, a code instead of a number, or another code.
 */
export type Way = 'changeNumber' | 'toNumber' | 'showCode' | 'newCode';

type Key = Parameters<Text>[0];

/** What the till says and offers about a request, by how the customer is asked. */
interface MethodLook {
  /** In as few words as a row has room for, and at the beginning of a sentence; null: by the end of the number. */
  readonly short: Key | null;
  readonly customer: Key | null;
  /** That the request still stands · that this one follows · that it was not made · that it was approved late. */
  readonly still: Key;
  readonly next: Key;
  readonly tooLate: Key;
  readonly late: Key;
  /** While it is sent · while the customer has it · when that takes long. */
  readonly sending: Key;
  readonly waiting: Key;
  readonly coach: Key;
  /** Other ways to ask. */
  readonly instead: readonly Way[];
}

const LOOKS: Readonly<Record<Method, MethodLook>> = {
  phone: {
    short: null,
    customer: null,
    still: 'recipient.change.stillPhone',
    next: 'recipient.changing.thenPhone',
    tooLate: 'recipient.tooLate.phone',
    late: 'alerts.late',
    sending: 'state.sending',
    waiting: 'state.waiting',
    coach: 'state.coachNumber',
    instead: ['changeNumber', 'showCode'],
  },
  code: {
    short: 'recipient.code',
    customer: 'recipient.customer',
    still: 'recipient.change.stillCode',
    next: 'recipient.changing.thenCode',
    tooLate: 'recipient.tooLate.code',
    late: 'alerts.lateCode',
    sending: 'recipient.scan.getting',
    waiting: 'recipient.scan.waiting',
    coach: 'recipient.scan.coachNumber',
    instead: ['toNumber'],
  },
  personalCode: {
    short: 'recipient.personalCode',
    customer: 'recipient.customer',
    still: 'recipient.change.stillPersonalCode',
    next: 'recipient.changing.thenPersonalCode',
    tooLate: 'recipient.tooLate.personalCode',
    late: 'alerts.lateCode',
    sending: 'recipient.personal.sending',
    waiting: 'recipient.personal.waiting',
    coach: 'recipient.personal.coach',
    instead: ['toNumber', 'showCode'],
  },
};

const byNumber = (key: Key | null, { recipient }: Asked, text: Text): string =>
  key === null ? `…${recipient?.lastTwo ?? ''}` : text(key);

/** Who is asked, in as few words as a row has room for: the end of the number, or that it is a code. */
export const recipientWords = (asked: Asked, text: Text): string => byNumber(LOOKS[asked.method].short, asked, text);

/** The customer at the beginning of a sentence: the end of the number, or that it is whoever scanned the code. */
export const customerWords = (asked: Asked, text: Text): string => byNumber(LOOKS[asked.method].customer, asked, text);

/** A sentence that each method has its own of. */
export const askedText = (
  sentence: 'still' | 'next' | 'tooLate' | 'late' | 'sending' | 'waiting' | 'coach',
  asked: Asked,
  text: Text,
  values: Readonly<Record<string, string>> = {},
): string => text(LOOKS[asked.method][sentence], { phone: customerWords(asked, text), ...values });

/**
 * Other ways to ask the customer, beside the one next step of a screen. None while a request may have been approved, or
 * is not known.
 */
export function otherWays(screen: SaleScreen, payment: Payment, sale: Pick<Sale, 'codePicture'>): readonly Way[] {
  const { method } = payment;
  const { instead } = LOOKS[method];
  switch (screen.name) {
    case 'sending':
    case 'cancelling':
      return instead;
    case 'waiting':
      return policyOf(payment).shows === 'code' && lacksCode(payment, sale) ? [...instead, 'newCode'] : instead;
    case 'declined':
    case 'expired':
    case 'withdrawn':
    case 'released':
    case 'notSent':
      return instead;
    case 'refused':
      // Where the number is what was wrong, to correct it is the next step and has its own button.
      return ERRORS[screen.problem] === 'correct' ? instead.filter((way) => way !== 'changeNumber') : instead;
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
 * How a request should have asked instead, by the request that was to be withdrawn for it. Main gives such a wish up
 * when the customer approves first; this window then says who was not asked. In memory only: after a restart the screen
 * says the same without the name.
 */
const wishes = new Map<Reference, Asked>();
const MAX_WISHES = 100;

export function rememberWish(reference: Reference, asked: Asked): void {
  wishes.delete(reference);
  wishes.set(reference, asked);
  const oldest = wishes.keys().next();
  if (wishes.size > MAX_WISHES && !oldest.done) wishes.delete(oldest.value);
}

export const wishOf = (reference: Reference): Asked | undefined => wishes.get(reference);
