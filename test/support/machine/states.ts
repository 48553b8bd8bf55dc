import { isFinal } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Phase } from '../../../shared/payment.ts';
import { INPUTS, JUMPS, MOMENTS, react } from './inputs.ts';
import { AMOUNT, T0, key, saleAfter } from './payment-samples.ts';

/** Every state that a payment can come into, found by trying every input on every state that was found. */

const sum = (value: number): string => (value === 0 ? '0' : value >= AMOUNT ? 'all' : value === 1 ? 'rest' : 'part');

const flags = (...each: readonly (string | false)[]): string => {
  const set = each.filter((flag) => flag !== false);
  return set.length === 0 ? '' : ` (${set.join(', ')})`;
};

function phaseText(payment: Payment): string {
  const { phase, method } = payment;
  switch (phase.name) {
    case 'registering':
      return (
        'registering' +
        flags(method === 'code' && 'code', phase.mayExist && 'may exist', phase.cancelWanted && 'cancel wanted')
      );
    case 'waiting':
      return `waiting${flags(method === 'code' && (phase.code === null ? 'code not known' : 'code'))}`;
    case 'cancelling':
      return `cancelling${flags(phase.mode, phase.answered !== null && 'turned down')}`;
    case 'authorized':
      return `authorized${flags(phase.cancelLost && 'cancel lost', phase.captureProblem !== null && 'refused')}`;
    case 'capturing':
      return (
        'capturing' +
        flags(sum(phase.order.amount), phase.rest === 'release' && 'release the rest', phase.found && 'found')
      );
    case 'refunding':
      return `refunding${flags(sum(phase.order.amount), phase.found && 'found')}`;
    case 'captured':
      return `captured${flags(phase.refundProblem !== null && 'refund refused')}`;
    default:
      return phase.name;
  }
}

/**
 * What tells one state of the table from another. Which problem it was, and when, makes no difference to what can
 * follow.
 */
export function nameOf(payment: Payment): string {
  const { amounts, certainty, attention, resolution } = payment;
  const moved = Object.entries(amounts)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `${name} ${sum(value)}`);
  return [
    phaseText(payment),
    ...(moved.length > 0 ? [moved.join(' ')] : []),
    ...(certainty.name === 'unclear' ? ['unclear'] : []),
    ...(attention !== null ? ['needs attention'] : []),
    ...(resolution !== null ? ['resolved'] : []),
  ].join(', ');
}

const EARLY = T0 + 1_000;
const operationAt = <T extends { readonly kind: string }>(operation: T) => ({
  ...operation,
  key: key(operation.kind),
  requestedAt: EARLY,
});

function phaseAtFixedTimes(phase: Phase): Phase {
  switch (phase.name) {
    case 'registering':
      return { ...phase, create: operationAt(phase.create) };
    case 'waiting':
      return { ...phase, expiresAt: T0 + 600_000 };
    case 'cancelling':
      return { ...phase, cancel: operationAt(phase.cancel), expiresAt: phase.expiresAt === null ? null : T0 + 600_000 };
    case 'capturing':
      return { ...phase, capture: operationAt(phase.capture) };
    case 'refunding':
      return { ...phase, refund: operationAt(phase.refund) };
    default:
      return { ...phase, at: EARLY };
  }
}

/**
 * The same state as if everything about it had happened in the first second, so that a state has one row however it was
 * reached.
 */
const normal = (payment: Payment): Payment => ({
  ...payment,
  phase: phaseAtFixedTimes(payment.phase),
  approvedAt: payment.approvedAt === null ? null : EARLY,
  // Each operation had a key of its own.
  movements: payment.movements.map((movement, n) => ({
    ...movement,
    at: EARLY,
    key: movement.key && key(`moved-${n}`),
  })),
  certainty:
    payment.certainty.name === 'unclear' ? { ...payment.certainty, since: EARLY } : { name: 'confirmed', at: EARLY },
});

const OF_THE_ENDED = /^(?:cashier|a look says|a person)/;

/** @returns name and state of each, in the order in which they were found */
export function reachableStates(): ReadonlyMap<string, Payment> {
  const asked = currentPayment(saleAfter());
  const found = new Map<string, Payment>();
  const open: Payment[] = [];
  const meet = (payment: Payment) => {
    const name = nameOf(payment);
    if (found.has(name)) return;
    const state = normal(payment);
    found.set(name, state);
    open.push(state);
  };
  meet(asked);
  meet({ ...asked, method: 'code', recipient: null });
  for (let state = open.shift(); state !== undefined; state = open.shift()) {
    for (const input of INPUTS.filter(({ absurd }) => absurd !== true)) {
      // Nothing is asked about a payment that has ended, except by a person: what came of it meanwhile, and to give
      // money back.
      if (isFinal(state.phase) && !OF_THE_ENDED.test(input.family)) continue;
      for (const moment of [...MOMENTS, ...JUMPS]) {
        const reaction = react(state, input.given(state, moment));
        if (reaction.ok) meet(reaction.value.after);
      }
    }
  }
  return found;
}
