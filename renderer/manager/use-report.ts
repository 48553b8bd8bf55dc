import { useEffect, useState } from 'react';
import type { CalendarDate, Period } from '../../shared/calendar-date.ts';
import type { DayReport } from '../../shared/day-report.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { useBooks } from '../state/store.ts';

export interface ReportAsked {
  readonly unit: Period['unit'];
  /** Null: the one that runs now. */
  readonly date: CalendarDate | null;
}

export interface ReportState {
  readonly report: DayReport | null;
  /** The business day that runs now. */
  readonly today: CalendarDate | null;
  readonly problem: ErrorCode | null;
}

/**
 * The report of a period, made anew whenever the books have changed. The last one stays in view until the
 * next is there.
 */
export function useReport({ unit, date }: ReportAsked): ReportState {
  const [state, setState] = useState<ReportState>({ report: null, today: null, problem: null });
  const books = useBooks();
  useEffect(() => {
    let wanted = true;
    const fetched = async () => {
      const reply = await bridge.call['day.report']({ unit, date });
      if (!wanted) return;
      if (reply.accepted) setState({ report: reply.report, today: reply.today, problem: null });
      else setState((before) => ({ ...before, problem: reply.error }));
    };
    // Events come in bursts: a sale that is paid makes several.
    const timer = setTimeout(
      () =>
        fetched().catch(
          (reason: unknown) => wanted && setState((before) => ({ ...before, problem: denialOf(reason) })),
        ),
      60,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [unit, date, books]);
  return state;
}
