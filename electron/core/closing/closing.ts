import { readEntry } from '../journal/entry-versions.ts';
import { journalEntrySchema } from '../journal/events.ts';
import type { TillEntryOf } from '../journal/till-entries.ts';
import { replaySale } from '../payment/state.ts';
import type { Calendar } from '../ports/clock.ts';
import type { Entries, MovedTally, MovementKind } from '../ports/day-book.ts';
import type { Journal } from '../ports/journal.ts';
import { requestEntryOf } from '../payment/day-book-entries.ts';
import { byCashier, byMethod, outcomeTallies, total, vatTotals } from '../reports/day-report.ts';
import { HOUR_MS } from '../../../shared/calendar-date.ts';
import { needsReason, NO_TOTALS } from '../../../shared/closing.ts';
import type {
  CarriedClosings,
  ClosingNeed,
  GrandTotals,
  Reconciliation,
  ClosingReportKind,
  ClosingReport,
} from '../../../shared/closing.ts';
import { COUNTRIES } from '../../../shared/country.ts';
import { MAX_OPEN_ITEMS } from '../../../shared/day-report.ts';
import type { OpenItems, Tally } from '../../../shared/day-report.ts';
import { keptReportSchema } from '../../../shared/kept-report.ts';
import { balanceOf, difference, totalOf, ZERO } from '../../../shared/money.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { Actor } from '../../../shared/people.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

export interface ClosingSource {
  readonly journal: Pick<Journal, 'dayBook' | 'entries' | 'links' | 'sale' | 'size' | 'tag'>;
  readonly calendar: Calendar;
  readonly store: StoreSettings;
  readonly version: string;
  /** Epoch ms. */
  readonly now: number;
  /** The sales in hand: every payment that is not over is in one of them. */
  readonly sales: readonly Sale[];
}

/** Where a report begins: after the last closing, with its grand totals. */
interface Base {
  readonly number: number;
  readonly first: number;
  readonly closedAt: number | null;
  readonly grand: GrandTotals;
  readonly carried: CarriedClosings | null;
}

const NONE: Tally = { count: 0, amount: ZERO };
/** More than a till prints between two closings. */
const MAX_SLIPS_COUNTED = 10_000;

/**
 * Where the next closing begins: after the last one, or where a new volume of the journal takes over from a damaged
 * one.
 * @throws when the last closing cannot be read: a damaged journal or one of a newer version
 */
export function closingBase(journal: Pick<Journal, 'entries' | 'links'>): Base {
  const [entry] = journal.entries({ types: ['day.closed'], limit: 1 });
  if (entry) {
    const { number, at, grand } = keptReportSchema.parse(entry.closing).report;
    return { number, first: entry.seq + 1, closedAt: at, grand, carried: null };
  }
  const carried = carriedInto(journal);
  if (!carried) return { number: 0, first: 1, closedAt: null, grand: NO_TOTALS, carried: null };
  const { first, ...closings } = carried;
  return { number: closings.number, first, closedAt: null, grand: closings.grand, carried: closings };
}

function carriedInto(journal: Pick<Journal, 'links'>) {
  const [first] = journal.links(0, 1);
  // Most first entries are of another kind, and of those nothing is asked here.
  const entry = first?.payload.includes('"journal.continued"')
    ? journalEntrySchema.parse(readEntry(first.payload))
    : null;
  return entry?.type === 'journal.continued' ? entry.closings : null;
}

/** What a report would be about now. */
export const entriesToClose = ({ journal }: ClosingSource): Entries => ({
  first: closingBase(journal).first,
  last: journal.size,
});

export interface Closed {
  readonly kind: ClosingReportKind;
  readonly number: number;
  readonly actor: Actor;
  readonly reconciliation: Reconciliation | null;
  readonly reason: string | null;
}

