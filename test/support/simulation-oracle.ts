import { idempotencyKeySchema } from '../../shared/ids.ts';
import { currentPayment, isFinal, isPaid, isUnpaid } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { replaySale } from '../../electron/core/payment-state.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import type { Payment as Booked } from '../../electron/simulator/state.ts';
import type { SentRequest, SimulatedCounter } from './simulated-counter.ts';

const MINUTE = 60_000;
const WRITES = 5;
const READS = 120;

/** Money that has been taken or can still be taken on this reference, as the wallet's books have it. */
const holds = (booked: Booked): number => booked.authorized - booked.cancelled;
const canStillTakeMoney = (booked: Booked, now: number): boolean => (booked.state === 'CREATED' ? now < booked.expiresAt || booked.unknownUntil !== null : holds(booked) > 0);

/** The wallet's book of one payment as of its world's time; undefined where it never arrived. */
type Lookup = (reference: string) => Booked | undefined;

/**
 * Holds the wallet's books against the journal and against what is on screen, and never asks the till. Each broken rule is a sentence in
 * `broken`; the numbers are those of `design.md` section 4.
 */
export class Oracle {
  readonly broken: string[] = [];
  readonly #bytes = new Map<string, string>();
  readonly #sent = new Map<string, number[]>();
  readonly #numbers = new Set<string>();
  readonly #written = new Set<string>();
  #seq = 0;

  /** A full number that must appear nowhere but in the request itself. */
  watchNumber(msisdn: string): void {
    this.#numbers.add(msisdn.slice(2));
  }

  /** Rules 4 and "nothing is sent that was not written". */
  request(counter: SimulatedCounter, { at, method, path, key, body, life }: SentRequest): void {
    const match = /^\/epayment\/v1\/payments(?:\/([^/]+))?/.exec(path);
    if (!match) return;
    const reference = match[1] ?? /"reference":"([^"]+)"/.exec(body)?.[1] ?? '';
    const kind = method === 'GET' ? 'read' : 'write';
    const counted = `${life} ${kind} ${reference}`;
    const times = [...(this.#sent.get(counted) ?? []).filter((time) => time > at - MINUTE), at];
    this.#sent.set(counted, times);
    if (times.length > (kind === 'read' ? READS : WRITES)) this.#breaks(4, `${times.length} ${kind}s of ${reference} within a minute`);
    if (kind === 'read') return;
    if (key === null) return this.#breaks(4, `${path} without a key`);
    const bytes = `${path}\n${body}`;
    if ((this.#bytes.get(key) ?? bytes) !== bytes) this.#breaks(4, `key ${key} with other bytes`);
    this.#bytes.set(key, bytes);
    // A key belongs to one operation, and a payment has one create.
    if (path.endsWith('/payments')) {
      const create = `create ${reference}`;
      if ((this.#bytes.get(create) ?? key) !== key) this.#breaks(4, `a second key for the create of ${reference}`);
      this.#bytes.set(create, key);
    }
    // Its bytes are forgotten only when its answer is written, so while it is sent they stand there.
    if (life === counter.life && !this.#written.has(key)) {
      if (counter.journal.body(idempotencyKeySchema.parse(key)) !== body) this.#breaks(4, `${path} was sent before it was written`);
      this.#written.add(key);
    }
  }

  /** Rules 1, 2 and 5 for what has just come on screen. */
  event(counter: SimulatedCounter, event: TerminalEvent): void {
    if (event.seq !== this.#seq + 1 && event.seq !== 1) this.#breaks(6, `event ${event.seq} after ${this.#seq}`);
    this.#seq = event.seq;
    if (event.type !== 'sale') return;
    const text = JSON.stringify(event.sale.payments);
    for (const number of this.#numbers) if (text.includes(number)) this.#breaks(5, `a full number in an event of ${event.sale.saleId}`);
    this.#sale(event.sale, (reference) => counter.world.payment(reference), counter.clock.now());
  }

  #sale(sale: Sale, booked: Lookup, now: number): void {
    let held = 0;
    for (const payment of sale.payments) {
      const book = booked(payment.reference);
      if (book && holds(book) > 0) held += 1;
      this.#payment(payment, book, now);
    }
    if (held > 1) this.#breaks(1, `${held} payments hold money for sale ${sale.saleId}`);
  }

  #payment(payment: Payment, book: Booked | undefined, now: number): void {
    const { reference, phase, amounts } = payment;
    if (phase.name === 'captured' && !isPaid(payment)) this.#breaks(2, `${reference} is shown as paid with ${amounts.captured} captured`);
    if (phase.name === 'captured' && book?.captured !== payment.amount.value) this.#breaks(2, `${reference} is shown as paid, the wallet has ${book?.captured ?? 'nothing'}`);
    if (isUnpaid(phase) && book && canStillTakeMoney(book, now)) this.#breaks(2, `${reference} is shown as ${phase.name}, the wallet has ${book.state}`);
    if (!book) return;
    if (amounts.captured > book.captured || amounts.refunded > book.refunded) this.#breaks(3, `${reference} shows more than the wallet has`);
    if (book.captured + book.cancelled > book.authorized && book.state === 'AUTHORIZED') this.#breaks(3, `${reference} moves more than was authorized`);
  }

  /** Rules 1 to 3, 6 and 7 when everything has come to rest: the whole of the books against the whole of the journal. */
  atRest(counter: SimulatedCounter): void {
    const { journal, world, clock } = counter;
    world.advance(clock.now());
    const books = new Map(world.books().map((payment) => [payment.reference, payment]));
    const damage = journal.verify();
    if (damage) this.#breaks(6, `the journal is broken at ${damage.seq} (${damage.reason})`);
    const known = new Set<string>();
    for (const saleId of journal.recentSales(1_000_000)) {
      const events = journal.sale(saleId);
      const text = JSON.stringify(events.filter((event) => event.type !== 'sale.opened'));
      for (const number of this.#numbers) if (text.includes(number)) this.#breaks(5, `a full number in the journal of ${saleId}`);
      const sale = replaySale(events);
      if (!sale) return this.#breaks(6, `sale ${saleId} has no events`);
      this.#sale(sale, (reference) => books.get(reference), clock.now());
      for (const payment of sale.payments) {
        known.add(payment.reference);
        this.#settled(payment, books.get(payment.reference));
      }
      const shown = counter.screen.get(saleId);
      if (shown && currentPayment(shown).phase.name !== currentPayment(sale).phase.name) this.#breaks(6, `screen and journal differ about ${saleId}`);
    }
    for (const reference of books.keys()) if (!known.has(reference)) this.#breaks(7, `${reference} is forgotten`);
    const taken = [...books.values()].reduce((sum, payment) => sum + payment.captured, 0);
    if (journal.takings(0).sum !== taken) this.#breaks(3, `the day has ${journal.takings(0).sum}, the wallet ${taken}`);
  }

  #settled(payment: Payment, book: Booked | undefined): void {
    const { reference, phase, amounts, attention } = payment;
    if (!isFinal(phase) && attention === null) this.#breaks(7, `${reference} is still ${phase.name}`);
    if (isFinal(phase) && book && (amounts.captured !== book.captured || amounts.authorized !== book.authorized)) {
      this.#breaks(3, `${reference} is ${phase.name} with ${amounts.captured} of ${amounts.authorized}, the wallet has ${book.captured} of ${book.authorized}`);
    }
  }

  #breaks(rule: number, sentence: string): void {
    this.broken.push(`rule ${rule}: ${sentence}`);
  }
}
