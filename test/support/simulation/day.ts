import { MANUAL } from '../../../electron/simulator/customer.ts';
import type { Behaviour, Script } from '../../../electron/simulator/state.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import { BadLuck } from './bad-luck.ts';
import { Cashier } from './cashier.ts';
import { START, SimulatedCounter } from './counter.ts';
import type { Moment, SentRequest } from './counter.ts';
import { randomFor } from './draw.ts';
import { ARRIVES, HintLine } from './hints.ts';
import { KindCount, OVERTAKEN, TAKEN_BY_ITSELF } from './kinds.ts';
import { bookedSentences, shownSentence } from './notes.ts';
import type { Note } from './notes.ts';
import { Oracle } from './oracle.ts';
import type { Breach } from './oracle.ts';
import { WHOEVER_SCANS, drawKeyMemory, drawPlans, plainPlans } from './plan.ts';
import type { SalePlan } from './plan.ts';
import { Portal } from './portal.ts';
import { Storm } from './storm.ts';

export interface DayOptions {
  readonly seed: number;
  readonly sales: number;
  /**
   * Everything that can go wrong does, customers and cashiers included; without, every customer approves and every
   * cashier captures.
   */
  readonly faults: boolean;
  /** For a shorter story of the same day: only these sales are rung up; all others of the day never happen. */
  readonly only?: ReadonlySet<number>;
  /** Names of faults on the wire and of incidents that stay away, as {@link DayResult.faults} has them. */
  readonly without?: ReadonlySet<string>;
  /** Ends the day at the first broken rule. */
  readonly stopsAtFirst?: boolean;
  onEvent?(event: TerminalEvent): void;
  onNote?(note: Note): void;
}

export interface DayResult {
  readonly sales: number;
  readonly events: number;
  readonly requests: number;
  readonly broken: readonly Breach[];
  /** The sale of each broken rule that is about one, in the order of `broken`. */
  readonly about: readonly (number | null)[];
  /** Names of the faults that struck. */
  readonly faults: readonly string[];
  readonly kinds: KindCount;
}

const MINUTE = 60_000;
/** Until customers who ignore their last request are asked no more by the wallet. */
const EVENING = 15 * MINUTE;
/**
 * When faults have stopped: the hour that a card can say nothing [api 9] and the quarter of an hour until a
 * create counts as never arrived, with room for a write that is refused at first. Everything must be final or need
 * attention by then.
 */
export const BUDGET = 90 * MINUTE;
/** What ended is asked about once more, and may then be decided once more. */
const MOST_ROUNDS = 5;
/** The longest pause between two looks at what is not known yet, a few times. */
const REST = MINUTE;
/** The journal's check of itself costs as much as all other checks at the end of a day: on a part of the long ones. */
const CHAIN_CHECKED_EVERY = 4;
const SHORT_DAY = 100;
const LONGEST_DAY = 7 * 24 * 60 * MINUTE;
const TRIES_AGAIN_MS = 3_000;

/**
 * Sells one day in virtual time and holds every step against the books of the simulated wallet. One seed, one story.
 */
export async function simulateDay(options: DayOptions): Promise<DayResult> {
  const day = new Day(options);
  await day.run();
  return day.result();
}

class Day {
  readonly #options: DayOptions;
  readonly #plans: readonly SalePlan[];
  readonly #counter: SimulatedCounter;
  readonly #storm: Storm;
  readonly #cashier: Cashier;
  readonly #badLuck: BadLuck;
  readonly #portal: Portal;
  /** On some days; on the others nothing comes by itself. */
  readonly #hints: HintLine | null;
  readonly #oracle: Oracle | null;
  readonly #kinds = new KindCount();
  readonly #faults: string[] = [];
  /** Sale and attempt of each reference, as a name that does not depend on the other sales. */
  readonly #names = new Map<
    string,
    { readonly plan: SalePlan; readonly name: string; readonly saleId: Sale['saleId'] }
  >();
  /** Sales whose bad luck is on its way. */
  readonly #expected = new Set<SalePlan>();
  #ringingUp: SalePlan | null = null;
  #wasOpen = false;
  #toServe: number;

