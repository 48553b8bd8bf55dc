import type { NewEvent } from '../journal/events.ts';
import { isConcluded, movementsOf } from './movements.ts';
import { policyOf } from '../../../shared/methods.ts';
import { ZERO } from '../../../shared/money.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import { reservedOf } from '../../../shared/payment.ts';
import type { Amounts, Order, Payment, Phase, Sale } from '../../../shared/payment.ts';
import { assertNever, invariant } from '../../../shared/result.ts';

/**
 * `apply` of the machine: what an event means for the state. Pure and total over every journal the terminal has
 * written.
 */

const NOTHING_MOVED: Amounts = { authorized: ZERO, captured: ZERO, cancelled: ZERO, refunded: ZERO };

type PaymentEvent = Exclude<NewEvent, { type: 'sale.opened' }>;

/** A payment begins with its request, which is written before anything is sent. */
function requested(event: Extract<NewEvent, { type: 'payment.requested' }>): Payment {
  return {
    reference: event.reference,
    saleId: event.saleId,
    attempt: event.attempt,
    wallet: event.wallet,
    amount: event.amount,
    method: event.method,
    recipient: event.recipient,
    codeForm: event.codeForm,
    minimumAge: event.minimumAge,
    idSeenAt: null,
    requestedAt: event.at,
    requestedBy: event.by,
    takesPayment: event.takesPayment ?? 'atHandover',
    approvedAt: null,
    phase: { name: 'registering', create: event.create, cancelWanted: false, mayExist: false },
    amounts: NOTHING_MOVED,
    movements: [],
    certainty: { name: 'confirmed', at: event.at },
    evidence: null,
    attention: null,
    resolution: null,
    unmadeRefund: null,
  };
}

/** Whether its method has something for the customer to scan. */
export const showsSomething = (payment: Payment): boolean => policyOf(payment).shows !== null;

type Reported = Extract<NewEvent, { type: 'payment.reported' }>;

/**
 * Where the API's state and sums put a payment. Only sums say that money moved: the state stays AUTHORIZED for ever
 * [api 7.1].
 */
function phaseAfterReport(payment: Payment, event: Reported): Phase {
  const { phase } = payment;
  const { state, amounts, at } = event;
  // Called refused because the wallet did not know it for long enough; if it does after all, the wallet is right.
  if (isFinal(phase) && !(phase.name === 'refused' && state === 'AUTHORIZED')) return phase;
  switch (state) {
    case 'ABORTED':
      return { name: 'aborted', at };
    case 'EXPIRED':
      return { name: 'expired', at };
    case 'TERMINATED':
      return { name: 'terminated', at };
    case 'CREATED':
      return phase;
    case 'AUTHORIZED': {
      if (phase.name === 'refunding') return isConcluded(payment, event) ? settledBySums(payment, amounts, at) : phase;
      if (nothingReserved(payment, amounts)) return settledBySums(payment, amounts, at);
      if (phase.name === 'capturing')
        return isConcluded(payment, event)
          ? { name: 'authorized', at, cancelLost: false, captureProblem: null }
          : phase;
      if (phase.name === 'authorized' || (phase.name === 'cancelling' && phase.mode === 'release')) return phase;
      return {
        name: 'authorized',
        at,
        cancelLost: phase.name === 'cancelling' || phase.name === 'refused',
        captureProblem: null,
      };
    }
    default:
      return assertNever(state, 'wallet state');
  }
}

/** Everything that was asked for is taken, or everything that the customer approved is taken or given back. */
const nothingReserved = (payment: Payment, amounts: Amounts): boolean =>
  amounts.captured >= payment.amount.value || (amounts.authorized > 0 && reservedOf({ amounts }) === 0);

