import { addDays, calendarDate } from '../../../shared/calendar-date.ts';
import type { CalendarDate } from '../../../shared/calendar-date.ts';
import type { Difference, Reconciliation } from '../../../shared/closing.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { referenceSchema } from '../../../shared/ids.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import type { Payment } from '../../../shared/payment.ts';
import type { Progress } from '../../../shared/progress.ts';
import type { JournalEvent } from '../journal/events.ts';
import { replaySale } from '../payment/state.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { CounterDoors } from '../ports/connections.ts';
import type { OpenSales } from '../sales/open-sales.ts';
import type { LedgerEntry, LedgerOddities } from '../ports/settlement.ts';
import { HOUR_MS } from '../../../shared/calendar-date.ts';
import type { Entries } from '../ports/day-book.ts';
import { requestEntryOf } from '../payment/day-book-entries.ts';
import type { MovedMoney } from '../ports/day-book.ts';
import { explanations } from './explanations.ts';
import { reconcile, toAskAgain } from './reconcile.ts';
import type { BooksCompared, WalletAsked, Settled } from './reconcile.ts';
import { approvedLateAt, daysFrom, held, NOT_ASKED, unknown } from './reconciling-answers.ts';
import type { Answer } from './reconciling-answers.ts';
import type { Sum } from '../../../shared/money.ts';
import { ZERO } from '../../../shared/money.ts';

/** What is asked, and whom. */
export interface ReconcilingDeps {
  readonly ports: Pick<CounterDoors, 'journal' | 'settlement'>;
  readonly openSales: OpenSales;
  readonly calendar: Calendar;
  readonly clock: Clock;
  /** Whether it is still the same counter: a closed one has no journal to write to. */
  isOpen(): boolean;
  progressed(progress: Progress): void;
}

/**
 * Payments that are asked about at a time: far below what the API allows, and a sale at the counter is not kept
 * waiting.
 */
const AT_ONCE = 4;
/** More than a till sells in a day; beyond it the newest are asked about and the rest is named as not asked. */
const MOST_ASKED = 5_000;
/** After so many unanswered questions in a row nobody is there. */
const GIVE_UP_AFTER = 4;
/** Dates of the settlement that are read for one closing. */
const MOST_DATES = 31;
/** The wallet company can let a date begin some hours after midnight, and its clock is not the till's. */
const CUT_OFF_MS = 6 * HOUR_MS;
/** Entries of the journal that are gone through before the till gets a turn. */
const STRETCH = 2_000;
/** Entries of the journal that are compared: some 15,000 sales, which are held in memory meanwhile. */
const MOST_ENTRIES = 100_000;

interface Asking {
  readonly saleId: SaleId;
  readonly reference: Reference;
}

interface ReadPayment {
  readonly events: readonly JournalEvent[];
  readonly receiptNumber: number;
  readonly payment: Payment | null;
  /** What the journal has as reserved. */
  readonly reserved: Sum;
}

/**
 * Compares what came since the last closing with the wallet's books: asks the wallet anew about each payment, reads the
 * settlement, and asks once more about payments of which the settlement knows more. Can be stopped at any time; what
 * was not asked is named.
 */
export class Reconciling {
  readonly #deps: ReconcilingDeps;
  readonly #entries: Entries;
  readonly #answers = new Map<Reference, Answer>();
  readonly #own = new Map<Reference, boolean>();
  #progress: Progress = { done: 0, total: 0 };
  #stopped = false;
  #problem: ErrorCode | null = null;
  #unanswered = 0;

