import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor } from '../../shared/money.ts';
import { currentPayment, isUnpaid } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import type { SimulatedCounter } from './simulated-counter.ts';
import { HAMMERS_MS } from './simulated-plan.ts';
import type { CashierKind, Customer, SalePlan } from './simulated-plan.ts';

type Button = 'cancel' | 'capture' | 'release';

interface Served {
  readonly plan: SalePlan;
  /** What was on screen when the cashier last made up their mind. */
  seen: string;
  /** The last attempt that was withdrawn. */
  cancelled: number;
}

export interface CashierDeps {
  readonly counter: SimulatedCounter;
  /** What the cashier did, for the story and for the count of kinds. */
  did(plan: SalePlan, what: string, kind: CashierKind | null): void;
  /** The app is closed as it should be, by somebody who will be back. */
  closesApp(plan: SalePlan): void;
}

const REFUSED_FOR_NOW = new Set(['till.journalUnavailable', 'till.starting', 'till.notSetUp']);
const TRIES_AGAIN_MS = 5_000;
const DOUBLE_PRESS_MS = 150;
const HAMMERS_EVERY_MS = 200;

/** Acts on what is on screen, as a person would: sees it, takes a while, presses. Presses nothing while the app is away or the machine sleeps. */
export class Cashier {
  readonly #deps: CashierDeps;
  readonly #sales = new Map<SaleId, Served>();
  /** Sales with a key that was refused just now and will be pressed again. */
  readonly #triesAgain = new Set<SaleId>();
  /** The last hour: everything is finished and nothing is begun. */
  closing = false;

  constructor(deps: CashierDeps) {
    this.#deps = deps;
  }

  /** Rings up a sale. @returns false where it has to be tried again later */
  async sell(plan: SalePlan): Promise<boolean> {
    const { counter, did } = this.#deps;
    if (!this.#canPress()) return false;
    const life = counter.life;
    did(plan, `asks ${plan.customer.msisdn} for ${(plan.total / 100).toFixed(2)}`, null);
    const reply = await counter.till.handlers['sale.start']({ lines: [], total: minor(plan.total), msisdn: msisdnSchema.parse(plan.customer.msisdn), duplicateAcknowledged: true });
    // The app ended under the cashier's finger. What became of it, the next start shows.
    if (life !== counter.life || !counter.isUp) return this.knows(plan);
    if (!reply.accepted) return !REFUSED_FOR_NOW.has(reply.error);
    const { closesAppAfter, walksAway } = plan.habit;
    if (walksAway) did(plan, 'walks away', 'walks away');
    if (plan.habit.hammers) this.#hammer(plan);
    if (closesAppAfter !== null) counter.clock.after(closesAppAfter, () => this.#closeApp(plan));
    return true;
  }

  #hammer(plan: SalePlan): void {
    const { counter, did } = this.#deps;
    did(plan, 'presses "check now" over and over', 'looks and looks again');
    for (let after = 0; after <= HAMMERS_MS; after += HAMMERS_EVERY_MS) counter.clock.after(after, () => this.#checkNow(plan));
  }

  #checkNow(plan: SalePlan): void {
    for (const [saleId, served] of this.#sales) {
      const on = served.plan === plan ? this.#shown(saleId) : null;
      if (on !== null) void this.#deps.counter.till.handlers['payment.checkNow'](on);
    }
  }

  knows(plan: SalePlan): boolean {
    return [...this.#sales.values()].some((served) => served.plan === plan);
  }

  /** The journal has this sale: it is this plan's. */
  bind(saleId: SaleId, plan: SalePlan): void {
    if (!this.#sales.has(saleId)) this.#sales.set(saleId, { plan, seen: '', cancelled: 0 });
  }

  planOf(saleId: SaleId): SalePlan | null {
    return this.#sales.get(saleId)?.plan ?? null;
  }

  see(sale: Sale): void {
    const served = this.#sales.get(sale.saleId);
    if (!served) return;
    const { phase, attempt } = currentPayment(sale);
    const seen = `${this.#deps.counter.life} ${attempt} ${phase.name} ${'captureProblem' in phase ? String(phase.captureProblem) : ''} ${sale.changingTo === null}`;
    if (served.seen === seen) return;
    served.seen = seen;
    this.#react(sale, served);
  }

  /** Looks at everything anew. */
  lookAround(): void {
    for (const saleId of this.#sales.keys()) this.#lookAgain(saleId);
  }

  #lookAgain(saleId: SaleId): void {
    const served = this.#sales.get(saleId);
    const sale = this.#deps.counter.screen.get(saleId);
    if (!served || !sale) return;
    served.seen = '';
    this.see(sale);
  }

  #canPress(): boolean {
    const { counter } = this.#deps;
    return counter.isUp && counter.isOpen && !counter.clock.machine.isAsleep;
  }

  #react(sale: Sale, served: Served): void {
    const { habit } = served.plan;
    if (habit.walksAway && !this.closing) return;
    const { phase, attempt } = currentPayment(sale);
    if (phase.name === 'registering' || phase.name === 'waiting') {
      if (this.closing) return this.#pressAfter(1_000, sale.saleId, 'cancel', served);
      if (habit.cancelAfter !== null && served.cancelled < attempt && attempt < Math.max(2, habit.attempts)) {
        served.cancelled = attempt;
        this.#withdrawAfter(habit.cancelAfter, sale.saleId, served, attempt);
      }
    }
    if (phase.name === 'authorized') {
      const givesBack = habit.givesBack || phase.captureProblem !== null;
      this.#pressAfter(this.closing ? 1_000 : habit.captureAfter, sale.saleId, givesBack ? 'release' : 'capture', served);
    }
    if (isUnpaid(phase) && sale.changingTo === null && !this.closing && attempt < habit.attempts) {
      this.#deps.counter.clock.after(2_000, () => void this.#sendAgain(sale.saleId, served));
    }
  }

  #withdrawAfter(ms: number, saleId: SaleId, served: Served, attempt: number): void {
    const { changesNumber } = served.plan.habit;
    if (!changesNumber || attempt > 1) return this.#pressAfter(ms, saleId, 'cancel', served);
    this.#deps.counter.clock.after(ms, () => void this.#change(saleId, served));
  }

