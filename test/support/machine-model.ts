import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { decide, resolve } from '../../electron/core/payment-intents.ts';
import type { Intent } from '../../electron/core/payment-intents.ts';
import { CREATE_RESEND_MS, step, WALLET_LIFETIME_MS } from '../../electron/core/payment-machine.ts';
import type { Outcome } from '../../electron/core/payment-machine.ts';
import { pendingOperation } from '../../electron/core/payment-steps.ts';
import type { Effect } from '../../electron/core/payment-steps.ts';
import { eventSchema } from '../../electron/core/journal-events.ts';
import type { NewEvent } from '../../electron/core/journal-events.ts';
import { replaySale } from '../../electron/core/payment-state.ts';
import type { ApiFailure } from '../../electron/core/ports.ts';
import type { IdempotencyKey } from '../../shared/ids.ts';
import { currentPayment, isFinal, isPaid, isUnpaid } from '../../shared/payment.ts';
import type { Operation, Payment } from '../../shared/payment.ts';
import type { Result } from '../../shared/result.ts';
import { ModelWallet } from './machine-wallet.ts';
import type { Request } from './machine-wallet.ts';
import { AMOUNT, failure, key, opened, requested, T0 } from './payment-samples.ts';

/**
 * What becomes of a request. `late`: the till hears nothing, and the request arrives when nobody thinks of it any more. `crash`: it arrives, and the
 * app ends before its answer.
 */
const SEND_FATES = ['answered', 'lost', 'answerLost', 'late', 'crash', 'refusedByGateway', 'busy', 'throttled', 'keysRejected', 'notSent'] as const;
const LOOK_FATES = ['answered', 'stale', 'lost', 'throttled', 'refusedByGateway', 'keysRejected', 'notSent'] as const;

export type Action =
  | { readonly do: 'wish'; readonly wish: Intent['type'] }
  | { readonly do: 'resolve' | 'readEvents' | 'eventsLost' | 'arrive' | 'crash' }
  | { readonly do: 'customer'; readonly act: 'approve' | 'reject' | 'confirm' }
  | { readonly do: 'send'; readonly fate: (typeof SEND_FATES)[number] }
  | { readonly do: 'look'; readonly fate: (typeof LOOK_FATES)[number] }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'setClock'; readonly ms: number };

/** `times` how often as likely as what has no weight. */
const often = <T>(times: number, value: T): readonly T[] => Array.from({ length: times }, () => value);
const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const wish = oneOf<Intent['type']>(...often(5, 'capture' as const), 'cancel', ...often(2, 'release' as const));
const sendFate = oneOf(...often(8, 'answered' as const), ...often(3, 'answerLost' as const), ...SEND_FATES);
const lookFate = oneOf(...often(5, 'answered' as const), ...LOOK_FATES);
const customerAct = oneOf(...often(4, 'approve' as const), 'reject' as const, 'confirm' as const);
const other = oneOf('readEvents' as const, 'eventsLost' as const, 'arrive' as const, 'crash' as const, 'resolve' as const);
const pause = oneOf(...often(4, 1_000), ...often(3, 20_000), 130_000, 900_000);

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: sendFate.map((fate): Action => ({ do: 'send', fate })) },
  { weight: 6, arbitrary: lookFate.map((fate): Action => ({ do: 'look', fate })) },
  { weight: 4, arbitrary: wish.map((each): Action => ({ do: 'wish', wish: each })) },
  { weight: 3, arbitrary: customerAct.map((act): Action => ({ do: 'customer', act })) },
  { weight: 3, arbitrary: other.map((each): Action => ({ do: each })) },
  { weight: 2, arbitrary: pause.map((ms): Action => ({ do: 'pass', ms })) },
  { weight: 1, arbitrary: oneOf(-3_600_000, 3_600_000).map((ms): Action => ({ do: 'setClock', ms })) },
);

/** Sequences of actions, long enough to come through every phase. */
export const stories = fc.array(action, { minLength: 1, maxLength: 60, size: 'max' });

const FAILURE: Readonly<Record<string, ApiFailure>> = {
  lost: failure('network.timeout'), answerLost: failure('network.serverError'), late: failure('network.timeout'), refusedByGateway: failure('wallet.notPermitted'),
  busy: failure('wallet.busy'), throttled: failure('wallet.tooManyRequests'), keysRejected: failure('wallet.keysRejected'), notSent: failure('network.offline'),
};
const failureOf = (fate: string): ApiFailure => FAILURE[fate] ?? failure('network.timeout');
/** A connection that carries a request lives no longer than this. */
const LATEST_ARRIVAL_MS = 5 * 60_000;

type WithoutContext<T> = T extends unknown ? Omit<T, 'now' | 'freshKey' | 'failedInARow' | 'quietMs'> : never;

