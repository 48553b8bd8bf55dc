import { ageLimitSchema } from './age-limit.ts';
import type { AgeLimit } from './age-limit.ts';
import { unguardText } from './export.ts';
import { colourSchema, itemIdFrom, LONGEST_ITEM_NAME, LONGEST_PAGE_NAME, MAX_ON_PAGE, MAX_PAGES } from './items.ts';
import { allItems, itemSchema } from './items.ts';
import type { Colour, Item, ItemPage, ItemPages } from './items.ts';
import { itemIdSchema, unitSchema } from './item-words.ts';
import type { ItemId, Unit } from './item-words.ts';
import { parseAmount } from './money.ts';
import type { Minor } from './money.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';
import { vatRateSchema } from './vat.ts';
import type { VatRate } from './vat.ts';

/** Names of the columns: part of the format, English in every language. */
export const ITEM_COLUMNS = ['page', 'name', 'price', 'vat', 'unit', 'colour', 'age', 'id'] as const;
type Column = (typeof ITEM_COLUMNS)[number];

/** What can be wrong with a line of a file of items. */
export type ItemProblem =
  | 'columns'
  | 'tooLong'
  | 'name'
  | 'page'
  | 'price'
  | 'vat'
  | 'unit'
  | 'colour'
  | 'age'
  | 'id'
  | 'twice'
  | 'pageFull'
  | 'pages';

/** `line`: in the file, from 1. */
export interface ItemError {
  readonly line: number;
  readonly problem: ItemProblem;
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Bytes of a file as text: UTF-8, or what spreadsheets of before wrote. */
export function decodeCsv(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Rows with something in them [RFC 4180]; commas, semicolons or tabs, as the first line has more of. */
function rowsOf(text: string): readonly Row[] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: head.split(mark).length }));
  const separator = counts.toSorted((a, b) => b.count - a.count)[0]?.mark ?? ',';
  const rows: Row[] = [];
  let [line, begins, cells, cell, quoted] = [1, 1, Array<string>(), '', false];
  const endRow = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begins, cells });
    [cells, cell] = [[], ''];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\n') line += 1;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n') {
      endRow();
      begins = line;
    } else if (sign !== '\r') cell += sign;
  }
  endRow();
  return rows;
}

/** A name that a spreadsheet would have taken for a formula has an apostrophe in front in our own files. */
const plain = (cell: string): string => unguardText(cell.trim());

const UNIT_WORDS: Readonly<Record<string, Unit>> = {
  '': 'PCS',
  stk: 'PCS',
  pc: 'PCS',
  l: 'LITRE',
  liter: 'LITRE',
  min: 'MINUTE',
};
const unitOf = (text: string): Unit | null => {
  const word = text.toLowerCase();
  return UNIT_WORDS[word] ?? unitSchema.safeParse(word.toUpperCase()).data ?? null;
};

/** In hundredths of a percent: `25`, `25 %`, `25,5`. */
function rateOf(text: string): VatRate | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
  return found
    ? (vatRateSchema.safeParse(Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))).data ?? null)
    : null;
}

/** In whole years: `18`, `18+`. Undefined: it cannot be read. */
const ageOf = (text: string): AgeLimit | undefined =>
  /^\d{1,3}\+?$/.test(text) ? ageLimitSchema.safeParse(Number.parseInt(text, 10)).data : undefined;

/** Null where it is keyed at the sale. */
function priceOf(text: string): Result<Minor | null, 'price'> {
  if (text === '') return ok(null);
  const read = parseAmount(text);
  return read.ok && read.value > 0 ? ok(read.value) : err('price');
}

export interface ItemsReading {
  /** Where a line says no page or VAT rate, and which rates the shop has. */
  readonly page: string;
  readonly defaultVatRate: VatRate;
  readonly vatRates: readonly VatRate[];
  /** The items of now: what has no id and the same name is the same item. */
  readonly known: ItemPages;
  /** Ten random bytes for a new id. */
  readonly chance: () => Uint8Array;
}

/** More than this is no list of keys. */
const LONGEST_FILE = 500_000;

/**
 * The items of a file, all of them or none: each line that cannot be read is named with what is wrong with it.
 */
export function readItems(text: string, about: ItemsReading): Result<ItemPages, readonly ItemError[]> {
  if (text.length > LONGEST_FILE) return err([{ line: 1, problem: 'tooLong' }]);
  const [head, ...rows] = rowsOf(text.replace(/^\ufeff/, ''));
  const columns = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (!columns.includes('name') || !columns.includes('price')) return err([{ line: 1, problem: 'columns' }]);
  const errors: ItemError[] = [];
  const pages = new Map<string, Item[]>();
  const ids = new Set<ItemId>();
  const idByName = new Map(allItems(about.known).map(({ id, name }) => [name.toLowerCase(), id]));
  for (const { line, cells } of rows) {
    const cell = (name: Column): string => plain(cells[columns.indexOf(name)] ?? '');
    const item = itemOf(cell, about, (name) => idByName.get(name.toLowerCase()));
    const page = cell('page') || about.page;
    const found = item.ok ? placed(item.value, page, pages, ids) : item.error;
    if (found !== null) errors.push({ line, problem: found });
  }
  return errors.length > 0 ? err(errors) : ok([...pages].map(([name, items]): ItemPage => ({ name, items })));
}

/** One line by itself. */
function itemOf(
  cell: (name: Column) => string,
  { defaultVatRate, vatRates, chance }: ItemsReading,
  idOf: (name: string) => ItemId | undefined,
): Result<Item, ItemProblem> {
  const name = cell('name');
  const price = priceOf(cell('price'));
  const rate = cell('vat') === '' ? defaultVatRate : rateOf(cell('vat'));
  const unit = unitOf(cell('unit'));
  const colour: Colour | undefined =
    cell('colour') === '' ? 'grey' : colourSchema.safeParse(cell('colour').toLowerCase()).data;
  const age = cell('age') === '' ? null : ageOf(cell('age'));
  const id = cell('id') === '' ? (idOf(name) ?? itemIdFrom(chance())) : itemIdSchema.safeParse(cell('id')).data;
  if (name === '' || name.length > LONGEST_ITEM_NAME) return err('name');
  if (!price.ok) return err('price');
  if (rate === null || !vatRates.includes(rate)) return err('vat');
  if (unit === null) return err('unit');
  if (colour === undefined) return err('colour');
  if (age === undefined) return err('age');
  if (id === undefined) return err('id');
  const limit = age === null ? {} : { minimumAge: age };
  const item = itemSchema.safeParse({ id, name, colour, price: price.value, vatRate: rate, unit, ...limit });
  return item.success ? ok(item.data) : err('name');
}

/** Puts it on its page. @returns why not */
function placed(item: Item, page: string, pages: Map<string, Item[]>, ids: Set<ItemId>): ItemProblem | null {
  if (page.length > LONGEST_PAGE_NAME) return 'page';
  if (ids.has(item.id)) return 'twice';
  const items = pages.get(page) ?? [];
  if (items.length >= MAX_ON_PAGE) return 'pageFull';
  if (items.length === 0 && pages.size >= MAX_PAGES) return 'pages';
  ids.add(item.id);
  pages.set(page, [...items, item]);
  return null;
}
