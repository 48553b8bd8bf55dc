import fc from 'fast-check';
import Database from 'libsql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { DAY_BOOK_OF_MOVEMENTS } from '../../../electron/adapters/journal/tables/day-book-schema.ts';
import { MIGRATIONS } from '../../../electron/adapters/journal/tables/schema.ts';
import type { MovementEntry, RequestEntry, SignedMovement } from '../../../electron/core/ports/day-book.ts';
import { dayReport } from '../../../electron/core/reports/day-report.ts';
import { vatOf } from '../../../electron/core/payment/vat-of-sale.ts';
import { HOUR_MS, calendarDate } from '../../../shared/calendar-date.ts';
import type { Period } from '../../../shared/calendar-date.ts';
import { REQUEST_OUTCOMES, dayReportSchema } from '../../../shared/day-report.ts';
import { minor, sum } from '../../../shared/money.ts';
import { buildReceipt, linesTotal } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { vatRate } from '../../../shared/vat.ts';
import { ENDS, eventsOf, isTaken, refundOf } from '../../support/simulation/sale-stories.ts';
import type { End, Story } from '../../support/simulation/sale-stories.ts';
import { zoneCalendar } from '../../support/till/calendars.ts';

const OSLO = zoneCalendar('Europe/Oslo');
const RATES = [2500, 1500, 1200, 0].map(vatRate);
const someLine = fc.record({
  name: fc.constantFrom('Bread', 'Coffee', 'Book'),
  quantity: fc.constantFrom('1', '2', '0.485', '3.333', '12'),
  unitPrice: fc.integer({ min: 1, max: 99_999 }).map(minor),
  vatRate: fc.constantFrom(...RATES),
});
const someLines = fc.array(someLine, { minLength: 1, maxLength: 6 }).filter((lines) => linesTotal(lines) > 0);

/** Stories around the night on which clocks are set back, with sales before and after midnight. */
const NIGHT = Date.parse('2026-10-25T02:00:00+02:00');
const someStories = fc
  .array(
    fc.record({
      at: fc.integer({ min: NIGHT - 40 * HOUR_MS, max: NIGHT + 40 * HOUR_MS }),
      lasts: fc.integer({ min: 1000, max: 3 * HOUR_MS }),
      lines: someLines,
      code: fc.boolean(),
      end: fc.constantFrom(...ENDS),
    }),
    { maxLength: 40 },
  )
  .map((stories) => stories.map((story, index): Story => ({ ...story, receiptNumber: index + 1 })));

function journalOf(stories: readonly Story[]): SqliteJournal {
  const journal = new SqliteJournal(':memory:');
  for (const story of stories) for (const event of eventsOf(story)) journal.append([event]);
  return journal;
}

const reportOf = (journal: SqliteJournal, period: Period, startsAt = 0, now = NIGHT + 1000 * HOUR_MS) =>
  dayReport({ dayBook: journal.dayBook, calendar: OSLO, currency: 'NOK', startsAt, now }, period);
const day = (date: string): Period => ({ unit: 'day', date: calendarDate(date) });
const story = (receiptNumber: number, at: string, end: End = 'paid', more: Partial<Story> = {}): Story => ({
  receiptNumber,
  at: Date.parse(at),
  lasts: 20_000,
  code: false,
  end,
  lines: [{ name: 'Bread', quantity: '1', unitPrice: minor(10_000), vatRate: vatRate(1500) }],
  ...more,
});

