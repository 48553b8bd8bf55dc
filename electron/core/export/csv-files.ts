import { BYTE_ORDER_MARK, amount, count, csvRow } from './csv.ts';
import type { Cell } from './csv.ts';
import type { JournalEvent } from '../journal/events.ts';
import type { MovementEntry, RequestEntry, Span } from '../ports/day-book.ts';
import type { Journal } from '../ports/journal.ts';
import { businessDayAt } from '../reports/business-day.ts';
import type { BusinessDay } from '../reports/business-day.ts';
import { dayReport } from '../reports/day-report.ts';
import type { ReportDeps } from '../reports/day-report.ts';
import { REQUEST_OUTCOMES } from '../../../shared/day-report.ts';
import type { DecimalMark, ExportKind } from '../../../shared/export.ts';
import { METHODS } from '../../../shared/methods.ts';
import type { Method } from '../../../shared/methods.ts';
import { restOf, totalOf } from '../../../shared/money.ts';
import type { Sum } from '../../../shared/money.ts';
import { formatReceiptNumber } from '../../../shared/receipt.ts';
import type { VatRate } from '../../../shared/vat.ts';

export interface CsvSource extends ReportDeps {
  readonly journal: Pick<Journal, 'sale'>;
  readonly posId: string;
  readonly decimal: DecimalMark;
  readonly days: readonly BusinessDay[];
  readonly span: Span;
}

/** A piece of a file, with how many rows it holds. */
export interface Piece {
  readonly text: string;
  readonly rows: number;
}

/** Rows in a piece: small enough that the till goes on between two. */
const PAGE = 100;
/** Of payments whose events are read from the journal. */
const EVENTS_PAGE = 10;

/**
 * The text of a file in pieces, made as they are asked for; nothing is held but one piece. Column names are part of the
 * format: English, never translated, so that a bookkeeper's import keeps working when the till's language is changed.
 */
export function* csvFile(source: CsvSource, kind: ExportKind): Generator<Piece> {
  const { head, pieces } = FILES[kind](source);
  yield { text: BYTE_ORDER_MARK + csvRow(head), rows: 0 };
  for (const rows of pieces) yield { text: rows.map(csvRow).join(''), rows: rows.length };
}

type Rows = readonly (readonly Cell[])[];
interface Content {
  readonly head: readonly string[];
  readonly pieces: Iterable<Rows>;
}

const FILES: Readonly<Record<ExportKind, (source: CsvSource) => Content>> = { sales, payments, operations, days };

const when = ({ calendar }: CsvSource, at: number): string => {
  const { date, time } = calendar.local(at);
  return `${date} ${time}`;
};

const percent = (rate: VatRate): string => String(rate / 100);
const vatHead = (rates: readonly VatRate[]): readonly string[] =>
  rates.flatMap((rate) => [`gross_${percent(rate)}`, `vat_${percent(rate)}`]);

/**
 * Money taken and given back, each movement a row; what was given back is negative, so that a column adds up to the
 * day's net.
 */
function sales(source: CsvSource): Content {
  const { dayBook, span, decimal, calendar, startsAt, currency, posId } = source;
  const rates = ratesOf(source);
  const row = (line: MovementEntry): readonly Cell[] => {
    const sign = line.kind === 'refund' ? -1 : 1;
    const tax = totalOf(line.vat.map((share) => share.tax));
    const perRate = rates.flatMap((rate) => {
      const share = line.vat.find((each) => each.rate === rate);
      return [amount(sign * (share?.gross ?? 0), decimal), amount(sign * (share?.tax ?? 0), decimal)];
    });
    return [
      businessDayAt(calendar, startsAt, line.at).date,
      when(source, line.at),
      line.kind,
      formatReceiptNumber(line.receiptNumber),
      posId,
      line.reference,
      line.method,
      line.by?.name ?? '',
      line.elsewhere ? 'portal' : 'till',
      currency,
      amount(sign * line.amount, decimal),
      amount(sign * restOf<Sum>(line.amount, tax), decimal),
      amount(sign * tax, decimal),
      ...perRate,
      amount(line.discount, decimal),
    ];
  };
  return {
    head: [
      'business_date',
      'at',
      'kind',
      'receipt_number',
      'till',
      'reference',
      'method',
      'cashier',
      'made_in',
      'currency',
      'amount',
      'net',
      'vat',
      ...vatHead(rates),
      'discount',
    ],
    pieces: pages<MovementEntry>(
      (after) => dayBook.movements(span, after, PAGE),
      (lines) => lines.map(row),
    ),
  };
}

const ratesOf = ({ dayBook, span }: CsvSource): readonly VatRate[] =>
  [...new Set([...dayBook.vat('capture', span), ...dayBook.vat('refund', span)].map(({ rate }) => rate))].toSorted(
    (a, b) => b - a,
  );

function payments(source: CsvSource): Content {
  const { dayBook, span, decimal, currency, posId } = source;
  const row = (line: RequestEntry): readonly Cell[] => [
    when(source, line.requestedAt),
    formatReceiptNumber(line.receiptNumber),
    posId,
    line.reference,
    line.method,
    line.by?.name ?? '',
    currency,
    amount(line.amount, decimal),
    line.outcome,
    line.approvedAt === null ? '' : when(source, line.approvedAt),
    amount(line.captured, decimal),
    amount(line.refunded, decimal),
    amount(line.reserved, decimal),
    line.attention ?? '',
  ];
  return {
    head: [
      'requested_at',
      'receipt_number',
      'till',
      'reference',
      'method',
      'cashier',
      'currency',
      'amount',
      'outcome',
      'approved_at',
      'captured',
      'refunded',
      'reserved',
      'needs_attention',
    ],
    pieces: pages<RequestEntry>(
      (after) => dayBook.requested(span, after, PAGE),
      (lines) => lines.map(row),
    ),
  };
}

