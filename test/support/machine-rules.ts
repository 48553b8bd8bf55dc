import { NEVER_ARRIVED_MS } from '../../electron/core/payment-machine.ts';
import type { Outcome } from '../../electron/core/payment-machine.ts';
import { pendingOperation } from '../../electron/core/payment-steps.ts';
import type { NewEvent } from '../../electron/core/journal-events.ts';
import type { ApiFailure } from '../../electron/core/ports.ts';
import { isFinal, isPaid, isUnpaid } from '../../shared/payment.ts';
import type { Payment } from '../../shared/payment.ts';
import { assertNever } from '../../shared/result.ts';
import { FRESH } from './machine-inputs.ts';
import type { Given, Reaction } from './machine-inputs.ts';

/** What must hold for each cell of the table of state × input, said without looking at how the machine decides. */

const SUMS = ['authorized', 'captured', 'cancelled', 'refunded'] as const;

/** The failure that an outcome brings, or null where it brings an answer. */
function failureOf(outcome: Outcome): ApiFailure | null {
  return 'failure' in outcome ? outcome.failure : null;
}

/** Whether the API itself has said something about this payment. */
function isAnswer(given: Given): boolean {
  if (given.kind !== 'outcome' || given.outcome.type === 'recovered') return false;
  const failure = failureOf(given.outcome);
  return failure === null || failure.kind === 'rejected';
}

/** Whether it is proved that nothing can be paid on this reference, although no report of an end has come. */
function nothingCanBePaid(before: Payment, given: Given): boolean {
  const { phase } = before;
  if (phase.name !== 'registering') return false;
  if (given.kind === 'resolve') return false;
  if (given.kind === 'intent') return given.intent.type === 'cancel' && !given.intent.sending && !phase.mayExist;
  const { outcome } = given;
  switch (outcome.type) {
    case 'createFailed':
      if (outcome.failure.kind === 'unclear') return false;
      // A key that the API itself has rejected stays rejected; what a gateway says about one try proves nothing about an earlier one.
      return !phase.mayExist || (outcome.failure.kind === 'rejected' && outcome.failure.problemCode !== null);
    case 'lookFailed':
    case 'eventsFailed':
      return outcome.failure.kind === 'rejected' && outcome.failure.error === 'wallet.referenceUnknown' && outcome.quietMs >= NEVER_ARRIVED_MS;
    case 'events':
      return outcome.answer.events.some(({ name, idempotencyKey }) => name === 'CREATED' && idempotencyKey !== phase.create.key);
    case 'recovered':
    case 'created':
    case 'report':
    case 'operationFailed':
      return false;
    default:
      return assertNever(outcome, 'outcome');
  }
}

const reportIn = (events: readonly NewEvent[]) => events.find((event) => event.type === 'payment.reported');

function aboutMoney(before: Payment, after: Payment, events: readonly NewEvent[], given: Given): string[] {
  const broken: string[] = [];
  const report = given.kind === 'outcome' && given.outcome.type === 'report' ? given.outcome.answer.report : null;
  if (after.phase.name === 'captured' && (!isPaid(after) || after.amounts.captured < after.amount.value)) broken.push('captured without the whole sum captured');
  if (after.phase.name === 'captured' && before.phase.name !== 'captured' && (report === null || report.amounts.captured < before.amount.value)) broken.push('captured without the API having said so');
  if (isUnpaid(after.phase) && !isUnpaid(before.phase)) {
    if (after.phase.name === 'refused' ? !nothingCanBePaid(before, given) : report === null || report.state === 'CREATED') broken.push(`${after.phase.name} without proof`);
    if (after.amounts.authorized > after.amounts.cancelled) broken.push(`${after.phase.name} while money is reserved`);
  }
  for (const sum of SUMS) if (after.amounts[sum] < before.amounts[sum]) broken.push(`${sum} shrank`);
  const told = reportIn(events);
  if (told && (report === null || told.state !== report.state || SUMS.some((sum) => told.amounts[sum] !== report.amounts[sum]))) broken.push('a report was written that nobody gave');
  return broken;
}

function aboutOperations(before: Payment, { step, after }: Reaction, given: Given): string[] {
  const broken: string[] = [];
  const was = pendingOperation(before);
  const is = pendingOperation(after);
  if (is && is.key !== was?.key && is.key !== FRESH) broken.push('an operation with a key from nowhere');
  if (was && is && is.key !== was.key) {
    const answered = step.events.some((event) => (event.type === 'capture.rejected' || event.type === 'cancel.rejected') && event.key === was.key);
    const registered = was.kind === 'create' && step.events.some((event) => event.type === 'payment.registered');
    if (!answered && !registered) broken.push(`the ${was.kind} got another key without an answer`);
  }
  if (was && !is && !isAnswer(given) && !isFinal(after.phase) && !step.events.some((event) => event.type === 'cancel.rejected' && event.key === was.key)) broken.push(`the ${was.kind} was dropped without an answer`);
  if (before.phase.name === 'registering' && after.phase.name === 'registering' && was?.key !== is?.key) broken.push('a create changed its key');
  // The machine sends what is new; a repetition is the plan's, with the old key.
  if (step.effects.includes('send') && (is === null || is.key === was?.key)) broken.push('something is sent that is not new');
  if (is && is.key !== was?.key && !step.effects.includes('send')) broken.push('a new operation is not sent');
  return broken;
}

function aboutKnowledge(before: Payment, after: Payment, given: Given): string[] {
  const broken: string[] = [];
  const ended = isFinal(after.phase) && !isFinal(before.phase);
  if (before.certainty.name === 'unclear' && after.certainty.name === 'confirmed' && !isAnswer(given) && !ended) broken.push('doubt ended without an answer of the API');
  if (ended && after.certainty.name === 'unclear') broken.push(`${after.phase.name} and unclear at once`);
  if (before.attention !== null && after.attention === null && !isAnswer(given) && given.kind !== 'resolve' && !ended) broken.push('the call for a person ended without an answer and without a person');
  // What a gateway says about one try proves nothing about an earlier one.
  const failure = given.kind === 'outcome' ? failureOf(given.outcome) : null;
  const byGateway = failure?.kind === 'rejected' && failure.problemCode === null;
  if (before.certainty.name === 'unclear' && after.certainty.name === 'confirmed' && byGateway && !ended) broken.push('doubt ended by a gateway');
  if (given.kind === 'resolve' && after.phase !== before.phase) broken.push("a person's reason moved the payment");
  return broken;
}

function aboutEnds(before: Payment, { step, after }: Reaction): string[] {
  if (!isFinal(before.phase)) return [];
  const broken: string[] = [];
  if (after.phase.name !== before.phase.name || JSON.stringify(after.phase) !== JSON.stringify(before.phase)) broken.push('an end ended');
  if (step.effects.includes('send')) broken.push('something is sent for a payment that has ended');
  return broken;
}

/** @returns the rules that this reaction breaks, each as a phrase */
export const brokenBy = (before: Payment, given: Given, reaction: Reaction): readonly string[] => [
  ...aboutMoney(before, reaction.after, reaction.step.events, given),
  ...aboutOperations(before, reaction, given),
  ...aboutKnowledge(before, reaction.after, given),
  ...aboutEnds(before, reaction),
];
