import type { Address } from '../../../shared/address.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallInput, CallOutput } from '../../../shared/ipc/contract.ts';
import { minor } from '../../../shared/money.ts';
import { isUnpaid } from '../../../shared/payment-standing.ts';
import { currentPayment, reservedOf } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { withLimit } from './ages.ts';
import { addressOf } from './codes.ts';
import type { HeldOut } from './codes.ts';
import type { SimulatedCounter } from './counter.ts';
import type { PartKind, RefundKind, RefundPlan } from './money-plan.ts';
import { nextPart, refundOf, shareOf } from './orders.ts';
import { HAMMERS_MS } from './plan.ts';
import type { CashierKind, Customer, SalePlan } from './plan.ts';

type Button = 'cancel' | 'capture' | 'capturePart' | 'release';

interface Served {
  readonly plan: SalePlan;
  /** What was on screen when the cashier last made up their mind. */
  seen: string;
  /** The last attempt that was withdrawn. */
  cancelled: number;
  /** Refunds of the plan that were begun. */
  refunds: number;
}

export type MoneyKind = PartKind | RefundKind | 'captures by line' | 'is refused a refund';

export interface CashierDeps {
  readonly counter: SimulatedCounter;
  /** What the cashier did, for the story and for the count of kinds. */
  did(plan: SalePlan, what: string, kind: CashierKind | null): void;
  /** Scans a code that a customer holds out, to ask by it. */
  scans(plan: SalePlan, code: string, kind: HeldOut): void;
  /** For the count: the till has taken on such a capture or refund, or refused a refund. */
  moves(plan: SalePlan, kind: MoneyKind): void;
  /** About to ask for it. */
  asks(plan: SalePlan, what: 'capture' | 'refund', reference: Payment['reference'], amount: number): void;
  /** The till said yes to a refund. */
  promised(reference: Payment['reference'], amount: number): void;
  /** The app is closed as it should be, by somebody who will be back. */
  closesApp(plan: SalePlan): void;
}

const REFUSED_FOR_NOW = new Set(['till.journalUnavailable', 'till.starting', 'till.notSetUp', 'network.offline']);
const REASON = 'The customer came back with it';
const TRIES_AGAIN_MS = 5_000;
const DOUBLE_PRESS_MS = 150;
const HAMMERS_EVERY_MS = 200;

