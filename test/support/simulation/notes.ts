import type { Payment as Booked } from '../../../electron/simulator/state.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';

/** One line of the story. `sale` is the place of the sale in its day, null for what concerns all. */
export interface Note {
  readonly at: number;
  readonly who: 'cashier' | 'wallet' | 'portal' | 'wire' | 'machine' | 'journal' | 'screen' | 'rule';
  readonly sale: number | null;
  readonly what: string;
}

export interface BookedSentence {
  readonly reference: string;
  readonly at: number;
  readonly what: string;
}

/** The wallet's event logs, one sentence for each entry. */
export const bookedSentences = (books: readonly Booked[]): readonly BookedSentence[] =>
  books.flatMap(({ reference, events }) =>
    events.map(({ name, value, at, success, idempotencyKey }) => ({
      reference,
      at,
      what:
        `${name} ${(value / 100).toFixed(2)}${success ? '' : ', refused'} on ` +
        `${reference}${idempotencyKey === null ? '' : ` (${idempotencyKey.slice(0, 8)})`}`,
    })),
  );

/** What is on screen of a sale. */
export function shownSentence(sale: Sale): string {
  const { phase, certainty, attention, attempt, amounts } = currentPayment(sale);
  const doubt = certainty.name === 'unclear' ? ', unclear' : '';
  const called = attention === null ? '' : `, needs attention (${attention})`;
  const money =
    amounts.captured === 0
      ? ''
      : `, ${amounts.captured} taken${amounts.refunded === 0 ? '' : `, ${amounts.refunded} given back`}`;
  return `request ${attempt} is ${phase.name}${doubt}${money}${called}`;
}
