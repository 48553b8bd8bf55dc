import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { startAnew } from '../../../electron/adapters/journal/store/start-anew.ts';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { closingBase, closingReport } from '../../../electron/core/closing/closing.ts';
import { closingSlip } from '../../../electron/core/slips/closing-slip.ts';
import { HOUR_MS } from '../../../shared/calendar-date.ts';
import { closingReportSchema } from '../../../shared/closing.ts';
import type { ClosingReport } from '../../../shared/closing.ts';
import { keptReportSchema } from '../../../shared/kept-report.ts';
import { MAX_SUM, asSum, minor } from '../../../shared/money.ts';
import { NOBODY } from '../../../shared/people.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { linesTotal } from '../../../shared/receipt.ts';
import { layoutSlip } from '../../../shared/slip.ts';
import { LANGUAGE_CODES } from '../../../shared/texts/languages.ts';
import { vatRate } from '../../../shared/vat.ts';
import { NAME, flip } from '../../support/journal/harmed-journal.ts';
import { ENDS, eventsOf, isTaken, refundOf } from '../../support/simulation/sale-stories.ts';
import type { Story } from '../../support/simulation/sale-stories.ts';
import { zoneCalendar } from '../../support/till/calendars.ts';

const OSLO = zoneCalendar('Europe/Oslo');
/** The hour that comes twice. */
const NIGHT = Date.parse('2026-10-25T02:30:00+02:00');
const KARI = { id: 'p1', name: 'Kari' };

const story = (receiptNumber: number, at: number, more: Partial<Story> = {}): Story => ({
  receiptNumber,
  at,
  lasts: 20_000,
  code: false,
  end: 'paid',
  lines: [{ name: 'Bread', quantity: '1', unitPrice: minor(10_000 + receiptNumber), vatRate: vatRate(1500) }],
  ...more,
});
const sell = (journal: SqliteJournal, ...stories: readonly Story[]): void => {
  for (const each of stories) journal.append(eventsOf(each));
};
const context = { store: PRACTICE_STORE, language: 'en', calendar: OSLO } as const;

function draft(journal: SqliteJournal, now: number): ClosingReport {
  const number = closingBase(journal).number + 1;
  return closingReport(
    { journal, calendar: OSLO, store: PRACTICE_STORE, version: '0.1.0', now, sales: [] },
    { kind: 'closing', number, actor: { ...NOBODY, by: KARI }, reconciliation: null, reason: null },
  );
}
function close(journal: SqliteJournal, now: number): ClosingReport {
  const report = draft(journal, now);
  const kept = z.json().parse(JSON.parse(JSON.stringify({ report, slip: closingSlip(context, report) })));
  journal.note([{ type: 'day.closed', at: now, by: KARI, approvedBy: null, number: report.number, closing: kept }]);
  expect(keptReportSchema.parse(journal.entries({ types: ['day.closed'], limit: 1 })[0]?.closing).report).toEqual(
    closingReportSchema.parse(report),
  );
  return report;
}
const added = (reports: readonly ClosingReport[], name: 'takings' | 'refunds' | 'releases') => ({
  count: reports.reduce((sum, report) => sum + report[name].count, 0),
  amount: reports.reduce((sum, report) => sum + report[name].amount, 0),
});

const someStories = fc.array(
  fc.record({
    // Any clock at all: it is set back and forth between the sales.
    at: fc.integer({ min: NIGHT - 40 * HOUR_MS, max: NIGHT + 40 * HOUR_MS }),
    price: fc.integer({ min: 100, max: 99_999 }),
    end: fc.constantFrom(...ENDS),
    closes: fc.boolean(),
    clock: fc.integer({ min: NIGHT - 60 * HOUR_MS, max: NIGHT + 60 * HOUR_MS }),
  }),
  { maxLength: 30 },
);