/** The phase of an approved payment of which nothing is under way. */
function settledBySums(
  payment: Payment,
  amounts: Amounts,
  at: number,
  problem: Extract<NewEvent, { type: 'refund.rejected' }>['problem'] | null = null,
): Phase {
  if (!nothingReserved(payment, amounts)) return { name: 'authorized', at, cancelLost: false, captureProblem: problem };
  return amounts.captured > 0
    ? {
        name: 'captured',
        at: payment.movements.findLast(({ kind }) => kind === 'capture')?.at ?? at,
        refundProblem: problem,
      }
    : { name: 'cancelled', at };
}

/** @throws when an event cannot follow on this state: a damaged journal or a bug */
export function applyPaymentEvent(payment: Payment, event: NewEvent): Payment {
  const { phase } = payment;
  switch (event.type) {
    case 'sale.opened':
    case 'payment.requested':
      return payment;
    case 'payment.registered':
      return {
        ...payment,
        phase: { name: 'waiting', expiresAt: event.expiresAt, code: showsSomething(payment) ? event.code : null },
        certainty: confirmed(payment, event.at),
        evidence: event.evidence,
      };
    case 'payment.codeLearnt':
      return phase.name === 'waiting' && showsSomething(payment)
        ? { ...payment, phase: { ...phase, code: event.code } }
        : payment;
    case 'payment.expiryLearnt':
      return phase.name === 'waiting' || phase.name === 'cancelling'
        ? { ...payment, phase: { ...phase, expiresAt: event.expiresAt } }
        : payment;
    case 'payment.refused':
      return { ...payment, phase: { name: 'refused', at: event.at, problem: event.problem } };
    case 'payment.mayExist':
      return phase.name === 'registering' ? { ...payment, phase: { ...phase, mayExist: true } } : payment;
    case 'payment.reported':
      return reported(payment, event);
    case 'payment.becameUnclear':
      return { ...payment, certainty: { name: 'unclear', since: event.at, problem: event.problem } };
    case 'payment.becameClear':
      return { ...payment, certainty: { name: 'confirmed', at: event.at } };
    case 'payment.needsAttention':
      return { ...payment, attention: event.problem };
    case 'payment.attentionCleared':
      return { ...payment, attention: null, unmadeRefund: null };
    case 'payment.attentionResolved':
      return {
        ...payment,
        attention: null,
        unmadeRefund: null,
        resolution: { at: event.at, problem: event.problem, reason: event.reason, by: event.by },
      };
    case 'payment.reopened':
      return { ...payment, attention: payment.resolution?.problem ?? null, resolution: null };
    case 'payment.idSeen':
      return { ...payment, idSeenAt: event.at };
    case 'cancel.wanted':
      return phase.name === 'registering' ? { ...payment, phase: { ...phase, cancelWanted: true } } : payment;
    case 'cancel.requested':
      return cancelRequested(payment, event);
    case 'cancel.rejected':
      return cancelRejected(payment, event);
    case 'capture.requested':
      return {
        ...payment,
        phase: { name: 'capturing', capture: event.capture, order: orderOf(event), rest: event.rest, found: false },
        resolution: null,
      };
    case 'capture.rejected':
      return {
        ...payment,
        phase: { name: 'authorized', at: event.at, cancelLost: false, captureProblem: event.problem },
      };
    case 'refund.requested':
      return {
        ...payment,
        phase: { name: 'refunding', refund: event.refund, order: orderOf(event), found: false },
        resolution: null,
      };
    case 'refund.rejected':
      return refundRejected(payment, event);
    case 'operation.found':
      return phase.name === 'capturing' || phase.name === 'refunding'
        ? { ...payment, phase: { ...phase, found: true }, evidence: event.evidence }
        : payment;
    default:
      return assertNever(event, 'event');
  }
}

function cancelRequested(payment: Payment, event: Extract<NewEvent, { type: 'cancel.requested' }>): Payment {
  const { phase } = payment;
  const { cancel, mode, wish } = event;
  const expiresAt = phase.name === 'waiting' || phase.name === 'cancelling' ? phase.expiresAt : null;
  return {
    ...payment,
    phase: { name: 'cancelling', cancel, mode, wish, expiresAt, answered: null },
    resolution: null,
  };
}