  #pressAfter(ms: number, saleId: SaleId, button: Button, served: Served): void {
    const { clock } = this.#deps.counter;
    const { pressesTwice } = served.plan.habit;
    clock.after(ms, () => void this.#press(button, saleId, served, kindOf(button, served.plan)));
    if (pressesTwice) clock.after(ms + DOUBLE_PRESS_MS, () => void this.#press(button, saleId, served, 'presses twice'));
  }

  async #press(button: Button, saleId: SaleId, served: Served, kind: CashierKind | null): Promise<void> {
    const on = this.#shown(saleId);
    if (on === null) return;
    await this.#call(saleId, served, `presses ${button}`, kind, () => this.#deps.counter.till.handlers[`payment.${button}`](on));
  }

  async #change(saleId: SaleId, served: Served): Promise<void> {
    const on = this.#shown(saleId);
    if (on === null) return;
    const { msisdn } = served.plan.other;
    await this.#call(saleId, served, `changes the number to ${msisdn}`, 'changes the number', () => this.#deps.counter.till.handlers['sale.change']({ ...on, msisdn: msisdnSchema.parse(msisdn) }));
  }

  async #sendAgain(saleId: SaleId, served: Served): Promise<void> {
    if (this.closing || this.#shown(saleId) === null) return;
    const { plan } = served;
    const { msisdn }: Customer = plan.habit.changesNumber ? plan.other : plan.customer;
    await this.#call(saleId, served, `asks again, ${msisdn}`, 'asks again', () => this.#deps.counter.till.handlers['sale.sendAgain']({ saleId, msisdn: msisdnSchema.parse(msisdn) }));
  }

  /** One press of a key. What cannot be done just now is tried again. */
  async #call(saleId: SaleId, { plan }: Served, what: string, kind: CashierKind | null, press: () => Promise<Reply> | Reply): Promise<void> {
    const { counter, did } = this.#deps;
    const life = counter.life;
    did(plan, what, kind);
    const reply = await press();
    if (life !== counter.life || !counter.isUp) return;
    if (reply.accepted || !REFUSED_FOR_NOW.has(reply.error) || this.#triesAgain.has(saleId)) return;
    this.#triesAgain.add(saleId);
    counter.clock.after(TRIES_AGAIN_MS, () => {
      this.#triesAgain.delete(saleId);
      this.#lookAgain(saleId);
    });
  }

  /** What a press is about, or null where nothing can be pressed; whoever finds it so looks again when the app is back. */
  #shown(saleId: SaleId): CallInput<'payment.cancel'> | null {
    const sale = this.#deps.counter.screen.get(saleId);
    return sale && this.#canPress() ? { saleId, reference: currentPayment(sale).reference } : null;
  }

  #closeApp(plan: SalePlan): void {
    if (!this.#canPress()) return;
    this.#deps.did(plan, 'closes the app', 'closes the app');
    this.#deps.closesApp(plan);
  }
}

type Reply = CallOutput<'payment.cancel'>;

function kindOf(button: Button, { cashier }: SalePlan): CashierKind | null {
  if (button === 'cancel' && cashier === 'cancels') return 'cancels';
  if (button === 'capture' && (cashier === 'hands over at once' || cashier === 'hands over late')) return cashier;
  return button === 'release' && cashier === 'gives the money back' ? 'gives the money back' : null;
}
