import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { dayReport } from '../../electron/core/reports/day-report.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { UTC } from '../support/till/calendars.ts';
import { SALES_A_DAY } from '../support/journal/seed-journal.ts';
import { median, quantile } from './figures.ts';
import type { Figure } from './figures.ts';

export const UNTIL = Date.UTC(2026, 10, 22);
const DATE = calendarDate('2026-11-21');
const ROUNDS = 101;

interface Seeded {
  readonly size: number;
  readonly file: string;
}

/**
 * Ms for the report of the last full day of each journal. All are open at once and take turns, so that what else the
 * machine does meets each alike.
 */
export function reportTimes(
  seeded: readonly Seeded[],
): readonly { readonly size: number; readonly times: readonly number[] }[] {
  const open = seeded.map(({ size, file }) => ({ size, journal: new SqliteJournal(file), times: [] as number[] }));
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { size, journal, times } of open) {
        const from = performance.now();
        const report = dayReport(
          { dayBook: journal.dayBook, calendar: UTC, currency: 'NOK', startsAt: 0, now: UNTIL },
          { unit: 'day', date: DATE },
        );
        times.push(performance.now() - from);
        const { count } = report.requests.sent;
        if (count !== Math.min(size, SALES_A_DAY)) throw new Error(`a day of ${count} sales in a journal of ${size}`);
      }
    }
    return open.map(({ size, times }) => ({ size, times }));
  } finally {
    for (const { journal } of open) journal.close();
  }
}

export function figuresOf(found: ReturnType<typeof reportTimes>): Figure[] {
  const growth = found.map(({ size, times }) => `${size}: ${median(times).toFixed(2)}`).join(', ');
  const largest = found.at(-1)?.times ?? [];
  const small = found.find(({ size }) => size === 10_000)?.times ?? [];
  const detail =
    `median of ${ROUNDS}, taking turns; ms by sales in the journal: ` +
    `${growth}; slowest (the first, cold) ${quantile(largest, 1).toFixed(1)} ms`;
  return [
    { name: 'report of a day of 2,000 sales', value: median(largest), unit: 'ms', limit: 60, better: 'lower', detail },
    {
      name: 'the same against a journal of 10,000',
      value: median(largest) / median(small),
      unit: 'times',
      limit: 1.5,
      better: 'lower',
      detail: `${median(largest).toFixed(2)} against ${median(small).toFixed(2)} ms`,
    },
  ];
}
