import type { Payment, Sale } from '../../../shared/payment.ts';
import type { JournalEvent } from '../../../electron/core/journal/events.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import type { Payment as Booked } from '../../../electron/simulator/state.ts';
import { endOf, isPaidBy, isTold, readEntries } from '../journal/raw-entries.ts';
import type { Told } from '../journal/raw-entries.ts';
import { ScannedCodes } from './codes.ts';
import type { SentRequest, SimulatedCounter } from './counter.ts';
import { ageFault } from './ages.ts';
import { checkAtRest, checkShown, mayRelease } from './money.ts';

const MINUTE = 60_000;
const WRITES = 5;
const READS = 120;
/**
 * Every so many shown sales one is held against the journal as it stands at that moment: often enough, and a fraction
 * of the time.
 */
const COMPARED_EVERY = 16;
/** Of a national number. */
const NUMBER_LENGTH = 8;
/**
 * Digits that stand next to each other by chance: in a random id with its hyphens or without (a code's address), in a
 * trace id, or in the milliseconds since 1970.
 */
const IDS_AND_TIMES = /\b[\da-f]{8}(?:-?[\da-f]{4}){3}-?[\da-f]{12}\b|\b00-[\da-f]{32}-[\da-f]{16}-01\b|\b1\d{12}\b/g;

/** Money that has been taken or can still be taken on this reference, as the wallet's books have it. */
const holds = (booked: Pick<Booked, 'authorized' | 'cancelled'>): number => booked.authorized - booked.cancelled;
const canStillTakeMoney = (booked: Booked, now: number): boolean =>
  booked.state === 'CREATED' ? now < booked.expiresAt || booked.unknownUntil !== null : holds(booked) > 0;

const NO_BOOK = { authorized: 0, cancelled: 0 };
/** Phases in which the screen says that no money was taken, and none will be. */
const NOT_PAID: ReadonlySet<string> = new Set(['cancelled', 'aborted', 'expired', 'terminated', 'refused']);

/** What is shown of a payment is what the entries say. */
function isAsWritten(
  { reference, amount, recipient, amounts, phase, attention }: Payment,
  told: Told | undefined,
): boolean {
  if (told?.reference !== reference || told.asked !== amount.value || told.lastTwo !== (recipient?.lastTwo ?? null))
    return false;
  const { sums } = told;
  const sameSums =
    sums.authorized === amounts.authorized &&
    sums.captured === amounts.captured &&
    sums.cancelled === amounts.cancelled &&
    sums.refunded === amounts.refunded;
  if (!sameSums || told.needsPerson !== (attention !== null)) return false;
  const underWay =
    phase.name === 'capturing'
      ? phase.capture
      : phase.name === 'refunding'
        ? phase.refund
        : phase.name === 'cancelling'
          ? phase.cancel
          : null;
  if (underWay !== null) return told.wishes.findLast(({ kind }) => kind === underWay.kind)?.key === underWay.key;
  // A paid sale that is being refunded shows the refund; otherwise an end is an end on both sides.
  const end = endOf(told);
  return NOT_PAID.has(phase.name) || phase.name === 'captured' ? end === phase.name : end === null;
}

/** A rule of RELIABILITY.md that did not hold; 0 for a bug of the terminal's own. */
export interface Breach {
  readonly rule: number;
  readonly sentence: string;
  /** The sale or payment that it is about, where it is about one. */
  readonly subject: string | null;
}

/** The wallet's book of one payment as of its world's time; undefined where it never arrived. */
type Lookup = (reference: string) => Booked | undefined;

/** Takes back what nobody has approved: the one operation that may be sent again after a restart. */
const isWithdrawal = (path: string, body: string): boolean =>
  path.endsWith('/cancel') && /"cancelTransactionOnly":true/.test(body);

/** Creates share a path: only their keys tell them apart. */
const callName = (path: string, key: string | null): string => `${path} ${key}`;

/**
 * Holds the wallet's books against the raw entries of the journal and against what is on screen. It asks neither the
 * till nor its replay. Each broken rule is a sentence in `broken`; the numbers are those of RELIABILITY.md.
 */
