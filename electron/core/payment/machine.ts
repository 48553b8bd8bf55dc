import type { NewEvent } from '../journal/events.ts';
import { noted } from './answer-note.ts';
import { mayBeNotMade, readEvents, stillUnknown } from './event-log.ts';
import { couldMoveTwice, isConcluded, isProof, movementsOf, movesAllThatIsLeft } from './movements.ts';
import { takenOnApproval } from './on-approval.ts';
import { neverArrivedMs } from './outcomes.ts';
import type { Outcome, OutcomeBase } from './outcomes.ts';
import { applyPaymentEvent, showsSomething } from './state.ts';
import {
  callForPerson,
  clearing,
  inDoubt,
  isSameMoney,
  lookAfterRefusal,
  movingOperation,
  nothing,
  onOf,
  otherAmount,
  pendingOperation,
  registered,
  requestCancel,
  unclear,
  whyRefused,
} from './steps.ts';
import type { Effect, On, Step } from './steps.ts';
import { changes, isNoNews, isStale } from './wallet-news.ts';
import type { ApiFailure } from '../ports/api-failure.ts';
import type { ReadAnswer } from '../ports/wallet.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { policyOf } from '../../../shared/methods.ts';
import { isFinal, isSettledByHand } from '../../../shared/payment-standing.ts';
import type { Evidence, Operation, Payment, WalletReading } from '../../../shared/payment.ts';
import { assertNever } from '../../../shared/result.ts';

/**
 * The payment machine: which events an input causes and what must be done next. Pure: time, keys and answers come in
 * with the input. Cashiers' wishes are intents and can be refused (`intents.ts`); the API's answers are
 * outcomes and never are.
 */

/** Failed looks in a row after which the till no longer says that it knows. */
const UNCLEAR_AFTER_LOOKS = 3;
const UNCLEAR_AFTER_SENDS = 2;
/** Failed looks in a row, the last of them a "not found" that is not the API's own, after which a person is called. */
const BARE_NOT_FOUND = 5;
/**
 * A cancel that the API would not take is asked again with a new key, well inside five writes a minute [api 4.2].
 */
const CANCEL_AGAIN_MS = 15_000;

/** What an answer, or the lack of one, leads to. */
export function step(payment: Payment, outcome: Outcome): Step {
  const taken = stepFor(payment, outcome);
  return 'failure' in outcome ? noted(taken, outcome.failure) : taken;
}

function stepFor(payment: Payment, outcome: Outcome): Step {
  const on = onOf(payment, outcome);
  switch (outcome.type) {
    case 'restarted':
      return restarted(payment, on);
    case 'created':
      if (payment.phase.name !== 'registering') return nothing;
      return registered(
        payment,
        outcome,
        { expiresAt: outcome.sentAt + policyOf(payment).lifetimeMs, code: outcome.code },
        { at: outcome.now, source: 'create', state: 'CREATED', pspReference: null },
        outcome.firstTry ? [] : ['readEvents'],
      );
    case 'createFailed':
      return createFailed(payment, outcome, outcome.failure);
    case 'read':
      return readingTold(payment, outcome, outcome.answer, outcome.operation);
    case 'lookFailed':
      return lookFailed(payment, outcome, outcome.failure);
    case 'operationFailed':
      return operationFailed(payment, outcome, outcome.operation, outcome.failure);
    case 'events':
      return readEvents(payment, outcome, outcome.answer);
    case 'eventsFailed':
      return payment.phase.name === 'registering'
        ? lookFailed(payment, outcome, outcome.failure)
        : stillUnknown(payment, on, outcome.failure.error);
    default:
      return assertNever(outcome, 'outcome');
  }
}

/**
 * After a restart, where an operation was pending when the app ended. Nobody knows whether it had left, so it is in
 * doubt from here on: a create may have registered the payment, a capture, refund or release may have moved money. A
 * withdrawal takes back what nobody has approved: there is no doubt about it, and it is sent again. The runner asks the
 * wallet next.
 */
