import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPrintJobId } from '../../../electron/adapters/printing/printers.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { printCalls } from '../../../electron/core/printing/print-calls.ts';
import { PrintService } from '../../../electron/core/printing/print-service.ts';
import type { PrintOutcome } from '../../../electron/core/ports/printing.ts';
import { phoneView } from '../../../electron/simulator/phone-view.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import { shopDate } from '../../../renderer/state/brand.ts';
import { WALLET_NAMES, brandOf } from '../../../shared/brand.ts';
import type { Sale } from '../../../shared/payment.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { Printable } from '../../../shared/printing.ts';
import { err, ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { slipText } from '../../../shared/slip.ts';
import { openedSale } from '../../support/journal/journal-samples.ts';
import { movement, paidSale, shopIn } from '../../support/printing/slip-samples.ts';
import { zoneCalendar } from '../../support/till/calendars.ts';
import { memoryQueue } from '../../support/till/no-printer.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const MINUTE = 60_000;
const COPENHAGEN = zoneCalendar('Europe/Copenhagen');
/** 23:50 on the 11th of January 2027 in Copenhagen. */
const EVENING = Date.UTC(2027, 0, 11, 22, 50);
const NOON = EVENING + 36 * 60 * MINUTE;

const sold = (at: number, more: readonly object[] = []): Sale =>
  paidSale({ country: 'DK', movements: [movement('capture', 24_980, { at }), ...more] });

/** A Danish shop with a printer that can be lost; it runs from the 11th to the 13th and is never started anew. */
function danishShop() {
  const clock = new VirtualClock(EVENING);
  const journal = new SqliteJournal(':memory:');
  const store = shopIn('DK', { printer: { kind: 'network', host: '127.0.0.1', port: 9100, columns: 42 } });
  const settings = {
    current: () => ({ store, preferences: { ...DEFAULT_PREFERENCES, language: 'en' as const } }),
    damaged: () => null,
    newer: () => false,
    write: () => Promise.resolve(ok(undefined)),
  };
  const printed: string[] = [];
  let outcome: PrintOutcome = { kind: 'printed' };
  const slips = new PrintService({
    view: () => undefined,
    printer: {
      print: (_to, slip) => {
        if (outcome.kind === 'printed') printed.push(slipText(slip, 42).join('\n'));
        return Promise.resolve(outcome);
      },
      names: () => Promise.resolve([]),
    },
    pdf: () => Promise.resolve(err('export.notWritable')),
    store: memoryQueue(),
    settings,
    clock,
    log: recordingLog(),
    jobId: newPrintJobId,
  });
  slips.open({ changed: () => undefined, note: (entry) => void journal.note([entry]) });
  let sale = sold(EVENING);
  journal.append([{ ...openedSale(sale.receiptNumber, EVENING), saleId: sale.saleId }]);
  const calls = printCalls(
    () => ({ slips, settings, clock, calendar: COPENHAGEN }),
    () => ok({ ports: { journal }, store, openSales: { recall: () => sale } }),
  );
  return {
    clock,
    printed,
    lost: (is: boolean) => (outcome = is ? { kind: 'notPrinted', problem: 'printer.offline' } : { kind: 'printed' }),
    retry: async () => {
      for (const { id } of slips.jobs) slips.retry(id);
      await clock.settle();
    },
    async print(of: Sale, what: Partial<Printable> = {}): Promise<string> {
      sale = of;
      await calls['print.slip']({ kind: 'sale', saleId: of.saleId, ...what } as Printable, NOBODY);
      await clock.settle();
      return printed.at(-1) ?? '';
    },
  };
}

describe('the days from 11 to 13 January 2027 in a Danish shop', () => {
  const zone = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = 'Europe/Copenhagen';
  });
  afterAll(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('print the new name from midnight on, and the old one for what was paid before', async () => {
    const shop = danishShop();
    expect(await shop.print(sold(EVENING))).toMatch(/Paid with MobilePay/);
    shop.lost(true);
    await shop.print(sold(EVENING + 5 * MINUTE));
    expect(shop.printed).toHaveLength(1);
    await shop.clock.pass(11 * MINUTE);
    shop.lost(false);
    await shop.retry();
    // The slip that waited over midnight says what it said when it was made.
    expect(shop.printed).toHaveLength(2);
    expect(shop.printed[1]).toMatch(/Paid with MobilePay/);
    expect(await shop.print(sold(EVENING + 11 * MINUTE))).toMatch(/Paid with Vipps/);
    await shop.clock.pass(NOON - shop.clock.now());
    const copy = await shop.print(sold(EVENING));
    expect(copy).toMatch(/C O P Y/);
    expect(copy).toMatch(/Paid with MobilePay/);
    const givenBack = sold(EVENING, [movement('refund', 1_000, { at: NOON })]);
    const { reference } = givenBack.payments[0] ?? expect.unreachable();
    expect(await shop.print(givenBack, { kind: 'refund', reference, movement: 1 })).toMatch(/Refunded with Vipps/);
  });

  it('show the new name and its hue from midnight on, by the shop’s own clock', () => {
    const shown = (at: number) => brandOf('DK', shopDate(at));
    expect(shown(EVENING + 10 * MINUTE - 1)).toEqual({ name: 'MobilePay', hue: 'blue' });
    expect(shown(EVENING + 10 * MINUTE)).toEqual({ name: 'Vipps', hue: 'orange' });
    // The window asks again and again, and is drawn anew when the object is another.
    expect(shown(EVENING)).toBe(shown(EVENING - MINUTE));
  });

  it('change the practice phone with them', () => {
    const world = createWorld({
      unit: salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER }, 'DK'),
      seed: 1,
      now: EVENING,
    });
    expect(phoneView(world, EVENING).wallet).toBe('MobilePay');
    expect(phoneView(world, EVENING + 10 * MINUTE).wallet).toBe('Vipps');
  });
});

describe('the wallet’s brand', () => {
  it('is by country until the day of the change, and one from then on', () => {
    const names = (date: string) => (['NO', 'DK', 'FI'] as const).map((country) => brandOf(country, date).name);
    expect(names('2027-01-11')).toEqual(['Vipps', 'MobilePay', 'MobilePay']);
    expect(names('2027-01-12')).toEqual(['Vipps', 'Vipps', 'Vipps']);
    expect(names('2031-06-01')).toEqual(['Vipps', 'Vipps', 'Vipps']);
    expect(WALLET_NAMES).toEqual(['Vipps', 'MobilePay']);
  });
});
