import { isDeepStrictEqual } from 'node:util';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { decide, reopen, resolve } from '../../../electron/core/payment/intents.ts';
import { step } from '../../../electron/core/payment/machine.ts';
import { couldMoveTwice } from '../../../electron/core/payment/movements.ts';
import { MOVE_RESEND_MS } from '../../../electron/core/payment/outcomes.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import { replaySale } from '../../../electron/core/payment/state.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import type { Effect } from '../../../electron/core/payment/steps.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { policyOf } from '../../../shared/methods.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import { NO_WISH, currentPayment } from '../../../shared/payment.ts';
import type { Operation, Payment } from '../../../shared/payment.ts';
import type { Result } from '../../../shared/result.ts';
import { NOTHING_COMES_THROUGH, failureOf, wantedBy } from './actions.ts';
import type { Action, LookFate, SendFate, WishName } from './actions.ts';
import { AMOUNT, T0, key, opened, requested } from './payment-samples.ts';
import { brokenAt, brokenAtRest } from './promises.ts';
import { ModelWallet } from './wallet.ts';
import type { Answer, Request } from './wallet.ts';

/** A connection that carries a request lives no longer than this. */
const LATEST_ARRIVAL_MS = 5 * 60_000;

type WithoutContext<T> = T extends unknown ? Omit<T, 'now' | 'freshKey' | 'failedInARow' | 'quietMs'> : never;

/**
 * One payment with its machine, its journal and its wallet, driven by hand; what must hold is checked after each
 * action.
 */
