import fc from 'fast-check';
import { guardText, unguardText } from '../../../shared/export.ts';
import { describe, expect, it } from 'vitest';
import { itemsFile } from '../../../electron/core/items/items-file.ts';
import { decodeCsv, readItems } from '../../../shared/items-csv.ts';
import type { ItemsReading } from '../../../shared/items-csv.ts';
import { COLOURS, hasTwins, itemPagesSchema, LONGEST_ITEM_NAME, LONGEST_PAGE_NAME } from '../../../shared/items.ts';
import { UNITS } from '../../../shared/item-words.ts';
import { MAX_PAYMENT } from '../../../shared/money.ts';
import { vatRate } from '../../../shared/vat.ts';

const RATES = [2500, 1500, 1200, 0, 2550].map(vatRate);
let minted = 0;
const about: ItemsReading = {
  page: 'Items',
  defaultVatRate: vatRate(2500),
  vatRates: RATES,
  known: [],
  chance: () => new Uint8Array(10).fill((minted += 1)),
};
const read = (text: string, more: Partial<ItemsReading> = {}) => readItems(text, { ...about, ...more });
const written = (pages: Parameters<typeof itemsFile>[0]) => [...itemsFile(pages)].join('');

/** Names that people give, and that break careless readers of such files. */
const name = (longest: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: longest }),
      fc.constantFrom('Kaffe, "stor"', '=1+1', '@home', '-', '+47', 'a;b', "'Hei'", 'Smør & brød', '|', '%'),
    )
    .map((text) =>
      text
        .replace(/\p{Cc}/gu, '')
        .trim()
        .slice(0, longest)
        .trim(),
    )
    // What begins like our own mark of a text is one.
    .filter((text) => text !== '' && !/^'[=+\-@|%]/.test(text));
const items = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/),
      name: name(LONGEST_ITEM_NAME),
      colour: fc.constantFrom(...COLOURS),
      price: fc.option(fc.integer({ min: 1, max: MAX_PAYMENT })),
      vatRate: fc.constantFrom(...RATES),
      unit: fc.constantFrom(...UNITS),
      page: fc.integer({ min: 0, max: 3 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 24 },
  )
  .chain((all) =>
    fc.uniqueArray(name(LONGEST_PAGE_NAME), { minLength: 4, maxLength: 4 }).map((names) =>
      names.map((page, index) => ({
        name: page,
        items: all.filter((each) => each.page === index).map(({ page: of, ...item }) => ({ ...item, on: of })),
      })),
    ),
  )
  .map((pages) => itemPagesSchema.safeParse(pages.filter((page) => page.items.length > 0)))
  .filter(({ success }) => success)
  .map(({ data }) => data ?? []);

describe('a file of items', () => {
  it.each(['＋', '=1+1', "'=1+1", "''-x", '@home', '%'])(
    'gives back a name that a spreadsheet would run: %s',
    (name) => {
      expect(unguardText(guardText(name))).toBe(name);
      expect(guardText(name)).toMatch(/^'/);
    },
  );

  it('that was written is read as it was', () => {
    fc.assert(
      fc.property(items, (pages) => {
        expect(read(written(pages))).toEqual({ ok: true, value: pages });
      }),
      { numRuns: 500 },
    );
  });

  it('may come from a spreadsheet: semicolons, decimal commas, old letters, columns in any order or left out', () => {
    const text = 'Price;Name;Unit\r\n39,50;Kaffe;\r\n\r\n219,90;"Ost; løs";KG\r\n;Gavekort;stk\r\n';
    const latin = new Uint8Array([...text].map((sign) => sign.charCodeAt(0)));
    const found = read(decodeCsv(latin));
    expect(found.ok && found.value.map((page) => [page.name, page.items.map((item) => ({ ...item, id: '' }))])).toEqual(
      [
        [
          'Items',
          [
            { id: '', name: 'Kaffe', colour: 'grey', price: 3_950, vatRate: 2500, unit: 'PCS' },
            { id: '', name: 'Ost; løs', colour: 'grey', price: 21_990, vatRate: 2500, unit: 'KG' },
            { id: '', name: 'Gavekort', colour: 'grey', price: null, vatRate: 2500, unit: 'PCS' },
          ],
        ],
      ],
    );
    expect(found.ok && hasTwins(found.value)).toBe(false);
  });

  it('keeps the id of what is called the same now', () => {
    const known = itemPagesSchema.parse([
      { name: 'A', items: [{ id: 'old', name: 'Kaffe', colour: 'brown', price: 100, vatRate: 1500, unit: 'PCS' }] },
    ]);
    const found = read('name,price\nKAFFE,45\n', { known });
    expect(found.ok && found.value[0]?.items[0]?.id).toBe('old');
  });

  it('with anything wrong is not read at all: each line is named with what is wrong with it', () => {
    const text = [
      'page,name,price,vat,unit,colour,id',
      'A,Good,10,25,pcs,red,one',
      'A,,10,25,pcs,red,two',
      'A,Dear,1.249,25,pcs,red,three',
      'A,Free,0,25,pcs,red,four',
      'A,Rate,10,24,pcs,red,five',
      'A,Unit,10,25,bottle,red,six',
      'A,Colour,10,25,pcs,golden,seven',
      'A,Id,10,25,pcs,red,Not an id',
      'A,Twin,10,25,pcs,red,one',
      'A name that is too long for a page,Page,10,25,pcs,red,eight',
      `A,${'x'.repeat(31)},10,25,pcs,red,nine`,
    ].join('\n');
    expect(read(text)).toEqual({
      ok: false,
      error: [
        { line: 3, problem: 'name' },
        { line: 4, problem: 'price' },
        { line: 5, problem: 'price' },
        { line: 6, problem: 'vat' },
        { line: 7, problem: 'unit' },
        { line: 8, problem: 'colour' },
        { line: 9, problem: 'id' },
        { line: 10, problem: 'twice' },
        { line: 11, problem: 'page' },
        { line: 12, problem: 'name' },
      ],
    });
    expect(read('what,ever\n1,2')).toEqual({ ok: false, error: [{ line: 1, problem: 'columns' }] });
    const many = ['name,price', ...Array.from({ length: 25 }, (_, index) => `Item ${index},10`)].join('\n');
    expect(read(many)).toEqual({ ok: false, error: [{ line: 26, problem: 'pageFull' }] });
    const pages = ['page,name,price', ...Array.from({ length: 9 }, (_, index) => `P${index},Item ${index},10`)].join(
      '\n',
    );
    expect(read(pages)).toEqual({ ok: false, error: [{ line: 10, problem: 'pages' }] });
  });

  it('may say from which age an item is sold, as people write it', () => {
    const rows = ['name,price,age', 'Beer,50,18', 'Wine,90,18+', 'Bun,20,'].join('\n');
    const found = read(rows);
    const limits = found.ok
      ? found.value.flatMap(({ items }) => items.map(({ minimumAge }) => minimumAge ?? null))
      : [];
    expect(limits).toEqual([18, 18, null]);
    expect(read('name,price,age\nBeer,50,0\nBeer,50,grown up')).toEqual({
      ok: false,
      error: [
        { line: 2, problem: 'age' },
        { line: 3, problem: 'age' },
      ],
    });
  });

  it('of any bytes is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const found = read(`name,price\n${decodeCsv(bytes)}`);
        if (found.ok) expect(itemPagesSchema.safeParse(found.value).success).toBe(true);
      }),
    );
  });
});
