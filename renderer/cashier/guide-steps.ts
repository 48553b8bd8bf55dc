import { isPaid, isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import type { Lesson } from '../../shared/school.ts';
import { screenOf } from '../state/select-screen.ts';
import type { SaleScreenName } from '../state/select-screen.ts';

export type GuideStep =
  | 'amount'
  | 'amountForCode'
  | 'loseAnswer'
  | 'number'
  | 'send'
  | 'code'
  | 'approve'
  | 'decline'
  | 'changeNumber'
  | 'ignore'
  | 'take'
  | 'handPart'
  | 'rest'
  | 'refund'
  | 'slip'
  | 'unclear'
  | 'day'
  | 'next'
  | 'practised'
  | 'moment';

/** What has been keyed of the next sale. */
export interface Keyed {
  readonly amount: boolean;
  readonly number: boolean;
}

const UNCLEAR: ReadonlySet<SaleScreenName> = new Set(['unclear', 'captureUnclear', 'refundUnclear']);

/** While nothing is in the middle: a sale is keyed. */
function keying(lesson: Lesson, { amount, number }: Keyed): GuideStep {
  if (lesson === 'closing') return 'day';
  if (lesson === 'code') return amount ? 'code' : 'amountForCode';
  if (!amount) return lesson === 'unclear' ? 'loseAnswer' : 'amount';
  return number ? 'send' : 'number';
}

/** While the customer is asked. */
function asked(lesson: Lesson, sale: Sale): GuideStep {
  if (lesson === 'declined') return 'decline';
  if (lesson === 'noAnswer') return 'ignore';
  return lesson === 'wrongNumber' && sale.payments.length === 1 ? 'changeNumber' : 'approve';
}

/** Once the money is taken. */
const taken = (lesson: Lesson): GuideStep => (lesson === 'refund' || lesson === 'slip' ? lesson : 'next');

/**
 * What to do now.
 *
 * @param sale the one in the middle, or null while one is keyed
 * @param done the till has seen that it was done
 */
export function guideStep(lesson: Lesson, sale: Sale | null, keyed: Keyed, done = false): GuideStep {
  if (sale === null) return keying(lesson, keyed);
  const { name } = screenOf(sale);
  const payment: Payment = currentPayment(sale);
  if (name === 'partTaken') return 'rest';
  // One that began as something else is brought to its end all the same.
  if (name === 'approved') return lesson === 'part' && !done ? 'handPart' : 'take';
  if (name === 'waiting') return asked(lesson, sale);
  if (UNCLEAR.has(name)) return 'unclear';
  if (isPaid(payment) || isUnpaid(payment.phase)) return done ? 'practised' : taken(lesson);
  return 'moment';
}

/** What is pressed for it, by test id; a phone stands in a window of its own. The last that is there counts. */
export const PRESSED: Readonly<Record<GuideStep, readonly string[]>> = {
  amount: ['amount'],
  amountForCode: ['amount'],
  loseAnswer: ['more', 'go-phone'],
  number: ['phone-number'],
  send: ['send'],
  code: ['ask-by-code'],
  approve: ['more', 'go-phone'],
  decline: ['more', 'go-phone'],
  changeNumber: ['change-number'],
  ignore: ['cancel'],
  take: ['capture'],
  handPart: ['deliver-part'],
  rest: ['release', 'capture'],
  refund: ['refund', 'give-back'],
  slip: ['save-pdf', 'print-slip'],
  unclear: ['check-now'],
  day: ['go-day', 'to-closing', 'close-day'],
  next: ['new-sale'],
  practised: ['new-sale'],
  moment: [],
};