function restarted(payment: Payment, on: On): Step {
  const { phase } = payment;
  const mayExist: NewEvent[] =
    phase.name === 'registering' && !phase.mayExist ? [{ type: 'payment.mayExist', ...on }] : [];
  if (phase.name === 'registering')
    return { events: [...mayExist, ...unclear(payment, on, 'network.dropped').events], effects: [] };
  return movingOperation(payment) !== null ? unclear(payment, on, 'network.dropped') : nothing;
}

function createFailed(payment: Payment, outcome: OutcomeBase, failure: ApiFailure): Step {
  const { phase } = payment;
  if (phase.name !== 'registering') return nothing;
  const on = onOf(payment, outcome);
  const refused: Step = {
    events: [{ type: 'payment.refused', ...on, problem: whyRefused(payment, failure.error) }, ...clearing(payment, on)],
    effects: [],
  };
  switch (failure.kind) {
    case 'rejected':
      // The reference or key is known there: most likely our own earlier request. The event log tells by our key.
      if (failure.error === 'wallet.referenceTaken' || failure.error === 'wallet.idempotencyConflict')
        return { events: [], effects: ['readEvents'] };
      // A key that is rejected stays rejected [api 4.1], so an earlier send of it took no effect either. An
      // answer of a gateway proves nothing.
      return !phase.mayExist || failure.problemCode !== null ? refused : unclear(payment, on, failure.error);
    case 'notSent':
    case 'unauthorized':
      return phase.mayExist ? unclear(payment, on, failure.error) : refused;
    case 'retryLater':
      if (phase.mayExist) return unclear(payment, on, failure.error);
      return outcome.now - phase.create.requestedAt > policyOf(payment).resendMs || phase.cancelWanted
        ? refused
        : nothing;
    case 'unclear': {
      const mayExist: NewEvent[] = phase.mayExist ? [] : [{ type: 'payment.mayExist', ...on }];
      const step = unclear(payment, on, failure.error);
      return { events: [...mayExist, ...step.events], effects: phase.cancelWanted ? ['look'] : [] };
    }
    default:
      return assertNever(failure, 'failure');
  }
}

/**
 * Truth from the API. Older than what is known already (a stale read, a late answer) is dropped: sums never shrink,
 * ends never end.
 */
function readingTold(payment: Payment, outcome: OutcomeBase, answer: ReadAnswer, operation: Operation | null): Step {
  const { report } = answer;
  const on = onOf(payment, outcome);
  // The late answer to an earlier operation says nothing about the one that is under way now.
  const source =
    operation !== null && operation.kind !== 'create' && pendingOperation(payment)?.key === operation.key
      ? operation.kind
      : 'get';
  const evidence: Evidence = { at: outcome.now, source, state: report.state, pspReference: answer.pspReference };
  if (isStale(payment, report) || isNoNews(payment, report)) return nothing;
  if (source === 'get' && mayBeNotMade(payment, outcome) && !changes(payment, report))
    return { events: [], effects: ['readEvents'] };
  // Something has our reference. Whether it is ours, and since when, only its event log tells: by our key.
  if (payment.phase.name === 'registering') return { events: [], effects: ['readEvents'] };
  if (!isSameMoney(answer.amount, payment.amount)) return otherAmount(payment, on);
  const told = { at: outcome.now, amounts: report.amounts, evidence };
  const concluded = isConcluded(payment, told);
  if (couldMoveTwice(payment) && !concluded) return notConcluded(payment, on, report, evidence);
  const events: NewEvent[] = changes(payment, report) ? [{ type: 'payment.reported', ...on, ...report, evidence }] : [];
  const next = events.reduce(applyPaymentEvent, payment);
  const captureStillUnknown = next.phase.name === 'capturing' && payment.certainty.name === 'unclear';
  const differs =
    takenElsewhere(payment, told) || (payment.phase.name === 'capturing' && source === 'capture' && !concluded);
  // The same news once more about one that is over already settles nothing.
  const settled = concluded || (isFinal(next.phase) && !isFinal(payment.phase));
  if (!captureStillUnknown) events.push(...clearing(payment, on, settled && !differs));
  if (contradictsHand(payment, report))
    return {
      events: [...events, { type: 'payment.needsAttention', ...on, problem: 'sale.settledOtherwise' }],
      effects: [],
    };
  if (differs) events.push(...callForPerson(events.reduce(applyPaymentEvent, payment), on, 'wallet.captureDiffers'));
  if (payment.phase.name === 'refused' && report.state === 'AUTHORIZED')
    events.push(...callForPerson(next, on, 'wallet.approvedLate'));
  return { events, effects: [], ...whatFollows(payment, next, outcome, answer, events) };
}

