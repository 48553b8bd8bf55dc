import type { OpenItems, RequestOutcome, Tally } from '../../../shared/day-report.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { minor, ZERO } from '../../../shared/money.ts';
import type { Minor } from '../../../shared/money.ts';
import { channelOf } from '../../../shared/payment.ts';
import type { Channel, Payment, Sale } from '../../../shared/payment.ts';
import { assertNever } from '../../../shared/result.ts';
import type { Span } from './business-day.ts';
import { vatOf } from './vat-of-sale.ts';
import type { VatShare } from './vat-of-sale.ts';

/** A payment as reports count it: the book's one line for it. Follows from the payment alone, so it can be written anew at any time. */
export interface DayBookEntry {
  readonly reference: Reference;
  readonly saleId: SaleId;
  readonly receiptNumber: number;
  readonly requestedAt: number;
  readonly amount: Minor;
  readonly channel: Channel;
  readonly outcome: RequestOutcome;
  /** When it was learnt that the money is taken, and how much; a sale belongs to the business day of this moment. */
  readonly captured: { readonly at: number; readonly amount: Minor; readonly vat: readonly VatShare[] } | null;
  /** Approved by the customer and neither taken nor given back. */
  readonly reserved: Minor;
  readonly attention: ErrorCode | null;
}

/** A line of the book as it is read back. */
export interface DayBookLine extends Omit<DayBookEntry, 'captured'> {
  readonly capturedAt: number | null;
  readonly captured: Minor;
  readonly vat: readonly VatShare[];
}

/** As much of a sale as its signature covers. */
export interface TakenSale {
  readonly reference: Reference;
  readonly capturedAt: number;
  readonly captured: Minor;
  readonly tax: Minor;
}

/** Sums over the payments of a span of time; reads only that span, however long the journal is. */
export interface DayBook {
  /** Captured in the span, by the hours since its beginning (0 is the first) and by channel. */
  captures(span: Span): readonly (Tally & { readonly hour: number; readonly channel: Channel })[];
  takings(span: Span): Tally;
  /** Of what was captured in the span, highest rate first. */
  vat(span: Span): readonly VatShare[];
  /** Asked for in the span. */
  requests(span: Span): readonly (Tally & { readonly outcome: RequestOutcome })[];
  /** Reservations that stand now, of payments asked for before this moment; the oldest `limit` as items. */
  reservations(before: number, limit: number): OpenItems;
  attention(before: number, limit: number): OpenItems;
  /** Captured in the span, in the order of their capture, at most `limit` after that line. */
  captured(span: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[];
  /** The same sales in the same order, without what signatures do not need: for a till's whole past. */
  taken(span: Span, after: TakenSale | null, limit: number): readonly TakenSale[];
  /** Asked for in the span, in that order; without their VAT. */
  requested(span: Span, after: DayBookLine | null, limit: number): readonly DayBookLine[];
}

function outcomeOf({ phase, certainty }: Payment): RequestOutcome {
  switch (phase.name) {
    case 'authorized':
    case 'capturing':
    case 'captured':
    case 'cancelled':
      return 'approved';
    case 'aborted':
      return 'declined';
    case 'expired':
      return 'expired';
    case 'terminated':
      return 'withdrawn';
    case 'refused':
      return 'refused';
    case 'cancelling':
      if (phase.mode === 'release') return 'approved';
      return certainty.name === 'unclear' ? 'unclear' : 'waiting';
    case 'registering':
    case 'waiting':
      return certainty.name === 'unclear' ? 'unclear' : 'waiting';
    default:
      return assertNever(phase, 'phase');
  }
}

const isHeld = ({ phase }: Payment): boolean =>
  phase.name === 'authorized' || phase.name === 'capturing' || (phase.name === 'cancelling' && phase.mode === 'release');

export function entryOf(sale: Sale, payment: Payment): DayBookEntry {
  const { phase, amounts } = payment;
  return {
    reference: payment.reference,
    saleId: sale.saleId,
    receiptNumber: sale.receiptNumber,
    requestedAt: payment.requestedAt,
    amount: payment.amount.value,
    channel: channelOf(payment),
    outcome: outcomeOf(payment),
    captured: phase.name === 'captured' ? { at: phase.at, amount: amounts.captured, vat: vatOf(sale.lines, amounts.captured) } : null,
    // Less what the wallet says has already moved; while that is not known, what the customer approved.
    reserved: isHeld(payment) ? minor(Math.max(0, (amounts.authorized || payment.amount.value) - amounts.captured - amounts.cancelled)) : ZERO,
    attention: payment.attention,
  };
}
