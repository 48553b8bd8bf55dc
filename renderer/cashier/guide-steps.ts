import { isPaid, isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Method } from '../../shared/methods.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { screenOf } from '../state/select-screen.ts';
import type { SaleScreenName } from '../state/select-screen.ts';

/** What is practised, in this order: a sale by number, one by code, and one that the customer does not want. */
export const LESSONS = ['phone', 'code', 'declined'] as const;
export type Lesson = (typeof LESSONS)[number];

export type GuideStep =
  | 'amount'
  | 'amountForCode'
  | 'number'
  | 'send'
  | 'code'
  | 'approve'
  | 'decline'
  | 'take'
  | 'next'
  | 'moment';

const METHODS: Readonly<Record<Lesson, Method>> = { phone: 'phone', code: 'code', declined: 'phone' };

const isBy = (method: Method) => (payment: Payment) => payment.method === method;

/** Whether it was practised: the guide checks itself against what is sold, and remembers nothing. */
function isDone(lesson: Lesson, sales: readonly Sale[]): boolean {
  const payments = sales.flatMap((sale) => sale.payments);
  return lesson === 'declined'
    ? payments.some(({ phase }) => phase.name === 'aborted')
    : payments.filter(isBy(METHODS[lesson])).some(isPaid);
}

/** The lesson that comes next, or null when all are done. */
export const nextLesson = (sales: readonly Sale[]): Lesson | null =>
  LESSONS.find((lesson) => !isDone(lesson, sales)) ?? null;

/** What has been keyed of the next sale. */
export interface Keyed {
  readonly amount: boolean;
  readonly number: boolean;
}

const UNDER_WAY: ReadonlySet<SaleScreenName> = new Set(['approved', 'waiting']);

/** What to do now. @param sale the one in the middle, or null while one is keyed */
export function guideStep(lesson: Lesson, sale: Sale | null, keyed: Keyed): GuideStep {
  if (sale === null) {
    if (lesson === 'code') return keyed.amount ? 'code' : 'amountForCode';
    if (!keyed.amount) return 'amount';
    return keyed.number ? 'send' : 'number';
  }
  const { name } = screenOf(sale);
  const payment = currentPayment(sale);
  if (isPaid(payment) || isUnpaid(payment.phase)) return 'next';
  // One that began as something else is brought to its end all the same.
  if (name === 'approved') return 'take';
  if (!UNDER_WAY.has(name)) return 'moment';
  return lesson === 'declined' ? 'decline' : 'approve';
}
