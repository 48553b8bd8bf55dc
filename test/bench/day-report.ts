import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../electron/adapters/journal/sqlite-journal.ts';
import { dayReport } from '../../electron/core/day/day-report.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { UTC } from '../support/calendars.ts';
import { SALES_A_DAY, seedJournal } from '../support/seed-journal.ts';
import { median, quantile } from './figures.ts';
import type { Figure } from './figures.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const UNTIL = Date.UTC(2026, 10, 22);
const DATE = calendarDate('2026-11-21');
const ROUNDS = 31;

/** Ms for the report of the last full day of a journal of that size. */
function measure(sales: number): { readonly times: readonly number[]; readonly counted: number } {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bench-'));
  try {
    const file = join(folder, 'journal.db');
    seedJournal(file, sales, UNTIL);
    const journal = new SqliteJournal(file);
    const make = () => dayReport({ dayBook: journal.dayBook, calendar: UTC, currency: 'NOK', startsAt: 0, now: UNTIL }, { unit: 'day', date: DATE });
    const times = Array.from({ length: ROUNDS }, () => {
      const from = performance.now();
      make();
      return performance.now() - from;
    });
    const counted = make().requests.sent.count;
    journal.close();
    return { times, counted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The report of a day of 2,000 sales, however long the journal is. Growth is shown over all sizes up to `most` sales. */
export function dayReports(most: number = SIZES.at(-1) ?? 0): Promise<Figure[]> {
  const found = SIZES.filter((size) => size <= most).map((size) => ({ size, ...measure(size) }));
  for (const { size, counted } of found) if (counted !== Math.min(size, SALES_A_DAY)) throw new Error(`a day of ${counted} sales in a journal of ${size}`);
  const growth = found.map(({ size, times }) => `${size}: ${median(times).toFixed(2)}`).join(', ');
  const largest = found.at(-1)?.times ?? [];
  const small = found.find(({ size }) => size === 10_000)?.times ?? [];
  const detail = `median of ${ROUNDS} in one run; ms by sales in the journal: ${growth}; slowest (the first, cold) ${quantile(largest, 1).toFixed(1)} ms`;
  return Promise.resolve([
    { name: 'report of a day of 2,000 sales', value: median(largest), unit: 'ms', limit: 60, better: 'lower', detail },
    { name: 'the same against a journal of 10,000', value: median(largest) / median(small), unit: 'times', limit: 1.5, better: 'lower', detail: `${median(largest).toFixed(2)} against ${median(small).toFixed(2)} ms` },
  ]);
}
