import { formatRate } from '../../../shared/amount-text.ts';
import type { ClosingReport } from '../../../shared/closing.ts';
import { REQUEST_OUTCOMES } from '../../../shared/day-report.ts';
import type { OpenItems, Tally, VatTotal } from '../../../shared/day-report.ts';
import { METHODS } from '../../../shared/methods.ts';
import { shortHead } from '../../../shared/journal.ts';
import { formatReceiptNumber } from '../../../shared/receipt.ts';
import type { Slip } from '../../../shared/slip.ts';
import { reader } from '../../../shared/texts/read.ts';
import { amountText, tableSlip, timeText } from './slip-parts.ts';
import type { TablePart, SlipContext } from './slip-parts.ts';
import { compared, some } from './comparison-slip.ts';
import type { Pen, Row } from './comparison-slip.ts';

/** No row for a method that the report does not know. */
const taken = (pen: Pen, name: string, tally: Tally | undefined): readonly Row[] =>
  tally === undefined ? [] : [pen.tally(name, tally)];

/**
 * The report as a slip of an 80 mm roll; a narrower one wraps it. Says the same for the same report, whenever it is
 * made.
 */
export function closingSlip(context: SlipContext, report: ClosingReport): Slip {
  const words = reader(context.language, 'closingSlips');
  const { kind, number, shop } = report;
  const amount = (value: number) => amountText(shop.currency, value);
  const pen: Pen = {
    words,
    amount,
    tally: (name, tally) => ({ name, figures: [String(tally.count), amount(tally.amount)] }),
    time: (at) => timeText(context, at),
  };
  const notes = [
    words('notStatutory'),
    ...(kind === 'x' ? [words('reset')] : []),
    ...(report.clockSetBack ? [words('clockSetBack')] : []),
  ];
  const parts: readonly TablePart[] = [
    { title: null, rows: whenAndWho(pen, report) },
    money(pen, report),
    {
      title: words('channels'),
      rows: METHODS.flatMap((method) => taken(pen, words(method), report.methods[method])),
    },
    // Where PINs are off there is nobody to tell apart.
    ...some(
      words('cashiers'),
      report.cashiers.some(({ by }) => by !== null) ? report.cashiers.flatMap((each) => person(pen, each)) : [],
    ),
    ...some(
      words('hours'),
      report.hours.map(({ hour, ...tally }) => pen.tally(`${two(hour)}–${two((hour + 1) % 24)}`, tally)),
    ),
    ...some(words('vat'), vatRows(pen, report.vat)),
    ...some(words('refundVat'), vatRows(pen, report.refundVat)),
    {
      title: words('requests'),
      rows: [
        pen.tally(words('sent'), report.requests.sent),
        ...REQUEST_OUTCOMES.map((outcome) =>
          pen.tally(words(`outcomes.${outcome}`), report.requests.outcomes[outcome]),
        ),
      ],
    },
    ...carriedOver(pen, report),
    open(pen, words('reserved'), report.reservations),
    open(pen, words('undecided'), report.undecided),
    open(pen, words('attention'), report.attention),
    {
      title: null,
      rows: [
        { name: words('slips'), figures: [String(report.slips.printed)] },
        { name: words('copies'), figures: [String(report.slips.copies.count)] },
      ],
    },
    {
      title: words('grand'),
      rows: [
        pen.tally(words('sales'), report.grand.sales),
        pen.tally(words('returns'), report.grand.returns),
        { name: words('net'), figures: [amount(report.grand.net)], bold: true },
      ],
    },
    ...(kind === 'x' ? [] : compared(pen, report.reconciliation)),
    ...decided(pen, report),
    {
      title: words('journalEnd', { first: report.journal.first, last: report.journal.last }),
      rows: [mark(pen, report)],
      notes: [report.journal.hash, `Skranke ${report.version}`, words('notKept')],
    },
  ];
  return tableSlip(context, {
    title: kind === 'x' ? words('x') : words('closing', { number }),
    notes,
    parts,
    signature: true,
  });
}

