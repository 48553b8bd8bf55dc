import type { SaleId } from '../../../../shared/ids.ts';
import type { Sale } from '../../../../shared/payment.ts';
import { post, UNPOSTED } from './posting.ts';
import type { Posting } from './posting.ts';
import type { Stored } from './rows.ts';

export type Changes = ReadonlyMap<SaleId, { readonly before: Sale | null; readonly after: Posting }>;

/** @returns each sale that these entries change, as it was before the first and as it is after the last of them */
export function changesOf(stored: readonly Stored[], saleBefore: (saleId: SaleId) => Sale | null): Changes {
  const changes = new Map<SaleId, { readonly before: Sale | null; readonly after: Posting }>();
  for (const { event, seq } of stored) {
    if (!('saleId' in event)) continue;
    const earlier = changes.get(event.saleId);
    const before = earlier ? earlier.before : event.type === 'sale.opened' ? null : saleBefore(event.saleId);
    changes.set(event.saleId, { before, after: post(earlier?.after ?? { ...UNPOSTED, sale: before }, event, seq) });
  }
  return changes;
}
