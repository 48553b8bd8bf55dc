import type { ErrorCode } from '../../../shared/errors.ts';
import { COUNTRIES } from '../../../shared/country.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { Calendar, Clock, Journal } from '../ports.ts';
import { businessDayAt } from './business-day.ts';
import { dayReport } from './day-report.ts';
import type { ReportDeps } from './day-report.ts';

/** What the manager's calls work with, while the counter is open. */
export interface DayDesk {
  readonly journal: Pick<Journal, 'dayBook'>;
  readonly store: StoreSettings;
  readonly clock: Clock;
  readonly calendar: Calendar;
}

export const reportDeps = ({ journal, store, clock, calendar }: DayDesk): ReportDeps => ({
  dayBook: journal.dayBook,
  calendar,
  currency: COUNTRIES[store.country].currency,
  startsAt: store.dayStartsAt,
  now: clock.now(),
});

/** The calls of the day view. `desk` tells why there is none while the counter is closed. */
export function dayCalls(desk: () => Result<DayDesk, ErrorCode>): Pick<CallHandlers, 'day.report'> {
  return {
    'day.report': ({ unit, date }) => {
      const open = desk();
      if (!open.ok) return { accepted: false, error: open.error };
      const deps = reportDeps(open.value);
      const today = businessDayAt(deps.calendar, deps.startsAt, deps.now).date;
      return { accepted: true, today, report: dayReport(deps, { unit, date: date ?? today }) };
    },
  };
}