/**
 * A person has settled it by hand, and now the wallet tells of money that was not there then. What merely lapsed agrees
 * with the person.
 */
const contradictsHand = (payment: Payment, { amounts }: WalletReading): boolean =>
  isSettledByHand(payment) &&
  (['authorized', 'captured', 'refunded'] as const).some((sum) => amounts[sum] > payment.amounts[sum]);

/** What news from the wallet makes due at once, in the same commit: the release of a rest, the code, a cancel anew. */
function whatFollows(
  payment: Payment,
  next: Payment,
  outcome: OutcomeBase,
  answer: ReadAnswer,
  events: readonly NewEvent[],
): Partial<Step> {
  const { phase } = next;
  const again = (step: Step) => ({ events: [...events, ...step.events], effects: step.effects });
  // The part that was handed over is taken: the rest goes back to the customer, in the same breath, so that no crash
  // can keep it.
  if (payment.phase.name === 'capturing' && payment.phase.rest === 'release' && phase.name === 'authorized') {
    const { by, approvedBy, reason } = payment.phase.order;
    return again(requestCancel(next, 'release', outcome.now, outcome.freshKey, { by, approvedBy, reason }));
  }
  const taken = takenOnApproval(payment, next, outcome);
  if (taken) return again(taken);
  if (phase.name === 'waiting' && phase.code === null && showsSomething(payment) && answer.code !== null) {
    return { events: [...events, { type: 'payment.codeLearnt', ...onOf(payment, outcome), code: answer.code }] };
  }
  if (
    phase.name === 'cancelling' &&
    phase.answered !== null &&
    answer.report.state === 'CREATED' &&
    outcome.quietMs >= CANCEL_AGAIN_MS
  ) {
    return again(requestCancel(payment, phase.mode, outcome.now, outcome.freshKey, phase.wish));
  }
  return {};
}

/**
 * An operation of ours that could move money twice is under way, and this report does not end it: whatever grew may be
 * somebody else's. Its sums are not taken over; the event log is asked for our key first.
 */
function notConcluded(payment: Payment, on: On, report: WalletReading, evidence: Evidence): Step {
  // Its own answer does not say what was asked for; a look can merely be older than what the event log has shown.
  if (isProof(payment, evidence))
    return evidence.source === 'get'
      ? unclear(payment, on, 'wallet.captureDiffers')
      : { events: callForPerson(payment, on, 'wallet.captureDiffers'), effects: [] };
  return changes(payment, report) ? { events: [], effects: ['readEvents'] } : nothing;
}

/** A part was captured by somebody else: the till did not hand over goods for it. */
const takenElsewhere = (payment: Payment, told: Parameters<typeof movementsOf>[1]): boolean =>
  told.amounts.captured < payment.amount.value &&
  movementsOf(payment, told).some(({ kind, key }) => kind === 'capture' && key === null);

/**
 * A look that brought no report. Registering ends by "unknown reference" once nothing was sent for long enough; any
 * other payment stays what it is, and after some failures in a row the till says that it does not know.
 */
