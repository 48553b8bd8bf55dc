import type { Fault, FaultPoint, Faults } from '../../electron/simulator/faults.ts';
import { minor } from '../../shared/money.ts';
import { isFinal } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import { FIRST, SECOND } from './anomaly-loop-stories.ts';
import type { Story } from './anomaly-loop-stories.ts';
import type { View } from './anomaly-loop-words.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { Moment } from '../support/simulation/counter.ts';
import { Oracle } from '../support/simulation/oracle.ts';
import { addressed } from '../support/till/addressed.ts';

/**
 * One sale, in which the nth operation fails: the way SQLite is tested for a full memory and a broken disk. An
 * operation is a call to the API or a write to the journal.
 */
export type Failure =
  | {
      readonly kind: 'call';
      readonly point: FaultPoint;
      /** ms in which every later call fails the same way. */ readonly lasts: number;
    }
  | { readonly kind: 'disk'; readonly lasts: number }
  | { readonly kind: 'crash'; readonly at: Moment['kind'] };

const call = (point: FaultPoint, lasts = 0): Failure => ({ kind: 'call', point, lasts });

export const FAILURES: Readonly<Record<string, Failure>> = {
  'is lost on its way': call('drop-request'),
  'is not sent': call('refuse-connection'),
  'takes effect and has no answer': call('drop-answer'),
  'takes effect and is never answered': call('hang-after'),
  'gets 500 without effect': call('error-before'),
  'gets 500 with effect': call('error-after'),
  'gets half an answer': call('truncate'),
  'gets 401': call('unauthorized'),
  'gets 429': call('throttled'),
  'arrives twice': call('duplicate-request'),
  'is not sent, nor any other for a minute': call('refuse-connection', 60_000),
  'takes effect and has no answer, nor any other for a minute': call('drop-answer', 60_000),
  'the disk takes nothing': { kind: 'disk', lasts: 0 },
  'the disk takes nothing for a minute': { kind: 'disk', lasts: 60_000 },
  'a crash before the write': { kind: 'crash', at: 'before-write' },
  'a crash after the write': { kind: 'crash', at: 'after-write' },
  'a crash while the call is under way': { kind: 'crash', at: 'leaves' },
};

export interface Outcome {
  /** The operation that should fail was reached. */
  readonly struck: boolean;
  /** Rules that did not hold; empty when all is well. */
  readonly broken: readonly string[];
  readonly end: string;
}

const TOTAL = 24_900;
const GLANCE_MS = 500;
const AGAIN_MS = 2_000;
const LONGEST_SALE = 20 * 60_000;
const REST = 90 * 60_000;

/** Counts operations and lets the nth fail. */
class Trouble implements Faults {
  readonly #failure: Failure | null;
  #left: number;
  #until = -1;
  struck = false;
  now: () => number = () => 0;

  constructor(failure: Failure | null, nth: number) {
    this.#failure = failure;
    this.#left = nth;
  }

  /** Whether this operation fails, and every one after it for a while. */
  #strikes(lasts: number): boolean {
    if (this.struck) return this.now() < this.#until;
    this.#left -= 1;
    if (this.#left > 0) return false;
    this.struck = true;
    this.#until = this.now() + lasts;
    return true;
  }

  decide(): readonly Fault[] {
    const failure = this.#failure;
    return failure?.kind === 'call' && this.#strikes(failure.lasts)
      ? [{ point: failure.point, ms: 0, status: 0, code: 0 }]
      : [];
  }

  refusesWrite(moment: Moment): boolean {
    return this.#failure?.kind === 'disk' && moment.kind === 'before-write' && this.#strikes(this.#failure.lasts);
  }

  cutsPower(moment: Moment): boolean {
    return this.#failure?.kind === 'crash' && moment.kind === this.#failure.at && this.#strikes(0);
  }

  add(): void {
    throw new Error('the loop makes its own faults');
  }

  clear(): void {
    this.#until = -1;
  }

  rules(): [] {
    return [];
  }
}

/** @param file where the journal lies; in memory when null */
export async function sellWith(
  story: Story,
  failure: Failure | null,
  nth: number,
  file: string | null,
): Promise<Outcome> {
  const trouble = new Trouble(failure, nth);
  const oracle = new Oracle();
  oracle.watchNumber(FIRST);
  oracle.watchNumber(SECOND);
  const counter: SimulatedCounter = new SimulatedCounter({
    seed: 11,
    behaviour: structuredClone(story.customer),
    faults: trouble,
    latency: { min: 40, max: 40 },
    ...(file === null ? {} : { file }),
    onRequest: (request) => oracle.request(counter, request),
    onEvent: (event) => oracle.event(counter, event),
    cutsPower: (moment) => {
      counter.diskFull = trouble.refusesWrite(moment);
      return trouble.cutsPower(moment);
    },
  });
  trouble.now = () => counter.clock.monotonic();
  await counter.open();
  const sale = new OneSale(counter, story, (reference) => oracle.wished(reference));
  await sale.serve();
  trouble.clear();
  counter.diskFull = false;
  await counter.clock.passUntil(() => isAtRest(counter), REST);
  oracle.atRest(counter);
  const end = sale.current()?.phase.name ?? 'never begun';
  // Once more with what a new start reads from the journal.
  counter.crash();
  await keepUp(counter);
  await counter.clock.pass(5_000);
  await keepUp(counter);
  oracle.atRest(counter);
  counter.close();
  if (file === null) counter.journal.close();
  const breaches = oracle.broken.filter(({ sentence }) => sentence !== story.accepts);
  return {
    struck: trouble.struck,
    broken: [...breaches.map(({ rule, sentence }) => `rule ${rule}: ${sentence}`), ...counter.errors],
    end,
  };
}