  constructor(deps: ReconcilingDeps, entries: Entries) {
    this.#deps = deps;
    this.#entries = entries;
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<Reconciliation> {
    const payments = await this.#toAsk();
    this.#is({ done: 0, total: payments.length + 1 });
    await this.#askAll(await this.#ownOf(payments.slice(-MOST_ASKED)));
    const settled = await this.#settlement();
    this.#is({ ...this.#progress, done: this.#progress.total });
    const again = toAskAgain(await this.#books(settled));
    await this.#askAll(again.flatMap((reference) => this.#saleOf(reference)));
    return reconcile(await this.#books(settled));
  }

  #is(progress: Progress): void {
    this.#progress = progress;
    this.#deps.progressed(progress);
  }

  /**
   * What has moved meanwhile belongs to the closing too. Of a range that is too long only the end is compared, and the
   * closing is not called compared.
   */
  #range(): Entries {
    const last = this.#deps.ports.journal.size;
    return { first: Math.max(this.#entries.first, last - MOST_ENTRIES), last };
  }

  /** Goes through the range in stretches, so that the till gets a turn between two. */
  async #through<T>(read: (entries: Entries) => readonly T[]): Promise<T[]> {
    const { first, last } = this.#range();
    const found: T[] = [];
    for (let from = first; from <= last; from += STRETCH) {
      found.push(...read({ first: from, last: Math.min(last, from + STRETCH - 1) }));
      if (from + STRETCH <= last) await this.#pause();
    }
    return found;
  }

  readonly #pause = () => new Promise<void>((resolve) => this.#deps.clock.after(0, resolve));

  /** Every payment that was asked for or moved since the last closing, and those that are still reserved. */
  async #toAsk(): Promise<readonly Asking[]> {
    const { dayBook } = this.#deps.ports.journal;
    const requested = await this.#through<Asking>((entries) => dayBook.requestedIn(entries));
    const moved = await this.#through<Asking>((entries) => dayBook.movementsIn(entries));
    const reserved = dayBook.reservations(Number.MAX_SAFE_INTEGER, MOST_ASKED).items;
    const all = new Map(
      [...reserved, ...moved, ...requested].map(({ saleId, reference }) => [reference, { saleId, reference }]),
    );
    return [...all.values()];
  }

  /**
   * Those of the till's own wallet. The others stand in another sales unit's books: they are not asked about here, and
   * named as not compared.
   */
  async #ownOf<T extends Asking>(payments: readonly T[]): Promise<readonly T[]> {
    const own: T[] = [];
    for (const [index, each] of payments.entries()) {
      if (this.#isOwn(each)) own.push(each);
      if (index % 200 === 199) await this.#pause();
    }
    if (own.length < payments.length) this.#problem ??= 'closing.otherWallet';
    return own;
  }

  #isOwn({ saleId, reference }: Asking): boolean {
    const known = this.#own.get(reference);
    if (known !== undefined) return known;
    const { payment } = this.#read(saleId, reference);
    const own = payment === null || this.#deps.openSales.isOfOwnWallet(payment);
    this.#own.set(reference, own);
    return own;
  }

  async #askAll(payments: readonly Asking[]): Promise<void> {
    const waiting = [...payments];
    const ask = async (): Promise<void> => {
      for (
        let next = waiting.shift();
        next && !this.#stopped && this.#deps.isOpen() && this.#unanswered < GIVE_UP_AFTER;
        next = waiting.shift()
      )
        await this.#ask(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
  }