function lookFailed(payment: Payment, outcome: OutcomeBase, failure: ApiFailure): Step {
  const { phase } = payment;
  const on = onOf(payment, outcome);
  if (isFinal(phase)) return nothing;
  if (phase.name === 'registering' && failure.kind === 'rejected' && failure.error === 'wallet.referenceUnknown') {
    if (outcome.quietMs < neverArrivedMs(payment)) return nothing;
    return {
      events: [{ type: 'payment.refused', ...on, problem: 'wallet.referenceUnknown' }, ...clearing(payment, on)],
      effects: [],
    };
  }
  // "Not found" in words that are not the API's proves nothing, however often; but nothing more is to be learnt by
  // waiting for better ones.
  const nobodyKnows =
    phase.name === 'registering' &&
    failure.error === 'network.notTheWallet' &&
    outcome.quietMs >= neverArrivedMs(payment);
  if (nobodyKnows && outcome.failedInARow >= BARE_NOT_FOUND) return inDoubt(payment, on, failure.error);
  return outcome.failedInARow >= UNCLEAR_AFTER_LOOKS ? unclear(payment, on, failure.error) : nothing;
}

/**
 * Our cancel, capture or refund was not answered with success. First what the API (or a gateway) refused, then what had
 * surely not left this machine, then what may have been done and is asked about.
 */
function operationFailed(payment: Payment, outcome: OutcomeBase, operation: Operation, failure: ApiFailure): Step {
  if (pendingOperation(payment)?.key !== operation.key) return nothing;
  const on = onOf(payment, outcome);
  const { phase } = payment;
  const turnedDown = phase.name === 'cancelling' && failure.error === 'wallet.customerIsConfirming';
  if (failure.kind === 'rejected' || turnedDown) {
    if (phase.name === 'cancelling') {
      return {
        events: [{ type: 'cancel.rejected', ...on, key: operation.key, problem: failure.error }],
        effects: ['look'],
      };
    }
    // What a gateway says about this try proves nothing about an earlier one that may have been done.
    if (failure.kind === 'rejected' && failure.problemCode === null && payment.certainty.name === 'unclear')
      return { ...unclear(payment, on, failure.error), effects: ['look'] };
    // "Already captured" and conflicts are about an earlier send of ours: the payment itself tells, or its event log.
    if (failure.error === 'wallet.idempotencyConflict' && couldMoveTwice(payment))
      return { ...unclear(payment, on, failure.error), effects: ['readEvents'] };
    if (
      failure.error === 'wallet.idempotencyConflict' ||
      (failure.error === 'wallet.alreadyCaptured' && movesAllThatIsLeft(payment))
    )
      return { events: [], effects: ['look'] };
    return turnedAway(payment, on, operation, failure.error);
  }
  // Nothing has left the machine, and nobody is told an hour later that a refund went out after all.
  const neverLeft =
    (failure.kind === 'notSent' || failure.kind === 'unauthorized') &&
    payment.certainty.name === 'confirmed' &&
    outcome.failedInARow === 1;
  if (phase.name === 'refunding' && neverLeft) return turnedAway(payment, on, operation, failure.error);
  const maybeDone = failure.kind === 'unclear' && (phase.name === 'capturing' || phase.name === 'refunding');
  const effects: readonly Effect[] =
    failure.kind !== 'unclear' ? [] : [couldMoveTwice(payment) ? 'readEvents' : 'look'];
  if (maybeDone || outcome.failedInARow >= UNCLEAR_AFTER_SENDS)
    return { events: unclear(payment, on, failure.error).events, effects };
  return { events: [], effects };
}

/** The API will not do it. Whoever wanted a capture must decide anew; who was left in doubt about a refund is told. */
function turnedAway(payment: Payment, on: On, operation: Operation, problem: ErrorCode): Step {
  const refund = payment.phase.name === 'refunding';
  const calls =
    !refund || payment.certainty.name === 'unclear' ? callForPerson({ ...payment, attention: null }, on, problem) : [];
  const type = refund ? 'refund.rejected' : 'capture.rejected';
  const rejected: NewEvent = { type, ...on, key: operation.key, problem };
  return {
    events: [rejected, ...clearing(payment, on), ...calls],
    effects: [lookAfterRefusal(payment, rejected)],
  };
}
