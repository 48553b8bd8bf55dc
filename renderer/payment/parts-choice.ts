import type { Minor } from '../../shared/money.ts';
import { allOf, amountOfParts, linesLeft } from '../../shared/parts.ts';
import type { LineLeft, PartsOf } from '../../shared/parts.ts';
import { refundableOf, reservedOf } from '../../shared/payment.ts';
import type { LinePart, Payment, Sale } from '../../shared/payment.ts';
import { writeQuantity } from '../../shared/receipt.ts';
import type { AmountEntry } from '../ui/amount-entry.ts';
import { EMPTY_AMOUNT, readAnyAmount } from '../ui/amount-entry.ts';

/** Which part of a payment a person has chosen: everything that is left, some lines, or an amount. */
export type ChoiceMode = 'all' | 'lines' | 'amount';

export interface Choice {
  readonly mode: ChoiceMode;
  /** Thousandths of each chosen line. */
  readonly lines: Readonly<Record<number, number>>;
  readonly entry: AmountEntry;
}

/** All that can be captured of a payment, or given back. */
export const limitOf = (payment: Payment, kind: PartsOf): Minor =>
  kind === 'capture' ? reservedOf(payment) : refundableOf(payment);

const ONE = 1000;
/** Whole pieces are counted; a weight is taken or left as it is. */
export const isCounted = ({ thousandths }: LineLeft): boolean => thousandths % ONE === 0;

/**
 * Whether choosing by line says more than choosing everything: not for one line of one piece, and not where it is
 * unknown what is left.
 */
export function canChooseLines(sale: Pick<Sale, 'lines'>, payment: Payment, kind: PartsOf): boolean {
  const left = (linesLeft(sale, payment, kind) ?? []).filter(({ thousandths }) => thousandths > 0);
  return left.length > 1 || left.some((line) => isCounted(line) && line.thousandths > ONE);
}

export const modesOf = (sale: Pick<Sale, 'lines'>, payment: Payment, kind: PartsOf): readonly ChoiceMode[] =>
  canChooseLines(sale, payment, kind) ? ['all', 'lines', 'amount'] : ['all', 'amount'];

/** Nothing chosen by line yet. A part that is delivered begins with all lines, so that what is missing is taken off. */
export function firstChoice(sale: Pick<Sale, 'lines'>, payment: Payment, kind: PartsOf): Choice {
  const left = linesLeft(sale, payment, kind) ?? [];
  const lines = kind === 'capture' ? Object.fromEntries(left.map(({ line, thousandths }) => [line, thousandths])) : {};
  const mode = kind === 'refund' ? 'all' : canChooseLines(sale, payment, kind) ? 'lines' : 'amount';
  return { mode, lines, entry: EMPTY_AMOUNT };
}

/** One piece more or less of a line, or all of a weight or none; never more than is left. */
export function stepped(choice: Choice, left: LineLeft, by: 1 | -1): Choice {
  const now = choice.lines[left.line] ?? 0;
  const wanted = isCounted(left) ? now + by * ONE : by > 0 ? left.thousandths : 0;
  return { ...choice, lines: { ...choice.lines, [left.line]: Math.min(left.thousandths, Math.max(0, wanted)) } };
}

export const chosenParts = ({ lines }: Choice): LinePart[] =>
  Object.entries(lines).flatMap(([line, count]) =>
    count > 0 ? [{ line: Number(line), quantity: writeQuantity(count) }] : [],
  );

/**
 * What was chosen, ready to be asked for, or what is wrong with it. `tooMuch`: more than is left; nothing of what was
 * typed is lost.
 */
export type ReadChoice =
  | { readonly ok: true; readonly amount: Minor; readonly parts: readonly LinePart[] | null }
  | { readonly ok: false; readonly problem: 'nothing' | 'tooMuch' | 'unreadable' | 'linesChanged' };

export function readChoice(sale: Pick<Sale, 'lines'>, payment: Payment, kind: PartsOf, choice: Choice): ReadChoice {
  const limit = limitOf(payment, kind);
  if (limit === 0) return { ok: false, problem: 'nothing' };
  if (choice.mode === 'amount') return readTyped(choice.entry, limit);
  if (choice.mode === 'all') {
    const parts = allOf(linesLeft(sale, payment, kind) ?? []);
    return {
      ok: true,
      amount: limit,
      parts: parts.length > 0 && amountOfParts(sale, payment, kind, parts) === limit ? parts : null,
    };
  }
  const parts = chosenParts(choice);
  if (parts.length === 0) return { ok: false, problem: 'nothing' };
  const amount = amountOfParts(sale, payment, kind, parts);
  // What is left has shrunk since it was chosen.
  if (amount === null) return { ok: false, problem: 'linesChanged' };
  return amount === 0 ? { ok: false, problem: 'nothing' } : { ok: true, amount, parts };
}

function readTyped(entry: AmountEntry, limit: Minor): ReadChoice {
  const read = readAnyAmount(entry);
  if (read === null) return { ok: false, problem: 'nothing' };
  if (!read.ok) return { ok: false, problem: read.problem === 'amount.aboveMaximum' ? 'tooMuch' : 'unreadable' };
  const { value } = read;
  if (value === 0) return { ok: false, problem: 'nothing' };
  return value > limit ? { ok: false, problem: 'tooMuch' } : { ok: true, amount: value, parts: null };
}