describe('closings', () => {
  it('add up to everything that moved, whenever they are made and whatever the clock says', () => {
    fc.assert(
      fc.property(someStories, (wanted) => {
        const journal = new SqliteJournal(':memory:');
        const closings: ClosingReport[] = [];
        const stories = wanted.map(({ at, price, end }, index) =>
          story(index + 1, at, {
            end,
            lines: [{ name: 'x', quantity: '1', unitPrice: minor(price), vatRate: vatRate(2500) }],
          }),
        );
        stories.forEach((each, index) => {
          sell(journal, each);
          if (wanted[index]?.closes) closings.push(close(journal, wanted[index].clock));
        });
        closings.push(close(journal, NIGHT));
        const taken = stories.filter(isTaken);
        const back = stories.filter((each) => refundOf(each) > 0);
        expect(added(closings, 'takings')).toEqual({
          count: taken.length,
          amount: taken.reduce((sum, { lines }) => sum + linesTotal(lines), 0),
        });
        expect(added(closings, 'refunds')).toEqual({
          count: back.length,
          amount: back.reduce((sum, each) => sum + refundOf(each), 0),
        });
        expect(added(closings, 'releases').count).toBe(stories.filter(({ end }) => end === 'released').length);
        expect(closings.reduce((sum, { requests }) => sum + requests.sent.count, 0)).toBe(stories.length);
        expect(closings.reduce((sum, { vat }) => sum + vat.reduce((gross, each) => gross + each.gross, 0), 0)).toBe(
          added(closings, 'takings').amount,
        );
        expect(closings.map(({ number }) => number)).toEqual(closings.map((_, index) => index + 1));
        const last = closings.at(-1);
        expect(last?.grand).toEqual({
          sales: added(closings, 'takings'),
          returns: added(closings, 'refunds'),
          net: added(closings, 'takings').amount - added(closings, 'refunds').amount,
        });
        expect(journal.verify()).toBeNull();
        journal.close();
      }),
      { numRuns: 40 },
    );
  });

  it('show the hour that comes twice as one, and go over midnight', () => {
    const journal = new SqliteJournal(':memory:');
    sell(journal, story(1, NIGHT), story(2, NIGHT + HOUR_MS), story(3, Date.parse('2026-10-24T23:50:00+02:00')));
    expect(close(journal, NIGHT + 2 * HOUR_MS)).toMatchObject({
      takings: { count: 3 },
      hours: [
        { hour: 2, count: 2, amount: 20_003 },
        { hour: 23, count: 1, amount: 10_003 },
      ],
    });
    journal.close();
  });

  it('go on for a lifetime: what a till ever took does not end at the limit of one amount', () => {
    const journal = new SqliteJournal(':memory:');
    sell(journal, story(1, NIGHT));
    const first = close(journal, NIGHT);
    const many = { count: 3_000_000, amount: 65_000_000_000 };
    const grand = { sales: many, returns: { ...many, count: 1 }, net: 0 };
    const second = { report: { ...first, number: 2, grand }, slip: closingSlip(context, first) };
    const old = z.json().parse(JSON.parse(JSON.stringify(second)));
    journal.note([{ type: 'day.closed', at: NIGHT, by: KARI, approvedBy: null, number: 2, closing: old }]);
    sell(journal, story(2, NIGHT, { end: 'refunded' }));
    const third = close(journal, NIGHT);
    const amount = 65_000_010_002;
    expect(third.grand).toEqual({ sales: { count: 3_000_001, amount }, returns: { count: 2, amount }, net: 0 });
    const most = { ...third, takings: { count: 9, amount: MAX_SUM }, hours: [{ hour: 2, count: 9, amount: MAX_SUM }] };
    expect(closingReportSchema.parse(most)).toEqual(most);
    const slip = closingSlip(context, { ...third, takings: { count: 9, amount: asSum(MAX_SUM) } });
    const figures = slip.flatMap((line) => (line.kind === 'row' ? line.figures : []));
    expect(figures).toContain('40\u00a0000\u00a0000\u00a0000\u00a0000,00');
    journal.close();
  });

  it('are signed with the end of the journal as it was', () => {
    const journal = new SqliteJournal(':memory:');
    sell(journal, story(1, NIGHT));
    const { journal: covered } = close(journal, NIGHT);
    expect(covered).toEqual({ tag: journal.tag, first: 1, last: 6, hash: journal.links(5, 1)[0]?.hash });
    expect(close(journal, NIGHT).journal).toMatchObject({ first: 8, last: 7 });
    journal.close();
  });

  it('say on paper what they are and are not, in lines that fit both rolls', () => {
    const journal = new SqliteJournal(':memory:');
    sell(
      journal,
      ...ENDS.map((end, index) => story(index + 1, NIGHT, { end, by: { id: `p${index}`, name: 'W'.repeat(40) } })),
    );
    for (const language of LANGUAGE_CODES) {
      const slip = closingSlip({ ...context, language }, draft(journal, NIGHT));
      for (const columns of [42, 32] as const) {
        const lines = layoutSlip(slip, columns).flatMap((line) => (line.kind === 'text' ? [line.text] : []));
        expect(lines.filter((line) => line.length > columns)).toEqual([]);
        expect(lines.join(' ')).toMatch(/PRACTICE|ØVING|ØVELSE|ÖVNING|HARJOITTELU/);
        expect(lines.join(' ')).not.toMatch(/undefined|NaN|\{\{/);
      }
    }
    journal.close();
  });
});

describe('a new volume after a damaged one', () => {
  /** A journal with two closings, three more sales, one of them still reserved, and damage in its first pages. */
  function damaged(folder: string): void {
    const opened = openJournal(join(folder, NAME), { now: NIGHT });
    if (!opened.ok) throw new Error('a new journal opens');
    const journal = opened.value;
    sell(journal, story(1, NIGHT), story(2, NIGHT, { end: 'approved' }));
    close(journal, NIGHT);
    sell(journal, story(3, NIGHT, { end: 'refunded' }));
    close(journal, NIGHT);
    sell(journal, story(4, NIGHT), story(5, NIGHT, { end: 'approved' }), story(6, NIGHT, { end: 'portal' }));
    journal.emptyLog();
    journal.close();
    flip(folder, NAME, 4096 + 200, 0xff);
  }

  it('goes on with the numbers and the grand totals, counts nothing twice and says what stands in no closing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skranke-closing-'));
    try {
      damaged(folder);
      const found = openJournal(join(folder, NAME), { now: NIGHT });
      const damage = found.ok
        ? { file: NAME, folder, problem: 'structure' as const, seq: null, receiptNumber: null }
        : found.error;
      startAnew({ folder, environment: 'test', damage, now: NIGHT });
      const journal = new SqliteJournal(currentJournalFile(folder, 'test'));
      expect(journal.openSales()).toHaveLength(2);
      const before = draft(journal, NIGHT);
      expect(before).toMatchObject({
        number: 3,
        takings: { count: 0 },
        requests: { sent: { count: 0 } },
        reservations: { count: 2 },
      });
      expect(before.carried).toMatchObject({
        number: 2,
        takings: { count: 2, amount: 20_010 },
        refunds: { count: 1, amount: 3_336 },
        exact: true,
      });
      sell(journal, story(7, NIGHT));
      const third = close(journal, NIGHT);
      expect(third.takings).toEqual({ count: 1, amount: 10_007 });
      expect(third.grand).toEqual({
        sales: { count: 5, amount: 10_001 + 10_003 + 10_004 + 10_006 + 10_007 },
        returns: { count: 2, amount: 10_003 + 3_336 },
        net: 50_021 - 13_339,
      });
      expect(
        closingSlip(context, third).some(
          (line) => line.kind === 'text' && line.text.startsWith('In the damaged journal'),
        ),
      ).toBe(true);
      sell(journal, story(8, NIGHT));
      expect(close(journal, NIGHT)).toMatchObject({ number: 4, carried: null, grand: { sales: { count: 6 } } });
      journal.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
