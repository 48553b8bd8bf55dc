import { difference, totalOf, ZERO } from '../../../shared/money.ts';
import type { Sum } from '../../../shared/money.ts';
import { addDays } from '../../../shared/calendar-date.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import type { Reference } from '../../../shared/ids.ts';
import type { Movement, Payment } from '../../../shared/payment.ts';
import type { JournalEvent } from '../journal/events.ts';
import type { MovedMoney } from '../ports/day-book.ts';
import type { WalletAsked } from './reconcile.ts';

/** Both included. */
export function daysFrom(first: CalendarDate, last: CalendarDate): number {
  let days = 1;
  for (let date = first; date < last; date = addDays(date, 1)) days += 1;
  return days;
}

/**
 * The entry by which the till learnt that the customer approved a request that it had withdrawn or given up; null where
 * that did not happen.
 */
export function approvedLateAt(events: readonly JournalEvent[], reference: Reference): number | null {
  const own = events.filter((event) => 'reference' in event && event.reference === reference);
  const approved = own.findIndex((event) => event.type === 'payment.reported' && event.state === 'AUTHORIZED');
  const givenUp = own.findIndex(
    (event) => event.type === 'payment.refused' || (event.type === 'cancel.requested' && event.mode === 'withdraw'),
  );
  return approved !== -1 && givenUp !== -1 && givenUp < approved ? (own[approved]?.seq ?? null) : null;
}

export type Answer = Pick<WalletAsked, 'wallet' | 'walletHas'>;
const NOTHING = { capture: 0, refund: 0, reservation: 0 };
export const NOT_ASKED: Answer = { wallet: 'notAsked', walletHas: NOTHING };

const movedOf = (movements: readonly Movement[], kind: MovedMoney['kind']): Sum =>
  totalOf(movements.flatMap((each) => (each.kind === kind ? [each.amount] : [])));

/** What the journal says has moved, held against the wallet's own sums. */
export function held(payment: Payment | null): Answer {
  if (!payment) return { wallet: 'agrees', walletHas: NOTHING };
  const { amounts, movements } = payment;
  const capture = difference(amounts.captured, movedOf(movements, 'capture'));
  const refund = difference(amounts.refunded, movedOf(movements, 'refund'));
  const wallet = capture === 0 && refund === 0 ? 'agrees' : 'differs';
  return { wallet, walletHas: { capture, refund, reservation: 0 } };
}

const lacks = (sum: Sum): number => difference(ZERO, sum);

/** Of a payment that the wallet does not know, all that the journal has is missing there. */
export function unknown(movements: readonly Movement[], reserved: Sum): Answer {
  const [taken, givenBack] = [movedOf(movements, 'capture'), movedOf(movements, 'refund')];
  if (totalOf([taken, givenBack, reserved]) === 0) return { wallet: 'agrees', walletHas: NOTHING };
  return {
    wallet: 'unknown',
    walletHas: { capture: lacks(taken), refund: lacks(givenBack), reservation: lacks(reserved) },
  };
}