/** What was asked of the wallet for the payments requested in the span, and what it answered. */
function operations(source: CsvSource): Content {
  const { dayBook, journal, span } = source;
  const ofPayment = ({ saleId, reference, receiptNumber }: RequestEntry): Rows =>
    journal.sale(saleId).flatMap((event) => {
      const cells = 'reference' in event && event.reference === reference ? operationCells(event, source) : null;
      return cells
        ? [
            [
              when(source, event.at),
              formatReceiptNumber(receiptNumber),
              reference,
              event.type,
              ...cells,
              ...whoAndWhy(event),
            ],
          ]
        : [];
    });
  return {
    head: [
      'at',
      'receipt_number',
      'reference',
      'event',
      'idempotency_key',
      'amount',
      'state',
      'psp_reference',
      'problem',
      'person',
      'approved_by',
      'reason',
    ],
    pieces: pages<RequestEntry>(
      (after) => dayBook.requested(span, after, EVENTS_PAGE),
      (lines) => lines.flatMap(ofPayment),
    ),
  };
}

/** Key, amount, state, the wallet's own reference and problem of an event about an operation; null for any other. */
function operationCells(event: JournalEvent, { decimal }: CsvSource): readonly Cell[] | null {
  switch (event.type) {
    case 'payment.requested':
      return [event.create.key, amount(event.amount.value, decimal), '', '', ''];
    case 'capture.requested':
      return [event.capture.key, amount(event.amount.value, decimal), '', '', ''];
    case 'refund.requested':
      return [event.refund.key, amount(event.amount.value, decimal), '', '', ''];
    case 'cancel.requested':
      return [event.cancel.key, '', event.mode, '', ''];
    case 'capture.rejected':
    case 'refund.rejected':
    case 'cancel.rejected':
      return [event.key, '', '', '', event.problem];
    case 'payment.refused':
      return ['', '', '', '', event.problem];
    case 'payment.reported':
      return ['', amount(event.amounts.captured, decimal), event.state, event.evidence.pspReference ?? '', ''];
    default:
      return null;
  }
}

/** Who wanted it, who approved it, and why: empty for what the wallet answered, and while PINs are off. */
function whoAndWhy(event: JournalEvent): readonly Cell[] {
  const wish = 'wish' in event ? event.wish : null;
  return [
    ('by' in event ? event.by : wish?.by)?.name ?? '',
    wish?.approvedBy?.name ?? '',
    ('reason' in event ? event.reason : wish?.reason) ?? '',
  ];
}

/** Whoever reads these files goes by the place of a column: those of later methods come last. */
const FIRST_METHODS: readonly Method[] = ['phone', 'code'];
const LATER_METHODS = METHODS.filter((method) => !FIRST_METHODS.includes(method));

function days(source: CsvSource): Content {
  const { decimal, currency } = source;
  const rates = ratesOf(source);
  const row = ({ date }: BusinessDay): readonly Cell[] => {
    const report = dayReport(source, { unit: 'day', date });
    const taxOf = (vat: typeof report.vat) => totalOf(vat.map((each) => each.tax));
    return [
      date,
      currency,
      count(report.takings.count),
      amount(report.takings.amount, decimal),
      amount(report.refunds.amount, decimal),
      amount(report.net, decimal),
      amount(report.average, decimal),
      ...FIRST_METHODS.map((method) => amount(report.methods[method].amount, decimal)),
      amount(taxOf(report.vat), decimal),
      ...rates.flatMap((rate) => {
        const found = report.vat.find((each) => each.rate === rate);
        return [amount(found?.gross ?? 0, decimal), amount(found?.tax ?? 0, decimal)];
      }),
      amount(taxOf(report.refundVat), decimal),
      ...rates.flatMap((rate) => {
        const found = report.refundVat.find((each) => each.rate === rate);
        return [amount(found?.gross ?? 0, decimal), amount(found?.tax ?? 0, decimal)];
      }),
      count(report.requests.sent.count),
      ...REQUEST_OUTCOMES.map((outcome) => count(report.requests.outcomes[outcome].count)),
      ...LATER_METHODS.map((method) => amount(report.methods[method].amount, decimal)),
      count(report.discounts.count),
      amount(report.discounts.amount, decimal),
    ];
  };
  return {
    head: [
      'business_date',
      'currency',
      'sales',
      'takings',
      'refunds',
      'net_of_refunds',
      'average',
      ...FIRST_METHODS.map((method) => `by_${method}`),
      'vat',
      ...vatHead(rates),
      'refunded_vat',
      ...vatHead(rates).map((name) => `refunded_${name}`),
      'requests',
      ...REQUEST_OUTCOMES.map((outcome) => `requests_${outcome}`),
      ...LATER_METHODS.map((method) => `by_${method}`),
      'discounted_sales',
      'discounts',
    ],
    pieces: source.days.map((day) => [row(day)]),
  };
}

/** Goes through the book page by page; the journal may grow meanwhile. */
function* pages<L>(next: (after: L | null) => readonly L[], rowsOf: (lines: readonly L[]) => Rows): Generator<Rows> {
  for (let lines = next(null); lines.length > 0; lines = next(lines.at(-1) ?? null)) yield rowsOf(lines);
}
