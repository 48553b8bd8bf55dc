import type { Sale } from '../../../../shared/payment.ts';
import type { NewEvent } from '../../../core/journal/events.ts';
import { applySaleEvent } from '../../../core/payment/state.ts';

/**
 * A sale and the number of the entry by which each of its requests and movements came into the journal. Days go by the
 * clock, closings by these numbers: a clock that was set back over a closing can neither hide a movement from it nor
 * count one twice.
 */
export interface Posting {
  readonly sale: Sale;
  readonly seqs: ReadonlyMap<string, number>;
}

export const requestKey = (reference: string): string => reference;
export const movementKey = (reference: string, n: number): string => `${reference}#${n}`;

/** The sale after one more of its entries; `before` may know the numbers of none of its earlier ones. */
export function post(
  before: Posting | { readonly sale: Sale | null; readonly seqs: ReadonlyMap<string, number> },
  event: NewEvent,
  seq: number,
): Posting {
  const sale = applySaleEvent(before.sale, event);
  const seqs = new Map(before.seqs);
  sale.payments.forEach(({ reference, movements }, index) => {
    const known = before.sale?.payments[index];
    if (!known) seqs.set(requestKey(reference), seq);
    for (let n = known?.movements.length ?? 0; n < movements.length; n += 1) seqs.set(movementKey(reference, n), seq);
  });
  return { sale, seqs };
}

export const UNPOSTED = { sale: null, seqs: new Map<string, number>() };

/** @throws when the entries cannot follow on each other */
export function replayPosting(events: readonly { readonly event: NewEvent; readonly seq: number }[]): Posting | null {
  return events.reduce<Posting | null>((posting, { event, seq }) => post(posting ?? UNPOSTED, event, seq), null);
}
