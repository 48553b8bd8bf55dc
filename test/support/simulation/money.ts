import type { JournalEvent } from '../../../electron/core/journal/events.ts';
import type { Payment as Booked } from '../../../electron/simulator/state.ts';
import type { Movement, Payment } from '../../../shared/payment.ts';
import { isTold } from '../journal/raw-entries.ts';
import type { Told } from '../journal/raw-entries.ts';

/**
 * What must hold about money that moved: who did it, how often, and who asked for it. The wallet's event log is the
 * truth: it has our key exactly where it was us [api 5.4].
 */

type Says = (rule: number, sentence: string) => void;

const total = (movements: readonly Movement[], kind: Movement['kind']): number =>
  movements.reduce((sum, movement) => sum + (movement.kind === kind ? movement.amount : 0), 0);

const KIND_OF: Readonly<Record<string, Movement['kind']>> = { CAPTURED: 'capture', REFUNDED: 'refund' };

/** What the wallet has really moved, oldest first. */
const movedAt = ({ events }: Booked) =>
  events.flatMap(({ name, value, idempotencyKey, success }) => {
    const kind = KIND_OF[name];
    return kind === undefined || !success ? [] : [{ kind, key: idempotencyKey, amount: value }];
  });

/** Where nothing is left to capture it makes no difference who captured it, and no call is spent on finding out. */
const mayBeMistaken = ({ kind }: Pick<Movement, 'kind'>, { amounts }: Payment): boolean =>
  kind === 'capture' && amounts.captured === amounts.authorized;

/** For what is on screen at any moment. */
export function checkShown(payment: Payment, book: Booked | undefined, says: Says): void {
  const { reference, movements, amounts } = payment;
  if (total(movements, 'capture') !== amounts.captured)
    says(3, `captures of ${reference} add up to ${total(movements, 'capture')}, not ${amounts.captured}`);
  if (total(movements, 'refund') !== amounts.refunded)
    says(3, `refunds of ${reference} add up to ${total(movements, 'refund')}, not ${amounts.refunded}`);
  const moved = book ? movedAt(book) : [];
  for (const movement of movements) {
    if (movement.key === null || movement.kind === 'release' || mayBeMistaken(movement, payment)) continue;
    const known = moved.some(
      ({ kind, key, amount }) => kind === movement.kind && key === movement.key && amount === movement.amount,
    );
    if (!known)
      says(
        2,
        `a ${movement.kind} of ${movement.amount} on ${reference} ` +
          'is shown as ours, and the wallet has none with its key',
      );
  }
}

export interface Rest {
  readonly told: Told;
  readonly book: Booked | undefined;
  /** As it is on screen; undefined where it is not. */
  readonly shown: Payment | undefined;
  /** Sum of the refunds to which the till has said yes. */
  readonly promised: number;
}

/** When everything has come to rest. */
export function checkAtRest({ told, book, shown, promised }: Rest, says: Says): void {
  const { reference, sums, needsPerson, wishes } = told;
  const ours = (book ? movedAt(book) : []).filter(({ key }) => key !== null);
  const keys = ours.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) says(1, `one wish has moved money of ${reference} twice`);
  const refunded = ours.reduce((sum, { kind, amount }) => sum + (kind === 'refund' ? amount : 0), 0);
  if (refunded > promised)
    says(1, `${refunded} of ${reference} were given back by the till, ${promised} were asked for`);
  for (const wish of wishes) {
    if (wish.kind !== 'capture' && wish.kind !== 'refund') continue;
    const done = keys.includes(wish.key);
    if (wish.rejected && done) says(2, `${wish.kind}.rejected on ${reference}, and the wallet has done it`);
    // What was not done is refused in words, waits for a person, or was a capture of which nothing was left.
    const nothingLeft = wish.kind === 'capture' && sums.captured + sums.cancelled >= sums.authorized;
    const accounted = done ? isTold(wish, told) || needsPerson : wish.rejected || needsPerson || nothingLeft;
    if (!accounted) says(7, `a ${wish.kind} of ${reference} is forgotten`);
  }
  for (const { kind, key } of ours)
    if (!wishes.some((wish) => wish.kind === kind && wish.key === key))
      says(4, `a ${kind} of ${reference} with a key that is not written`);
  if (!shown || shown.phase.name === 'capturing' || shown.phase.name === 'refunding') return;
  for (const { kind, key, amount } of ours) {
    const isShown = shown.movements.some(
      (movement) => movement.kind === kind && movement.key === key && movement.amount === amount,
    );
    if (!isShown) says(2, `our own ${kind} of ${amount} on ${reference} is not shown as ours`);
  }
}

/** Whether a cancel that gives a reservation back may leave now: what was to be captured before it is captured. */
export function mayRelease(reference: string, events: readonly JournalEvent[], book: Booked | undefined): boolean {
  const before = events.findLast((event) => event.type === 'capture.requested' && event.reference === reference);
  if (before?.type !== 'capture.requested' || before.rest === 'keep') return true;
  if (events.some((event) => event.type === 'capture.rejected' && event.key === before.capture.key)) return true;
  return book !== undefined && movedAt(book).some(({ key }) => key === before.capture.key);
}