/** One payment with its machine, its journal and its wallet, driven by hand; what must hold is checked after each action. */
export class Model {
  readonly broken: string[] = [];
  readonly #wallet = new ModelWallet(AMOUNT);
  readonly #events: NewEvent[] = [opened, requested];
  readonly #states: Payment[] = [];
  /** The body of each operation, as the journal would keep it. */
  readonly #bodies = new Map<IdempotencyKey, Request>();
  #underWay: { readonly request: Request; readonly sentAt: number }[] = [];
  #payment: Payment = this.#replay();
  /** Real time, and how far the till's clock is off. */
  #time = 0;
  #off = 0;
  #quietSince = 0;
  #keys = 0;
  #sendsFailed = 0;
  #looksFailed = 0;
  #sentBefore = false;
  /** The machine asked for the event log. */
  #wantsEvents = false;

  constructor() {
    this.#states.push(this.#payment);
    this.#bodies.set(requested.create.key, { kind: 'create', key: requested.create.key });
  }

  get payment(): Payment {
    return this.#payment;
  }

  run(each: Action): void {
    switch (each.do) {
      case 'wish':
        this.#wish(each.wish);
        break;
      case 'resolve': {
        const event = resolve(this.#payment, this.#now(), 'Seen by a person');
        if (event.ok) this.#commit([event.value], []);
        break;
      }
      case 'customer':
        this.#wallet.customer(each.act);
        break;
      case 'send':
        this.#send(each.fate);
        break;
      case 'look':
        this.#look(each.fate);
        break;
      case 'readEvents':
        this.#readEvents(true);
        break;
      case 'eventsLost':
        this.#readEvents(false);
        break;
      case 'arrive':
        this.#arrive();
        break;
      case 'pass':
        this.#time += each.ms;
        break;
      case 'setClock':
        this.#off += each.ms;
        break;
      case 'crash':
        this.#crash();
        break;
    }
    this.#wallet.passTo(this.#time);
    this.#underWay = this.#underWay.filter(({ sentAt }) => this.#time - sentAt <= LATEST_ARRIVAL_MS);
    this.#check(JSON.stringify(each));
  }

  /** Rule 7: without faults the payment becomes final, or waits for a cashier or a person. */
  settle(): void {
    const atRest = () => isFinal(this.#payment.phase) || this.#payment.phase.name === 'authorized' || this.#payment.attention !== null;
    for (let round = 0; round < 60 && !atRest(); round += 1) {
      for (const each of [{ do: 'arrive' }, { do: 'send', fate: 'answered' }, { do: 'look', fate: 'answered' }, { do: 'readEvents' }, { do: 'pass', ms: 60_000 }] as const) this.run(each);
    }
    if (!atRest()) this.broken.push(`rule 7: still ${this.#payment.phase.name} after an hour without faults`);
  }

  /** Rule 6: every prefix of the journal gives the state that was shown then. */
  replayAll(): void {
    for (let length = 2; length <= this.#events.length; length += 1) {
      const sale = replaySale(this.#events.slice(0, length).map((event) => eventSchema.parse(JSON.parse(JSON.stringify(event)))));
      if (!sale || !isDeepStrictEqual(currentPayment(sale), this.#states[length - 2])) this.broken.push(`rule 6: the first ${length} events give another state than was shown`);
    }
  }

  #now(): number {
    return T0 + this.#time + this.#off;
  }

  #freshKey(): IdempotencyKey {
    this.#keys += 1;
    return key(String(this.#keys));
  }

  #replay(): Payment {
    const sale = replaySale(this.#events);
    if (!sale) throw new Error('the journal is empty');
    return currentPayment(sale);
  }

  #commit(events: readonly NewEvent[], effects: readonly Effect[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#states.push(this.#replay());
      if (event.type === 'cancel.requested') this.#keep({ kind: 'cancel', key: event.cancel.key, mode: event.mode });
      if (event.type === 'capture.requested') this.#keep({ kind: 'capture', key: event.capture.key });
    }
    const before = this.#payment;
    this.#payment = this.#replay();
    const [was, is] = [pendingOperation(before), pendingOperation(this.#payment)];
    const answered = events.some((event) => event.type === 'capture.rejected' && event.key === was?.key);
    if (was?.kind === 'capture' && is?.kind === 'capture' && was.key !== is.key && !answered) this.broken.push('rule 4: a second key for a capture that was not answered');
    if (was?.key !== is?.key) this.#sendsFailed = 0;
    if (before.phase.name !== this.#payment.phase.name) this.#looksFailed = 0;
    if (effects.includes('readEvents')) this.#wantsEvents = true;
  }

  #keep(request: Request): void {
    const known = this.#bodies.get(request.key);
    if (known) this.broken.push(`rule 4: the key of a ${known.kind} is used again for a ${request.kind}`);
    this.#bodies.set(request.key, request);
  }

  #wish(type: Intent['type']): void {
    const decision = decide(this.#payment, { type, now: this.#now(), freshKey: this.#freshKey(), sending: false });
    if (decision.ok) this.#commit(decision.value.events, decision.value.effects);
  }

  #outcome(bare: WithoutContext<Outcome>, failedInARow: number): void {
    // A runner retires with its payment: late answers reach nobody.
    if (isFinal(this.#payment.phase)) return;
    const outcome = { ...bare, now: this.#now(), freshKey: this.#freshKey(), failedInARow, quietMs: this.#time - this.#quietSince } as Outcome;
    const { events, effects } = step(this.#payment, outcome);
    this.#commit(events, effects);
  }

  #send(fate: (typeof SEND_FATES)[number]): void {
    const operation = pendingOperation(this.#payment);
    const request = operation && this.#bodies.get(operation.key);
    if (!operation || !request || !this.#mayStillSend()) return;
    const sentAt = this.#now();
    const firstTry = this.#payment.phase.name === 'registering' && !this.#payment.phase.mayExist && !this.#sentBefore;
    this.#quietSince = this.#time;
    this.#sentBefore = true;
    if (fate === 'late') this.#underWay.push({ request, sentAt: this.#time });
    const answer = fate === 'answered' || fate === 'answerLost' || fate === 'crash' ? this.#wallet.handle(request, this.#time) : null;
    if (fate === 'crash') return this.#crash();
    if (!answer || fate === 'answerLost') return this.#failed(operation, failureOf(fate));
    if (!answer.ok) return this.#failed(operation, answer.error);
    this.#sendsFailed = 0;
    if (operation.kind === 'create') return this.#outcome({ type: 'created', sentAt, firstTry, code: null }, 0);
    if (answer.value) this.#outcome({ type: 'report', source: operation.kind, answer: answer.value }, 0);
  }

  /** As the plan does: a create is not repeated when the customer has gone. */
  #mayStillSend(): boolean {
    const { phase } = this.#payment;
    return phase.name !== 'registering' || this.#time <= (phase.cancelWanted ? WALLET_LIFETIME_MS : CREATE_RESEND_MS);
  }

  #failed(operation: Operation, error: ApiFailure): void {
    this.#sendsFailed += 1;
    this.#outcome(operation.kind === 'create' ? { type: 'createFailed', failure: error } : { type: 'operationFailed', operation, failure: error }, this.#sendsFailed);
  }

  #look(fate: (typeof LOOK_FATES)[number]): void {
    const read: Result<unknown, ApiFailure> | null = fate === 'answered' || fate === 'stale' ? this.#wallet.get(fate === 'stale') : null;
    if (read?.ok) {
      this.#looksFailed = 0;
      const answer = this.#wallet.get(fate === 'stale');
      if (answer.ok) this.#outcome({ type: 'report', source: 'get', answer: answer.value }, 0);
      return;
    }
    this.#looksFailed += 1;
    this.#outcome({ type: 'lookFailed', failure: read ? read.error : failureOf(fate) }, this.#looksFailed);
  }

  #readEvents(answered: boolean): void {
    if (!this.#wantsEvents) return;
    this.#wantsEvents = false;
    const events = this.#wallet.events();
    if (answered && events.ok) this.#outcome({ type: 'events', answer: { events: events.value, clockSkewMs: -this.#off } }, 0);
    else this.#outcome({ type: 'eventsFailed', failure: answered && !events.ok ? events.error : failureOf('lost') }, 1);
  }

  /** A request that was given up arrives; its answer reaches nobody. */
  #arrive(): void {
    const first = this.#underWay.shift();
    if (first) this.#wallet.handle(first.request, this.#time);
  }

  #crash(): void {
    this.#payment = this.#replay();
    this.#sendsFailed = 0;
    this.#looksFailed = 0;
    this.#sentBefore = false;
    this.#wantsEvents = false;
    this.#quietSince = this.#time;
    this.#outcome({ type: 'recovered' }, 0);
  }

  #check(after: string): void {
    const { phase, amounts, amount, certainty } = this.#payment;
    const wallet = this.#wallet;
    const breaks = (rule: string) => this.broken.push(`${rule} (after ${after})`);
    if (wallet.captures > 1) breaks('rule 1: money was taken twice');
    if (phase.name === 'captured' && !(isPaid(this.#payment) && wallet.captured >= amount.value)) breaks(`rule 2: paid, and the wallet has ${wallet.captured}`);
    if (isUnpaid(phase) && wallet.canHoldMoney) breaks(`rule 2: ${phase.name}, and the wallet can hold money`);
    if (isFinal(phase) && certainty.name === 'unclear') breaks(`rule 2: ${phase.name} and unclear`);
    if (phase.name === 'authorized' && phase.captureProblem !== null && certainty.name === 'confirmed' && wallet.captured > 0) breaks('rule 2: the capture is called refused, and the wallet has done it');
    if (amounts.authorized > wallet.authorized || amounts.captured > wallet.captured || amounts.cancelled > wallet.cancelled) breaks('rule 3: the till knows more than the wallet');
    const before = this.#states.at(-2);
    if (before && (['authorized', 'captured', 'cancelled'] as const).some((sum) => amounts[sum] < before.amounts[sum])) breaks('rule 3: a sum shrank');
  }
}

/** @returns the rules that these actions break */
export function playModel(actions: readonly Action[]): readonly string[] {
  const model = new Model();
  for (const each of actions) {
    model.run(each);
    if (model.broken.length > 0) return model.broken;
  }
  model.settle();
  model.replayAll();
  return model.broken;
}

