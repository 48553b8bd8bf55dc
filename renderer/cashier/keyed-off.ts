import type { Discount } from '../../shared/discount.ts';
import { centsOf, eraseFrom, EMPTY_AMOUNT, readAnyAmount, typeInto } from '../ui/amount-entry.ts';
import type { AmountEntry } from '../ui/amount-entry.ts';

/** A discount while it is keyed. */
export interface OffEntry {
  readonly kind: Discount['kind'];
  readonly percent: string;
  readonly amount: AmountEntry;
}

export const entryOf = (off: Discount | null | undefined): OffEntry => ({
  kind: off?.kind ?? 'percent',
  percent: off?.kind === 'percent' ? String(off.hundredths / 100).replace('.', ',') : '',
  amount: off?.kind === 'amount' ? centsOf(off.amount) : EMPTY_AMOUNT,
});

/** What was keyed; null: nothing is taken off. Undefined where it cannot be read. */
export function readOff({ kind, percent, amount }: OffEntry): Discount | null | undefined {
  if (kind === 'amount') {
    const read = readAnyAmount(amount);
    if (read === null) return null;
    return read.ok ? (read.value === 0 ? null : { kind, amount: read.value }) : undefined;
  }
  if (percent === '') return null;
  const found = /^(\d{1,3})(?:,(\d{0,2}))?$/.exec(percent);
  const hundredths = found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : -1;
  if (hundredths < 0 || hundredths > 10_000) return undefined;
  return hundredths === 0 ? null : { kind, hundredths };
}

export const isErase = (key: string): boolean => key === 'erase' || key === 'Backspace';

/** Digits with one comma in them. */
export const typeFigure = (figure: string, key: string, longest: number): string => {
  if (isErase(key)) return figure.slice(0, -1);
  const typed = key === '.' ? ',' : key;
  if (typed === ',' && figure.includes(',')) return figure;
  const next = `${figure === '0' && typed !== ',' ? '' : figure}${figure === '' && typed === ',' ? '0,' : typed}`;
  return next.length > longest ? figure : next;
};

export function typeOff(off: OffEntry, key: string, whole: boolean): OffEntry {
  if (off.kind === 'percent') return { ...off, percent: typeFigure(off.percent, key, 5) };
  return { ...off, amount: isErase(key) ? eraseFrom(off.amount, whole) : typeInto(off.amount, key, whole) };
}