function refundRejected(payment: Payment, event: Extract<NewEvent, { type: 'refund.rejected' }>): Payment {
  const { phase } = payment;
  return {
    ...payment,
    phase: settledBySums(payment, payment.amounts, event.at, event.problem),
    unmadeRefund:
      event.problem === 'sale.refundNotMade' && phase.name === 'refunding' ? phase.order : payment.unmadeRefund,
  };
}

/**
 * A withdrawal that was not done keeps showing as cancelling until the truth is read back; a release that was not done
 * leaves it approved.
 */
function cancelRejected(payment: Payment, event: Extract<NewEvent, { type: 'cancel.rejected' }>): Payment {
  const { phase } = payment;
  if (phase.name !== 'cancelling') return payment;
  if (phase.mode === 'withdraw') return { ...payment, phase: { ...phase, answered: event.problem } };
  return { ...payment, phase: { name: 'authorized', at: event.at, cancelLost: false, captureProblem: event.problem } };
}

const orderOf = ({
  amount,
  parts,
  wish,
}: {
  readonly amount: { readonly value: Order['amount'] };
  readonly parts: Order['parts'];
  readonly wish: Pick<Order, 'by' | 'approvedBy' | 'reason'>;
}): Order => ({
  amount: amount.value,
  parts,
  by: wish.by,
  approvedBy: wish.approvedBy,
  reason: wish.reason,
});

function reported(payment: Payment, event: Reported): Payment {
  const moved: Payment = { ...payment, movements: [...payment.movements, ...movementsOf(payment, event)] };
  return {
    ...moved,
    phase: phaseAfterReport(moved, event),
    amounts: event.amounts,
    approvedAt: payment.approvedAt ?? (event.state === 'AUTHORIZED' ? event.at : null),
    certainty: confirmed(payment, event.at),
    evidence: event.evidence,
  };
}

/** Doubt is ended by `payment.becameClear` alone, so that the machine decides when an answer settles it. */
function confirmed(payment: Payment, at: number): Payment['certainty'] {
  return payment.certainty.name === 'unclear' ? payment.certainty : { name: 'confirmed', at };
}

/**
 * The state of a sale after one more of its events; `null` before its first.
 * @throws when the events do not belong to one sale or come in an impossible order
 */
export function applySaleEvent(sale: Sale | null, event: NewEvent): Sale {
  if (event.type === 'sale.opened') {
    invariant(sale === null, `sale ${event.saleId} was opened twice`);
    const { saleId, receiptNumber, lines, total, posId } = event;
    return {
      saleId,
      receiptNumber,
      openedAt: event.at,
      lines,
      total,
      posId,
      payments: [],
      nextPollAt: null,
      changingTo: null,
      codePicture: null,
    };
  }
  invariant(sale !== null && sale.saleId === event.saleId, `event ${event.type} before its sale was opened`);
  if (event.type === 'payment.requested')
    return { ...sale, payments: [...sale.payments, requested(event)], codePicture: null };
  invariant(
    sale.payments.some((payment) => payment.reference === event.reference),
    `event ${event.type} for an unknown payment ${event.reference}`,
  );
  const change = (payment: Payment) =>
    payment.reference === event.reference ? applyPaymentEvent(payment, event satisfies PaymentEvent) : payment;
  const payments = sale.payments.map(change);
  // What nobody can scan any more is not held out for another moment.
  return { ...sale, payments, codePicture: payments.at(-1)?.phase.name === 'waiting' ? sale.codePicture : null };
}

/** Replays the events of one sale. */
export function replaySale(events: readonly NewEvent[]): Sale | null {
  return events.reduce<Sale | null>((sale, event) => applySaleEvent(sale, event), null);
}
