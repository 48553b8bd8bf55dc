import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { CONNECTION_OVER_MS, neverArrivedMs } from '../../../electron/core/payment/outcomes.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import { isFinal, isPaid, isUnpaid } from '../../../shared/payment-standing.ts';
import { reservedOf } from '../../../shared/payment.ts';
import type { Movement, Operation, Payment } from '../../../shared/payment.ts';
import { assertNever } from '../../../shared/result.ts';
import { FRESH } from './inputs.ts';
import type { Given, Reaction } from './inputs.ts';

/** What must hold for each cell of the table of state × input, said without looking at how the machine decides. */

const SUMS = ['authorized', 'captured', 'cancelled', 'refunded'] as const;

/** The failure that an outcome brings, or null where it brings an answer. */
function failureOf(outcome: Outcome): ApiFailure | null {
  return 'failure' in outcome ? outcome.failure : null;
}

/** Whether the API itself has said something about this payment. */
function isAnswer(given: Given): boolean {
  if (given.kind !== 'outcome' || given.outcome.type === 'restarted') return false;
  const failure = failureOf(given.outcome);
  return failure === null || failure.kind === 'rejected';
}

/** Whether it is proved that nothing can be paid on this reference, although no report of an end has come. */
function nothingCanBePaid(before: Payment, given: Given): boolean {
  const { phase } = before;
  if (phase.name !== 'registering') return false;
  if (given.kind !== 'intent' && given.kind !== 'outcome') return false;
  if (given.kind === 'intent') return given.intent.type === 'cancel' && !given.intent.sending && !phase.mayExist;
  const { outcome } = given;
  switch (outcome.type) {
    case 'createFailed':
      if (outcome.failure.kind === 'unclear') return false;
      // A key that the API itself has rejected stays rejected; what a gateway says about one try proves nothing about
      // an earlier one.
      return !phase.mayExist || (outcome.failure.kind === 'rejected' && outcome.failure.problemCode !== null);
    case 'lookFailed':
    case 'eventsFailed':
      return (
        outcome.failure.kind === 'rejected' &&
        outcome.failure.error === 'wallet.referenceUnknown' &&
        outcome.quietMs >= neverArrivedMs(before)
      );
    case 'events':
      return outcome.answer.events.some(
        ({ name, idempotencyKey }) => name === 'CREATED' && idempotencyKey === 'stranger',
      );
    case 'restarted':
    case 'created':
    case 'read':
    case 'operationFailed':
      return false;
    default:
      return assertNever(outcome, 'outcome');
  }
}

const reportIn = (events: readonly NewEvent[]) => events.find((event) => event.type === 'payment.reported');

const reportOf = (given: Given) =>
  given.kind === 'outcome' && given.outcome.type === 'read' ? given.outcome.answer.report : null;

function aboutMoney(before: Payment, after: Payment, events: readonly NewEvent[], given: Given): string[] {
  const broken: string[] = [];
  const report = reportOf(given);
  const wasPaid = before.phase.name === 'captured' || before.phase.name === 'refunding';
  if (after.phase.name === 'captured' && !isPaid(after))
    broken.push('captured without everything being captured or given back');
  if (
    after.phase.name === 'captured' &&
    !wasPaid &&
    (report === null || (report.amounts.captured < before.amount.value && reservedOf(report) > 0))
  )
    broken.push('captured without the API having said so');
  if (isUnpaid(after.phase) && !isUnpaid(before.phase)) {
    if (
      after.phase.name === 'refused' ? !nothingCanBePaid(before, given) : report === null || report.state === 'CREATED'
    )
      broken.push(`${after.phase.name} without proof`);
    if (after.amounts.authorized > after.amounts.cancelled) broken.push(`${after.phase.name} while money is reserved`);
    if (after.amounts.captured > 0) broken.push(`${after.phase.name} while money was taken`);
  }
  for (const sum of SUMS) if (after.amounts[sum] < before.amounts[sum]) broken.push(`${sum} shrank`);
  const told = reportIn(events);
  if (
    told &&
    (report === null || told.state !== report.state || SUMS.some((sum) => told.amounts[sum] !== report.amounts[sum]))
  )
    broken.push('a report was written that nobody gave');
  return broken;
}

