import { describe, expect, it, vi } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { newPrintJobId } from '../../../electron/adapters/printing/printers.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import { closingCalls } from '../../../electron/core/closing/closing-calls.ts';
import { PrintService } from '../../../electron/core/printing/print-service.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import { OpenSales } from '../../../electron/core/sales/open-sales.ts';
import { minor } from '../../../shared/money.ts';
import { NOBODY } from '../../../shared/people.ts';
import type { Actor } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import type { Language } from '../../../shared/texts/languages.ts';
import { slipText } from '../../../shared/slip.ts';
import type { Slip } from '../../../shared/slip.ts';
import { vatRate } from '../../../shared/vat.ts';
import { UTC } from '../../support/till/calendars.ts';
import { memoryQueue } from '../../support/till/no-printer.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { eventsOf } from '../../support/simulation/sale-stories.ts';
import type { End } from '../../support/simulation/sale-stories.ts';
import { AT, shopIn } from '../../support/printing/slip-samples.ts';
import { systemIds } from '../../support/till/system-ids.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const KARI = { id: '0199b1a2-7c3d-7e4f-8a5b-6c7d8e9f0a1b', name: 'Kari' };
const LEADER = { id: 'p-2', name: 'Leder' };
const CASHIER: Actor = { by: KARI, mayApprove: false, approvedBy: null };
const APPROVED: Actor = { by: KARI, mayApprove: true, approvedBy: LEADER };
const gone: ApiFailure = { kind: 'notSent', error: 'network.offline', detail: 'no wallet in this story' };
const away = () => Promise.resolve(err(gone));

/** A counter with sales that ended so, a printer that answers at once, and no network. */
function counterWith(...ends: readonly End[]) {
  const journal = new SqliteJournal(':memory:');
  ends.forEach((end, index) =>
    journal.append(
      eventsOf({
        receiptNumber: index + 1,
        at: AT,
        lasts: 1_000,
        code: false,
        end,
        by: KARI,
        lines: [{ name: 'x', quantity: '1', unitPrice: minor(10_000), vatRate: vatRate(2500) }],
      }),
    ),
  );
  const clock = new VirtualClock(AT + 60_000);
  const log = recordingLog();
  const store = shopIn('NO', { printer: { kind: 'network', host: '127.0.0.1', port: 9100, columns: 42 } });
  let language: Language = 'nb';
  const settings = {
    current: () => ({ store, preferences: { ...DEFAULT_PREFERENCES, language } }),
    damaged: () => null,
    newer: () => false,
    write: () => Promise.resolve(ok(undefined)),
  };
  const printed: string[] = [];
  const pdfs: { readonly slip: Slip; readonly name: string }[] = [];
  const slips = new PrintService({
    view: () => undefined,
    printer: {
      print: (_to, slip) => (printed.push(slipText(slip, 42).join('\n')), Promise.resolve({ kind: 'printed' })),
      names: () => Promise.resolve([]),
    },
    pdf: (slip, name) => (pdfs.push({ slip, name }), Promise.resolve(ok(name))),
    store: memoryQueue(),
    settings,
    clock,
    log,
    jobId: newPrintJobId,
  });
  slips.open({ changed: () => undefined, note: (entry) => void journal.note([entry]) });
  const api = { reach: away, create: away, get: away, events: away, capture: away, cancel: away, refund: away };
  const openSales = new OpenSales({
    journal,
    wallet: () => ({ api, isOwn: true }),
    bodies: requestBodies,
    clock,
    ids: systemIds,
    log,
    saleChanged: () => undefined,
    journalHealth: () => undefined,
    saw: () => undefined,
  });
  openSales.load();
  const calls = closingCalls(
    () => ({
      slips,
      settings,
      clock,
      calendar: UTC,
      log,
      version: '0.1.0',
      booked: () => undefined,
      progressed: () => undefined,
    }),
    () => ok({ ports: { journal, settlement: { ledger: away } }, openSales, store }),
  );
  const close = (reason: string | null, actor: Actor) =>
    calls['closing.close'](
      {
        seen: {
          takings: minor(ends.filter((end) => end === 'paid').length * 10_000),
          refunds: minor(0),
          requests: ends.length,
        },
        reason,
      },
      actor,
    );
  return { calls, close, journal, clock, printed, pdfs, speak: (next: Language) => (language = next) };
}