/** Starts the app again when it is gone, and once more when that start fell victim too. */
async function keepUp(counter: SimulatedCounter): Promise<void> {
  for (let starts = 0; !counter.isUp && starts < 3; starts += 1) {
    counter.screen.clear();
    await counter.restart();
  }
}

function isAtRest(counter: SimulatedCounter): boolean {
  return [...counter.screen.values()].every((sale) =>
    sale.payments.every(({ phase, attention }) => isFinal(phase) || attention !== null),
  );
}

/** A cashier with one wish, who starts the app again when it is gone and presses again what was refused. */
class OneSale {
  readonly #counter: SimulatedCounter;
  readonly #story: Story;
  readonly #wished: (reference: string) => void;
  readonly #beganAt: number;
  #pressedAt = -AGAIN_MS;
  #wasAway = false;
  #portalDone = false;

  constructor(counter: SimulatedCounter, story: Story, wished: (reference: string) => void) {
    this.#wished = wished;
    this.#counter = counter;
    this.#story = story;
    this.#beganAt = counter.clock.now();
  }

  current(): Payment | null {
    const sale = this.#sale();
    return sale ? currentPayment(sale) : null;
  }

  async serve(): Promise<void> {
    const { clock } = this.#counter;
    while (clock.now() - this.#beganAt < LONGEST_SALE && !this.#isOver()) {
      await this.#keepUp();
      if (this.#counter.isOpen && clock.monotonic() - this.#pressedAt >= AGAIN_MS) await this.#act();
      await clock.pass(GLANCE_MS);
    }
    await this.#keepUp();
  }

  /** The newest sale on screen: there is only one, unless the first came to nothing before anybody saw it. */
  #sale(): Sale | null {
    return [...this.#counter.screen.values()].at(-1) ?? null;
  }

  #view(): View | null {
    const sale = this.#sale();
    if (!sale) return null;
    const { phase, attempt } = currentPayment(sale);
    return {
      phase: phase.name,
      attempt,
      changing: sale.changingTo !== null,
      since: this.#counter.clock.now() - this.#beganAt,
    };
  }

  #isOver(): boolean {
    const payment = this.current();
    const view = this.#view();
    const { away } = this.#story;
    if (!payment || !view || view.changing || (away && view.since < away.to)) return false;
    return (
      (isFinal(payment.phase) && this.#story.presses(view) === null) ||
      (payment.attention !== null && payment.phase.name === 'authorized')
    );
  }

  async #keepUp(): Promise<void> {
    const { away } = this.#story;
    const since = this.#counter.clock.now() - this.#beganAt;
    if (away && !this.#wasAway && since >= away.from) {
      this.#wasAway = true;
      if (away.crashed) this.#counter.crash();
      else this.#counter.close();
      await this.#counter.clock.pass(away.to - since);
    }
    await keepUp(this.#counter);
  }

  async #act(): Promise<void> {
    const { till } = this.#counter;
    const sale = this.#sale();
    const view = this.#view();
    if (!sale || !view) {
      this.#pressed();
      const to = addressed(this.#story.asCode ? null : FIRST);
      await this.#survives(
        till.handlers['sale.start']({ lines: [], total: minor(TOTAL), ...to, duplicateAcknowledged: true }),
      );
      return;
    }
    const { saleId } = sale;
    const { reference } = currentPayment(sale);
    this.#portal(reference, view);
    const wish = this.#story.presses(view);
    if (wish === null) return;
    this.#pressed();
    const second = msisdnSchema.parse(SECOND);
    if (wish === 'sendAgain')
      await this.#survives(
        till.handlers['sale.sendAgain']({
          saleId,
          to: { method: 'phone', msisdn: second },
          duplicateAcknowledged: true,
        }),
      );
    else if (wish === 'change')
      await this.#survives(
        till.handlers['sale.change']({
          saleId,
          reference,
          to: { method: 'phone', msisdn: second },
          duplicateAcknowledged: true,
        }),
      );
    else if (wish === 'release')
      await this.#survives(till.handlers['payment.release']({ saleId, reference, reason: null }));
    else {
      if (wish === 'capture') this.#wished(reference);
      await this.#survives(till.handlers[`payment.${wish}`]({ saleId, reference }));
    }
  }

  #pressed(): void {
    this.#pressedAt = this.#counter.clock.monotonic();
  }

  /** A reply that a crash swallows never comes; nobody waits for it. */
  async #survives(reply: unknown): Promise<void> {
    await Promise.race([reply, this.#counter.clock.settle()]);
  }

  #portal(reference: string, { phase }: View): void {
    const value = this.#story.portalCaptures;
    if (value === undefined || this.#portalDone || phase !== 'authorized') return;
    this.#portalDone = true;
    this.#counter.world.actInPortal(reference, 'capture', value, this.#counter.clock.now());
  }
}
