import { settleLines } from '../../shared/discount.ts';
import type { Discount, KeyedLine } from '../../shared/discount.ts';
import { isMeasured } from '../../shared/item-words.ts';
import type { Item } from '../../shared/items.ts';
import { linesTotal, MAX_LINES, thousandths, writeQuantity } from '../../shared/receipt.ts';
import { centsOf, EMPTY_AMOUNT } from '../ui/amount-entry.ts';
import { changeDraft, draftStore } from './draft.ts';

/** The lines of the sale that is keyed. The amount follows them; a cashier may still key another one and is told. */
export function changeSale(change: { readonly lines?: readonly KeyedLine[]; readonly off?: Discount | null }): void {
  const before = draftStore.getState();
  if (before.sending) return;
  const lines = change.lines ?? before.lines;
  const off = lines.length === 0 ? null : change.off === undefined ? before.off : change.off;
  const total = linesTotal(settleLines(lines, off));
  changeDraft({ lines, off, amount: total > 0 ? centsOf(total) : EMPTY_AMOUNT });
}

/** Whether touching it is all that it takes: it is counted, and has a price. */
export const isAtOnce = ({ unit, price }: Item): boolean => !isMeasured(unit) && price !== null;

const MOST = 99_999_000;

/** One more of an item: of the line that is of it alone, where it has one, else a line of its own. */
export function withOneMore(lines: readonly KeyedLine[], item: Item): readonly KeyedLine[] {
  if (item.price === null) return lines;
  const same = lines.findIndex(
    (line) =>
      line.item === item.id &&
      line.unitPrice === item.price &&
      line.name === item.name &&
      line.vatRate === item.vatRate &&
      line.minimumAge === item.minimumAge &&
      !isMeasured(line.unit) &&
      !line.off,
  );
  if (same >= 0) return withMore(lines, same, 1);
  return lines.length >= MAX_LINES ? lines : [...lines, lineOf(item, '1', item.price)];
}

/** So many pieces more or less of a line; the last piece stays. */
export function withMore(lines: readonly KeyedLine[], at: number, pieces: 1 | -1): readonly KeyedLine[] {
  return lines.map((line, index) => {
    const count = thousandths(line.quantity) + pieces * 1000;
    return index === at && count > 0 && count <= MOST ? { ...line, quantity: writeQuantity(count) } : line;
  });
}

/** A line of an item. */
export const lineOf = (item: Item, quantity: string, unitPrice: KeyedLine['unitPrice']): KeyedLine => ({
  name: item.name,
  quantity,
  unitPrice,
  vatRate: item.vatRate,
  item: item.id,
  unit: item.unit,
  ...(item.minimumAge === undefined ? {} : { minimumAge: item.minimumAge }),
});
