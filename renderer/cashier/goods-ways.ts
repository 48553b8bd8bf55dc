import { changeDraft, draftStore } from './draft.ts';
import { feed } from './entry-keys.ts';
import { changeSale } from './sale-lines.ts';

/** Ways between the keys of the goods, the keypad and who pays. */

/** From who pays back to what is sold, or between the keys of the goods and what was touched of them. */
export function toGoods(): void {
  const { active, lines, listOpen } = draftStore.getState();
  changeDraft({ active: 'amount', listOpen: lines.length > 0 && (active === 'phone' || !listOpen) });
}

/** A digit where goods are touched begins an amount, as long as nothing was touched. */
export function typeOverGoods(key: string, keying: Parameters<typeof feed>[2]): void {
  if (draftStore.getState().lines.length > 0) return;
  changeDraft({ by: 'keys' });
  feed(draftStore.getState(), key, keying);
}

/** To the keys of the goods; an amount that was keyed is not the goods' own. */
export function showGoods(): void {
  changeDraft({ by: 'items', active: 'amount', linesOpen: false, listOpen: false });
  changeSale({});
}