describe('who may close', () => {
  it('a cashier over what was not compared only with a reason and a manager, who stands on the report', async () => {
    const { close, calls, journal } = counterWith('paid');
    expect(await close(null, CASHIER)).toEqual({ accepted: false, error: 'closing.reasonMissing' });
    expect(await close('No network', CASHIER)).toEqual({ accepted: false, error: 'people.managerNeeded' });
    expect(journal.entries({ types: ['day.closed'], limit: 1 })).toEqual([]);
    const closed = await close('No network', APPROVED);
    const shown = closed.accepted
      ? await calls['closing.show']({ kind: 'closing', entry: closed.entry }, CASHIER)
      : null;
    expect(shown?.accepted && shown.report).toMatchObject({
      by: KARI,
      approvedBy: LEADER,
      reason: 'No network',
      needs: ['notCompared'],
      cashiers: [{ by: KARI, takings: { count: 1 } }],
    });
    expect(shown?.accepted && shown.lines.join('\n')).toMatch(/Godkjent av +Leder/);
  });

  it('nobody without the reason that each open thing needs', async () => {
    const { calls, clock } = counterWith('paid', 'approved', 'waiting', 'unclear');
    await calls['closing.compare'](undefined, CASHIER);
    await clock.pass(60_000);
    const draft = await calls['closing.draft'](undefined, CASHIER);
    expect(draft.accepted && draft.report.needs).toEqual(['reserved', 'undecided', 'notCompared']);
    expect(draft.accepted && [draft.report.reservations.count, draft.report.undecided.count]).toEqual([1, 2]);
  });
});

describe('a report that was made', () => {
  it('is printed from the journal as it was, the second time as a copy, whatever the till speaks by then', async () => {
    const { calls, close, printed, clock, pdfs, speak } = counterWith('paid');
    const closed = await close('Closing time', APPROVED);
    const what = { kind: 'closing' as const, entry: closed.accepted ? closed.entry : 0 };
    const first = await calls['closing.show'](what, NOBODY);
    await calls['closing.print'](what, NOBODY);
    await clock.settle();
    speak('en');
    await calls['closing.print'](what, NOBODY);
    await clock.settle();
    expect(printed[0]).toBe(first.accepted ? first.lines.join('\n') : '');
    expect(printed[0]).toMatch(/oppgjør 1/);
    expect(printed[1]).toMatch(/C O P Y/);
    expect(printed[1]).toContain('oppgjør 1');
    expect(await calls['closing.pdf'](what, NOBODY)).toEqual({
      accepted: true,
      file: 'bakeriaerligsonn-till1-closing-1.pdf',
    });
    expect(pdfs[0] && slipText(pdfs[0].slip, 42).join('\n')).toBe(printed[0]);
  });

  it('is not found under another number or as another kind', async () => {
    const { calls, close } = counterWith('paid');
    const closed = await close('Closing time', APPROVED);
    const entry = closed.accepted ? closed.entry : 0;
    for (const what of [
      { kind: 'x', entry },
      { kind: 'closing', entry: entry - 1 },
    ] as const)
      expect(await calls['closing.show'](what, NOBODY)).toEqual({ accepted: false, error: 'closing.unknown' });
    expect(
      await calls['closing.explain'](
        { report: entry, differences: ['portalRefund:no-such:0'], reason: 'Because' },
        NOBODY,
      ),
    ).toEqual({ accepted: false, error: 'closing.unknown' });
  });
});

describe('the totals so far of one person', () => {
  it('are of the report that is kept, are printed under a name of their own, and change no figure of it', async () => {
    const { calls, journal, printed, pdfs, speak } = counterWith('paid', 'paid');
    speak('en');
    const made = await calls['closing.soFar'](undefined, CASHIER);
    const entry = made.accepted ? made.entry : 0;
    const whole = await calls['closing.show']({ kind: 'x', entry }, CASHIER);
    const own = await calls['closing.show']({ kind: 'x', entry, person: KARI.id }, CASHIER);
    const lines = own.accepted ? own.lines.join('\n') : '';
    expect(lines).toMatch(/TOTALS OF Kari[\s\S]+Takings +2 +200,00[\s\S]+Given back +0 +0,00[\s\S]+Net +200,00/);
    expect(own.accepted && own.lines.filter((line) => line.length > 42)).toEqual([]);
    await calls['closing.print']({ kind: 'x', entry, person: KARI.id }, CASHIER);
    await vi.waitFor(() => expect(printed).toHaveLength(1));
    expect(printed[0]).toContain('TOTALS OF Kari');
    expect(journal.entries({ types: ['slip.printed'], limit: 9 })).toMatchObject([{ kind: 'x 1 8e9f0a1b', copy: 0 }]);
    expect(await calls['closing.pdf']({ kind: 'x', entry, person: KARI.id }, CASHIER)).toMatchObject({
      accepted: true,
    });
    expect(pdfs[0]?.name).toMatch(/-x-1-kari\.pdf$/);
    expect(await calls['closing.show']({ kind: 'x', entry }, CASHIER)).toEqual(whole);
    expect(journal.entries({ types: ['report.x'], limit: 9 })).toHaveLength(1);
  });

  it('are nobody else’s', async () => {
    const { calls } = counterWith('paid');
    const made = await calls['closing.soFar'](undefined, CASHIER);
    const what = { kind: 'x', entry: made.accepted ? made.entry : 0, person: 'p-9' } as const;
    for (const name of ['closing.show', 'closing.print', 'closing.pdf'] as const)
      expect(await calls[name](what, CASHIER)).toEqual({ accepted: false, error: 'closing.unknown' });
  });
});
