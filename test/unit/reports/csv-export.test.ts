import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { csvFile } from '../../../electron/core/export/csv-files.ts';
import { amount, csvRow } from '../../../electron/core/export/csv.ts';
import { Exporter } from '../../../electron/core/export/exporter.ts';
import type { ExportDoor } from '../../../electron/core/ports/export.ts';
import { businessDays, spanOfDays } from '../../../electron/core/reports/business-day.ts';
import { dayReport } from '../../../electron/core/reports/day-report.ts';
import { calendarDate } from '../../../shared/calendar-date.ts';
import type { DecimalMark, ExportKind } from '../../../shared/export.ts';
import { minor } from '../../../shared/money.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { ok } from '../../../shared/result.ts';
import { vatRate } from '../../../shared/vat.ts';
import type { Progress } from '../../../shared/progress.ts';
import { csvRecords, readCsv } from '../../support/reading/read-csv.ts';
import { ENDS, eventsOf } from '../../support/simulation/sale-stories.ts';
import { UTC } from '../../support/till/calendars.ts';
import { NO_EXPORTS } from '../../support/till/no-exports.ts';

const AT = Date.UTC(2026, 10, 21, 9);
const PERIOD = { unit: 'month', date: calendarDate('2026-11-21') } as const;
const SALES = 450;

/** Three days of requests, five of the same moment after another so that pages end between equals. */
function filled(): SqliteJournal {
  const journal = new SqliteJournal(':memory:');
  for (let number = 1; number <= SALES; number += 1) {
    journal.append(
      eventsOf({
        receiptNumber: number,
        at: AT + Math.floor(number / 5) * 2_000_000,
        lasts: 1_000,
        code: number % 3 === 0,
        end: ENDS[number % ENDS.length] ?? 'paid',
        by: { id: `p${number % 2}`, name: number % 2 === 0 ? 'Kari' : 'Ola' },
        lines: [
          { name: 'Bread', quantity: '1', unitPrice: minor(100 + number * 37), vatRate: vatRate(1500) },
          { name: 'Book', quantity: '3', unitPrice: minor(99 + number), vatRate: vatRate(0) },
          {
            name: 'Mug',
            quantity: '0.333',
            unitPrice: minor(1_001),
            vatRate: vatRate(2500),
            discount: minor(number % 4),
          },
        ],
      }),
    );
  }
  return journal;
}

const deps = (journal: SqliteJournal) => ({
  dayBook: journal.dayBook,
  calendar: UTC,
  currency: 'NOK' as const,
  startsAt: 0,
  now: AT,
});
function fileOf(journal: SqliteJournal, kind: ExportKind, decimal: DecimalMark = 'point', posId = 'till-1'): string {
  const days = businessDays(UTC, 0, PERIOD);
  return [...csvFile({ ...deps(journal), journal, posId, decimal, days, span: spanOfDays(days) }, kind)]
    .map(({ text }) => text)
    .join('');
}
const oere = (text: string | undefined): number => Math.round(Number(text?.replace(',', '.')) * 100);
const added = (records: readonly Record<string, string>[], name: string): number =>
  records.reduce((total, record) => total + oere(record[name]), 0);

describe('a CSV cell', () => {
  it('is read back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 12 })
            .map((points) => String.fromCodePoint(...points)),
          { minLength: 1, maxLength: 8 },
        ),
        (cells) => {
          const read = readCsv(`\ufeff${csvRow(cells)}`)[0];
          expect(read?.map((cell, index) => (cell === `'${cells[index]}` ? cells[index] : cell))).toEqual(cells);
        },
      ),
    );
  });

  it.each(['=1+1', '+47', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\u00a0=1', '|calc', '%0A', '＝1'])(
    'that a spreadsheet would run is a text: %j',
    (cell) => {
      expect(readCsv(csvRow([cell]))[0]?.[0]).toBe(`'${cell}`);
    },
  );

  it('writes amounts with both marks, below one too', () => {
    const write = (value: number, decimal: DecimalMark) => csvRow([amount(value, decimal)]);
    expect([
      write(24_900, 'point'),
      write(24_900, 'comma'),
      write(5, 'point'),
      write(-105, 'point'),
      write(0, 'comma'),
    ]).toEqual(['249.00\r\n', '"249,00"\r\n', '0.05\r\n', '-1.05\r\n', '"0,00"\r\n']);
  });
});

