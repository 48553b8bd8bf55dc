import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { newPrintJobId } from '../../../electron/adapters/printing/printers.ts';
import type { PrintOutcome } from '../../../electron/core/ports/printing.ts';
import { printCalls } from '../../../electron/core/printing/print-calls.ts';
import { PrintService } from '../../../electron/core/printing/print-service.ts';
import type { Sale } from '../../../shared/payment.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { Printable } from '../../../shared/printing.ts';
import { err, ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { slipText } from '../../../shared/slip.ts';
import type { Slip } from '../../../shared/slip.ts';
import { openedSale } from '../../support/journal/journal-samples.ts';
import { AT, movement, paidSale, shopIn } from '../../support/printing/slip-samples.ts';
import { UTC } from '../../support/till/calendars.ts';
import { memoryQueue } from '../../support/till/no-printer.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

/** A counter with one sale, its journal, and a printer that answers at once. */
function counterWith(sale: Sale, outcome: PrintOutcome = { kind: 'printed' }) {
  const journal = new SqliteJournal(':memory:');
  journal.append([{ ...openedSale(sale.receiptNumber, AT), saleId: sale.saleId }]);
  const clock = new VirtualClock(AT);
  const store = shopIn('NO', { printer: { kind: 'network', host: '127.0.0.1', port: 9100, columns: 42 } });
  const settings = {
    current: () => ({ store, preferences: { ...DEFAULT_PREFERENCES, language: 'nb' as const } }),
    damaged: () => null,
    newer: () => false,
    write: () => Promise.resolve(ok(undefined)),
  };
  const printed: string[] = [];
  const pdfs: { readonly slip: Slip; readonly name: string }[] = [];
  const slips = new PrintService({
    view: () => undefined,
    printer: {
      print: (_to, slip) => (printed.push(slipText(slip, 42).join('\n')), Promise.resolve(outcome)),
      names: () => Promise.resolve(['Kontor']),
    },
    pdf: (slip, name) => (pdfs.push({ slip, name }), Promise.resolve(ok(name))),
    store: memoryQueue(),
    settings,
    clock,
    log: recordingLog(),
    jobId: newPrintJobId,
  });
  slips.open({ changed: () => undefined, note: (entry) => void journal.note([entry]) });
  const counter = {
    ports: { journal },
    store,
    openSales: { recall: (saleId: Sale['saleId']) => (saleId === sale.saleId ? sale : null) },
  };
  const calls = printCalls(
    () => ({ slips, settings, clock, calendar: UTC }),
    () => ok(counter),
  );
  const print = async (what: Printable) => {
    const reply = await calls['print.slip'](what, { ...NOBODY, by: { id: 'p-1', name: 'Kari' } });
    await clock.settle();
    return reply;
  };
  return { calls, print, printed, pdfs, journal, slips };
}

const ofSale = (sale: Sale): Printable => ({ kind: 'sale', saleId: sale.saleId });

describe('the calls about slips', () => {
  it('mark the second print of a sale as a copy by the journal, also when the queue forgot the first', async () => {
    const sale = paidSale();
    const { print, printed, journal, slips } = counterWith(sale);
    await print(ofSale(sale));
    for (const { id } of slips.jobs) slips.discard(id);
    await print(ofSale(sale));
    expect(printed.map((text) => /K O P I/.test(text))).toEqual([false, true]);
    expect(
      journal
        .entries({ types: ['slip.printed'], limit: 10 })
        .map(({ sale: of, kind, copy, by }) => [of, kind, copy, by?.name]),
    ).toEqual([
      [sale.saleId, 'sale', 1, 'Kari'],
      [sale.saleId, 'sale', 0, 'Kari'],
    ]);
  });

  it('call a print a copy also when the first may only be half on paper', async () => {
    const sale = paidSale();
    const { print, printed } = counterWith(sale, { kind: 'unclear', problem: 'printer.notConfirmed' });
    await print(ofSale(sale));
    await print(ofSale(sale));
    expect(printed.map((text) => /K O P I/.test(text))).toEqual([false, true]);
  });

  it('tell the refunds of a sale apart', async () => {
    const sale = paidSale({
      refunded: 2_000,
      movements: [movement('capture', 24_980), movement('refund', 1_000), movement('refund', 1_000, { key: 'key-2' })],
    });
    const { reference } = sale.payments[0] ?? expect.unreachable();
    const { print, printed } = counterWith(sale);
    for (const index of [1, 2, 1]) await print({ kind: 'refund', saleId: sale.saleId, reference, movement: index });
    expect(printed.map((text) => [/K O P I/.test(text), /Igjen av betalingen +([\d,]+)/.exec(text)?.[1]])).toEqual([
      [false, '239,80'],
      [false, '229,80'],
      [true, '239,80'],
    ]);
  });

  it('make no slip where no money was taken or given back, nor for a sale that is not there', async () => {
    const unpaid = paidSale({ captured: 0, movements: [] });
    const { print, slips } = counterWith(unpaid);
    const { reference } = unpaid.payments[0] ?? expect.unreachable();
    expect(await print(ofSale(unpaid))).toEqual({ accepted: false, error: 'printer.nothingPaid' });
    expect(await print({ kind: 'refund', saleId: unpaid.saleId, reference, movement: 0 })).toEqual({
      accepted: false,
      error: 'printer.nothingPaid',
    });
    const sale = paidSale();
    const other = counterWith(sale);
    // A capture is no refund.
    expect(await other.print({ kind: 'refund', saleId: sale.saleId, reference, movement: 0 })).toEqual({
      accepted: false,
      error: 'printer.nothingPaid',
    });
    expect(await other.print({ ...ofSale(sale), saleId: openedSale(7).saleId })).toEqual({
      accepted: false,
      error: 'sale.unknown',
    });
    expect([slips.jobs, other.slips.jobs]).toEqual([[], []]);
  });

  it('keep as PDF what they would print, under a name without letters that a disk refuses', async () => {
    const sale = paidSale();
    const { calls, pdfs } = counterWith(sale);
    expect(await calls['print.pdf'](ofSale(sale), NOBODY)).toEqual({
      accepted: true,
      file: 'bakeriaerligsonn-till1-0042-sale.pdf',
    });
    expect(slipText(pdfs[0]?.slip ?? expect.unreachable(), 42).join('\n')).toMatch(/Sum NOK +249,80/);
  });

  it('say why when the counter is closed', async () => {
    const { slips } = counterWith(paidSale());
    const calls = printCalls(
      () => ({
        slips,
        settings: {
          current: () => expect.unreachable(),
          damaged: () => null,
          newer: () => false,
          write: () => expect.unreachable(),
        },
        clock: new VirtualClock(0),
        calendar: UTC,
      }),
      () => err('till.starting'),
    );
    expect(await calls['print.slip'](ofSale(paidSale()), NOBODY)).toEqual({ accepted: false, error: 'till.starting' });
    expect(await calls['print.test'](undefined, NOBODY)).toEqual({ accepted: false, error: 'till.starting' });
  });
});
