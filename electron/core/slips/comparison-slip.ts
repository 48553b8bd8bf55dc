import type { Difference, DifferenceKind, Reconciliation } from '../../../shared/closing.ts';
import type { Tally } from '../../../shared/day-report.ts';
import { formatReceiptNumber } from '../../../shared/receipt.ts';
import type { MainText } from '../../../shared/texts/read.ts';
import type { TablePart } from './slip-parts.ts';

/** The part of a closing's slip that says how three books compare. */

export type Row = TablePart['rows'][number];

/** What every part needs: the words, and how amounts are written. */
export interface Pen {
  readonly words: MainText<'closingSlips'>;
  amount(value: number): string;
  tally(name: string, tally: Tally): Row;
  time(at: number): string;
}

/** A part, or none where it has no rows. */
export const some = (title: string, rows: readonly Row[]): readonly TablePart[] =>
  rows.length === 0 ? [] : [{ title, rows }];

/** The three books side by side, and every difference with its reason. */
export function compared(pen: Pen, found: Reconciliation | null): readonly TablePart[] {
  const { words, tally, amount } = pen;
  if (!found) return [{ title: words('notCompared'), rows: [] }];
  const { journal, wallet, settlement } = found;
  const book = (title: string, { captures, refunds }: Reconciliation['journal']): TablePart => ({
    title,
    rows: [tally(words('captures'), captures), tally(words('refunds'), refunds)],
  });
  const { captures, refunds } = wallet.unasked ?? {};
  const unasked = words('notAsked', {
    count: wallet.notAsked,
    taken: amount(captures?.amount ?? 0),
    givenBack: amount(refunds?.amount ?? 0),
  });
  const odd = settlement.odd.signs + settlement.odd.balances;
  const notes = [
    ...(settlement.status === 'incomplete' ? [words('settlementIncomplete')] : []),
    ...(odd > 0 ? [words('odd', { entries: odd })] : []),
  ];
  const others = settlement.others.map((each): Row => {
    return { name: each.type, figures: [String(each.count), amount(each.amount)] };
  });
  return [
    { title: words('compared'), rows: [{ name: words('madeAt'), figures: [pen.time(found.at)] }] },
    book(words('journal'), journal),
    { ...book(words('wallet'), wallet), notes: wallet.notAsked === 0 ? [] : [unasked] },
    settlement.status === 'notRead'
      ? { title: words('settlement'), rows: [], notes: [words('settlementNotRead')] }
      : { ...book(words('settlement'), settlement), notes },
    ...some(words('otherEntries'), others),
    differences(pen, found),
  ];
}

/** Every difference by itself, under its kind where that has several; a number in brackets leads to its reason. */
function differences(pen: Pen, { differences: all, leftOut }: Reconciliation): TablePart {
  const { words } = pen;
  const reasons = reasonsIn(all);
  const kinds = Map.groupBy(all, ({ kind }) => kind);
  return {
    title: words('differences'),
    rows: [
      ...[...kinds].flatMap(([kind, some]) => rowsOfKind(pen, kind, some, reasons)),
      ...leftOut.map(({ kind, count, amount }): Row => ({
        name: `${kind === null ? '' : words(`kinds.${kind}`)} ${words('more', { count: count })}`,
        figures: [atStake(pen, amount)],
      })),
    ],
    notes: [
      ...(all.length === 0 ? [words('noDifferences')] : []),
      ...[...reasons.values()].map(({ number, text, by }) => `[${number}] ${text}${by === null ? '' : ` (${by})`}`),
    ],
  };
}

interface Numbered {
  readonly number: number;
  readonly text: string;
  readonly by: string | null;
}

type Reasons = ReadonlyMap<string, Numbered>;

/** One reason may be that of many: each is told once. */
function reasonsIn(all: readonly Difference[]): Reasons {
  const reasons = new Map<string, Numbered>();
  for (const { reason } of all) {
    if (reason === null || reasons.has(nameOf(reason))) continue;
    reasons.set(nameOf(reason), { number: reasons.size + 1, text: reason.text, by: reason.by?.name ?? null });
  }
  return reasons;
}

const nameOf = ({ at, by, text }: NonNullable<Difference['reason']>): string => JSON.stringify([at, by?.id, text]);
/** What nobody knew is not zero. */
const atStake = ({ amount }: Pen, sum: number | null): string => (sum === null ? '?' : amount(sum));

function rowsOfKind(pen: Pen, kind: DifferenceKind, all: readonly Difference[], reasons: Reasons): readonly Row[] {
  const { words } = pen;
  const single = all.length === 1;
  const count = all.reduce((total, each) => total + each.count, 0);
  const rows = all.map((each): Row => {
    const reason = each.reason && reasons.get(nameOf(each.reason));
    const name = [
      single ? words(`kinds.${kind}`) : '-',
      each.receiptNumber === null ? '' : formatReceiptNumber(each.receiptNumber),
      each.stake === null ? '' : words(`stakes.${each.stake}`),
      reason ? `[${reason.number}]` : '',
    ];
    const figure = atStake(pen, each.amount);
    return {
      name: name.filter((part) => part !== '').join(' '),
      figures: single || each.count > 1 ? [String(each.count), figure] : [figure],
    };
  });
  // Without a sum: what one has more and another less would look like nothing.
  return single ? rows : [{ name: words(`kinds.${kind}`), figures: [String(count), ''], bold: true }, ...rows];
}
