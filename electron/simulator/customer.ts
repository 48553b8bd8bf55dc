import type { Random } from './random.ts';
import type { Act, Behaviour, Crowd, CustomerState, Due, Payment, Script } from './state.ts';

/**
 * The customers: who decides what, when. Pure bookkeeping over the world's clock; the world performs what falls due.
 * The same seed and the same calls make the same people do the same things.
 */

export const MANUAL: Behaviour = { queue: [], byPhone: {}, otherwise: 'manual' };

/** Everybody approves `ms` after the request. */
export const approveAfter = (ms: number): Behaviour => ({
  ...MANUAL,
  otherwise: script([{ after: ms, act: 'approve' }]),
});

export const script = (steps: Script['steps'], onCancel: Script['onCancel'] = null): Script => ({ steps, onCancel });

export const newCustomerState = (behaviour: Behaviour): CustomerState => ({
  behaviour,
  due: [],
  onCancel: {},
  phoneOnline: true,
  held: [],
  heldOut: null,
  codes: [],
});

/** One person out of the crowd. */
function draw(crowd: Crowd, random: Random): Script {
  const delay = random.between(crowd.delay.min, crowd.delay.max);
  const total = crowd.approve + crowd.reject + crowd.ignore + crowd.processing + crowd.approveOnCancel;
  let at = random.next() * total;
  const isNext = (weight: number): boolean => {
    at -= weight;
    return at < 0;
  };
  if (isNext(crowd.approve)) return script([{ after: delay, act: 'approve' }]);
  if (isNext(crowd.reject)) return script([{ after: delay, act: 'reject' }]);
  if (isNext(crowd.ignore)) return script([]);
  if (isNext(crowd.processing))
    return script([
      { after: delay, act: 'start-processing' },
      { after: delay + random.between(1000, 20_000), act: 'approve' },
    ]);
  return script([], 'approve');
}

function choose(behaviour: Behaviour, payment: Payment, random: Random): Script | null {
  const queued = behaviour.queue.shift();
  if (queued !== undefined) return queued;
  const known = payment.phoneNumber === null ? undefined : behaviour.byPhone[payment.phoneNumber];
  if (known !== undefined) return known;
  const { otherwise } = behaviour;
  if (otherwise === 'manual') return null;
  return 'steps' in otherwise ? otherwise : draw(otherwise, random);
}

/** Keeps the list in order of time; equal times stay in the order they were planned. */
function insert(due: Due[], entry: Due): void {
  let low = 0;
  let high = due.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((due[middle]?.at ?? 0) <= entry.at) low = middle + 1;
    else high = middle;
  }
  due.splice(low, 0, entry);
}

/** Plans what the customer of a new payment will do. */
export function plan(customer: CustomerState, payment: Payment, random: Random): void {
  const chosen = choose(customer.behaviour, payment, random);
  if (chosen === null) return;
  for (const step of chosen.steps)
    insert(customer.due, { at: payment.createdAt + step.after, reference: payment.reference, act: step.act });
  if (chosen.onCancel !== null) customer.onCancel[payment.reference] = chosen.onCancel;
}

/** Takes the next act that is due by `now`, or undefined. */
export function takeDue(customer: CustomerState, now: number): Due | undefined {
  const first = customer.due[0];
  return first !== undefined && first.at <= now ? customer.due.shift() : undefined;
}

/** What the customer does at the moment the shop's cancel arrives; once. */
export function takeOnCancel(customer: CustomerState, reference: string): Act | undefined {
  const act = customer.onCancel[reference];
  if (act !== undefined) delete customer.onCancel[reference];
  return act;
}

/** What a bank does needs no phone; everything else waits for its network. */
export const needsPhone = (act: Act): boolean => act !== 'release-funds';
