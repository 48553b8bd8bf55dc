import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { minor } from '../../../shared/money.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { vatRate } from '../../../shared/vat.ts';
import { eventsOf } from '../simulation/sale-stories.ts';
import type { End, Story } from '../simulation/sale-stories.ts';

/** Sales of a very busy till: what the figures are about. */
export const SALES_A_DAY = 2_000;
const OPENS_AT = 8 * 3_600_000;
const OPEN_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** Of ten requests eight are paid. */
const ENDS: readonly End[] = ['paid', 'paid', 'paid', 'declined', 'paid', 'paid', 'expired', 'paid', 'paid', 'paid'];
const NAMES = ['Bread', 'Coffee', 'Newspaper', 'Milk'];
/** Sales that are written in one transaction: a shop writes each alone, and waits for the disk each time. */
const AT_ONCE = 500;

const lineOf = (number: number): SaleLine => ({
  name: NAMES[number % NAMES.length] ?? 'Sale',
  quantity: String((number % 3) + 1),
  unitPrice: minor(1_000 + ((number * 7_919) % 24_000)),
  vatRate: vatRate([2500, 1500, 1200, 0][number % 4] ?? 0),
});

/**
 * The story with this receipt number, where the last day ends at `until` (a midnight, epoch ms) after `sales` sales.
 */
export function seededStory(receiptNumber: number, sales: number, until: number): Story {
  const fromEnd = sales - receiptNumber;
  const day = until - DAY_MS * (Math.floor(fromEnd / SALES_A_DAY) + 1);
  const ofDay = SALES_A_DAY - 1 - (fromEnd % SALES_A_DAY);
  return {
    receiptNumber,
    at: day + OPENS_AT + Math.floor((ofDay * OPEN_MS) / SALES_A_DAY),
    lasts: 12_000,
    lines: receiptNumber % 5 === 0 ? [lineOf(receiptNumber), lineOf(receiptNumber + 1)] : [lineOf(receiptNumber)],
    code: receiptNumber % 4 === 0,
    end: ENDS[receiptNumber % ENDS.length] ?? 'paid',
  };
}

/** Fills a journal with whole sales, written as the terminal writes them. */
export function seedJournal(file: string, sales: number, until: number): void {
  const journal = new SqliteJournal(file, () => 'seed');
  for (let first = 1; first <= sales; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, sales - first + 1) }, (_, index) => first + index);
    journal.append(numbers.flatMap((number) => eventsOf(seededStory(number, sales, until))));
  }
  journal.close();
}
