import type { ItemsStore } from '../../../electron/core/ports/items.ts';
import type { ItemPages } from '../../../shared/items.ts';
import { ok } from '../../../shared/result.ts';

/** Items that no disk keeps. */
export function itemsInMemory(first: ItemPages = []): ItemsStore {
  let pages = first;
  return {
    current: () => pages,
    damaged: () => null,
    write(next) {
      pages = next;
      return ok(undefined);
    },
  };
}
