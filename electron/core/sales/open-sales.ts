import type { NewEvent } from '../journal/events.ts';
import { reopen, resolve, seeId } from '../payment/intents.ts';
import { PaymentRunner } from '../payment/runner.ts';
import { MINUTE_MS } from '../payment/schedule.ts';
import type { Send } from '../payment/schedule.ts';
import { applySaleEvent, replaySale } from '../payment/state.ts';
import { pendingOperation } from '../payment/steps.ts';
import type { OperationBody } from '../ports/journal.ts';
import { NO_KEYS_HELD } from './no-keys-held.ts';
import type { OpenSalesDeps } from './open-sales-deps.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { isFinal, isLive, isPaid, isSettled } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Sale, Wish } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import { err, invariant, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { PaymentWallet } from '../../../shared/wallet.ts';

/** Finished sales that stay in memory for the side list; older ones are in the journal. */
const RECENT_SALES = 40;

/**
 * The sales this till has in hand: the state of each as the journal tells it, and a runner for each payment that is not
 * final. The only place where an event becomes state.
 */
export class OpenSales {
  readonly #deps: OpenSalesDeps;
  /** Oldest first. */
  #sales = new Map<SaleId, Sale>();
  readonly #runners = new Map<Reference, PaymentRunner>();
  /** When payments that are over were last sent anything: a refund a moment later has the same limit. */
  readonly #sentLately = new Map<Reference, readonly Send[]>();

  constructor(deps: OpenSalesDeps) {
    this.#deps = deps;
  }

  get all(): readonly Sale[] {
    return [...this.#sales.values()];
  }

  find(saleId: SaleId): Sale | null {
    return this.#sales.get(saleId) ?? null;
  }

  /** Whether a customer could still pay, or money is reserved or on its way. */
  get hasOpenPayments(): boolean {
    return this.#runners.size > 0;
  }

  /** Whether the till's own wallet has it in its books. */
  isOfOwnWallet({ wallet }: Pick<Payment, 'wallet'>): boolean {
    return this.#deps.wallet(wallet)?.isOwn ?? false;
  }

  /** The wallets of those payments. */
  get openWallets(): readonly PaymentWallet[] {
    const payments = this.all.flatMap((sale) => sale.payments);
    return payments.filter(({ reference }) => this.#runners.has(reference)).map(({ wallet }) => wallet);
  }

  /** Whether somebody still awaits something: what was settled by hand is asked about, and awaited by nobody. */
  get hasLivePayments(): boolean {
    return this.all.some(({ payments }) => payments.some((payment) => !isFinal(payment.phase) && isLive(payment)));
  }

  /** Reads the open and the newest sales from the journal. Nothing is sent. */
  load(): void {
    const { journal } = this.#deps;
    const wanted = new Set([...journal.openSales(), ...journal.recentSales(RECENT_SALES)]);
    const sales = [...wanted].map((saleId) => replaySale(journal.sale(saleId))).filter((sale) => sale !== null);
    for (const sale of sales.toSorted((a, b) => a.receiptNumber - b.receiptNumber)) {
      this.#sales.set(sale.saleId, sale);
      for (const payment of sale.payments) if (!isFinal(payment.phase)) this.#addRunner(payment);
    }
  }

  /** Asks the API about every open payment, oldest first. Resolves when each has answered or failed to. */
  async resume(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.resume()));
  }