export class Oracle {
  readonly broken: Breach[] = [];
  readonly #onBreach: (breach: Breach) => void;
  readonly #checksChain: boolean;
  readonly #bytes = new Map<string, string>();
  readonly #sent = new Map<string, number[]>();
  /** The times among which the newest call of each path is counted. */
  readonly #newest = new Map<string, number[]>();
  readonly #numbers = new Set<string>();
  readonly #codes = new ScannedCodes();
  readonly #written = new Set<string>();
  readonly #searched = new WeakSet<Payment>();
  readonly #shown = new Map<string, Payment>();
  /** Sum of the refunds of a payment to which the till has said yes. */
  readonly #promised = new Map<string, number>();
  /** Payments that somebody at the counter wanted to take. */
  readonly #wished = new Set<string>();
  #seq = 0;
  #sales = 0;

  /**
   * @param checksChain whether the journal's own check of chain and projections runs at rest, beside the reading of
   * every sale that always does
   */
  constructor(onBreach: (breach: Breach) => void = () => undefined, checksChain = true) {
    this.#onBreach = onBreach;
    this.#checksChain = checksChain;
  }

  /** A full number that must appear nowhere but in the request itself. */
  watchNumber(msisdn: string): void {
    this.#numbers.add(msisdn.slice(2));
  }

  /** A customer's code that somebody is about to ask by: as secret as a number, and good for this once. */
  scanned(code: string): void {
    this.#codes.scanned(code);
  }

  wished(reference: string): void {
    this.#wished.add(reference);
  }

  promised(reference: string, amount: number): void {
    this.#promised.set(reference, (this.#promised.get(reference) ?? 0) + amount);
  }

  /**
   * Rules 4 and "nothing is sent that was not written".
   *
   * @returns whether it takes a payment that nobody at the counter asked for
   */
  request(counter: SimulatedCounter, request: SentRequest): 'by itself' | null {
    this.#request(counter, request);
    if (request.path.endsWith('/payments')) this.#create(counter, request.body);
    const reference = /\/payments\/([^/]+)\/capture$/.exec(request.path)?.[1];
    if (reference === undefined || this.#wished.has(reference)) return null;
    this.#mayTakeByItself(counter, reference);
    return 'by itself';
  }

  /** A shop that hands over at once lets the till take what was approved, but not what somebody wanted to withdraw. */
  #mayTakeByItself(counter: SimulatedCounter, reference: string): void {
    if (counter.takesPayment !== 'onApproval')
      this.#breaks(1, `${reference} is taken though nobody said so`, reference);
    const [, events] = this.#inJournal(counter, reference);
    const withdrawn = events.some(
      (event) => (event.type === 'cancel.wanted' || event.type === 'cancel.requested') && event.reference === reference,
    );
    if (withdrawn) this.#breaks(1, `${reference} is taken though it was to be withdrawn`, reference);
    const captures = events.filter((event) => event.type === 'capture.requested' && event.reference === reference);
    if (captures.length > 1) this.#breaks(1, `${reference} is taken by itself more than once`, reference);
  }