export class Model {
  readonly broken: string[] = [];
  readonly #wallet = new ModelWallet(AMOUNT);
  readonly #events: NewEvent[] = [opened, requested];
  readonly #states: Payment[] = [];
  /** The body of each operation, as the journal would keep it. */
  readonly #bodies = new Map<IdempotencyKey, Request>();
  #underWay: { readonly request: Request; readonly sentAt: number }[] = [];
  /** What was done, and of which the till does not know yet. */
  #awaiting: {
    readonly operation: Operation;
    readonly answer: Answer;
    readonly sentAt: number;
    readonly firstTry: boolean;
  } | null = null;
  /** Operations of which the till has said that they were not done. */
  readonly #calledRefused = new Set<IdempotencyKey>();
  #payment: Payment = this.#replay();
  /** When the running app asked for each operation; what an earlier run left is not in it. */
  readonly #ownSince = new Map<IdempotencyKey, number>([[requested.create.key, 0]]);
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
      case 'resolve':
      case 'reopen': {
        const event =
          each.do === 'resolve'
            ? resolve(this.#payment, this.#now(), 'Seen by a person', null)
            : reopen(this.#payment, this.#now(), NO_WISH);
        if (event.ok) this.#commit([event.value], []);
        break;
      }
      case 'customer':
        this.#wallet.customer(each.act);
        break;
      case 'portal':
        this.#wallet.portal(each.act, each.amount);
        break;
      case 'forgetKeys':
        this.#wallet.forgetKeys(this.#time);
        break;
      case 'recheck':
        this.#recheck();
        break;
      case 'answerArrives':
        this.#answerArrives();
        break;
      case 'send':
        this.#send(each.fate);
        break;
      case 'look':
        this.#look(each.fate);
        break;
      case 'readEvents':
      case 'eventsLost':
        this.#readEvents(each.do === 'readEvents');
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
    const atRest = () =>
      isFinal(this.#payment.phase) ||
      this.#payment.phase.name === 'authorized' ||
      this.#payment.attention !== null ||
      this.#isSettled();
    for (let round = 0; round < 60 && !atRest(); round += 1) {
      for (const each of [
        { do: 'arrive' },
        { do: 'answerArrives' },
        { do: 'send', fate: 'answered' },
        { do: 'look', fate: 'answered' },
        { do: 'readEvents' },
        { do: 'pass', ms: 60_000 },
      ] as const)
        this.run(each);
    }
    if (!atRest()) this.broken.push(`rule 7: still ${this.#payment.phase.name} after an hour without faults`);
    while (this.#underWay.length > 0) this.run({ do: 'arrive' });
    this.run({ do: 'recheck' });
    this.broken.push(...brokenAtRest(this.#payment, this.#wallet));
  }

  /** Rule 6: every prefix of the journal gives the state that was shown then. */
  replayAll(): void {
    for (let length = 2; length <= this.#events.length; length += 1) {
      const sale = replaySale(
        this.#events.slice(0, length).map((event) => eventSchema.parse(JSON.parse(JSON.stringify(event)))),
      );
      if (!sale || !isDeepStrictEqual(currentPayment(sale), this.#states[length - 2]))
        this.broken.push(`rule 6: the first ${length} events give another state than was shown`);
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
      if (event.type === 'capture.requested')
        this.#keep({ kind: 'capture', key: event.capture.key, amount: event.amount.value });
      if (event.type === 'refund.requested')
        this.#keep({ kind: 'refund', key: event.refund.key, amount: event.amount.value });
      if (event.type === 'capture.rejected' || event.type === 'refund.rejected') this.#calledRefused.add(event.key);
    }
    const before = this.#payment;
    this.#payment = this.#replay();
    const [was, is] = [pendingOperation(before), pendingOperation(this.#payment)];
    if (
      was !== null &&
      was.kind === is?.kind &&
      was.key !== is.key &&
      was.kind !== 'cancel' &&
      !this.#calledRefused.has(was.key)
    )
      this.broken.push(`rule 4: a second key for a ${was.kind} that was not answered`);
    if (was?.kind === 'capture' && is?.kind === 'cancel' && !this.#wallet.moved.some((moved) => moved.key === was.key))
      this.broken.push('rule 2: the rest is released before the part was captured');
    if (isFinal(this.#payment.phase) && !isFinal(before.phase)) this.#forget();
    if (was?.key !== is?.key) this.#sendsFailed = 0;
    if (before.phase.name !== this.#payment.phase.name) this.#looksFailed = 0;
    if (effects.includes('readEvents')) this.#wantsEvents = true;
  }

  #keep(request: Request): void {
    const known = this.#bodies.get(request.key);
    if (known) this.broken.push(`rule 4: the key of a ${known.kind} is used again for a ${request.kind}`);
    this.#bodies.set(request.key, request);
    this.#ownSince.set(request.key, this.#time);
  }

  #wish(name: WishName): void {
    const decision = decide(this.#payment, {
      ...wantedBy(name),
      now: this.#now(),
      freshKey: this.#freshKey(),
      sending: this.#awaiting !== null,
    });
    if (!decision.ok) return;
    if (this.#isSettled() && decision.value.events.length > 0)
      this.broken.push(`rule 2: ${name} on what a person has settled by hand`);
    this.#commit(decision.value.events, decision.value.effects);
  }

  #outcome(bare: WithoutContext<Outcome>, failedInARow: number): void {
    // A runner retires with its payment: late answers reach nobody.
    if (!isFinal(this.#payment.phase)) this.#told(bare, failedInARow);
  }

  #told(bare: WithoutContext<Outcome>, failedInARow: number): void {
    const outcome = {
      ...bare,
      now: this.#now(),
      freshKey: this.#freshKey(),
      failedInARow,
      quietMs: this.#time - this.#quietSince,
    } as Outcome;
    const { events, effects } = step(this.#payment, outcome);
    this.#commit(events, effects);
  }

  #send(fate: SendFate): void {
    if (this.#awaiting !== null || !this.#mayRepeat(fate)) return;
    const operation = pendingOperation(this.#payment);
    const request = operation && this.#bodies.get(operation.key);
    if (!operation || !request || !this.#mayStillSend(operation)) return;
    const sentAt = this.#now();
    const firstTry = this.#payment.phase.name === 'registering' && !this.#payment.phase.mayExist && !this.#sentBefore;
    this.#quietSince = this.#time;
    this.#sentBefore = true;
    if (fate === 'late') this.#underWay.push({ request, sentAt: this.#time });
    const isDone = fate === 'answered' || fate === 'overtaken' || fate === 'answerLost' || fate === 'crash';
    const answer = isDone ? this.#wallet.handle(request, this.#time) : null;
    if (fate === 'crash') return this.#crash();
    if (!answer || fate === 'answerLost') return this.#failed(operation, failureOf(fate));
    this.#awaiting = { operation, answer, sentAt, firstTry };
    if (fate === 'answered') this.#answerArrives();
  }

  #answerArrives(): void {
    if (!this.#awaiting) return;
    const { operation, answer, sentAt, firstTry } = this.#awaiting;
    this.#awaiting = null;
    if (!answer.ok) return this.#failed(operation, answer.error);
    this.#sendsFailed = 0;
    if (operation.kind === 'create') return this.#outcome({ type: 'created', sentAt, firstTry, code: null }, 0);
    if (answer.value) this.#outcome({ type: 'read', operation, answer: answer.value }, 0);
  }

  /** As the runner does: what could move money twice is not sent in doubt before the event log has been read. */
  #mayRepeat(fate: SendFate): boolean {
    if (!couldMoveTwice(this.#payment) || this.#payment.certainty.name === 'confirmed') return true;
    if (!NOTHING_COMES_THROUGH.has(fate)) {
      this.#askEvents();
      return true;
    }
    this.#sendsFailed += 1;
    return false;
  }

  /**
   * As the plan does: a create is not repeated when the customer has gone, nothing that moves money when nobody stands
   * there, and neither after a restart.
   */
  #mayStillSend({ key: sent }: Operation): boolean {
    const { phase } = this.#payment;
    if (phase.name === 'cancelling' && phase.mode === 'withdraw') return true;
    if (this.#isSettled()) return false;
    const since = this.#ownSince.get(sent);
    const { lifetimeMs, resendMs } = policyOf(this.#payment);
    const longest = phase.name !== 'registering' ? MOVE_RESEND_MS : phase.cancelWanted ? lifetimeMs : resendMs;
    return since !== undefined && this.#time - since <= longest;
  }

  /** A person has written how it ended, and nothing has contradicted since. */
  #isSettled(): boolean {
    const { phase, attention, resolution } = this.#payment;
    return resolution !== null && attention === null && !isFinal(phase);
  }

  #failed(operation: Operation, error: ApiFailure): void {
    const neverLeft =
      this.#sendsFailed === 0 &&
      this.#payment.certainty.name === 'confirmed' &&
      (error.kind === 'notSent' || error.kind === 'unauthorized');
    this.#sendsFailed += 1;
    this.#outcome(
      operation.kind === 'create'
        ? { type: 'createFailed', failure: error }
        : { type: 'operationFailed', operation, failure: error },
      this.#sendsFailed,
    );
    if (neverLeft && operation.kind === 'refund' && pendingOperation(this.#payment) !== null)
      this.broken.push('rule 7: a refund that never left is kept, to be sent when nobody thinks of it');
  }

  #look(fate: LookFate): void {
    const read: Result<unknown, ApiFailure> | null =
      fate === 'answered' || fate === 'stale' ? this.#wallet.get(fate === 'stale') : null;
    if (read?.ok) {
      this.#looksFailed = 0;
      const answer = this.#wallet.get(fate === 'stale');
      if (answer.ok) this.#outcome({ type: 'read', operation: null, answer: answer.value }, 0);
      return;
    }
    this.#looksFailed += 1;
    this.#outcome({ type: 'lookFailed', failure: read ? read.error : failureOf(fate) }, this.#looksFailed);
  }

  /** A person asks anew, also about a payment that is over. */
  #recheck(): void {
    const answer = this.#wallet.get(false);
    if (answer.ok) this.#told({ type: 'read', operation: null, answer: answer.value }, 0);
  }

  #readEvents(answered: boolean): void {
    if (!this.#wantsEvents) return;
    this.#wantsEvents = false;
    if (answered) this.#askEvents();
    else this.#outcome({ type: 'eventsFailed', failure: failureOf('lost') }, 1);
  }

  #askEvents(): void {
    const events = this.#wallet.events();
    if (events.ok)
      this.#outcome({ type: 'events', answer: { events: events.value, complete: true, clockSkewMs: -this.#off } }, 0);
    else this.#outcome({ type: 'eventsFailed', failure: events.error }, 1);
  }

  /** A request that was given up arrives; its answer reaches nobody. */
  #arrive(): void {
    const first = this.#underWay.shift();
    if (first) this.#wallet.handle(first.request, this.#time);
  }

  #crash(): void {
    this.#ownSince.clear();
    this.#payment = this.#replay();
    this.#forget();
    this.#outcome({ type: 'restarted' }, 0);
  }

  /** The runner is gone, and a new one knows only what is written. */
  #forget(): void {
    this.#sendsFailed = 0;
    this.#looksFailed = 0;
    this.#sentBefore = false;
    this.#wantsEvents = false;
    this.#awaiting = null;
    this.#quietSince = this.#time;
  }

  #check(after: string): void {
    const broken = brokenAt(this.#payment, this.#states.at(-2) ?? this.#payment, this.#wallet, this.#calledRefused);
    this.broken.push(...broken.map((rule) => `${rule} (after ${after})`));
  }
}