describe('a day report', () => {
  it('equals the sum over the payments, for any payments, cut-off hour and period', () => {
    fc.assert(
      fc.property(
        someStories,
        fc.constantFrom(0, 4),
        fc.constantFrom('day', 'week', 'month'),
        fc.constantFrom('2026-10-24', '2026-10-25'),
        (stories, startsAt, unit, date) => {
          const journal = journalOf(stories);
          const report = dayReportSchema.parse(reportOf(journal, { unit, date: calendarDate(date) }, startsAt));
          const { from, to } = report;
          const paid = stories.filter(
            (each) => isTaken(each) && each.at + each.lasts >= from && each.at + each.lasts < to,
          );
          const back = paid.filter((each) => refundOf(each) > 0);
          const backAmount = (some: readonly Story[]) => some.reduce((total, each) => total + refundOf(each), 0);
          const portal = back.filter(({ end }) => end === 'portal');
          const asked = stories.filter(({ at }) => at >= from && at < to);
          const amount = (some: readonly Story[]) => some.reduce((total, { lines }) => total + linesTotal(lines), 0);
          expect(report.takings).toEqual({ count: paid.length, amount: amount(paid) });
          expect(report.refunds).toEqual({ count: back.length, amount: backAmount(back) });
          expect(report.refundsElsewhere).toEqual({ count: portal.length, amount: backAmount(portal) });
          expect(report.net).toBe(report.takings.amount - report.refunds.amount);
          expect(report.methods.code).toEqual({
            count: paid.filter(({ code }) => code).length,
            amount: amount(paid.filter(({ code }) => code)),
          });
          const added = (some: readonly { readonly count: number; readonly amount: number }[]) => ({
            count: some.reduce((n, each) => n + each.count, 0),
            amount: some.reduce((n, each) => n + each.amount, 0),
          });
          expect(added(report.hours)).toEqual(report.takings);
          expect(added(Object.values(report.methods))).toEqual(report.takings);
          if (unit !== 'day') expect(added(report.days)).toEqual(report.takings);
          expect(report.requests.sent).toEqual({ count: asked.length, amount: amount(asked) });
          expect(added(Object.values(report.requests.outcomes))).toEqual(report.requests.sent);
          const ended = (...ends: readonly End[]) => asked.filter(({ end }) => ends.includes(end)).length;
          expect(REQUEST_OUTCOMES.map((outcome) => report.requests.outcomes[outcome].count)).toEqual([
            ended('paid', 'approved', 'released', 'attention', 'refunded', 'portal'),
            ended('declined'),
            ended('expired'),
            ended('withdrawn'),
            ended('refused'),
            ended('unclear'),
            ended('waiting'),
          ]);
          const held = stories.filter(({ end, at }) => (end === 'approved' || end === 'attention') && at < to);
          expect(report.reservations).toMatchObject({ count: held.length, amount: amount(held) });
          expect(report.attention.items.map(({ receiptNumber }) => receiptNumber).toSorted()).toEqual(
            held
              .filter(({ end }) => end === 'attention')
              .map(({ receiptNumber }) => receiptNumber)
              .toSorted(),
          );
          journal.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('has the VAT of its receipts, to the øre', () => {
    fc.assert(
      fc.property(someStories, (stories) => {
        const journal = journalOf(stories);
        const report = reportOf(journal, { unit: 'month', date: calendarDate('2026-10-01') });
        const receipts = stories
          .filter((each) => isTaken(each) && each.at + each.lasts < report.to)
          .map(({ lines, receiptNumber }) => buildReceipt({ lines, currency: 'NOK', posId: 'till-1', receiptNumber }));
        for (const rate of RATES) {
          const lines = receipts.flatMap(({ orderLines }) => orderLines.filter(({ taxRate }) => taxRate === rate));
          const expected = {
            gross: sum(lines.map((line) => line.totalAmount)),
            net: sum(lines.map((line) => line.totalAmountExcludingTax)),
            tax: sum(lines.map((line) => line.totalTaxAmount)),
          };
          const found = report.vat.find((each) => each.rate === rate) ?? { gross: 0, net: 0, tax: 0 };
          expect({ gross: found.gross, net: found.net, tax: found.tax }).toEqual(expected);
        }
        expect(report.vat.reduce((total, { gross }) => total + gross, 0)).toBe(report.takings.amount);
        expect(report.refundVat.reduce((total, { gross }) => total + gross, 0)).toBe(report.refunds.amount);
        journal.close();
      }),
      { numRuns: 40 },
    );
  });

  it('puts a sale into the business day of its capture, whatever day it was rung up on', () => {
    const journal = journalOf([story(1, '2026-11-21T23:59:50+01:00')]);
    expect(reportOf(journal, day('2026-11-21')).takings.count).toBe(0);
    expect(reportOf(journal, day('2026-11-21')).requests.sent.count).toBe(1);
    expect(reportOf(journal, day('2026-11-22')).takings.count).toBe(1);
    expect(reportOf(journal, day('2026-11-21'), 4).takings.count).toBe(1);
    journal.close();
  });

  it('puts a capture at the very moment of the cut-off into the day that begins, with its VAT', () => {
    const journal = journalOf([story(1, '2026-11-21T23:59:40+01:00')]);
    expect(reportOf(journal, day('2026-11-21'))).toMatchObject({ takings: { count: 0 }, vat: [] });
    expect(reportOf(journal, day('2026-11-22'))).toMatchObject({ takings: { count: 1 }, vat: [{ gross: 10_000 }] });
    journal.close();
  });

  it('shows the hour that comes twice as two, and leaves out the one that is skipped', () => {
    const journal = journalOf([story(1, '2026-10-25T02:30:00+02:00'), story(2, '2026-10-25T02:30:00+01:00')]);
    const twice = reportOf(journal, day('2026-10-25')).hours;
    expect(twice).toHaveLength(25);
    expect(twice.filter(({ hour }) => hour === 2)).toEqual([
      { hour: 2, again: false, count: 1, amount: 10_000 },
      { hour: 2, again: true, count: 1, amount: 10_000 },
    ]);
    expect(
      reportOf(journal, day('2026-03-29'))
        .hours.map(({ hour }) => hour)
        .slice(0, 4),
    ).toEqual([0, 1, 3, 4]);
    expect(
      reportOf(journal, { unit: 'month', date: calendarDate('2026-10-01') }).hours.find(({ hour }) => hour === 2),
    ).toMatchObject({ count: 2, amount: 20_000 });
    journal.close();
  });

  it('compares with the same weekday before, and while the day runs with as much of it as has passed', () => {
    const journal = journalOf([
      story(1, '2026-11-14T10:00:00+01:00'),
      story(2, '2026-11-14T18:00:00+01:00'),
      story(3, '2026-11-21T10:00:00+01:00'),
    ]);
    const noon = Date.parse('2026-11-21T12:00:00+01:00');
    expect(reportOf(journal, day('2026-11-21'), 0, noon).earlier).toEqual({
      period: day('2026-11-14'),
      takings: { count: 1, amount: 10_000 },
      partly: true,
    });
    expect(reportOf(journal, day('2026-11-21'), 0, noon + 24 * HOUR_MS).earlier).toEqual({
      period: day('2026-11-14'),
      takings: { count: 2, amount: 20_000 },
      partly: false,
    });
    journal.close();
  });

  it('is all zeros on a day without a sale', () => {
    const journal = journalOf([]);
    expect(reportOf(journal, day('2026-11-21'))).toMatchObject({
      takings: { count: 0, amount: 0 },
      average: 0,
      vat: [],
      net: 0,
      running: false,
    });
    journal.close();
  });
});

describe('VAT of what was captured', () => {
  it('adds up to the captured amount, part or whole', () => {
    fc.assert(
      fc.property(someLines, fc.double({ min: 0, max: 1, noNaN: true }), (lines: readonly SaleLine[], part) => {
        const captured = minor(Math.round(linesTotal(lines) * part));
        const shares = vatOf(lines, captured);
        expect(shares.reduce((total, { gross }) => total + gross, 0)).toBe(captured);
        for (const { gross, tax } of shares) expect(tax).toBeLessThanOrEqual(gross);
        for (const { rate, gross } of shares)
          expect(gross).toBeLessThanOrEqual(linesTotal(lines.filter((line) => line.vatRate === rate)) + 1);
      }),
    );
  });
});

describe('a part of a sale', () => {
  const line = (unitPrice: number, rate: number): SaleLine => ({
    name: 'x',
    quantity: '1',
    unitPrice: minor(unitPrice),
    vatRate: vatRate(rate),
  });

  it('gives each rate its share, and what is left over to the largest remainder', () => {
    const grossOf = (lines: readonly SaleLine[], captured: number) =>
      vatOf(lines, minor(captured)).map(({ rate, gross }) => [rate, gross]);
    expect(grossOf([line(300, 2500), line(200, 1500)], 1)).toEqual([
      [2500, 1],
      [1500, 0],
    ]);
    expect(grossOf([line(200, 2500), line(300, 1500)], 1)).toEqual([
      [2500, 0],
      [1500, 1],
    ]);
    expect(grossOf([line(100, 2500), line(100, 1500), line(100, 0)], 100)).toEqual([
      [2500, 34],
      [1500, 33],
      [0, 33],
    ]);
  });
});

describe('the day book', () => {
  it('is read page by page without losing or repeating a line, also between lines of the same moment', () => {
    const journal = journalOf(
      Array.from({ length: 40 }, (_, index) => story(index + 1, `2026-11-21T10:00:0${index % 3}+01:00`)),
    );
    const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
    const { dayBook } = journal;
    const read = <T>(next: (after: T | null) => readonly T[]): T[] => {
      const all: T[] = [];
      for (let page = next(null); page.length > 0; page = next(page.at(-1) ?? null)) all.push(...page);
      return all;
    };
    for (const limit of [1, 7, 13, 40, 100]) {
      const captured = read<MovementEntry>((after) => dayBook.movements(span, after, limit));
      const asked = read<RequestEntry>((after) => dayBook.requested(span, after, limit));
      const taken = read<SignedMovement>((after) => dayBook.signed(span, after, limit));
      for (const some of [captured, asked, taken])
        expect(new Set(some.map(({ reference }) => reference)).size, `pages of ${limit}`).toBe(40);
      for (const some of [captured, asked, taken]) expect(some).toHaveLength(40);
      expect(captured.map(({ reference }) => reference)).toEqual(taken.map(({ reference }) => reference));
      expect(captured.map(({ at }) => at)).toEqual(captured.map(({ at }) => at).toSorted((a, b) => a - b));
    }
    journal.close();
  });

  it('is put right by the check of the journal, VAT and all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skranke-day-'));
    const file = join(folder, 'journal.db');
    const journal = new SqliteJournal(file);
    journal.append(eventsOf(story(1, '2026-11-21T10:00:00+01:00')));
    const before = reportOf(journal, day('2026-11-21'));
    journal.close();
    const db = new Database(file);
    db.exec(`UPDATE day_movements SET at = at - ${24 * HOUR_MS}; UPDATE day_vat SET at = at - ${24 * HOUR_MS};`);
    db.close();
    const moved = new SqliteJournal(file);
    expect(reportOf(moved, day('2026-11-21')).takings.count).toBe(0);
    const steps = moved.check();
    for (let step = steps.next(); ; step = steps.next()) {
      if (!step.done) continue;
      expect(step.value).toEqual({ finding: null, rebuilt: 1, wrongSeal: null });
      break;
    }
    expect(reportOf(moved, day('2026-11-21'))).toEqual(before);
    expect(reportOf(moved, day('2026-11-20'))).toMatchObject({ takings: { count: 0 }, vat: [] });
    moved.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written anew for a journal from before there was one, and says the same', () => {
    const folder = mkdtempSync(join(tmpdir(), 'skranke-day-'));
    const file = join(folder, 'journal.db');
    const journal = new SqliteJournal(file);
    const stories = ENDS.map((end, index) =>
      story(index + 1, `2026-11-21T${String(9 + index).padStart(2, '0')}:00:00+01:00`, end),
    );
    for (const each of stories) journal.append(eventsOf(each));
    const before = reportOf(journal, day('2026-11-21'));
    expect(before.requests.sent.count).toBe(ENDS.length);
    journal.close();
    const old = join(folder, 'old.db');
    const db = new Database(old);
    const done = MIGRATIONS.indexOf(DAY_BOOK_OF_MOVEMENTS);
    db.exec(`${MIGRATIONS.slice(0, done).join(';')}; PRAGMA user_version = ${done}; ATTACH '${file}' AS now;`);
    for (const table of ['meta', 'events', 'bodies', 'sales', 'payments']) {
      const columns = db
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map((row) => (row as { name: string }).name)
        .join(', ');
      db.exec(`INSERT INTO ${table} SELECT ${columns} FROM now.${table}`);
    }
    db.close();
    const again = new SqliteJournal(old);
    expect(reportOf(again, day('2026-11-21'))).toEqual(before);
    expect(again.verify()).toBeNull();
    again.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['an amount', 'UPDATE day_payments SET captured = captured + 1 WHERE captured > 0'],
    ['a line', 'DELETE FROM day_payments'],
    ['a movement', 'DELETE FROM day_movements'],
    ['the entry of a movement', 'UPDATE day_movements SET seq = seq + 1'],
    ['the entry of a request', 'UPDATE day_payments SET requested_seq = requested_seq + 1'],
    ['a tax', 'UPDATE day_vat SET tax = tax - 1'],
  ])('is found out when %s in it was changed', (_, sql) => {
    const folder = mkdtempSync(join(tmpdir(), 'skranke-day-'));
    const file = join(folder, 'journal.db');
    const journal = new SqliteJournal(file);
    journal.append(eventsOf(story(1, '2026-11-21T10:00:00+01:00')));
    expect(journal.verify()).toBeNull();
    journal.close();
    const db = new Database(file);
    db.exec(sql);
    db.close();
    const changed = new SqliteJournal(file);
    expect(changed.verify()).toEqual({ seq: 0, reason: 'projection' });
    changed.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
