import { expect, it } from 'vitest';
import { businessDays, spanOfDays } from '../../electron/core/reports/business-day.ts';
import { csvFile } from '../../electron/core/export/csv-files.ts';
import { dayReport } from '../../electron/core/reports/day-report.ts';
import { saftFile } from '../../electron/core/export/saft/saft-file.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import type { ExportKind } from '../../shared/export.ts';
import { minor, ZERO } from '../../shared/money.ts';
import { UTC } from '../support/till/calendars.ts';
import { csvRecords } from '../support/reading/read-csv.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/reading/read-xml.ts';
import { PHONE, SimulatedCounter, START } from '../support/simulation/counter.ts';

const SALES = 60;
const PERIOD = { unit: 'day', date: calendarDate(new Date(START).toISOString().slice(0, 10)) } as const;

/** What a customer and a cashier do with one request, by its number. */
const COURSES = [
  'paid',
  'paid',
  'declined',
  'paid',
  'withdrawn',
  'paid',
  'released',
  'reserved',
  'refunded',
  'portal',
] as const;

/** A morning at the counter against the simulated wallet; every answer takes its time. */
async function aMorning(): Promise<SimulatedCounter> {
  const counter = new SimulatedCounter({ seed: 7, latency: { min: 20, max: 400 } });
  await counter.open();
  for (let number = 0; number < SALES; number += 1) {
    const course = COURSES[number % COURSES.length] ?? 'paid';
    const saleId = await counter.sell(1_000 + number * 137, number % 4 === 0 ? null : PHONE);
    const { reference } = await counter.until(saleId, 'waiting');
    if (course === 'withdrawn') {
      await counter.press('cancel', saleId);
      await counter.until(saleId, 'terminated');
    } else {
      counter.world.act(reference, course === 'declined' ? 'reject' : 'approve', counter.clock.now());
      await counter.until(saleId, course === 'declined' ? 'aborted' : 'authorized');
    }
    if (course === 'paid' || course === 'refunded' || course === 'portal') {
      await counter.press('capture', saleId);
      await counter.until(saleId, 'captured');
    }
    if (course === 'released') {
      await counter.press('release', saleId);
      await counter.until(saleId, 'cancelled');
    }
    if (course === 'refunded') {
      await counter.till.handlers['payment.refund']({
        saleId,
        reference,
        before: ZERO,
        amount: minor(500 + number),
        parts: null,
        reason: 'Came back',
      });
      await counter.until(saleId, 'captured');
    }
    if (course === 'portal') {
      counter.world.actInPortal(reference, 'refund', 300 + number, counter.clock.now());
      const asked = counter.till.handlers['payment.recheck']({ saleId, reference });
      await counter.clock.pass(2_000);
      await asked;
    }
    await counter.clock.pass(60_000);
  }
  return counter;
}

it('the day, the CSV files and the audit file agree with the wallet’s own books to the øre', async () => {
  const counter = await aMorning();
  const { journal, clock, world } = counter;
  world.advance(clock.now());
  const books = world.books();
  const inBooks = (name: 'captured' | 'authorized' | 'cancelled' | 'refunded'): number =>
    books.reduce((total, book) => total + book[name], 0);
  const deps = { dayBook: journal.dayBook, calendar: UTC, currency: 'NOK' as const, startsAt: 0, now: clock.now() };
  const report = dayReport(deps, PERIOD);

  expect(report.takings).toEqual({
    count: books.filter((book) => book.captured > 0).length,
    amount: inBooks('captured'),
  });
  expect(report.refunds).toEqual({ count: SALES / 5, amount: inBooks('refunded') });
  expect(report.refundsElsewhere.count).toBe(SALES / 10);
  expect(report.net).toBe(inBooks('captured') - inBooks('refunded'));
  expect(report.refundVat.reduce((total, { gross }) => total + gross, 0)).toBe(inBooks('refunded'));
  expect(report.requests.sent.count).toBe(books.length);
  expect(report.requests.outcomes.approved.count).toBe(books.filter((book) => book.authorized > 0).length);
  expect(report.requests.outcomes.declined.count).toBe(SALES / 10);
  expect(report.requests.outcomes.withdrawn.count).toBe(SALES / 10);
  expect(report.reservations.count).toBe(SALES / 10);
  expect(report.methods.code.count + report.methods.phone.count).toBe(report.takings.count);
  const released = report.requests.outcomes.approved.amount - report.takings.amount - report.reservations.amount;
  expect(released).toBe(books.filter((book) => book.authorized > 0).reduce((total, book) => total + book.cancelled, 0));
  expect(report.vat.reduce((total, { gross }) => total + gross, 0)).toBe(inBooks('captured'));

  const days = businessDays(UTC, 0, PERIOD);
  const csv = (kind: ExportKind) =>
    csvRecords(
      [...csvFile({ ...deps, journal, posId: 'till-1', decimal: 'comma', days, span: spanOfDays(days) }, kind)]
        .map(({ text }) => text)
        .join(''),
    );
  const added = (kind: ExportKind, name: string) =>
    csv(kind).reduce((total, record) => total + Math.round(Number(record[name]?.replace(',', '.')) * 100), 0);
  expect([
    added('sales', 'amount'),
    added('payments', 'captured'),
    added('payments', 'refunded'),
    added('days', 'takings'),
    added('days', 'net_of_refunds'),
  ]).toEqual([report.net, inBooks('captured'), inBooks('refunded'), inBooks('captured'), report.net]);

  const signer = { version: '1', fingerprint: 'x', sign: (text: string) => String(text.length) };
  const saft = readXml(
    [
      ...saftFile({
        ...deps,
        journal,
        days,
        company: { number: '999999999', name: 'Shop' },
        storeName: 'Shop',
        posId: 'till-1',
        version: '0',
        training: true,
        signer,
      }),
    ]
      .map(({ text }) => text)
      .join(''),
  );
  const sales = childrenOf(childOf(childOf(childOf(saft, 'company'), 'location'), 'cashregister'), 'cashtransaction');
  expect(sales.reduce((total, sale) => total + Math.round(Number(textOf(sale, 'payment', 'paidAmnt')) * 100), 0)).toBe(
    report.net,
  );
  for (const sale of sales.filter((each) => textOf(each, 'transType') === 'CASHSAL')) {
    const book = books.find(({ reference }) => reference === textOf(sale, 'payment', 'paymentRefID'));
    expect(Math.round(Number(textOf(sale, 'transAmntIn')) * 100)).toBe(book?.captured);
  }
  expect(counter.errors).toEqual([]);
  expect(journal.verify()).toBeNull();
});