  constructor(options: DayOptions) {
    this.#options = options;
    const { seed, sales, faults, only } = options;
    this.#plans = (faults ? drawPlans : plainPlans)(seed, sales).filter(({ index }) => only?.has(index) ?? true);
    this.#toServe = this.#plans.length;
    const onBreach = ({ rule, sentence, subject }: Breach) =>
      this.#note('rule', this.#planOf(subject), `rule ${rule} is broken: ${sentence}`);
    this.#oracle = faults ? new Oracle(onBreach, seed % CHAIN_CHECKED_EVERY === 0 || sales <= SHORT_DAY) : null;
    this.#storm = new Storm({
      seed,
      without: options.without ?? new Set(),
      nameOf: (reference) => this.#names.get(reference)?.name ?? '',
      onFault: (name, point, { reference }) => {
        this.#faults.push(name);
        this.#kinds.add('wire', point);
        this.#note('wire', this.#names.get(reference)?.plan ?? null, `${name.replace(/^\d+\/\d+ /, '')}`);
      },
    });
    const oracle = this.#oracle;
    this.#hints = faults && randomFor(seed, 'hints').next() < 0.5 ? this.#hintLine(options) : null;
    this.#counter = new SimulatedCounter({
      seed,
      ...(this.#hints ? { hints: this.#hints } : {}),
      // Some shops hand over at once.
      takesPayment: faults && randomFor(seed, 'takes payments').next() < 0.25 ? 'onApproval' : 'atHandover',
      behaviour: behaviourOf(this.#plans),
      ...(faults ? { faults: this.#storm, latency: (route) => this.#storm.latency(route) } : {}),
      ...(oracle
        ? {
            onRequest: (request) => this.#sent(oracle, request),
            onTurnedAway: (path, key) => oracle.turnedAway(path, key),
          }
        : {}),
      cutsPower: (moment) => this.#cutsPower(moment),
      onEvent: (event) => this.#published(event),
      onOvertaken: () => this.#kinds.add('wire', OVERTAKEN),
    });
    if (faults) this.#counter.world.patchUnit({ keysRememberedFor: drawKeyMemory(seed) });
    this.#portal = new Portal({
      counter: this.#counter,
      saleOf: (reference) => this.#names.get(reference)?.saleId ?? null,
      did: (plan, kind, what) => {
        this.#kinds.add('portal', kind);
        this.#note('portal', plan, what);
      },
    });
    this.#cashier = new Cashier({
      counter: this.#counter,
      moves: (_, kind) => this.#kinds.add('money', kind),
      scans: (_, code, kind) => {
        this.#kinds.add('scanned', kind);
        oracle?.scanned(code);
      },
      asks: (plan, what, reference, amount) => {
        if (what === 'capture') oracle?.wished(reference);
        this.#portal.notice(plan, what, reference, amount);
      },
      promised: (reference, amount) => oracle?.promised(reference, amount),
      did: (plan, what, kind) => {
        if (kind !== null) this.#kinds.add('cashier', kind);
        this.#note('cashier', plan, what);
      },
      closesApp: (plan) => {
        this.#counter.close();
        this.#badLuck.startAgainAfter(plan.habit.captureAfter + 1_000);
      },
    });
    this.#badLuck = new BadLuck({
      counter: this.#counter,
      storm: this.#storm,
      happened: (plan, kind, what) => {
        this.#faults.push(`${plan.index}: ${kind}`);
        this.#kinds.add('machine', kind);
        this.#note('machine', plan, what);
      },
      isBack: () => this.#cashier.lookAround(),
    });
  }

  async run(): Promise<void> {
    const { till } = this.#counter;
    for (const plan of this.#plans) {
      for (const { msisdn } of [plan.customer, plan.other]) if (msisdn !== null) this.#oracle?.watchNumber(msisdn);
    }
    this.#callNext(0, 1);
    this.#hints?.open(this.#counter.world);
    void till.start();
    await this.#pass(() => this.#toServe === 0 && this.#isUp, LONGEST_DAY);
    if (this.#options.faults) await this.#pass(() => this.#isUp && !this.#isUnderWay(), EVENING);
    this.#badLuck.end();
    this.#hints?.clear();
    this.#portal.over = true;
    this.#cashier.closing = this.#options.faults;
    await this.#pass(() => this.#isUp, LONGEST_DAY);
    this.#cashier.lookAround();
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      await this.#pass(this.#atRest(), BUDGET);
      let isRechecked = false;
      void this.#portal.recheck().then(() => (isRechecked = true));
      await this.#pass(() => isRechecked, BUDGET);
      if (this.#isUp && this.#isSettled()) break;
    }
    this.#finish();
  }

  result(): DayResult {
    const broken = [
      ...(this.#oracle?.broken ?? []),
      ...this.#counter.errors.map((sentence): Breach => ({ rule: 0, sentence, subject: null })),
    ];
    return {
      sales: this.#plans.length,
      events: this.#counter.events,
      requests: this.#counter.requests,
      broken,
      about: broken.map(({ subject }) => this.#planOf(subject)?.index ?? null),
      faults: this.#faults,
      kinds: this.#kinds,
    };
  }

  #hintLine({ seed, without }: DayOptions): HintLine {
    return new HintLine({
      seed,
      counter: () => this.#counter,
      nameOf: (reference) => this.#names.get(reference)?.name ?? '',
      without: without ?? new Set(),
      onFault: (name, fault, reference) => {
        this.#kinds.add('hint', fault ?? ARRIVES);
        if (fault === null) return;
        this.#faults.push(name);
        this.#note('wire', this.#planOf(reference), name);
      },
      forgedTaken: (reference) => this.#oracle?.forgedTaken(reference),
    });
  }

  get #isUp(): boolean {
    return this.#counter.isUp && this.#counter.isOpen && !this.#counter.clock.machine.isAsleep;
  }

  #pass(condition: () => boolean, ms: number): Promise<boolean> {
    const { stopsAtFirst } = this.#options;
    const oracle = this.#oracle;
    return this.#counter.clock.passUntil(
      () => condition() || (stopsAtFirst === true && oracle !== null && oracle.broken.length > 0),
      ms,
    );
  }

  /** Customers stand in a line: who comes while the till cannot sell waits, and those behind too. */
  #callNext(place: number, lateBy: number): void {
    const plan = this.#plans[place];
    const { clock } = this.#counter;
    if (plan) clock.after(plan.at + lateBy - clock.monotonic(), () => void this.#serve(plan, place));
  }

  async #serve(plan: SalePlan, place: number): Promise<void> {
    if (this.#isUp && !this.#expected.has(plan)) {
      this.#expected.add(plan);
      if (!(this.#options.without?.has(`${plan.index}: ${plan.incident?.kind}`) ?? false)) this.#badLuck.expect(plan);
    }
    this.#ringingUp = plan;
    const selling = this.#cashier.sell(plan);
    this.#ringingUp = null;
    const { clock } = this.#counter;
    if (!(await selling)) {
      await clock.machine.awake();
      return void clock.after(TRIES_AGAIN_MS, () => void this.#serve(plan, place));
    }
    this.#toServe -= 1;
    this.#callNext(place + 1, clock.monotonic() - plan.at);
  }

  #sent(oracle: Oracle, request: SentRequest): void {
    if (this.#options.onNote && request.method === 'POST') {
      const [, , , , reference, word] = request.path.split('/');
      const created = reference ?? /"reference":"([^"]+)"/.exec(request.body)?.[1] ?? null;
      if (created !== null) this.#note('wire', this.#planOf(created), `sends ${word ?? 'create'} of ${created}`);
    }
    if (oracle.request(this.#counter, request) === 'by itself') this.#kinds.add('money', TAKEN_BY_ITSELF);
  }

  /** The journal is about to take, or has taken, these events: from the first on it is known whose they are. */
  #cutsPower(moment: Moment): boolean {
    if (moment.kind === 'leaves') {
      const plan = this.#names.get(/^\/epayment\/v1\/payments\/([^/]+)/.exec(moment.path)?.[1] ?? '')?.plan;
      return plan !== undefined && this.#badLuck.cuts(plan, moment);
    }
    for (const event of moment.events) {
      if (event.type === 'sale.opened' && this.#ringingUp) this.#cashier.bind(event.saleId, this.#ringingUp);
      const plan = this.#planOfSale(event.saleId);
      if (event.type === 'payment.requested' && plan)
        this.#names.set(event.reference, { plan, name: `${plan.index}/${event.attempt}`, saleId: event.saleId });
    }
    const plan = this.#planOfSale(moment.events[0]?.saleId ?? '');
    if (plan === null) return false;
    if (moment.kind === 'after-write')
      this.#note('journal', plan, `writes ${moment.events.map(({ type }) => type).join(', ')}`);
    return this.#badLuck.cuts(plan, moment);
  }

  /** Whose sale or payment it is. */
  #planOf(subject: string | null): SalePlan | null {
    return subject === null ? null : (this.#names.get(subject)?.plan ?? this.#planOfSale(subject));
  }

  #planOfSale(saleId: string): SalePlan | null {
    return this.#cashier.planOf(saleId as Sale['saleId']);
  }

  #published(event: TerminalEvent): void {
    const wasOpen = this.#wasOpen;
    this.#wasOpen = this.#counter.isOpen;
    this.#options.onEvent?.(event);
    if (event.type === 'sale' && this.#options.onNote)
      this.#note('screen', this.#planOfSale(event.sale.saleId), shownSentence(event.sale));
    this.#oracle?.event(this.#counter, event);
    if (event.type === 'sale') {
      this.#cashier.see(event.sale);
      this.#portalSees(event.sale);
    } else if (!wasOpen && this.#counter.isOpen) {
      // A new start of the app: people look at it as if for the first time.
      this.#counter.clock.after(0, () => this.#cashier.lookAround());
    }
  }

  #portalSees(sale: Sale): void {
    const plan = this.#planOfSale(sale.saleId);
    const payment = currentPayment(sale);
    if (plan === null) return;
    if (payment.phase.name === 'authorized') this.#portal.notice(plan, 'approved', payment.reference, null);
    if (payment.phase.name === 'captured') this.#portal.notice(plan, 'captured', payment.reference, null);
  }

  #isUnderWay(): boolean {
    return this.#anyPayment((payment) => !isFinal(payment.phase) && payment.phase.name !== 'authorized');
  }

  #isSettled(): boolean {
    return (
      !this.#counter.till.hasOpenPayments ||
      !this.#anyPayment((payment) => !isFinal(payment.phase) && payment.attention === null)
    );
  }

  /**
   * Settled for longer than the till takes to ask again: what a person is called for can become clear at any time, and
   * is then decided.
   */
  #atRest(): () => boolean {
    const { clock } = this.#counter;
    let since: number | null = null;
    return () => {
      if (!this.#isUp || !this.#isSettled()) {
        since = null;
        return false;
      }
      if (since === null) clock.after(REST, () => undefined);
      since ??= clock.monotonic();
      return clock.monotonic() - since >= REST;
    };
  }

  #anyPayment(test: (payment: Sale['payments'][number]) => boolean): boolean {
    if (!this.#counter.till.hasOpenPayments) return false;
    for (const sale of this.#counter.screen.values()) if (sale.payments.some(test)) return true;
    return false;
  }

  #finish(): void {
    const { journal, till } = this.#counter;
    const { sales, faults, stopsAtFirst } = this.#options;
    const stoppedEarly = stopsAtFirst === true && (this.#oracle?.broken.length ?? 0) > 0;
    if (!stoppedEarly) this.#oracle?.atRest(this.#counter);
    if (!faults && journal.takings(0).count !== sales)
      this.#counter.errors.push(`${journal.takings(0).count} of ${sales} sales were paid`);
    this.#noteBooks();
    if (faults) this.#kinds.read(this.#counter.world.books(), this.#plans);
    this.#hints?.stop();
    this.#counter.close();
    till.stop();
    journal.close();
  }

  #noteBooks(): void {
    const { onNote } = this.#options;
    if (!onNote) return;
    for (const { reference, at, what } of bookedSentences(this.#counter.world.books()))
      onNote({ at: at - START, who: 'wallet', sale: this.#planOf(reference)?.index ?? null, what });
  }

  #note(who: Note['who'], plan: SalePlan | null, what: string): void {
    this.#options.onNote?.({ at: this.#counter.clock.monotonic(), who, sale: plan?.index ?? null, what });
  }
}

/** Customers are known by their numbers; whoever scans a code approves. */
function behaviourOf(plans: readonly SalePlan[]): Behaviour {
  const byPhone: Record<string, Script> = {};
  for (const { customer, other } of plans) {
    for (const { msisdn, script } of [customer, other]) if (msisdn !== null) byPhone[msisdn] = script;
  }
  return { ...MANUAL, byPhone, otherwise: WHOEVER_SCANS };
}
