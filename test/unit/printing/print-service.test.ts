import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrinter, newPrintJobId } from '../../../electron/adapters/printing/printers.ts';
import { openQueueFile } from '../../../electron/adapters/printing/queue-file.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import type { Clock } from '../../../electron/core/ports/clock.ts';
import type { PrintOutcome, Printer, QueueStore } from '../../../electron/core/ports/printing.ts';
import { PrintService } from '../../../electron/core/printing/print-service.ts';
import type { PrinterSettings } from '../../../shared/printer-settings.ts';
import type { PrintJobView } from '../../../shared/printing.ts';
import { ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { shopIn, slipFor } from '../../support/printing/slip-samples.ts';
import { VirtualPrinter } from '../../support/printing/virtual-printer.ts';
import { memoryQueue } from '../../support/till/no-printer.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const NETWORK: PrinterSettings = { kind: 'network', host: '127.0.0.1', port: 9100, columns: 42 };
const NO_SYSTEM = {
  names: () => Promise.resolve([]),
  print: () => Promise.reject(new Error('no system printer here')),
};

interface Story {
  readonly printer?: Printer;
  readonly store: QueueStore;
  readonly clock?: Clock;
  readonly settings?: PrinterSettings;
}

/** A print service, and a way to wait for what it tells. */
function service({
  printer = createPrinter(systemClock, NO_SYSTEM),
  store,
  clock = systemClock,
  settings = NETWORK,
}: Story) {
  const notes: TillEntry[] = [];
  let watchers: (() => void)[] = [];
  const slips = new PrintService({
    view: () => undefined,
    printer,
    store,
    clock,
    pdf: () => Promise.resolve(ok(null)),
    settings: { current: () => ({ store: shopIn('NO', { printer: settings }), preferences: DEFAULT_PREFERENCES }) },
    log: recordingLog(),
    jobId: newPrintJobId,
  });
  slips.open({ changed: () => watchers.forEach((watcher) => watcher()), note: (entry) => void notes.push(entry) });
  const until = (wanted: (jobs: readonly PrintJobView[]) => boolean): Promise<void> => {
    if (wanted(slips.jobs)) return Promise.resolve();
    return new Promise((resolve) => {
      watchers = [...watchers, () => wanted(slips.jobs) && resolve()];
    });
  };
  const print = (number: number) => {
    const { id: _id, madeAt: _madeAt, ...slip } = slipFor(number);
    return slips.print(slip);
  };
  return { slips, notes, until, print, states: () => slips.jobs.map(({ state }) => state.name) };
}

/** A printer that answers when the test says so. */
function heldPrinter() {
  const asked: { readonly lines: readonly string[]; answer(outcome: PrintOutcome): void }[] = [];
  const printer: Printer = {
    names: () => Promise.resolve([]),
    print: (_to, slip) =>
      new Promise(
        (answer) =>
          void asked.push({ lines: slip.flatMap((line) => (line.kind === 'text' ? [line.text] : [])), answer }),
      ),
  };
  return { printer, asked };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-queue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('slips on their way to paper', () => {
  it('come out one after another at a printer in the network, and the journal hears of each', async () => {
    const printer = await VirtualPrinter.switchedOn();
    const { print, until, notes, slips } = service({
      store: openQueueFile(folder, recordingLog()),
      settings: { ...NETWORK, port: printer.port },
    });
    for (const number of [1, 2, 3]) expect(print(number).ok).toBe(true);
    await until((jobs) => jobs.every(({ state }) => state.name === 'printed'));
    expect(printer.slips.map((lines) => lines.find(({ text }) => text !== '')?.text)).toEqual([
      'Slip 1',
      'Slip 2',
      'Slip 3',
    ]);
    expect(notes.map((note) => note.type === 'slip.printed' && [note.kind, note.copy])).toEqual([
      ['sale', 0],
      ['sale', 0],
      ['sale', 0],
    ]);
    slips.stop();
    await printer.switchOff();
  });

  it('wait for a printer that is off, and come out when it is on', async () => {
    const off = await VirtualPrinter.switchedOn();
    const { port } = off;
    await off.switchOff();
    const { print, until, slips } = service({ store: memoryQueue(), settings: { ...NETWORK, port } });
    const job = print(1);
    await until((jobs) => jobs[0]?.state.name === 'waiting' && jobs[0].state.problem === 'printer.offline');
    const on = await VirtualPrinter.switchedOn({ port });
    expect(job.ok && slips.retry(job.value)).toEqual(ok(null));
    await until((jobs) => jobs[0]?.state.name === 'printed');
    expect(on.slips).toHaveLength(1);
    // Not a copy: nothing of it was on paper before.
    expect(on.slips[0]?.[0]?.text).toBe('Slip 1');
    slips.stop();
    await on.switchOff();
  });

  it('are printed again as a copy when the printer vanished midway, and only when a person says so', async () => {
    const printer = await VirtualPrinter.switchedOn({ vanishesAfterLines: 1 });
    const { print, until, slips, notes } = service({
      store: openQueueFile(folder, recordingLog()),
      settings: { ...NETWORK, port: printer.port },
    });
    const job = print(1);
    await until((jobs) => jobs[0]?.state.name === 'unconfirmed');
    expect(slips.jobs[0]?.state).toMatchObject({ problem: 'printer.notConfirmed' });
    expect(printer.connections).toBe(1);
    expect(job.ok && slips.retry(job.value)).toEqual(ok(null));
    await until((jobs) => jobs[0]?.state.name === 'printed');
    // Half of the first one and, after it, the whole copy.
    expect(printer.slips[0]?.map(({ text }) => text.trim()).filter((text) => text !== '')).toEqual([
      'Slip 1',
      'KOPI',
      'Slip 1',
      'Sum',
      'KOPI',
    ]);
    expect(notes.map((note) => note.type === 'slip.printed' && note.copy)).toEqual([0, 1]);
    slips.stop();
    await printer.switchOff();
  });

  it('are asked for twice and come once', () => {
    const { print, slips } = service({ ...heldPrinter(), store: memoryQueue() });
    const [first, second] = [print(1), print(1)];
    expect(first).toEqual(second);
    expect(slips.jobs).toHaveLength(1);
  });

  it('are tried again by themselves after a while, and a clock set back does not keep them', async () => {
    const clock = new VirtualClock(1_000_000);
    const { printer, asked } = heldPrinter();
    const { print, states } = service({ printer, store: memoryQueue(), clock: clock.machine });
    print(1);
    asked[0]?.answer({ kind: 'notPrinted', problem: 'printer.paperOut' });
    await clock.settle();
    expect(states()).toEqual(['waiting']);
    clock.machine.setWallClock(-86_400_000);
    await clock.pass(2_000);
    expect(asked).toHaveLength(1);
    clock.machine.setWallClock(0);
    await clock.pass(60_000);
    expect(asked).toHaveLength(2);
  });

  it('are refused where there is no printer, and where the disk does not take them', () => {
    expect(service({ store: memoryQueue(), settings: { kind: 'none' } }).print(1)).toEqual({
      ok: false,
      error: 'printer.none',
    });
    const store = memoryQueue();
    const { printer, asked } = heldPrinter();
    const story = service({ printer, store });
    store.refuses = true;
    expect(story.print(1)).toEqual({ ok: false, error: 'printer.notKept' });
    expect([asked, story.slips.jobs]).toEqual([[], []]);
  });

  it('are not sent when it cannot be written down before that they may have been', async () => {
    const store = memoryQueue();
    const { printer, asked } = heldPrinter();
    const { print, until, states } = service({ printer, store });
    print(1);
    print(2);
    store.refuses = true;
    asked[0]?.answer({ kind: 'printed' });
    await until((jobs) => jobs[1]?.state.name === 'waiting' && jobs[1].state.problem === 'printer.notKept');
    expect(asked).toHaveLength(1);
    expect(states()).toEqual(['printed', 'waiting']);
    // The disk says less than is known: after a kill a person would look at the paper.
    expect(store.disk().map(({ state }) => state.name)).toEqual(['printing', 'waiting']);
  });

  it('park one slip and go on when a bug in a printer breaks it', async () => {
    let tries = 0;
    const printer: Printer = {
      names: () => Promise.resolve([]),
      print: () => ((tries += 1) === 1 ? Promise.reject(new Error('bug')) : Promise.resolve({ kind: 'printed' })),
    };
    const { print, until, slips } = service({ printer, store: memoryQueue() });
    print(1);
    print(2);
    await until((jobs) => jobs[1]?.state.name === 'printed');
    expect(slips.jobs[0]?.state).toMatchObject({ name: 'unconfirmed', problem: 'internal' });
  });
});

describe('slips over a power cut', () => {
  it('are all there afterwards: those waiting are printed, the one being printed waits for a person', async () => {
    const first = heldPrinter();
    const before = service({ printer: first.printer, store: openQueueFile(folder, recordingLog()) });
    for (const number of [1, 2, 3]) before.print(number);
    first.asked[0]?.answer({ kind: 'printed' });
    await before.until((jobs) => jobs[1]?.state.name === 'printing');
    // The power goes here: nothing of the first run is heard of again.
    const second = heldPrinter();
    const after = service({ printer: second.printer, store: openQueueFile(folder, recordingLog()) });
    expect(after.states()).toEqual(['printed', 'unconfirmed', 'printing']);
    expect(second.asked.map(({ lines }) => lines[0])).toEqual(['Slip 3']);
    expect(after.notes.map((note) => note.type === 'slip.printed' && note.copy)).toEqual([0]);
    second.asked[0]?.answer({ kind: 'printed' });
    await after.until((jobs) => jobs[2]?.state.name === 'printed');
    const half = after.slips.jobs[1]?.id ?? expect.unreachable();
    after.slips.retry(half);
    expect(second.asked[1]?.lines).toEqual(['KOPI', 'Slip 2', 'Sum', 'KOPI']);
  });

  it('are found by the next run also when a file of them was half written, and no other user reads them', () => {
    const store = openQueueFile(folder, recordingLog());
    service({ ...heldPrinter(), store }).print(1);
    writeFileSync(join(folder, 'print-queue.json.part'), '{"version":1,"slips":[');
    expect(openQueueFile(folder, recordingLog()).load()).toHaveLength(1);
    expect(statSync(join(folder, 'print-queue.json')).mode & 0o077).toBe(0);
  });

  it('take no other slip with them when one cannot be read, and are kept aside', () => {
    service({ ...heldPrinter(), store: openQueueFile(folder, recordingLog()) }).print(1);
    const file = join(folder, 'print-queue.json');
    const held = JSON.parse(readFileSync(file, 'utf8')) as { slips: unknown[] };
    writeFileSync(file, JSON.stringify({ ...held, slips: [{ id: 'nonsense' }, ...held.slips] }));
    const log = recordingLog();
    expect(
      openQueueFile(folder, log)
        .load()
        .map(({ of }) => of),
    ).toEqual(['slip 1']);
    expect(log.lines.map(({ message }) => message)).toEqual(['print queue damaged and kept aside']);
    expect(readFileSync(join(folder, 'print-queue.damaged-1.json'), 'utf8')).toContain('nonsense');
    writeFileSync(file, 'not a queue');
    expect(openQueueFile(folder, recordingLog()).load()).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });

  it('are refused by a folder that takes no files, with a word in the log', () => {
    const log = recordingLog();
    const store = openQueueFile(join(folder, 'not-there'), log);
    expect(store.save([])).toBe(false);
    expect(log.lines[0]).toMatchObject({ level: 'error', fields: { error: 'ENOENT' } });
    expect(existsSync(join(folder, 'not-there'))).toBe(false);
  });
});
