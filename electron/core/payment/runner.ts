import { decide } from './intents.ts';
import type { IntentKind } from './intents.ts';
import { step } from './machine.ts';
import { couldMoveTwice } from './movements.ts';
import { bodiesOf, remade } from './operation-bodies.ts';
import type { Outcome, WithoutContext } from './outcomes.ts';
import type { RunnerDeps } from './runner-deps.ts';
import { CHECK_AGAIN_MS, freshWatch, pauseAfter, plan, quietFor, writeAllowedAt } from './schedule.ts';
import type { RateLimitedCall, Send, Watch } from './schedule.ts';
import { pendingOperation } from './steps.ts';
import type { Effect } from './steps.ts';
import { goneOn, lookBegun, lookEnded, notSent, pausedUntil, sendBegun, sendEnded } from './watch-steps.ts';
import type { ApiFailure } from '../ports/api-failure.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import type { Operation, Payment } from '../../../shared/payment.ts';
import { assertNever, err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * Carries one payment to its end: journal first, then the effect, then its outcome. At most one operation and one look
 * are under way at a time. A bug parks the payment as needing attention; the till goes on.
 */
export class PaymentRunner {
  readonly #deps: RunnerDeps;
  #watch: Watch;
  #stopTimer: () => void = () => undefined;
  #stopped = false;
  /** The disk would not take news of an operation: until it does, it may be done without the journal saying so. */
  #unsure = false;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
    this.#watch = { ...freshWatch(deps.clock.monotonic()), sends: deps.sentBefore };
  }

  /** What was sent, newest last. */
  get sends(): readonly Send[] {
    return this.#watch.sends;
  }

  /** Sends the operation that was just committed with the payment (its create). */
  begin(): void {
    this.#perform(['send']);
    this.#replan();
  }

  /**
   * After a restart: asks the API about the payment; what was under way is not sent again. Resolves when it has
   * answered or failed to.
   */
  async resume(): Promise<void> {
    this.#watch = { ...this.#watch, inherited: pendingOperation(this.#deps.current())?.key ?? null };
    this.#outcome({ type: 'restarted' }, 0);
    if (!isFinal(this.#deps.current().phase)) await this.lookNow();
    this.#replan();
  }

  /** A cashier's wish: refused, or written down and under way. */
  intend(wanted: IntentKind): Result<null, ErrorCode> {
    const { clock, ids, bodies } = this.#deps;
    const before = this.#deps.current();
    const decision = decide(before, {
      ...wanted,
      now: clock.now(),
      freshKey: ids.idempotencyKey(),
      sending: this.#watch.sending || this.#unsure,
    });
    if (!decision.ok) return decision;
    const { events, effects } = decision.value;
    if (!this.#deps.commit(events, bodiesOf(events, before, bodies))) return err('till.journalUnavailable');
    this.#afterCommit(before);
    this.#perform(effects);
    this.#replan();
    return ok(null);
  }

  /**
   * A person or the network asks to look: at once, unless the last look is so fresh that another would only press on
   * the limit.
   */
  checkNow(): void {
    const { lookEndedAt } = this.#watch;
    if (lookEndedAt === null || this.#deps.clock.monotonic() - lookEndedAt >= CHECK_AGAIN_MS) void this.lookNow();
  }

  /** The wallet hints at news: looked for as soon as the limits allow, and hints meanwhile are one look. */
  hinted(): void {
    this.#watch = { ...this.#watch, hinted: true };
    this.#replan();
  }

  /** Reads the payment now, whatever the plan says. */
  async lookNow(): Promise<void> {
    if (this.#watch.looking || this.#stopped || isFinal(this.#deps.current().phase)) return;
    await this.#look();
  }

  /**
   * Asks anew about a payment that nobody watches any more: it can be given back, or released, in the wallet's own
   * portal.
   */
  async recheck(): Promise<Result<null, ApiFailure>> {
    const answer = await this.#deps.api.get(this.#deps.current().reference);
    this.#saw(answer.ok ? null : answer.error, 'get');
    // What never came to be is not there: that is the answer, not a failure.
    if (!answer.ok)
      return answer.error.error === 'wallet.referenceUnknown' && this.#deps.current().phase.name === 'refused'
        ? ok(null)
        : answer;
    this.#outcome({ type: 'read', operation: null, answer: answer.value }, 0);
    return ok(null);
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect === 'send') void this.#send();
      else if (effect === 'look') void this.lookNow();
      else if (effect === 'recheck') this.#deps.recheck();
      else if (effect === 'readEvents') void this.#readEvents();
      else assertNever(effect, 'effect');
    }
  }

  async #send(): Promise<void> {
    if (this.#watch.sending || this.#stopped) return;
    const payment = this.#deps.current();
    const operation = pendingOperation(payment);
    const { api, clock } = this.#deps;
    if (!operation) return;
    // Too early: the plan sends it as soon as the API's limits allow. Made anew, because another call may have learnt
    // since that they have moved.
    if (writeAllowedAt(this.#watch, operation.kind) > clock.monotonic()) return this.#replan();
    const body = this.#deps.body(operation) ?? remade(payment, this.#deps.bodies);
    if (body === null) {
      // Restored after damage without its body, which held the phone number: asked about until the API's answer ends
      // it, never sent again.
      this.#watch = notSent(this.#watch, clock.monotonic());
      this.#deps.log.warn('a request without its body is only asked about', { reference: payment.reference });
      return this.#replan();
    }
    if (!(await this.#mayRepeat(payment, operation))) return this.#replan();
    const sentAt = clock.now();
    const firstTry = payment.phase.name === 'registering' && !payment.phase.mayExist && this.#watch.sends.length === 0;
    const send: Send = { kind: operation.kind, at: clock.monotonic() };
    this.#watch = sendBegun(this.#watch, send);
    let underWay = true;
    const ended = (failed: boolean) => {
      underWay = false;
      this.#watch = sendEnded(this.#watch, send, clock.monotonic(), failed);
    };
    await this.#guard(async () => {
      if (operation.kind === 'create') {
        const answer = await api.create(payment.reference, operation.key, body);
        ended(!answer.ok);
        this.#saw(answer.ok ? null : answer.error, 'create');
        const outcome = answer.ok
          ? ({ type: 'created', sentAt, firstTry, code: answer.value.code } as const)
          : ({ type: 'createFailed', failure: answer.error } as const);
        return this.#outcome(outcome, this.#watch.sendsFailedInARow);
      }
      const answer = await api[operation.kind](payment.reference, operation.key, body);
      ended(!answer.ok);
      this.#saw(answer.ok ? null : answer.error, operation.kind);
      const outcome = answer.ok
        ? ({ type: 'read', operation, answer: answer.value } as const)
        : ({ type: 'operationFailed', operation, failure: answer.error } as const);
      return this.#outcome(outcome, this.#watch.sendsFailedInARow);
    });
    // What the outcome has made due may be on its way by now: its end is not this one's.
    if (underWay) ended(true);
    this.#replan();
  }

  /**
   * An operation that could move money twice is not repeated in doubt before the event log has been read: the wallet
   * may have forgotten its key meanwhile [api 4.1]. @returns whether it is to be sent
   */
  async #mayRepeat(payment: Payment, operation: Operation): Promise<boolean> {
    if (!couldMoveTwice(payment) || (payment.certainty.name === 'confirmed' && !this.#unsure)) return true;
    this.#watch = { ...this.#watch, sending: true };
    let known = false;
    await this.#guard(async () => {
      known = await this.#askEvents();
    });
    const now = this.#deps.clock.monotonic();
    const watch = { ...this.#watch, sending: false };
    this.#watch = known ? { ...watch, sendEndedAt: now } : notSent(watch, now);
    return known && !this.#unsure && !this.#stopped && pendingOperation(this.#deps.current())?.key === operation.key;
  }

  async #look(): Promise<void> {
    const { api, clock } = this.#deps;
    this.#watch = lookBegun(this.#watch, clock.monotonic());
    let underWay = true;
    const ended = (failed: boolean) => {
      underWay = false;
      this.#watch = lookEnded(this.#watch, clock.monotonic(), failed);
    };
    await this.#guard(async () => {
      const answer = await api.get(this.#deps.current().reference);
      ended(!answer.ok);
      this.#saw(answer.ok ? null : answer.error, 'get');
      const outcome = answer.ok
        ? ({ type: 'read', operation: null, answer: answer.value } as const)
        : ({ type: 'lookFailed', failure: answer.error } as const);
      this.#outcome(outcome, this.#watch.looksFailedInARow);
    });
    if (underWay) ended(true);
    this.#replan();
  }

  async #readEvents(): Promise<void> {
    await this.#guard(() => this.#askEvents());
    this.#replan();
  }

  /** @returns whether the event log could be read to its end: only then does it prove anything by what it lacks */
  async #askEvents(): Promise<boolean> {
    const answer = await this.#deps.api.events(this.#deps.current().reference);
    this.#saw(answer.ok ? null : answer.error, 'events');
    this.#outcome(
      answer.ok ? { type: 'events', answer: answer.value } : { type: 'eventsFailed', failure: answer.error },
      1,
    );
    return answer.ok && answer.value.complete;
  }

  /** Journal first. What the machine makes of an answer is written before it is applied, shown, or acted on. */
  #outcome(partial: WithoutContext<Outcome>, failedInARow: number): void {
    if (this.#stopped || !this.#writeUnsure()) return;
    const before = this.#deps.current();
    const outcome = {
      ...partial,
      now: this.#deps.clock.now(),
      freshKey: this.#deps.ids.idempotencyKey(),
      failedInARow,
      quietMs: quietFor(this.#watch, this.#deps.clock.monotonic()),
    } as Outcome;
    const { events, effects } = step(before, outcome);
    // A disk that refuses loses nothing but time: the same question is asked again by the plan.
    if (!this.#deps.commit(events, bodiesOf(events, before, this.#deps.bodies))) {
      this.#unsure ||= pendingOperation(before) !== null;
      return;
    }
    this.#afterCommit(before);
    this.#perform(effects);
  }

  /** Catches up on what the disk refused, before anything else: as after a restart, the operation may have left. */
  #writeUnsure(): boolean {
    if (!this.#unsure) return true;
    const { clock, ids, commit } = this.#deps;
    const { events } = step(this.#deps.current(), {
      type: 'restarted',
      now: clock.now(),
      freshKey: ids.idempotencyKey(),
      failedInARow: 0,
      quietMs: 0,
    });
    this.#unsure = !commit(events, []);
    return !this.#unsure;
  }

  #afterCommit(before: Payment): void {
    this.#watch = goneOn(this.#watch, before, this.#deps.current(), this.#deps.clock.monotonic());
  }

  #saw(failure: ApiFailure | null, call: RateLimitedCall): void {
    if (this.#stopped) return;
    this.#deps.saw(failure);
    const pause = failure === null ? null : pauseAfter(failure);
    if (pause !== null) this.#watch = pausedUntil(this.#watch, call, this.#deps.clock.monotonic() + pause);
  }

  #replan(): void {
    this.#stopTimer();
    if (this.#stopped) return;
    const { clock } = this.#deps;
    const now = clock.monotonic();
    const { pollAt, sendAt } = plan(this.#deps.current(), this.#watch, now, clock.now());
    const due = Math.min(pollAt ?? Infinity, sendAt ?? Infinity);
    this.#deps.planned(pollAt === null ? null : Math.max(0, Math.round(clock.now() + Math.max(0, pollAt - now))));
    if (due === Infinity) return;
    this.#stopTimer = clock.after(Math.max(0, due - now), () => {
      const time = clock.monotonic();
      // Asked anew: the machine can have slept over the moment, and what was due then is not due any more.
      const due = plan(this.#deps.current(), this.#watch, time, clock.now());
      const sendIsDue = due.sendAt !== null && due.sendAt <= time;
      const pollIsDue = due.pollAt !== null && due.pollAt <= time;
      if (sendIsDue) void this.#send();
      if (pollIsDue) void this.lookNow();
      // A timer may fire a moment before its time on another clock; the plan must not end with it.
      if (!sendIsDue && !pollIsDue) this.#replan();
    });
  }

  async #guard(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#park(error);
    }
  }

  /** A bug inside this payment must not stop the till, and must not be hidden either. */
  #park(error: unknown): void {
    const { saleId, reference, attention } = this.#deps.current();
    const reason = error instanceof Error ? error.message : String(error);
    this.#deps.log.error('payment parked after a bug', { reference, error: reason });
    if (attention !== null) return;
    const at = this.#deps.clock.now();
    this.#deps.commit([{ type: 'payment.needsAttention', at, saleId, reference, problem: 'internal' }], []);
  }
}
