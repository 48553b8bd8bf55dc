import type { Calendar, Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import { readSearch } from './search.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';

interface ListDeps {
  readonly clock: Clock;
  readonly calendar: Calendar;
}

const FROM_NEWEST = Number.MAX_SAFE_INTEGER;

/** The list of sales. @param counter the open counter, or why there is none */
export function listCalls(
  deps: () => ListDeps,
  counter: () => Result<{ readonly journal: Pick<Journal, 'saleList'> }, ErrorCode>,
): Pick<CallHandlers, 'sales.page' | 'sales.search'> {
  return {
    'sales.page': ({ below, limit }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const { saleList } = open.value.journal;
      const ends = saleList.ends();
      return {
        accepted: true,
        rows: [...saleList.page(below ?? FROM_NEWEST, limit)],
        newest: ends?.newest ?? null,
        oldest: ends?.oldest ?? null,
      };
    },
    'sales.search': ({ text, below, limit }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const { calendar, clock } = deps();
      const rows = open.value.journal.saleList.find(
        readSearch(text, calendar, clock.now()),
        below ?? FROM_NEWEST,
        limit,
      );
      return { accepted: true, rows: [...rows], more: rows.length === limit };
    },
  };
}