const total = (movements: readonly Movement[], kind: Movement['kind']): number =>
  movements.reduce((sum, movement) => sum + (movement.kind === kind ? movement.amount : 0), 0);

/** What moved adds up to the API's sums, and is called ours only where that is proved. */
function aboutMovements(before: Payment, after: Payment, given: Given): string[] {
  const broken: string[] = [];
  if (total(after.movements, 'capture') !== after.amounts.captured) broken.push('captures do not add up');
  if (total(after.movements, 'refund') !== after.amounts.refunded) broken.push('refunds do not add up');
  if (total(after.movements, 'release') !== (after.amounts.authorized > 0 ? after.amounts.cancelled : 0))
    broken.push('what was given back does not add up');
  const keys = after.movements.flatMap(({ key }) => key ?? []);
  if (new Set(keys).size !== keys.length) broken.push('one operation moved money twice');
  const { phase } = before;
  for (const movement of after.movements.slice(before.movements.length)) {
    if (movement.key === null || movement.kind === 'release') continue;
    const under =
      phase.name === 'capturing'
        ? { ...phase.order, key: phase.capture.key }
        : phase.name === 'refunding'
          ? { ...phase.order, key: phase.refund.key }
          : null;
    if (under?.key !== movement.key || movement.amount !== under.amount)
      broken.push('a movement of an operation that is not under way, or of another amount');
    if (!isAllThatIsLeft(before) && !isItsAnswer(before, given) && !('found' in phase && phase.found))
      broken.push('a movement is called ours by its sum alone');
    if (movement.by === null && under?.by !== null) broken.push('a movement forgot who wanted it');
  }
  return broken;
}

/** The answer to the operation under way, and to no other. */
const isItsAnswer = (before: Payment, given: Given): boolean =>
  given.kind === 'outcome' &&
  given.outcome.type === 'read' &&
  given.outcome.operation !== null &&
  given.outcome.operation.key === pendingOperation(before)?.key;

/** A capture after which nothing is left that could be captured once more. */
const isAllThatIsLeft = ({ phase, amounts, amount }: Payment): boolean =>
  phase.name === 'capturing' &&
  phase.order.amount >= (amounts.authorized === 0 ? amount.value : reservedOf({ amounts }));

const isRejected = (event: NewEvent, key: string): boolean =>
  (event.type === 'capture.rejected' || event.type === 'cancel.rejected' || event.type === 'refund.rejected') &&
  event.key === key;

function aboutOperations(before: Payment, { step, after }: Reaction, given: Given): string[] {
  const broken: string[] = [];
  const was = pendingOperation(before);
  const is = pendingOperation(after);
  if (is && is.key !== was?.key && is.key !== FRESH) broken.push('an operation with a key from nowhere');
  const rejected = was !== null && step.events.some((event) => isRejected(event, was.key));
  if (was && is && is.key !== was.key) {
    const registered = was.kind === 'create' && step.events.some((event) => event.type === 'payment.registered');
    const thenReleased =
      was.kind === 'capture' &&
      is.kind === 'cancel' &&
      isItsAnswer(before, given) &&
      reportIn(step.events) !== undefined;
    if (!rejected && !registered && !thenReleased) broken.push(`the ${was.kind} got another key without an answer`);
  }
  if (was && !is && !isAnswer(given) && !isFinal(after.phase) && !rejected)
    broken.push(`the ${was.kind} was dropped without an answer`);
  if (
    was &&
    is?.key !== was.key &&
    mustBeProved(before) &&
    !rejected &&
    !isItsAnswer(before, given) &&
    !step.events.some((event) => event.type === 'operation.found' && event.key === was.key)
  ) {
    broken.push(`the ${was.kind} was concluded by sums alone`);
  }
  if (
    rejected &&
    given.kind === 'outcome' &&
    given.outcome.type !== 'operationFailed' &&
    !isProvedNotDone(was, given.outcome)
  )
    broken.push(`the ${was?.kind} was called refused without an answer to it`);
  if (before.phase.name === 'registering' && after.phase.name === 'registering' && was?.key !== is?.key)
    broken.push('a create changed its key');
  // The machine sends what is new; a repetition is the plan's, with the old key.
  if (step.effects.includes('send') && (is === null || is.key === was?.key))
    broken.push('something is sent that is not new');
  if (is && is.key !== was?.key && !step.effects.includes('send')) broken.push('a new operation is not sent');
  return broken;
}