  async #ask({ saleId, reference }: Asking): Promise<void> {
    const answer = await this.#deps.openSales.recheck(saleId, reference);
    this.#is({ ...this.#progress, done: Math.min(this.#progress.total, this.#progress.done + 1) });
    const { payment, reserved } = this.#read(saleId, reference);
    // A request that never reached the wallet is not there, and nothing of it moved. Where there is money, it must be.
    const unknownThere = !answer.ok && answer.error === 'wallet.referenceUnknown';
    if (answer.ok || unknownThere) {
      this.#unanswered = 0;
      this.#answers.set(reference, unknownThere ? unknown(payment?.movements ?? [], reserved) : held(payment));
      return;
    }
    this.#unanswered += 1;
    this.#problem = answer.error;
  }

  /**
   * The settlement of every date on which something of the range can stand: also the day before, since the wallet's
   * clock is not the till's.
   */
  async #settlement(): Promise<Settled> {
    const { ports, calendar, clock } = this.#deps;
    const moved = (await this.#through((entries) => ports.journal.dayBook.movementsIn(entries))).filter(
      ({ kind }) => kind !== 'release',
    );
    const dateOf = (at: number): CalendarDate => calendarDate(calendar.local(at).date);
    const last = dateOf(Math.max(clock.now(), ...moved.slice(-1).map(({ at }) => at)));
    const earliest = addDays(dateOf(moved.reduce((least, { at }) => Math.min(least, at), clock.now())), -1);
    const first = earliest < addDays(last, 1 - MOST_DATES) ? addDays(last, 1 - MOST_DATES) : earliest;
    const entries: LedgerEntry[] = [];
    const closed = new Set<CalendarDate>();
    let odd = NO_ODDITIES;
    for (let date = first; date <= last; date = addDays(date, 1)) {
      if (this.#stopped) return notRead(null);
      const answer = await ports.settlement.ledger(date);
      if (!answer.ok) return notRead(answer.error.error);
      for (const entry of answer.value.entries) entries.push(entry);
      if (answer.value.complete) closed.add(date);
      odd = { signs: odd.signs + answer.value.odd.signs, balances: odd.balances + answer.value.odd.balances };
    }
    const isClosed = (at: number) => closed.has(dateOf(at));
    const complete = first === earliest && closed.size === daysFrom(first, last);
    // A date without traffic may never close: only those that this moment can belong to are asked about.
    const mayStillCome = (at: number) => ![at - CUT_OFF_MS, at, at + CUT_OFF_MS].every(isClosed);
    return { dates: { first, last }, problem: null, complete, mayStillCome, odd, entries };
  }

  async #books(settled: Settled): Promise<BooksCompared> {
    const { dayBook } = this.#deps.ports.journal;
    const range = this.#range();
    const movements = await this.#ownOf(await this.#through<MovedMoney>((entries) => dayBook.movementsIn(entries)));
    const asked = await this.#toAsk();
    const payments = new Map<string, WalletAsked>();
    for (const [index, { saleId, reference }] of asked.entries()) {
      payments.set(reference, this.#walletAsked(saleId, reference, range));
      if (index % 200 === 199) await this.#pause();
    }
    const inRange = new Set<string>(payments.keys());
    for (const { reference } of settled.entries) {
      if (reference === null || payments.has(reference)) continue;
      for (const own of this.#saleOf(reference))
        payments.set(reference, this.#walletAsked(own.saleId, own.reference, range));
    }
    return {
      at: this.#deps.clock.now(),
      last: range.last,
      movements,
      payments,
      inRange,
      walletProblem: this.#problem,
      settled,
      tags: this.#deps.ports.journal.tags,
      reasons: this.#reasons(range),
    };
  }

  /** Of a reference in the settlement: the payment of this till, or nothing where it is another till's. */
  #saleOf(reference: string): readonly Asking[] {
    const own = referenceSchema.safeParse(reference).data;
    const found = own && this.#deps.ports.journal.dayBook.request(own);
    return found ? [{ saleId: found.saleId, reference: found.reference }] : [];
  }

  #read(saleId: SaleId, reference: Reference): ReadPayment {
    const events = this.#deps.ports.journal.sale(saleId);
    const sale = replaySale(events);
    const payment = sale?.payments.find((each) => each.reference === reference) ?? null;
    const reserved = sale && payment ? requestEntryOf(sale, payment).reserved : ZERO;
    return { events, receiptNumber: sale?.receiptNumber ?? 1, payment, reserved };
  }

  #walletAsked(saleId: SaleId, reference: Reference, { first, last }: Entries): WalletAsked {
    const { events, receiptNumber, payment } = this.#read(saleId, reference);
    const late = approvedLateAt(events, reference);
    const isLate = late !== null && late >= first && late <= last;
    const answer = this.#answers.get(reference) ?? NOT_ASKED;
    const approvedLate = isLate && payment ? payment.amount.value : null;
    return { reference, receiptNumber, movements: payment?.movements ?? [], ...answer, approvedLate };
  }

  /** What people have said about differences since the last closing; the newest of each counts. */
  #reasons({ first }: Entries): ReadonlyMap<string, Difference['reason']> {
    const said = explanations(this.#deps.ports.journal, first).filter(({ closing }) => closing === null);
    const reasons = new Map<string, Difference['reason']>();
    for (const { differences, at, by, reason } of said) {
      for (const id of differences) reasons.set(id, { at, by, text: reason });
    }
    return reasons;
  }
}

const NO_ODDITIES: LedgerOddities = { signs: 0, balances: 0 };
const notRead = (problem: ErrorCode | null): Settled => ({
  dates: null,
  problem,
  complete: false,
  mayStillCome: () => true,
  odd: NO_ODDITIES,
  entries: [],
});