  /** After a pause of the machine or the network: look at every open payment at once. */
  lookAtAll(): void {
    for (const runner of this.#runners.values()) runner.checkNow();
  }

  /** Writes a new payment (and its sale, when it is the first) and sends it. */
  begin(events: readonly NewEvent[], body: OperationBody): Result<null, ErrorCode> {
    if (!this.#commit(events, [body])) return err('till.journalUnavailable');
    const requested = events.find((event) => event.type === 'payment.requested');
    invariant(requested, 'a sale begins with a payment request');
    const sale = this.#sales.get(requested.saleId);
    invariant(sale, 'a committed sale is in hand');
    this.#addRunner(currentPayment(sale)).begin();
    // Here and not where a sale ends: the runner that ended it still looks at it.
    this.#forgetOldSales();
    return ok(null);
  }

  /** The runner of a payment that somebody watches, or null. */
  watched(reference: Reference): PaymentRunner | null {
    return this.#runners.get(reference) ?? null;
  }

  /** The runner of the payment, if the payment is the current one of the sale and not final. */
  runner(saleId: SaleId, reference: Reference): Result<PaymentRunner, ErrorCode> {
    const sale = this.#sales.get(saleId);
    const payment = sale?.payments.find((each) => each.reference === reference);
    if (!payment) return err('sale.unknown');
    if (!this.#deps.wallet(payment.wallet)) return err('wallet.keysOfOther');
    const runner = this.#runners.get(reference);
    if (runner) return ok(runner);
    return err(isPaid(payment) ? 'sale.alreadyPaid' : 'wallet.alreadyEnded');
  }

  /**
   * A sale that is in hand, or that the journal remembers: then it is taken in hand again. Null where neither knows
   * it.
   */
  recall(saleId: SaleId): Sale | null {
    const known = this.#sales.get(saleId);
    if (known) return known;
    const sale = replaySale(this.#deps.journal.sale(saleId));
    if (!sale) return null;
    this.#sales = new Map(
      [...this.#sales, [saleId, sale] as const].toSorted(([, a], [, b]) => a.receiptNumber - b.receiptNumber),
    );
    return sale;
  }

  /** The runner of a payment whatever its phase: for what can still be done with one that is over, such as a refund. */
  anyRunner(saleId: SaleId, reference: Reference): Result<PaymentRunner, ErrorCode> {
    const payment = this.recall(saleId)?.payments.find((each) => each.reference === reference);
    if (!payment) return err('sale.unknown');
    if (!this.#deps.wallet(payment.wallet)) return err('wallet.keysOfOther');
    return ok(this.#runners.get(reference) ?? this.#addRunner(payment));
  }

  /** Reads a payment anew, also one that is over: what was done in the wallet's own portal is found here. */
  async recheck(saleId: SaleId, reference: Reference): Promise<Result<null, ErrorCode>> {
    const runner = this.anyRunner(saleId, reference);
    if (!runner.ok) return runner;
    try {
      const answer = await runner.value.recheck();
      return answer.ok ? answer : err(answer.error.error);
    } finally {
      this.letGo(saleId, reference);
    }
  }

  /**
   * Ends the watch over a payment that was only taken in hand for a question, and forgets its sale again where it is an
   * old one.
   */
  letGo(saleId: SaleId, reference: Reference): void {
    // Somebody else who asked about it at the same time may have let it go before.
    const payment = this.#sales.get(saleId)?.payments.find((each) => each.reference === reference);
    if (payment && isFinal(payment.phase)) this.#retire(reference);
    this.#forgetOldSales();
  }

  /** Writes down why a person says that a payment needs no more attention. */
  resolve(saleId: SaleId, reference: Reference, reason: string, by: PersonRef | null): Result<null, ErrorCode> {
    return this.#write(saleId, reference, (payment) => resolve(payment, this.#deps.clock.now(), reason, by));
  }

  /** Writes down that a manager opens again what had been settled by hand, and why. */
  reopen(saleId: SaleId, reference: Reference, wish: Wish): Result<null, ErrorCode> {
    return this.#write(saleId, reference, (payment) => reopen(payment, this.#deps.clock.now(), wish));
  }

  /** Writes down that somebody has seen the customer's ID. */
  seeId(saleId: SaleId, reference: Reference, by: PersonRef | null): Result<null, ErrorCode> {
    return this.#write(saleId, reference, (payment) => seeId(payment, this.#deps.clock.now(), by));
  }

  #write(
    saleId: SaleId,
    reference: Reference,
    said: (payment: Payment) => Result<NewEvent, ErrorCode>,
  ): Result<null, ErrorCode> {
    const payment = this.#sales.get(saleId)?.payments.find((each) => each.reference === reference);
    if (!payment) return err('sale.unknown');
    const event = said(payment);
    if (!event.ok) return event;
    return this.#commit([event.value], []) ? ok(null) : err('till.journalUnavailable');
  }

  /** Shows, or stops to show, that a new request will follow the live one. */
  showChange(saleId: SaleId, changingTo: Sale['changingTo']): void {
    this.#show(saleId, (sale) => ({ ...sale, changingTo }));
  }

  /** What became of the picture of its code. */
  showPicture(saleId: SaleId, codePicture: Sale['codePicture']): void {
    this.#show(saleId, (sale) => (sale.codePicture === codePicture ? sale : { ...sale, codePicture }));
  }

  stop(): void {
    for (const runner of this.#runners.values()) runner.stop();
  }

  #addRunner(payment: Payment): PaymentRunner {
    const { saleId, reference } = payment;
    const { bodies, clock, ids, log, journal } = this.#deps;
    // Without its keys it is asked about in vain, nothing leaves the till, and it says so by itself.
    const line = this.#deps.wallet(payment.wallet) ?? { api: NO_KEYS_HELD, isOwn: false };
    const runner = new PaymentRunner({
      api: line.api,
      bodies,
      clock,
      ids,
      log,
      commit: (events, kept) => this.#commit(events, kept),
      current: () => this.#payment(saleId, reference),
      body: (operation) => journal.body(operation.key),
      recheck: () => void this.recheck(saleId, reference),
      sentBefore: this.#sentLately.get(reference) ?? [],
      // What another sales unit answers says nothing about the till's own keys.
      saw: (failure) => void (line.isOwn && this.#deps.saw(failure)),
      planned: (nextPollAt) => this.#planned(saleId, nextPollAt),
    });
    this.#runners.set(reference, runner);
    return runner;
  }

  #payment(saleId: SaleId, reference: Reference): Payment {
    const payment = this.#sales.get(saleId)?.payments.find((each) => each.reference === reference);
    invariant(payment, `payment ${reference} is in hand`);
    return payment;
  }

  /** Journal first. Computes the new state, writes the events, and only then lets anybody see either. */
  #commit(events: readonly NewEvent[], keep: readonly OperationBody[]): boolean {
    const first = events[0];
    if (!first) return true;
    const before = this.#sales.get(first.saleId) ?? null;
    const after = events.reduce<Sale | null>((sale, event) => applySaleEvent(sale, event), before);
    invariant(after, 'events of a sale make a sale');
    const waiting = new Set(after.payments.map((payment) => pendingOperation(payment)?.key));
    const forget = (before?.payments ?? [])
      .flatMap((payment) => pendingOperation(payment)?.key ?? [])
      .filter((key) => !waiting.has(key));
    try {
      this.#deps.journal.append(events, { keep, forget });
    } catch (error) {
      this.#deps.log.error('journal refused a write', {
        error: error instanceof Error ? error.message : String(error),
      });
      this.#deps.journalHealth(false);
      return false;
    }
    this.#deps.journalHealth(true);
    this.#sales.set(after.saleId, after);
    for (const payment of after.payments) if (isFinal(payment.phase)) this.#retire(payment.reference);
    const paidNow =
      after.payments.some((payment) => isPaid(payment)) &&
      !(before?.payments.some((payment) => isPaid(payment)) ?? false);
    this.#deps.saleChanged(after, paidNow ? 'paid' : 'written');
    return true;
  }

  #retire(reference: Reference): void {
    const runner = this.#runners.get(reference);
    if (!runner) return;
    runner.stop();
    this.#runners.delete(reference);
    const now = this.#deps.clock.monotonic();
    this.#sentLately.set(reference, runner.sends);
    for (const [each, sends] of this.#sentLately)
      if (now - (sends.at(-1)?.at ?? 0) >= MINUTE_MS) this.#sentLately.delete(each);
  }

  #planned(saleId: SaleId, nextPollAt: number | null): void {
    // Only a person who waits in doubt counts the seconds to the next look; publishing each plan of a normal wait would
    // be noise.
    this.#show(saleId, (sale) => {
      const shown = currentPayment(sale).certainty.name === 'unclear' ? nextPollAt : null;
      return sale.nextPollAt === shown ? sale : { ...sale, nextPollAt: shown };
    });
  }

  /** What is shown of a sale beside its events. */
  #show(saleId: SaleId, change: (sale: Sale) => Sale): void {
    const sale = this.#sales.get(saleId);
    const changed = sale && change(sale);
    if (!changed || changed === sale) return;
    this.#sales.set(saleId, changed);
    this.#deps.saleChanged(changed, 'shown');
  }

  #forgetOldSales(): void {
    const finished = this.all.filter((sale) =>
      sale.payments.every((payment) => isSettled(payment) && !this.#runners.has(payment.reference)),
    );
    for (const sale of finished.slice(0, Math.max(0, finished.length - RECENT_SALES))) this.#sales.delete(sale.saleId);
  }
}
