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

export interface DayDeps {
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly exports: ExportDoor;
  readonly version: string;
}

/** As much of the open counter as the manager's calls need. */
interface Counter {
  readonly ports: { readonly journal: Pick<Journal, 'dayBook' | 'sale'> };
  readonly store: StoreSettings;
}

const reportDeps = ({ clock, calendar }: DayDeps, { ports, store }: Counter): ReportDeps => ({
  dayBook: ports.journal.dayBook,
  calendar,
  currency: COUNTRIES[store.country].currency,
  startsAt: store.dayStartsAt,
  now: clock.now(),
});

/** The calls of the day view. `counter` tells why there is none while it is closed. */
export function dayCalls(deps: () => DayDeps, counter: () => Result<Counter, ErrorCode>): Pick<CallHandlers, 'day.report' | 'day.export' | 'day.exportProgress' | 'day.totals'> {
  let exporter: Exporter | null = null;
  return {
    'day.report': ({ unit, date }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const report = reportDeps(deps(), open.value);
      const today = businessDayAt(report.calendar, report.startsAt, report.now).date;
      return { accepted: true, today, report: dayReport(report, { unit, date: date ?? today }) };
    },
    'day.export': async (request) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const { exports, version } = deps();
      const { ports, store } = open.value;
      exporter ??= new Exporter(exports);
      const file = await exporter.run({ journal: ports.journal, report: reportDeps(deps(), open.value), store, version }, request);
      return file.ok ? { accepted: true, file: file.value } : { accepted: false, error: file.error };
    },
    'day.exportProgress': () => ({ progress: exporter?.progress ?? null }),
    'day.totals': () => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const report = reportDeps(deps(), open.value);
      const { date } = businessDayAt(report.calendar, report.startsAt, report.now);
      return { accepted: true, report: dayReport(report, { unit: 'day', date }), grand: report.dayBook.tally('capture', { from: 0, to: Number.MAX_SAFE_INTEGER }) };
    },
  };
}