/** The report as things stand. Reads what came since the last closing and nothing before it. */
export function closingReport(
  source: ClosingSource,
  { kind, number, actor, reconciliation, reason }: Closed,
): ClosingReport {
  const { journal, calendar, store, now, version } = source;
  const { dayBook } = journal;
  const base = closingBase(journal);
  const entries: Entries = { first: base.first, last: journal.size };
  const moved = dayBook.movedIn(entries);
  const ofKind = (wanted: MovementKind) => moved.filter((each) => each.kind === wanted);
  const captures = ofKind('capture');
  const refunded = ofKind('refund');
  const [takings, refunds] = [total(captures), total(refunded)];
  const requests = outcomeTallies(dayBook.requestsIn(entries));
  const slips = journal.entries({
    types: ['slip.printed'],
    from: entries.first,
    to: entries.last,
    limit: MAX_SLIPS_COUNTED,
  });
  const report: ClosingReport = {
    format: 4,
    kind,
    number,
    at: now,
    by: actor.by,
    approvedBy: actor.approvedBy,
    shop: {
      storeName: store.storeName,
      posId: store.posId,
      merchantSerialNumber: store.merchantSerialNumber,
      environment: store.environment,
      currency: COUNTRIES[store.country].currency,
    },
    version,
    journal: { tag: journal.tag, ...entries, hash: journal.links(Math.max(0, entries.last - 1), 1)[0]?.hash ?? '' },
    since: base.closedAt,
    carried: base.carried,
    clockSetBack: base.closedAt !== null && now < base.closedAt,
    takings,
    takingsElsewhere: total(captures.filter(({ elsewhere }) => elsewhere)),
    refunds,
    refundsElsewhere: total(refunded.filter(({ elsewhere }) => elsewhere)),
    releases: total(ofKind('release')),
    discounts: dayBook.discountsIn(entries),
    net: difference(takings.amount, refunds.amount),
    methods: byMethod(captures),
    cashiers: byCashier(moved),
    hours: byHour(calendar, captures),
    vat: vatTotals(dayBook.vatIn('capture', entries)),
    refundVat: vatTotals(dayBook.vatIn('refund', entries)),
    requests,
    reservations: dayBook.reservations(Number.MAX_SAFE_INTEGER, MAX_OPEN_ITEMS),
    undecided: undecided(source.sales),
    attention: dayBook.attention(Number.MAX_SAFE_INTEGER, MAX_OPEN_ITEMS),
    slips: { printed: slips.length, copies: total(slips.flatMap((slip) => copyOf(journal, slip))) },
    grand: {
      sales: total([base.grand.sales, takings]),
      returns: total([base.grand.returns, refunds]),
      net: balanceOf([base.grand.net, difference(takings.amount, refunds.amount)]),
    },
    reconciliation,
    needs: [],
    reason,
  };
  return { ...report, needs: kind === 'x' ? [] : needsOf(report) };
}

/** Nothing was asked for and nothing moved: a till that was not used needs no closing. */
export const isUnused = ({ takings, refunds, releases, requests }: ClosingReport): boolean =>
  takings.count + refunds.count + releases.count + requests.sent.count === 0;

/** What of it nobody has decided, asked or explained. */
function needsOf(report: ClosingReport): readonly ClosingNeed[] {
  const { reservations, undecided: unknown, reconciliation } = report;
  const compared = reconciliation !== null && reconciliation.wallet.notAsked === 0 && isOf(reconciliation, report);
  const open = reconciliation?.differences.some((each) => needsReason(each) && each.reason === null) ?? false;
  const found: readonly (readonly [ClosingNeed, boolean])[] = [
    ['reserved', reservations.count > 0],
    ['undecided', unknown.count > 0],
    ['notCompared', !compared],
    ['differences', open || (reconciliation?.leftOut.some(isLeftOpen) ?? false)],
  ];
  return found.flatMap(([need, holds]) => (holds ? [need] : []));
}

/** What found no room in the list can have no reason. */
const isLeftOpen = ({ kind }: Reconciliation['leftOut'][number]): boolean => kind === null || needsReason({ kind });

/** Whether nothing has moved since it was compared. */
const isOf = ({ journal }: Reconciliation, { takings, refunds }: ClosingReport): boolean =>
  same(journal.captures, takings) && same(journal.refunds, refunds);
const same = (a: Tally, b: Tally): boolean => a.count === b.count && a.amount === b.amount;

/** By the hours that the shop's clock showed, whatever the day. */
function byHour(calendar: Calendar, captures: readonly MovedTally[]): ClosingReport['hours'] {
  const hours = new Map<number, Tally>();
  for (const { hour, count, amount } of captures) {
    const shown = Number(calendar.local(hour * HOUR_MS).time.slice(0, 2));
    hours.set(shown, total([hours.get(shown) ?? NONE, { count, amount }]));
  }
  return [...hours].toSorted(([a], [b]) => a - b).map(([hour, tally]) => ({ hour, ...tally }));
}

/** A copy of a sale's slip, with what was taken for it. */
function copyOf(journal: Pick<Journal, 'sale'>, { sale: saleId, kind, copy }: TillEntryOf<'slip.printed'>): Tally[] {
  if (saleId === null || kind !== 'sale' || copy === 0) return [];
  const sale = replaySale(journal.sale(saleId));
  return [{ count: 1, amount: totalOf(sale?.payments.map(({ amounts }) => amounts.captured) ?? []) }];
}

/** Payments of which nobody can say yet whether they are paid. */
function undecided(sales: readonly Sale[]): OpenItems {
  const open = sales
    .flatMap((sale) => sale.payments.map((payment) => requestEntryOf(sale, payment)))
    .filter(({ outcome }) => outcome === 'waiting' || outcome === 'unclear')
    .toSorted((a, b) => a.requestedAt - b.requestedAt);
  const items = open
    .slice(0, MAX_OPEN_ITEMS)
    .map(({ saleId, reference, receiptNumber, requestedAt, amount, attention }) => ({
      saleId,
      reference,
      receiptNumber,
      requestedAt,
      amount,
      problem: attention,
    }));
  return { count: open.length, amount: totalOf(open.map(({ amount }) => amount)), items };
}
