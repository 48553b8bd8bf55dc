import type { ErrorCode } from '../../../shared/errors.ts';
import { COUNTRIES } from '../../../shared/country.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { Calendar, Clock, Journal } from '../ports.ts';
import { businessDayAt } from './business-day.ts';
import { dayReport } from './day-report.ts';
import type { ReportDeps } from './day-report.ts';
import { Exporter } from './exporter.ts';
import type { ExportDoor } from './exporter.ts';

/** What the manager's calls work with, while the counter is open. */
export interface DayDesk {
  readonly journal: Pick<Journal, 'dayBook' | 'sale'>;
  readonly store: StoreSettings;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly exports: ExportDoor;
  readonly version: string;
}

const reportDeps = ({ journal, store, clock, calendar }: DayDesk): ReportDeps => ({
  dayBook: journal.dayBook,
  calendar,
  currency: COUNTRIES[store.country].currency,
  startsAt: store.dayStartsAt,
  now: clock.now(),
});

/** The calls of the day view. `desk` tells why there is none while the counter is closed. */
export function dayCalls(desk: () => Result<DayDesk, ErrorCode>): Pick<CallHandlers, 'day.report' | 'day.export' | 'day.exportProgress' | 'day.totals'> {
  let exporter: Exporter | null = null;
  return {
    'day.report': ({ unit, date }) => {
      const open = desk();
      if (!open.ok) return { accepted: false, error: open.error };
      const deps = reportDeps(open.value);
      const today = businessDayAt(deps.calendar, deps.startsAt, deps.now).date;
      return { accepted: true, today, report: dayReport(deps, { unit, date: date ?? today }) };
    },
    'day.export': async (request) => {
      const open = desk();
      if (!open.ok) return { accepted: false, error: open.error };
      const { exports, journal, store, version } = open.value;
      exporter ??= new Exporter(exports);
      const file = await exporter.run({ journal, report: reportDeps(open.value), store, version }, request);
      return file.ok ? { accepted: true, file: file.value } : { accepted: false, error: file.error };
    },
    'day.exportProgress': () => exporter?.progress ?? null,
    'day.totals': () => {
      const open = desk();
      if (!open.ok) return { accepted: false, error: open.error };
      const deps = reportDeps(open.value);
      const { date } = businessDayAt(deps.calendar, deps.startsAt, deps.now);
      return { accepted: true, report: dayReport(deps, { unit: 'day', date }), grand: deps.dayBook.takings({ from: 0, to: Number.MAX_SAFE_INTEGER }) };
    },
  };
}