/**
 * Acts on what is on screen, as a person would: sees it, takes a while, presses. Presses nothing while the app is away
 * or the machine sleeps.
 */
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
    const to = this.#addressOf(plan, plan.customer, false);
    did(plan, `asks ${nameOf(plan.customer)} for ${(plan.total / 100).toFixed(2)}`, null);
    const reply = await counter.till.handlers['sale.start']({
      lines: withLimit(plan.money.lines, plan.ageLimit),
      total: minor(plan.total),
      to,
      duplicateAcknowledged: true,
    });
    // The app ended under the cashier's finger. What became of it, the next start shows.
    if (life !== counter.life || !counter.isUp) return this.knows(plan);
    if (!reply.accepted) return !REFUSED_FOR_NOW.has(reply.error);
    const { closesAppAfter, walksAway } = plan.habit;
    if (walksAway) did(plan, 'walks away', 'walks away');
    if (plan.habit.hammers) this.#hammer(plan);
    if (closesAppAfter !== null) counter.clock.after(closesAppAfter, () => this.#closeApp(plan));
    return true;
  }

  #addressOf(plan: SalePlan, customer: Customer, isAgain: boolean): Address {
    const { counter, scans } = this.#deps;
    const to = addressOf(counter.world, customer, isAgain, counter.clock.now());
    if (to.method === 'personalCode' && customer.holdsOut !== null) scans(plan, to.personalCode, customer.holdsOut);
    return to;
  }

  #hammer(plan: SalePlan): void {
    const { counter, did } = this.#deps;
    did(plan, 'presses "check now" over and over', 'looks and looks again');
    for (let after = 0; after <= HAMMERS_MS; after += HAMMERS_EVERY_MS)
      counter.clock.after(after, () => this.#checkNow(plan));
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
    if (!this.#sales.has(saleId)) this.#sales.set(saleId, { plan, seen: '', cancelled: 0, refunds: 0 });
  }

  planOf(saleId: SaleId): SalePlan | null {
    return this.#sales.get(saleId)?.plan ?? null;
  }

  see(sale: Sale): void {
    const served = this.#sales.get(sale.saleId);
    if (!served) return;
    const { phase, attempt, amounts } = currentPayment(sale);
    const problem =
      'captureProblem' in phase ? phase.captureProblem : 'refundProblem' in phase ? phase.refundProblem : null;
    const seen =
      `${this.#deps.counter.life} ${attempt} ${phase.name} ${problem} ` +
      `${amounts.captured} ${amounts.refunded} ${sale.changingTo === null}`;
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
    if (phase.name === 'authorized')
      this.#pressAfter(
        this.closing ? 1_000 : habit.captureAfter,
        sale.saleId,
        this.#decision(currentPayment(sale), served),
        served,
      );
    if (phase.name === 'captured') this.#planRefund(sale.saleId, served);
    if (isUnpaid(phase) && sale.changingTo === null && !this.closing && attempt < habit.attempts) {
      this.#deps.counter.clock.after(2_000, () => void this.#sendAgain(sale.saleId, served));
    }
  }

  #decision(payment: Payment, { plan }: Served): Button {
    const refused = payment.phase.name === 'authorized' && payment.phase.captureProblem !== null;
    if (plan.habit.givesBack || refused) return 'release';
    const { part } = plan.money;
    if (part === null || this.closing) return 'capture';
    const next = nextPart(payment, part.kind);
    return next === 'part' ? 'capturePart' : next === 'all' ? 'capture' : 'release';
  }

  #planRefund(saleId: SaleId, served: Served): void {
    const refund = served.plan.money.refunds[served.refunds];
    if (refund === undefined || this.closing) return;
    served.refunds += 1;
    this.#deps.counter.clock.after(refund.after, () => void this.#refund(saleId, served, refund));
  }

  async #refund(saleId: SaleId, served: Served, refund: RefundPlan, isAgain = false): Promise<void> {
    const { counter, asks, moves, promised } = this.#deps;
    if (this.closing) return;
    const again = () => void counter.clock.after(TRIES_AGAIN_MS, () => void this.#refund(saleId, served, refund, true));
    if (!this.#canPress()) return again();
    const { plan } = served;
    const { life } = counter;
    // It can be long ago: the till looks it up.
    const found = await counter.till.handlers['sale.recall']({ saleId });
    if (life !== counter.life || !counter.isUp || !found.accepted) return again();
    const payment = currentPayment(found.sale);
    const asked = refundOf(found.sale, payment, refund);
    if (asked === null) return;
    const { reference } = payment;
    asks(plan, 'refund', reference, asked.amount);
    const press = async (): Promise<void> => {
      const reply = await this.#call(saleId, served, `refunds ${asked.amount} of ${refund.kind}`, null, () =>
        counter.till.handlers['payment.refund']({
          saleId,
          reference,
          before: payment.amounts.refunded,
          ...asked,
          reason: REASON,
        }),
      );
      // The app ended under the finger: it can have been written down.
      if (reply === null || reply.accepted) promised(reference, asked.amount);
      if (reply?.accepted === true) moves(plan, refund.kind);
      else if (reply !== null && REFUSED_FOR_NOW.has(reply.error)) again();
      else if (reply !== null) this.#refused(plan, refund.kind);
    };
    if (refund.kind === 'refunds twice with one key press too many' && !isAgain)
      counter.clock.after(DOUBLE_PRESS_MS, () => void (this.#canPress() && press()));
    await press();
  }

  #refused(plan: SalePlan, kind: RefundKind): void {
    this.#deps.moves(plan, 'is refused a refund');
    if (kind === 'refunds too much') this.#deps.moves(plan, kind);
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
    if (pressesTwice)
      clock.after(ms + DOUBLE_PRESS_MS, () => void this.#press(button, saleId, served, 'presses twice'));
  }

  async #press(button: Button, saleId: SaleId, served: Served, kind: CashierKind | null): Promise<void> {
    const on = this.#shown(saleId);
    if (on === null) return;
    const { counter, asks } = this.#deps;
    const { handlers } = counter.till;
    if (button === 'capturePart') return this.#pressPart(on, served);
    const reserved = counter.screen.get(saleId)?.payments.at(-1);
    if (button === 'capture' && reserved) asks(served.plan, 'capture', on.reference, reservedOf(reserved));
    await this.#call(saleId, served, `presses ${button}`, kind, () =>
      button === 'release' ? handlers['payment.release']({ ...on, reason: null }) : handlers[`payment.${button}`](on),
    );
  }

  async #pressPart(on: CallInput<'payment.cancel'>, served: Served): Promise<void> {
    const { counter, asks, moves } = this.#deps;
    const { plan } = served;
    const sale = counter.screen.get(on.saleId);
    const { part } = plan.money;
    const asked = sale && part && shareOf(sale, currentPayment(sale), 'capture', part.share, part.byLine);
    if (!asked) return;
    asks(plan, 'capture', on.reference, asked.amount);
    const rest = part.kind === 'captures a part and releases the rest' ? 'release' : 'keep';
    const reply = await this.#call(on.saleId, served, `captures ${asked.amount} (${rest} the rest)`, null, () =>
      counter.till.handlers['payment.capturePart']({
        ...on,
        before: currentPayment(sale).amounts.captured,
        ...asked,
        rest,
        reason: REASON,
      }),
    );
    if (reply?.accepted !== true) return;
    moves(plan, part.kind);
    if (asked.parts !== null) moves(plan, 'captures by line');
  }

  async #change(saleId: SaleId, served: Served): Promise<void> {
    const on = this.#shown(saleId);
    if (on === null) return;
    const { other } = served.plan;
    const to = this.#addressOf(served.plan, other, false);
    await this.#call(saleId, served, `changes the number to ${nameOf(other)}`, 'changes the number', () =>
      this.#deps.counter.till.handlers['sale.change']({
        ...on,
        to,
        duplicateAcknowledged: true,
      }),
    );
  }

  async #sendAgain(saleId: SaleId, served: Served): Promise<void> {
    if (this.closing || this.#shown(saleId) === null) return;
    const { plan } = served;
    const customer = plan.habit.changesNumber ? plan.other : plan.customer;
    const to = this.#addressOf(plan, customer, true);
    await this.#call(saleId, served, `asks again, ${nameOf(customer)}`, 'asks again', () =>
      this.#deps.counter.till.handlers['sale.sendAgain']({
        saleId,
        to,
        duplicateAcknowledged: true,
      }),
    );
  }

  /** One press of a key. What cannot be done just now is tried again. @returns null where the app ended meanwhile */
  async #call(
    saleId: SaleId,
    { plan }: Served,
    what: string,
    kind: CashierKind | null,
    press: () => Promise<Reply> | Reply,
  ): Promise<Reply | null> {
    const { counter, did } = this.#deps;
    const life = counter.life;
    did(plan, what, kind);
    const reply = await press();
    if (life !== counter.life || !counter.isUp) return null;
    if (reply.accepted || !REFUSED_FOR_NOW.has(reply.error) || this.#triesAgain.has(saleId)) return reply;
    this.#triesAgain.add(saleId);
    counter.clock.after(TRIES_AGAIN_MS, () => {
      this.#triesAgain.delete(saleId);
      this.#lookAgain(saleId);
    });
    return reply;
  }

  /**
   * What a press is about, or null where nothing can be pressed; whoever finds it so looks again when the app is back.
   */
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

const nameOf = ({ msisdn, holdsOut }: Customer): string =>
  msisdn === null ? 'by a code' : holdsOut === null ? msisdn : `${msisdn} by ${holdsOut}`;

function kindOf(button: Button, { cashier }: SalePlan): CashierKind | null {
  if (button === 'cancel' && cashier === 'cancels') return 'cancels';
  if (button === 'capture' && (cashier === 'hands over at once' || cashier === 'hands over late')) return cashier;
  return button === 'release' && cashier === 'gives the money back' ? 'gives the money back' : null;
}
