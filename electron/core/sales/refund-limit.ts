import { replaySale } from '../payment/state.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import { businessDayAt } from '../reports/business-day.ts';
import type { OpenSales } from './open-sales.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { ZERO, restOf, totalOf } from '../../../shared/money.ts';
import type { Minor, Sum } from '../../../shared/money.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import type { Actor, PersonRef } from '../../../shared/people.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

/** The shop's limit for refunds without a manager, and the day that a person's refunds are counted in. */
export interface RefundRule {
  readonly limit: Minor;
  /** Beginning of the business day, epoch ms. */
  readonly dayFrom: number;
}

export const refundRuleNow = (
  { calendar, clock }: { readonly calendar: Calendar; readonly clock: Clock },
  store: StoreSettings | null,
  limit: Minor,
): RefundRule => ({
  limit,
  dayFrom: businessDayAt(calendar, store?.dayStartsAt ?? 0, clock.now()).from,
});

const underWay = ({ phase }: Payment): Minor => (phase.name === 'refunding' ? phase.order.amount : ZERO);

/**
 * All that went back of a sale or is on its way, whoever did it, in the wallet's portal too: by the wallet's own sums.
 */
const givenBack = (sale: Sale): Sum =>
  totalOf(sale.payments.flatMap((payment) => [payment.amounts.refunded, underWay(payment)]));

/** What this person gave back since then without a manager's approval. */
function ownOf(sale: Sale, person: PersonRef, from: number): Sum {
  const own = ({ by, approvedBy }: { readonly by: PersonRef | null; readonly approvedBy: PersonRef | null }): boolean =>
    by?.id === person.id && approvedBy === null;
  return totalOf(
    sale.payments.flatMap((payment) => {
      const done = payment.movements.filter(
        (movement) => movement.kind === 'refund' && movement.at >= from && own(movement),
      );
      const now = payment.phase.name === 'refunding' && own(payment.phase.order) ? underWay(payment) : ZERO;
      return [...done.map(({ amount }) => amount), now];
    }),
  );
}

/**
 * The sales of which this person gave back something since then, or is giving back now. From the journal, so that a
 * restart forgets nothing; without an end, so that neither does a clock that was set back.
 */
function salesOf(openSales: OpenSales, journal: Journal, person: PersonRef, from: number): readonly Sale[] {
  const refunded = journal.dayBook
    .refundedBy(person.id, from)
    .flatMap((reference: Reference) => journal.dayBook.request(reference)?.saleId ?? []);
  const current = openSales.all
    .filter(({ payments }) => payments.some(({ phase }) => phase.name === 'refunding'))
    .map(({ saleId }) => saleId);
  return [...new Set<SaleId>([...refunded, ...current])].flatMap(
    (saleId) => openSales.find(saleId) ?? replaySale(journal.sale(saleId)) ?? [],
  );
}

/**
 * How much this actor may give back of the sale without a manager; null: as much as there is. The limit holds for a
 * sale, whoever gave back the rest of it, and for a person and day: in slices it is no more than at once. What a
 * manager approved uses up nothing of a person's day.
 */
export function refundLeft(
  { limit, dayFrom }: RefundRule,
  openSales: OpenSales,
  journal: Journal,
  sale: Sale,
  actor: Actor,
): Minor | null {
  if (actor.mayApprove) return null;
  const { by } = actor;
  const ofDay =
    by === null ? ZERO : totalOf(salesOf(openSales, journal, by, dayFrom).map((each) => ownOf(each, by, dayFrom)));
  const ofSale = givenBack(sale);
  return restOf(limit, ofSale > ofDay ? ofSale : ofDay);
}