const mark = ({ words }: Pen, { journal }: ClosingReport): Row => ({
  name: words('journalMark'),
  figures: [shortHead(journal.last, journal.hash)],
});

const two = (hour: number): string => String(hour).padStart(2, '0');

const whenAndWho = (
  { words, time }: Pen,
  { number, since, carried, at, by, approvedBy, shop }: ClosingReport,
): readonly Row[] => [
  { name: words('number'), figures: [String(number)] },
  ...(since !== null
    ? [{ name: words('since'), figures: [time(since)] as const }]
    : carried === null
      ? [{ name: words('fromFirst'), figures: [''] as const }]
      : []),
  { name: words('madeAt'), figures: [time(at)] },
  ...(by === null ? [] : [{ name: words('by'), figures: [by.name.slice(0, 32)] as const }]),
  ...(approvedBy === null ? [] : [{ name: words('approvedBy'), figures: [approvedBy.name.slice(0, 32)] as const }]),
  { name: words('currency'), figures: [shop.currency] },
];

const money = ({ words, amount, tally }: Pen, report: ClosingReport): TablePart => ({
  title: null,
  rows: [
    tally(words('takings'), report.takings),
    ...(report.takingsElsewhere.count === 0 ? [] : [tally(words('elsewhere'), report.takingsElsewhere)]),
    tally(words('refunds'), report.refunds),
    ...(report.refundsElsewhere.count === 0 ? [] : [tally(words('elsewhere'), report.refundsElsewhere)]),
    { name: words('net'), figures: [amount(report.net)], bold: true },
    tally(words('releases'), report.releases),
    ...(report.discounts === null || report.discounts.count === 0 ? [] : [tally(words('discounts'), report.discounts)]),
  ],
});

const person = ({ words, tally }: Pen, { by, takings, refunds }: ClosingReport['cashiers'][number]): readonly Row[] => [
  tally(by?.name ?? words('nobody'), takings),
  ...(refunds.count === 0 ? [] : [tally(`- ${words('refunds').toLowerCase()}`, refunds)]),
];

const vatRows = ({ words, amount }: Pen, vat: readonly VatTotal[]): readonly Row[] =>
  vat.flatMap(({ rate, net, tax }) => [
    { name: `${formatRate(rate)} ${words('withoutVat')}`, figures: [amount(net)] },
    { name: formatRate(rate), figures: [amount(tax)] },
  ]);

/** Each by its number, or that there is none: what must be zero or listed is never left out [practice 2.1]. */
function open({ words, amount, tally }: Pen, title: string, { count, amount: sum, items }: OpenItems): TablePart {
  if (count === 0) return { title: null, rows: [{ name: title, figures: [words('none')] }] };
  return {
    title,
    rows: [
      ...items.map((item) => ({
        name: formatReceiptNumber(item.receiptNumber),
        figures: [amount(item.amount)] as const,
      })),
      { ...tally(words('sum'), { count, amount: sum }), bold: true },
    ],
    notes: count > items.length ? [words('more', { count: count - items.length })] : [],
  };
}

/** After a damaged journal: what stands in no closing, and whether that is all of it. */
function carriedOver({ words, tally }: Pen, { carried }: ClosingReport): readonly TablePart[] {
  if (!carried) return [];
  return [
    {
      title: words('carried'),
      rows: [tally(words('takings'), carried.takings), tally(words('refunds'), carried.refunds)],
      notes: carried.exact ? [] : [words('carriedInexact')],
    },
  ];
}

/** What was closed over, and why. */
function decided({ words }: Pen, { needs, reason }: ClosingReport): readonly TablePart[] {
  if (needs.length === 0 && reason === null) return [];
  return [
    {
      title: words('closedOver'),
      rows: [],
      notes: [
        ...needs.map((need) => `- ${words(`needs.${need}`)}`),
        `${words('reason')}: ${reason ?? words('noReason')}`,
      ],
    },
  ];
}