describe('the files', () => {
  const journal = filled();
  const report = dayReport(deps(journal), PERIOD);

  it('begin with a byte order mark and end each record as RFC 4180 says', () => {
    for (const kind of ['sales', 'payments', 'operations', 'days'] as const) {
      const text = fileOf(journal, kind);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(csvRecords(text).length).toBeGreaterThan(0);
    }
  });

  it('hold every sale once, and add up to the report to the øre', () => {
    const records = csvRecords(fileOf(journal, 'sales', 'comma'));
    expect(records).toHaveLength(report.takings.count + report.refunds.count);
    expect(new Set(records.map((record) => `${record['reference']} ${record['kind']}`)).size).toBe(records.length);
    expect(added(records, 'amount')).toBe(report.net);
    expect(added(records, 'discount')).toBe(report.discounts.amount);
    expect(records.filter((record) => oere(record['discount']) > 0)).toHaveLength(report.discounts.count);
    expect(report.discounts.count).toBeGreaterThan(5);
    const refunds = records.filter((record) => record['kind'] === 'refund');
    expect(added(refunds, 'amount')).toBe(-report.refunds.amount);
    expect(new Set(refunds.map((record) => record['made_in']))).toEqual(new Set(['till', 'portal']));
    for (const { rate, gross, tax } of report.vat) {
      const back = report.refundVat.find((each) => each.rate === rate) ?? { gross: 0, tax: 0 };
      expect(added(records, `gross_${rate / 100}`)).toBe(gross - back.gross);
      expect(added(records, `vat_${rate / 100}`)).toBe(tax - back.tax);
    }
    for (const record of records) expect(oere(record['net']) + oere(record['vat'])).toBe(oere(record['amount']));
  });

  it('hold every request once', () => {
    const records = csvRecords(fileOf(journal, 'payments'));
    expect(records.map((record) => Number(record['receipt_number'])).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: SALES }, (_, index) => index + 1),
    );
    expect(added(records, 'captured')).toBe(report.takings.amount);
    expect(added(records, 'reserved')).toBe(report.reservations.amount);
    expect(records.filter((record) => record['outcome'] === 'declined')).toHaveLength(
      report.requests.outcomes.declined.count,
    );
  });

  it('hold each operation with its key and what the wallet answered', () => {
    const records = csvRecords(fileOf(journal, 'operations'));
    const events = (type: string) => records.filter((record) => record['event'] === type);
    expect(events('payment.requested')).toHaveLength(SALES);
    expect(events('capture.requested')).toHaveLength(report.takings.count);
    expect(events('refund.requested').map((record) => [record['person'], record['reason']])).toContainEqual([
      'Kari',
      'Came back',
    ]);
    expect(
      events('payment.requested').every((record) => record['person'] === 'Kari' || record['person'] === 'Ola'),
    ).toBe(true);
    expect(events('payment.refused').every((record) => record['problem'] === 'wallet.noWallet')).toBe(true);
    expect(new Set(events('payment.requested').map((record) => record['idempotency_key'])).size).toBe(SALES);
    expect(records.map((record) => record['receipt_number']).join(' ')).not.toMatch(/undefined/);
  });

  it('hold one row for each day, which add up to the month', () => {
    const records = csvRecords(fileOf(journal, 'days'));
    expect(records).toHaveLength(30);
    expect(added(records, 'takings')).toBe(report.takings.amount);
    expect(added(records, 'discounts')).toBe(report.discounts.amount);
    expect([added(records, 'refunds'), added(records, 'net_of_refunds')]).toEqual([report.refunds.amount, report.net]);
    const taxOf = (vat: typeof report.vat) => vat.reduce((total, { tax }) => total + tax, 0);
    expect([added(records, 'vat'), added(records, 'refunded_vat')]).toEqual([
      taxOf(report.vat),
      taxOf(report.refundVat),
    ]);
    expect(added(records, 'refunded_vat_25')).toBe(report.refundVat.find(({ rate }) => rate === 2500)?.tax);
    expect(records.reduce((total, record) => total + Number(record['requests']), 0)).toBe(SALES);
  });

  it('make a harmless text of a till that was named like a formula', () => {
    const [record] = csvRecords(fileOf(journal, 'sales', 'point', '=HYPERLINK("http://x","y")'));
    expect(record?.['till']).toBe('\'=HYPERLINK("http://x","y")');
  });
});

describe('an export', () => {
  const journal = filled();
  const source = {
    journal,
    report: deps(journal),
    store: { ...PRACTICE_STORE, storeName: 'Bakeri Ås' },
    version: '0.1.0',
    note: () => undefined,
  };
  const request = { kind: 'sales', period: PERIOD, decimal: 'point' } as const;

  it('names the file, counts as it goes and lets no second one in', async () => {
    let progress: Progress | null = null as Progress | null;
    const seen: number[] = [];
    let second: unknown;
    const door: ExportDoor = {
      ...NO_EXPORTS,
      choose: (suggestion) => Promise.resolve(`/somewhere/${suggestion}`),
      write: async (_, pieces) => {
        for (const piece of pieces) if (piece !== '') seen.push(progress?.done ?? -1);
        second = await exporter.run(source, request);
        return ok(undefined);
      },
    };
    const exporter = new Exporter(door, (now) => void (progress = now));
    expect(await exporter.run(source, request)).toEqual(ok('bakerias-till1-sales-2026-11.csv'));
    expect(second).toEqual({ ok: false, error: 'export.busy' });
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(
      dayReport(deps(journal), PERIOD).takings.count + dayReport(deps(journal), PERIOD).refunds.count,
    );
    expect(progress).toBeNull();
  });

  it('writes nothing when no place is chosen', async () => {
    const exporter = new Exporter(
      { ...NO_EXPORTS, write: () => expect.unreachable('nothing is written') },
      () => undefined,
    );
    expect(await exporter.run(source, request)).toEqual(ok(null));
  });
});