  /** Rule 5: whoever is asked, by that method alone, and by a code only where it was scanned for it. */
  #create(counter: SimulatedCounter, body: string): void {
    const reference = /"reference":"([^"]+)"/.exec(body)?.[1] ?? '';
    const [, events] = this.#inJournal(counter, reference);
    const asked = events.find((event) => event.type === 'payment.requested' && event.reference === reference);
    const fault = this.#codes.fault(reference, body, asked?.type === 'payment.requested' ? asked.method : null);
    if (fault !== null) this.#breaks(5, fault, reference);
    const limit = ageFault(reference, body, events);
    if (limit !== null) this.#breaks(4, limit, reference);
  }

  #request(counter: SimulatedCounter, { at, method, path, key, body, life }: SentRequest): void {
    const match = /^\/epayment\/v1\/payments(?:\/([^/]+))?/.exec(path);
    if (!match) return;
    const reference = match[1] ?? /"reference":"([^"]+)"/.exec(body)?.[1] ?? '';
    const kind = method === 'GET' ? 'read' : 'write';
    // The API counts each operation for itself.
    const operation = /\/(events|capture|cancel|refund)$/.exec(path)?.[1] ?? (kind === 'read' ? 'get' : 'create');
    const counted = `${life} ${operation} ${reference}`;
    const times = this.#sent.get(counted) ?? [];
    if (times.length === 0) this.#sent.set(counted, times);
    this.#newest.set(callName(path, key), times);
    while (times[0] !== undefined && times[0] <= at - MINUTE) times.shift();
    times.push(at);
    if (times.length > (kind === 'read' ? READS : WRITES))
      this.#breaks(4, `${times.length} times ${operation} of ${reference} within a minute`, reference);
    if (kind === 'read') return;
    if (key === null) return this.#breaks(4, `${path} without a key`, reference);
    const bytes = `${path}\n${body}`;
    if ((this.#bytes.get(key) ?? bytes) !== bytes) this.#breaks(4, `key ${key} with other bytes`, reference);
    this.#bytes.set(key, bytes);
    // A key belongs to one operation, and a payment has one create.
    if (path.endsWith('/payments')) {
      const create = `create ${reference}`;
      if ((this.#bytes.get(create) ?? key) !== key)
        this.#breaks(4, `a second key for the create of ${reference}`, reference);
      this.#bytes.set(create, key);
    }
    if ((counter.writtenIn.get(key) ?? life) < life && !isWithdrawal(path, body))
      this.#breaks(1, `${path} of an earlier run of the app is sent again`, reference);
    if (path.endsWith('/capture') || path.endsWith('/refund')) this.#nextKey(counter, path, reference, key);
    if (path.endsWith('/refund') && !this.#isThere(counter, reference, body))
      this.#breaks(3, `${body} is asked back of ${reference}, more than is known to be there`, reference);
    // A withdrawal leaves an approved payment as it is [api 5.7]: one that waited for a token may come late.
    if (path.endsWith('/cancel') && !isWithdrawal(path, body) && !this.#mayRelease(counter, reference))
      this.#breaks(2, `the rest of ${reference} is given back before the part was captured`, reference);
    // Its bytes are forgotten only when its answer is written, so while it is sent they stand there.
    if (life === counter.life && counter.isUp && !this.#written.has(key)) {
      if (counter.bodies.get(key) !== body && !this.#wasOvertaken(counter, reference, key, body))
        this.#breaks(4, `${path} was sent before it was written`, reference);
      this.#written.add(key);
    }
  }

  /**
   * A call without a good token is no read and no write: it does not count against the limits, and the same call
   * follows with a new one.
   */
  turnedAway(path: string, key: string | null): void {
    this.#newest.get(callName(path, key))?.pop();
  }

  /**
   * It was written, waited for a token, and meanwhile another answer had settled what it was for; when it arrives it
   * has no effect.
   */
  #wasOvertaken(counter: SimulatedCounter, reference: string, key: string, body: string): boolean {
    if (counter.forgotten.get(key) !== body) return false;
    const [told] = this.#inJournal(counter, reference);
    return told?.wishes.find((wish) => wish.key === key)?.answered ?? false;
  }

  /**
   * A capture or refund gets another key only when the one before is over, and that is written: it was done, or the
   * wallet has said no.
   */
  #nextKey(counter: SimulatedCounter, path: string, reference: string, key: string): void {
    const earlier = this.#bytes.get(`last ${path}`) ?? key;
    this.#bytes.set(`last ${path}`, key);
    if (earlier === key) return;
    const [told] = this.#inJournal(counter, reference);
    const before = told?.wishes.find((wish) => wish.key === earlier);
    if (!told || !before || !(before.rejected || isTold(before, told)))
      this.#breaks(4, `a second key for ${path}`, reference);
  }

  /** The till asks for no more than it knows to have been taken. */
  #isThere(counter: SimulatedCounter, reference: string, body: string): boolean {
    const [told] = this.#inJournal(counter, reference);
    return told === null || Number(/"value":(\d+)/.exec(body)?.[1]) <= told.sums.captured;
  }

  #mayRelease(counter: SimulatedCounter, reference: string): boolean {
    const [told, events] = this.#inJournal(counter, reference);
    return told === null || mayRelease(reference, events, counter.world.payment(reference));
  }

  #inJournal(counter: SimulatedCounter, reference: string): readonly [Told | null, readonly JournalEvent[]] {
    const saleId = this.#shown.get(reference)?.saleId;
    if (saleId === undefined) return [null, []];
    const events = counter.journal.sale(saleId);
    return [readEntries(events).find((told) => told.reference === reference) ?? null, events];
  }

  /** Rule 8: what the wallet has not signed is believed by nobody, not even as a reason to look. */
  forgedTaken(reference: string): void {
    this.#breaks(8, `a forged event of ${reference} is taken`, reference);
  }

  /** Rules 1 to 3, 5 and 6 for what has just come on screen. */
  event(counter: SimulatedCounter, event: TerminalEvent): void {
    if (event.seq !== this.#seq + 1 && event.seq !== 1) this.#breaks(6, `event ${event.seq} after ${this.#seq}`, null);
    this.#seq = event.seq;
    if (event.type === 'till') return this.#takings(counter, event.till.today.sum);
    if (event.type !== 'sale') return;
    if (counter.isUp) this.#isWritten(counter, event.sale);
    if (event.sale.changingTo !== null && this.#tells(event.sale.changingTo))
      this.#breaks(5, `a full number in a change of ${event.sale.saleId}`, event.sale.saleId);
    const fault = counter.isUp ? counter.pictures.fault(event.sale) : null;
    if (fault !== null) this.#breaks(2, fault, event.sale.saleId);
    for (const payment of event.sale.payments) {
      // What is in hand never changes: an object that has been searched need not be again.
      if (this.#searched.has(payment)) continue;
      this.#searched.add(payment);
      if (this.#tells(payment)) this.#breaks(5, `a full number in an event of ${event.sale.saleId}`, event.sale.saleId);
    }
    this.#sale(event.sale, (reference) => counter.world.payment(reference), counter.clock.now());
  }

  /** The day's sum on screen is money that was taken. */
  #takings({ world }: SimulatedCounter, sum: number): void {
    const taken = world.books().reduce((total, { captured }) => total + captured, 0);
    if (sum > taken) this.#breaks(3, `the screen says ${sum} for the day, the wallet has ${taken}`, null);
  }

  /** What is shown stands in the journal, and no sum is smaller than it was shown before. */
  #isWritten(counter: SimulatedCounter, sale: Sale): void {
    for (const payment of sale.payments) {
      const { amounts: before } = this.#shown.get(payment.reference) ?? payment;
      const { amounts: now } = payment;
      if (
        now.authorized < before.authorized ||
        now.captured < before.captured ||
        now.cancelled < before.cancelled ||
        now.refunded < before.refunded
      )
        this.#breaks(3, `a sum of ${payment.reference} shrank`, payment.reference);
      this.#shown.set(payment.reference, payment);
    }
    this.#sales += 1;
    if (this.#sales % COMPARED_EVERY !== 0) return;
    const written = readEntries(counter.journal.sale(sale.saleId));
    const same =
      written.length === sale.payments.length &&
      sale.payments.every((payment, index) => isAsWritten(payment, written[index]));
    if (!same) this.#breaks(6, `what is shown of ${sale.saleId} is not written`, sale.saleId);
  }

  #sale(sale: Sale, booked: Lookup, now: number): void {
    let held = 0;
    for (const payment of sale.payments) {
      const book = booked(payment.reference);
      if (book && holds(book) > 0) held += 1;
      this.#payment(payment, book, now);
    }
    if (held > 1) this.#breaks(1, `${held} payments hold money for sale ${sale.saleId}`, sale.saleId);
  }

  #payment(payment: Payment, book: Booked | undefined, now: number): void {
    const { reference, phase, amounts } = payment;
    if (phase.name === 'captured' && !isPaidBy(amounts, payment.amount.value))
      this.#breaks(2, `${reference} is shown as paid with ${amounts.captured} captured`, reference);
    if (phase.name === 'captured' && book?.captured !== amounts.captured)
      this.#breaks(
        2,
        `${reference} is shown as paid with ${amounts.captured}, the wallet has ${book?.captured ?? 'nothing'}`,
        reference,
      );
    checkShown(payment, book, (rule, sentence) => this.#breaks(rule, sentence, reference));
    if (NOT_PAID.has(phase.name) && book && canStillTakeMoney(book, now))
      this.#breaks(2, `${reference} is shown as ${phase.name}, the wallet has ${book.state}`, reference);
    if (!book) return;
    if (amounts.captured > book.captured || amounts.refunded > book.refunded)
      this.#breaks(3, `${reference} shows more than the wallet has`, reference);
    if (book.captured + book.cancelled > book.authorized && book.state === 'AUTHORIZED')
      this.#breaks(3, `${reference} moves more than was authorized`, reference);
  }

  /**
   * Rules 1 to 3, 6 and 7 when everything has come to rest: the whole of the books against the whole of the journal.
   */
  atRest(counter: SimulatedCounter): void {
    const { journal, world, clock } = counter;
    world.advance(clock.now());
    const books = new Map(world.books().map((payment) => [payment.reference, payment]));
    const damage = this.#checksChain ? journal.verify() : null;
    if (damage) this.#breaks(6, `the journal is broken at ${damage.seq} (${damage.reason})`, null);
    const known = new Set<string>();
    for (const saleId of journal.recentSales(1_000_000)) {
      const events = journal.sale(saleId);
      for (const event of events) if (event.type === 'payment.requested') this.#isForgotten(counter, event);
      if (this.#tells(events)) this.#breaks(5, `a full number in the journal of ${saleId}`, saleId);
      const sale = readEntries(events);
      if (sale.length === 0) this.#breaks(6, `sale ${saleId} has no payment`, saleId);
      const holding = sale.filter(({ reference }) => holds(books.get(reference) ?? NO_BOOK) > 0);
      if (holding.length > 1) this.#breaks(1, `${holding.length} payments hold money for sale ${saleId}`, saleId);
      const shown = counter.screen.get(saleId);
      if (shown) this.#sale(shown, (reference) => books.get(reference), clock.now());
      sale.forEach((told, index) => {
        const { reference } = told;
        known.add(reference);
        this.#settled(told, books.get(reference), clock.now());
        const onScreen = shown?.payments[index];
        const says = (rule: number, sentence: string) => this.#breaks(rule, sentence, reference);
        checkAtRest(
          { told, book: books.get(reference), shown: onScreen, promised: this.#promised.get(reference) ?? 0 },
          says,
        );
        if (onScreen && !isAsWritten(onScreen, told))
          this.#breaks(6, `screen and journal differ about ${reference}`, reference);
      });
    }
    for (const reference of books.keys())
      if (!known.has(reference)) this.#breaks(7, `${reference} is forgotten`, reference);
    const taken = [...books.values()].reduce((sum, payment) => sum + payment.captured, 0);
    if (journal.takings(0).sum !== taken)
      this.#breaks(3, `the day has ${journal.takings(0).sum}, the wallet ${taken}`, null);
  }

  #settled(told: Told, book: Booked | undefined, now: number): void {
    const { reference, sums, state, needsPerson } = told;
    const end = endOf(told);
    if (end === null && !needsPerson) this.#breaks(7, `${reference} is still ${state ?? 'unknown'}`, reference);
    if (end === null || !book) return;
    if (NOT_PAID.has(end) && canStillTakeMoney(book, now))
      this.#breaks(2, `${reference} is written as ${end}, the wallet has ${book.state}`, reference);
    if (
      needsPerson ||
      (sums.captured === book.captured && sums.authorized === book.authorized && sums.refunded === book.refunded)
    )
      return;
    const has = (of: Pick<Booked, 'authorized' | 'captured' | 'refunded'>) =>
      `${of.captured} of ${of.authorized} and ${of.refunded} back`;
    this.#breaks(3, `${reference} is ${end} with ${has(sums)}, the wallet has ${has(book)}`, reference);
  }

  /** Rule 5: the one place that holds a number or a code is emptied when the wallet has answered. */
  #isForgotten(
    { journal }: SimulatedCounter,
    { reference, create }: Extract<JournalEvent, { readonly type: 'payment.requested' }>,
  ): void {
    if (journal.body(create.key) !== null) this.#breaks(5, `the body of ${reference} is kept for ever`, reference);
  }

  #tells(value: unknown): boolean {
    return tellsNumber(this.#numbers, value) || this.#codes.isTold(value);
  }

  #breaks(rule: number, sentence: string, subject: string | null): void {
    const breach = { rule, sentence, subject };
    this.broken.push(breach);
    this.#onBreach(breach);
  }
}

/** Whether one of these national numbers stands anywhere in a value. */
export function tellsNumber(numbers: ReadonlySet<string>, value: unknown): boolean {
  for (const digits of JSON.stringify(value)
    .replaceAll(IDS_AND_TIMES, '')
    .match(/\d{8,}/g) ?? []) {
    for (let from = 0; from + NUMBER_LENGTH <= digits.length; from += 1)
      if (numbers.has(digits.slice(from, from + NUMBER_LENGTH))) return true;
  }
  return false;
}
