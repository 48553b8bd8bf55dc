import { amount, BYTE_ORDER_MARK, csvRow } from '../export/csv.ts';
import { ITEM_COLUMNS } from '../../../shared/items-csv.ts';
import type { ItemPages } from '../../../shared/items.ts';

/** The items as CSV, piece by piece; `shared/items-csv.ts` reads it again as it was. */
export function* itemsFile(pages: ItemPages): Generator<string> {
  yield BYTE_ORDER_MARK + csvRow(ITEM_COLUMNS);
  for (const { name: page, items } of pages)
    for (const { name, price, vatRate, unit, colour, minimumAge, id } of items)
      yield csvRow([
        page,
        name,
        price === null ? '' : amount(price, 'comma'),
        { figure: String(vatRate / 100).replace('.', ',') },
        unit.toLowerCase(),
        colour,
        minimumAge === undefined ? '' : String(minimumAge),
        id,
      ]);
}
