import type { Reference } from '../../../shared/ids.ts';
import { isPaid } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Movement, Payment, Sale } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { Lesson } from '../../../shared/school.ts';

/** What a sale shows that somebody has practised. */
export interface Shown {
  readonly lesson: Lesson;
  readonly by: PersonRef | null;
}

/** Of the payments of a sale, those that it is true of; done by who had asked for the money. */
type Rule = (payment: Payment, sale: Sale, doubted: ReadonlySet<Reference>) => boolean;

const isPart = ({ kind, amount }: Movement, payment: Payment): boolean =>
  kind === 'capture' && amount < payment.amount.value;

/** The request before it went to another number, and was withdrawn before this one was sent. */
const correctsNumber: Rule = ({ attempt, method, recipient }, { payments }) => {
  const before = payments.find((each) => each.attempt === attempt - 1);
  if (before?.phase.name !== 'terminated' || before.method !== 'phone' || method !== 'phone') return false;
  return JSON.stringify(before.recipient) !== JSON.stringify(recipient);
};

const ASKED: Readonly<Partial<Record<Lesson, Rule>>> = {
  sale: (payment) => payment.method === 'phone' && isPaid(payment),
  code: (payment) => payment.method === 'code' && isPaid(payment),
  declined: ({ phase }) => phase.name === 'aborted',
  wrongNumber: correctsNumber,
  // Nobody answered, and nothing took its place: it ran out, or was cancelled here.
  noAnswer: (payment, sale) =>
    (payment.phase.name === 'expired' || payment.phase.name === 'terminated') &&
    payment === currentPayment(sale) &&
    sale.changingTo === null,
  // The doubt was waited out: the sale was not asked for once more.
  unclear: ({ reference, certainty, attention }, { payments }, doubted) =>
    doubted.has(reference) && certainty.name === 'confirmed' && attention === null && payments.length === 1,
};

/** Of what moved, done by who moved it; what was done in the portal is nobody's. */
const MOVED: Readonly<Partial<Record<Lesson, (movement: Movement, payment: Payment) => boolean>>> = {
  part: isPart,
  refund: ({ kind }) => kind === 'refund',
};

const lessonsOf = <T>(rules: Readonly<Partial<Record<Lesson, T>>>): readonly (readonly [Lesson, T])[] =>
  Object.entries(rules) as unknown as readonly (readonly [Lesson, T])[];

/**
 * What was practised with a sale, as the wallet's answers left it: who pressed what is not asked.
 *
 * @param doubted payments of which it was not known at some time how they stood
 */
export function shownBy(sale: Sale, doubted: ReadonlySet<Reference>): readonly Shown[] {
  return sale.payments.flatMap((payment) => [
    ...lessonsOf(ASKED).flatMap(([lesson, rule]) =>
      rule(payment, sale, doubted) ? [{ lesson, by: payment.requestedBy }] : [],
    ),
    ...lessonsOf(MOVED).flatMap(([lesson, rule]) =>
      payment.movements
        .filter((movement) => movement.key !== null && rule(movement, payment))
        .map(({ by }) => ({ lesson, by })),
    ),
  ]);
}
