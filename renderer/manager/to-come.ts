import { HOUR_MS } from '../../shared/calendar-date.ts';
import type { DayReport } from '../../shared/day-report.ts';

type HourOfDay = Pick<DayReport['hours'][number], 'hour' | 'again'>;
type Day = Pick<DayReport, 'hours' | 'running' | 'period' | 'madeAt' | 'from'>;

/** Whether an hour of a day that still runs has not begun. */
export function isToCome({ hours, running, period, madeAt, from }: Day, at: HourOfDay): boolean {
  if (!running || period.unit !== 'day') return false;
  const begun = Math.floor((madeAt - from) / HOUR_MS);
  return hours.findIndex(({ hour, again }) => hour === at.hour && again === at.again) > begun;
}