/** No connection can carry it any more, and the wallet's log does not have it. */
const isProvedNotDone = ({ key }: Operation, outcome: Outcome): boolean =>
  outcome.type === 'events' &&
  outcome.quietMs > CONNECTION_OVER_MS &&
  !outcome.answer.events.some(({ idempotencyKey, success }) => success && idempotencyKey === key);

/** A repetition of it could move money twice, so nothing but proof may end it. */
const mustBeProved = (payment: Payment): boolean =>
  payment.phase.name === 'refunding' || (payment.phase.name === 'capturing' && !isAllThatIsLeft(payment));

function aboutKnowledge(before: Payment, after: Payment, given: Given): string[] {
  const broken: string[] = [];
  const ended = isFinal(after.phase) && !isFinal(before.phase);
  if (before.certainty.name === 'unclear' && after.certainty.name === 'confirmed' && !isAnswer(given) && !ended)
    broken.push('doubt ended without an answer of the API');
  if (ended && after.certainty.name === 'unclear') broken.push(`${after.phase.name} and unclear at once`);
  if (before.attention !== null && after.attention === null && !isAnswer(given) && given.kind !== 'resolve' && !ended)
    broken.push('the call for a person ended without an answer and without a person');
  // What a gateway says about one try proves nothing about an earlier one.
  const failure = given.kind === 'outcome' ? failureOf(given.outcome) : null;
  const byGateway = failure?.kind === 'rejected' && failure.problemCode === null;
  if (before.certainty.name === 'unclear' && after.certainty.name === 'confirmed' && byGateway && !ended)
    broken.push('doubt ended by a gateway');
  if ((given.kind === 'resolve' || given.kind === 'reopen') && after.phase !== before.phase)
    broken.push("a person's reason moved the payment");
  return broken;
}

function aboutEnds(before: Payment, { step, after }: Reaction, given: Given): string[] {
  const refund = given.kind === 'intent' && given.intent.type === 'refund';
  // The wallet knows a request that it was thought to have refused: the wallet is right.
  const isLate =
    before.phase.name === 'refused' &&
    before.phase.problem !== 'wallet.referenceTaken' &&
    reportIn(step.events)?.state === 'AUTHORIZED';
  if (!isFinal(before.phase) || refund || isLate) return [];
  const broken: string[] = [];
  if (after.phase.name !== before.phase.name || JSON.stringify(after.phase) !== JSON.stringify(before.phase))
    broken.push('an end ended');
  if (step.effects.includes('send')) broken.push('something is sent for a payment that has ended');
  return broken;
}

/** Nothing moves on what a person has settled by hand, and news of money takes it out of that state. */
function aboutSettled(before: Payment, { step, after }: Reaction, given: Given): string[] {
  if (before.resolution === null || before.attention !== null || isFinal(before.phase)) return [];
  const broken: string[] = [];
  if (given.kind === 'intent' && step.events.length > 0) broken.push('money moves on what was settled by hand');
  const grew = (['authorized', 'captured', 'refunded'] as const).some(
    (sum) => after.amounts[sum] > before.amounts[sum],
  );
  if (grew && after.attention === null) broken.push('money appears on what was settled by hand, and nobody is called');
  return broken;
}

/** @returns the rules that this reaction breaks, each as a phrase */
export const brokenBy = (before: Payment, given: Given, reaction: Reaction): readonly string[] => [
  ...aboutSettled(before, reaction, given),
  ...aboutMoney(before, reaction.after, reaction.step.events, given),
  ...aboutMovements(before, reaction.after, given),
  ...aboutOperations(before, reaction, given),
  ...aboutKnowledge(before, reaction.after, given),
  ...aboutEnds(before, reaction, given),
];
