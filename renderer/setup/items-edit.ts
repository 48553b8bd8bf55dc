import { itemIdFrom, MAX_ON_PAGE } from '../../shared/items.ts';
import type { Item, ItemPage, ItemPages } from '../../shared/items.ts';
import type { ItemId } from '../../shared/item-words.ts';

/** What a manager does to the items, as functions of what there is. */

export const newItemId = (): ItemId => itemIdFrom(crypto.getRandomValues(new Uint8Array(10)));

/** Puts an item on a page, in place of itself where it was there, else last. */
export function withItem(pages: ItemPages, page: number, item: Item): ItemPages {
  return pages.map(({ name, items }, index) => {
    const isThere = items.some(({ id }) => id === item.id);
    if (index !== page) return { name, items: items.filter(({ id }) => id !== item.id) };
    return { name, items: isThere ? items.map((each) => (each.id === item.id ? item : each)) : [...items, item] };
  });
}

export const withoutItem = (pages: ItemPages, id: ItemId): ItemPages =>
  pages.map(({ name, items }) => ({ name, items: items.filter((item) => item.id !== id) }));

/** One place earlier or later among its like; at the ends nothing moves. */
export function moved<T>(all: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const [one, other] = [all[at], all[at + by]];
  if (one === undefined || other === undefined) return all;
  return all.map((each, index) => (index === at ? other : index === at + by ? one : each));
}

export function movedItem(pages: ItemPages, id: ItemId, by: 1 | -1): ItemPages {
  return pages.map(({ name, items }) => ({
    name,
    items: moved(
      items,
      items.findIndex((item) => item.id === id),
      by,
    ),
  }));
}

export const isFull = ({ items }: ItemPage): boolean => items.length >= MAX_ON_PAGE;
