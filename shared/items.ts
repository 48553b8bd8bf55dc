import { z } from 'zod';
import { ageLimitSchema } from './age-limit.ts';
import { itemIdSchema, unitSchema } from './item-words.ts';
import type { ItemId } from './item-words.ts';
import { MAX_PAYMENT, minorSchema } from './money.ts';
import { vatRateSchema } from './vat.ts';

/** What the keys of a till sell: kept by a manager, in pages of keys. */

/** The palette; how each looks in either theme is the design system's. */
export const COLOURS = ['grey', 'brown', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export const colourSchema = z.enum(COLOURS);
export type Colour = z.infer<typeof colourSchema>;

export const LONGEST_ITEM_NAME = 30;
export const LONGEST_PAGE_NAME = 16;
export const MAX_ON_PAGE = 24;
export const MAX_PAGES = 8;

/** Control characters and what turns a line around; one name is one plain line. */
const PLAIN = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u;
const name = (longest: number) => z.string().trim().min(1).max(longest).regex(PLAIN);

export const itemSchema = z
  .object({
    id: itemIdSchema,
    name: name(LONGEST_ITEM_NAME),
    colour: colourSchema,
    /** Per unit, VAT included; null: keyed at the sale. */
    price: minorSchema.min(1).max(MAX_PAYMENT).nullable(),
    vatRate: vatRateSchema,
    unit: unitSchema,
    /** Sold to nobody younger; absent: to anybody. */
    minimumAge: ageLimitSchema.optional(),
  })
  .readonly();
export type Item = z.infer<typeof itemSchema>;

export const itemPageSchema = z
  .object({ name: name(LONGEST_PAGE_NAME), items: z.array(itemSchema).max(MAX_ON_PAGE).readonly() })
  .readonly();
export type ItemPage = z.infer<typeof itemPageSchema>;

export const itemPagesSchema = z.array(itemPageSchema).max(MAX_PAGES).readonly();
export type ItemPages = z.infer<typeof itemPagesSchema>;

/** As windows get them. `damaged`: the file that could not be read and was kept aside. */
export const itemsViewSchema = z.object({ pages: itemPagesSchema, damaged: z.string().nullable() }).readonly();
export type ItemsView = z.infer<typeof itemsViewSchema>;

export const allItems = (pages: ItemPages): readonly Item[] => pages.flatMap(({ items }) => items);

/** Two keys with one id would be one thing in the books. */
export function hasTwins(pages: ItemPages): boolean {
  const ids = allItems(pages).map(({ id }) => id);
  return new Set(ids).size !== ids.length;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** An id for a new item, of ten characters by chance. @param bytes ten of them, random */
export const itemIdFrom = (bytes: Uint8Array): ItemId =>
  itemIdSchema.parse([...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join(''));
