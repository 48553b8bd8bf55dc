import type { TillEntryOf, TillEntryType } from '../../journal/till-entries.ts';
import type { Span } from '../../ports/day-book.ts';
import type { Journal } from '../../ports/journal.ts';
import type { SaleId } from '../../../../shared/ids.ts';

const PAGE = 500;

/**
 * Every entry of one type, the newest first, page by page. They do not stand in the order of their times: a clock can
 * be set back.
 */
export function* pagesOf<T extends TillEntryType>(
  journal: Pick<Journal, 'entries'>,
  type: T,
): Generator<readonly TillEntryOf<T>[]> {
  let before: number | null = null;
  for (;;) {
    const page: readonly TillEntryOf<T>[] = journal.entries({
      types: [type],
      limit: PAGE,
      ...(before === null ? {} : { to: before }),
    });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    before = last.seq - 1;
  }
}

/** How often the slip of a sale came out: the first one, and copies. */
export interface SlipsOut {
  readonly printed: number;
  readonly copies: number;
}

/** Of every sale of which a slip was printed. */
export function slipsOut(journal: Pick<Journal, 'entries'>): ReadonlyMap<SaleId, SlipsOut> {
  const out = new Map<SaleId, SlipsOut>();
  for (const page of pagesOf(journal, 'slip.printed')) {
    for (const { sale, kind, copy } of page) {
      if (sale === null || kind !== 'sale') continue;
      const known = out.get(sale) ?? { printed: 0, copies: 0 };
      out.set(sale, copy === 0 ? { ...known, printed: known.printed + 1 } : { ...known, copies: known.copies + 1 });
    }
  }
  return out;
}

/** Whether it was written in the span. */
export const isWithin = ({ at }: { readonly at: number }, { from, to }: Span): boolean => at >= from && at < to;
