import { closingCalls } from '../closing/closing-calls.ts';
import type { ClosingCounter, ClosingDeps } from '../closing/closing-service.ts';
import { Exporter } from '../export/exporter.ts';
import type { ExportSource } from '../export/source.ts';
import type { TillEntry } from '../journal/till-entries.ts';
import type { ExportDoor } from '../ports/export.ts';
import { answerStatistics } from '../reports/answers.ts';
import { businessDayAt } from '../reports/business-day.ts';
import { dayReport } from '../reports/day-report.ts';
import type { ReportDeps } from '../reports/day-report.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { COUNTRIES } from '../../../shared/country.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import type { Result } from '../../../shared/result.ts';

export interface DayDeps extends ClosingDeps {
  readonly exports: ExportDoor;
  /** Into the journal, when the disk takes it. */
  note(entry: TillEntry): void;
}

type DayCall = Extract<CallName, `day.${string}` | `closing.${string}`>;

const reportDeps = ({ clock, calendar }: DayDeps, { ports, store }: ClosingCounter): ReportDeps => ({
  dayBook: ports.journal.dayBook,
  calendar,
  currency: COUNTRIES[store.country].currency,
  startsAt: store.dayStartsAt,
  now: clock.now(),
});

/** The calls of the day view. `counter` tells why there is none while it is closed. */
export function dayCalls(
  deps: () => DayDeps,
  counter: () => Result<ClosingCounter, ErrorCode>,
): Pick<CallHandlers, DayCall> {
  let exporter: Exporter | null = null;
  const exporterNow = (): Exporter =>
    (exporter ??= new Exporter(deps().exports, (progress) => deps().progressed('export', progress)));
  const source = (open: ClosingCounter): ExportSource => {
    const { note, version } = deps();
    return { journal: open.ports.journal, report: reportDeps(deps(), open), store: open.store, version, note };
  };
  return {
    'day.report': ({ unit, date }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const report = reportDeps(deps(), open.value);
      const today = businessDayAt(report.calendar, report.startsAt, report.now).date;
      return { accepted: true, today, report: dayReport(report, { unit, date: date ?? today }) };
    },
    'day.answers': ({ unit, date }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const report = reportDeps(deps(), open.value);
      return {
        accepted: true,
        statistics: answerStatistics(report, {
          unit,
          date: date ?? businessDayAt(report.calendar, report.startsAt, report.now).date,
        }),
      };
    },
    'day.export': async (request, { by, approvedBy }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const { clock, note } = deps();
      const file = await exporterNow().run(source(open.value), request);
      if (!file.ok) return { accepted: false, error: file.error };
      if (file.value !== null)
        note({
          type: 'export.made',
          at: clock.now(),
          by,
          approvedBy,
          kind: request.kind,
          period: 'period' in request ? request.period : null,
        });
      return { accepted: true, file: file.value };
    },
    'day.renewSigning': async ({ reason }, actor) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      return reply(await exporterNow().renewSigning(source(open.value), actor, reason));
    },
    ...closingCalls(deps, counter),
  };
}
