import type { OpenItems, RequestOutcome, Tally } from '../../../shared/day-report.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import type { Method } from '../../../shared/methods.ts';
import type { Minor, Sum } from '../../../shared/money.ts';
import type { Movement } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import type { VatRate } from '../../../shared/vat.ts';

export type MovementKind = Movement['kind'];

/** A request as reports count it. Follows from the payment alone, so it can be written anew at any time. */
export interface RequestEntry {
  readonly reference: Reference;
  readonly saleId: SaleId;
  readonly receiptNumber: number;
  readonly requestedAt: number;
  readonly by: PersonRef | null;
  readonly amount: Minor;
  readonly method: Method;
  readonly outcome: RequestOutcome;
  readonly approvedAt: number | null;
  readonly captured: Minor;
  readonly refunded: Minor;
  /** Approved by the customer and neither taken nor given back. */
  readonly reserved: Minor;
  readonly attention: ErrorCode | null;
  /** Why it was refused. */
  readonly problem: ErrorCode | null;
}

/**
 * Money that moved, as reports count it: it belongs to the business day of the moment at which the till learnt of it.
 * Never changes once written.
 */
export interface MovementEntry {
  readonly reference: Reference;
  /** Its place among the movements of its payment, from 0. */
  readonly n: number;
  readonly saleId: SaleId;
  readonly receiptNumber: number;
  readonly kind: MovementKind;
  readonly at: number;
  readonly amount: Minor;
  readonly method: Method;
  readonly by: PersonRef | null;
  /** Done in the wallet's own portal, not here. */
  readonly elsewhere: boolean;
  /** Taken off what was captured with it; nothing for what was given back or released. */
  readonly discount: Minor;
  readonly vat: readonly VatShare[];
}

/** A movement without its VAT. */
export type MovedMoney = Omit<MovementEntry, 'vat'>;

/** As much of a movement as its signature covers. */
export interface SignedMovement {
  readonly reference: Reference;
  readonly n: number;
  readonly kind: MovementKind;
  readonly at: number;
  readonly amount: Minor;
  readonly tax: Minor;
}

/** A sum of movements that are alike. `hour`: since the beginning of the span, 0 is the first. */
export type MovedTally = Tally &
  Pick<MovementEntry, 'kind' | 'method' | 'by' | 'elsewhere'> & { readonly hour: number };

/**
 * How often requests were answered alike. `seconds`: until the till learnt of an approval, null for the others and
 * where a clock was set meanwhile.
 */
export interface AnswerTally extends Pick<RequestEntry, 'method' | 'by' | 'outcome'> {
  /** Since the beginning of the span, 0 is the first. */
  readonly hour: number;
  readonly wrongNumber: boolean;
  readonly seconds: number | null;
  readonly count: number;
}

/** Sums over the payments of a span of time; reads only that span, however long the journal is. */
export interface DayBook {
  moved(span: Span): readonly MovedTally[];
  tally(kind: MovementKind, span: Span): Tally;
  /** Of what was captured, or given back, in the span; highest rate first. */
  vat(kind: MovementKind, span: Span): readonly VatSum[];
  /** Captures of the span of which something was taken off, and how much. */
  discounts(span: Span): Tally;
  /** Asked for in the span. */
  requests(span: Span): readonly (Tally & { readonly outcome: RequestOutcome })[];
  /** Of the requests of the span, what became of them and how soon. */
  answers(span: Span): readonly AnswerTally[];
  /** Everybody who took or gave back money in the span or sent a request, and when first. */
  people(span: Span): readonly (PersonRef & { readonly since: number })[];
  /** Payments of which this person gave back something since then. */
  refundedBy(personId: string, from: number): readonly Reference[];
  /**
   * As `moved`, `vat`, `discounts` and `requests`, of what came into the journal with these entries. `hour`: since the
   * epoch.
   */
  movedIn(entries: Entries): readonly MovedTally[];
  vatIn(kind: MovementKind, entries: Entries): readonly VatSum[];
  discountsIn(entries: Entries): Tally;
  requestsIn(entries: Entries): readonly (Tally & { readonly outcome: RequestOutcome })[];
  /**
   * All that moved with these entries, and all requests that were written with them, in their order: to be asked for in
   * small stretches.
   */
  movementsIn(entries: Entries): readonly MovedMoney[];
  requestedIn(entries: Entries): readonly RequestEntry[];
  /** The request with this reference, or null: then it is another till's. */
  request(reference: Reference): RequestEntry | null;
  /** Reservations that stand now, of payments asked for before this moment; the oldest `limit` as items. */
  reservations(before: number, limit: number): OpenItems;
  attention(before: number, limit: number): OpenItems;
  /** Captures and refunds of the span in their order, at most `limit` after that one. */
  movements(span: Span, after: MovementEntry | null, limit: number): readonly MovementEntry[];
  /** The same movements in the same order, without what signatures do not need: for a till's whole past. */
  signed(span: Span, after: SignedMovement | null, limit: number): readonly SignedMovement[];
  /** Asked for in the span, in that order. */
  requested(span: Span, after: RequestEntry | null, limit: number): readonly RequestEntry[];
}

/** From (included) to (not included), epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Entries of the journal by their numbers, both included. What a closing is about: numbers only grow, whatever happens
 * to a clock.
 */
export interface Entries {
  readonly first: number;
  readonly last: number;
}

/** A rate's part of an amount: gross and the tax in it. */
export interface VatShare {
  readonly rate: VatRate;
  readonly gross: Minor;
  readonly tax: Minor;
}

/** The same of many amounts together. */
export interface VatSum {
  readonly rate: VatRate;
  readonly gross: Sum;
  readonly tax: Sum;
}
