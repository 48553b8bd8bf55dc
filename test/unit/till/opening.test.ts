import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { currentPayment } from '../../../shared/payment.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { storeOf, TillOnFiles } from '../../support/till/till-on-files.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-opening-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REFUSED = (error: string) => expect.objectContaining({ accepted: false, error });
const ACCEPTED = expect.objectContaining({ accepted: true });

/** A shop with its keys in the keychain, which is asked anew by each start of the app. */
async function shop(): Promise<TillOnFiles> {
  const at = new TillOnFiles(folder, null);
  const first = await at.started();
  expect(await at.done(at.setUp(first, storeOf('A'), 'A'))).toEqual(ACCEPTED);
  first.stop();
  return at;
}

/** How often a waiting payment was asked about in ten seconds. */
async function looks(at: TillOnFiles, reference: string): Promise<number> {
  const before = at.sent.length;
  await at.clock.pass(10_000);
  return at.sent.slice(before).filter(({ method, path }) => method === 'GET' && path.endsWith(reference)).length;
}

describe('while a keychain is slow', () => {
  it('nothing is sold between the decision on another wallet and the counter that stands for it', async () => {
    const at = await shop();
    const till = await at.started();
    at.cipher.quick = false;
    const setUp = at.setUp(till, storeOf('B'), 'B');
    await at.clock.settle();
    expect(at.cipher.waiting).toBe(1);
    expect(await at.sell(till)).toEqual(REFUSED('till.starting'));
    at.cipher.quick = true;
    at.cipher.answer();
    expect(await at.done(setUp)).toEqual(ACCEPTED);
    const saleId = await at.sold(till);
    await at.reached(till, saleId, 'waiting');
    expect(at.worlds.A.books()).toEqual([]);
    expect(at.worlds.B.books()).toHaveLength(1);
    till.stop();
  });

  it('a request that follows a withdrawn one is open although no payment is', async () => {
    const at = await shop();
    const till = await at.started();
    const saleId = await at.sold(till);
    await at.reached(till, saleId, 'waiting');
    const { reference } = await at.payment(till, saleId);
    const change = await till.handlers['sale.change']({
      saleId,
      reference,
      to: { method: 'code' },
      duplicateAcknowledged: true,
    });
    expect(change).toEqual(ACCEPTED);
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual(REFUSED('setup.openPayments'));
    await at.clock.passUntil(() => at.worlds.A.books().length === 2, 30_000);
    expect(at.worlds.B.books()).toEqual([]);
    till.stop();
  });

  it('two set-ups at once give one counter, and the later one stands', async () => {
    const at = await shop();
    const till = await at.started();
    at.cipher.quick = false;
    const both = [
      at.setUp(till, storeOf('A', { storeName: 'First' }), 'A'),
      at.setUp(till, storeOf('A', { storeName: 'Second' }), 'A'),
    ];
    for (let asked = 0; asked < 6; asked += 1) {
      await at.clock.settle();
      at.cipher.answer();
    }
    at.cipher.quick = true;
    at.cipher.answer();
    expect(await at.done(Promise.all(both))).toEqual([ACCEPTED, ACCEPTED]);
    expect(at.view?.store?.storeName).toBe('Second');
    await onlyOneCounter(at, till);
  });

  it('settings that are saved while the till starts wait for it', async () => {
    const at = await shop();
    at.cipher.quick = false;
    const till = at.till();
    const started = till.start();
    await at.clock.settle();
    expect(at.cipher.waiting).toBe(1);
    // These keys need no keychain: the later one could be done before the earlier one.
    const setUp = at.setUp(till, storeOf('A', { storeName: 'Renamed' }), 'A', true);
    await at.clock.settle();
    at.cipher.quick = true;
    at.cipher.answer();
    await at.done(Promise.all([started, setUp]));
    expect(await setUp).toEqual(ACCEPTED);
    await onlyOneCounter(at, till);
  });

  it('another wallet wanted while the till starts is judged by what the journal turns out to hold', async () => {
    const at = await shop();
    const before = await at.started();
    const saleId = await at.sold(before);
    await at.reached(before, saleId, 'waiting');
    before.stop();
    at.cipher.quick = false;
    const till = at.till();
    const started = till.start();
    await at.clock.settle();
    const setUp = at.setUp(till, storeOf('B'), 'B');
    at.cipher.quick = true;
    at.cipher.answer();
    expect(await at.done(setUp)).toEqual(REFUSED('setup.openPayments'));
    await at.done(started);
    expect(at.view).toMatchObject({ status: 'open', store: { merchantSerialNumber: '111111' } });
    till.stop();
  });

  it.each([0, 1])('an app that ends after it has answered %i times leaves nothing open', async (answers) => {
    const at = await shop();
    at.cipher.quick = false;
    const till = at.till();
    const started = till.start();
    await at.clock.settle();
    for (let answered = 0; answered < answers; answered += 1) {
      at.cipher.answer();
      await at.clock.settle();
    }
    expect(at.cipher.waiting).toBe(1);
    till.stop();
    at.cipher.quick = true;
    at.cipher.answer();
    await at.done(started);
    const journal = openJournal(join(folder, 'journal-test.db'), { now: 1 });
    expect(journal.ok).toBe(true);
    if (journal.ok) journal.value.close();
  });

  it('a counter still asking about its payments does not open the till when another has taken its place', async () => {
    const at = await shop();
    const before = await at.started();
    await at.reached(before, await at.sold(before), 'waiting');
    before.stop();
    const till = at.till();
    const held: (() => void)[] = [];
    at.line = () => new Promise((resolve) => held.push(resolve));
    const started = till.start();
    await at.clock.settle();
    const first = held.splice(0);
    const setUp = at.setUp(till, storeOf('A'), 'A', true);
    await at.clock.settle();
    expect([first.length, held.length]).toEqual([1, 1]);
    at.line = () => Promise.resolve();
    for (const go of first) go();
    await at.done(started);
    expect(at.view?.status).toBe('starting');
    for (const go of held) go();
    expect(await at.done(setUp)).toEqual(ACCEPTED);
    expect(at.view?.status).toBe('open');
    till.stop();
  });
});

/** One journal, one runner: each sale is taken, and a waiting payment is asked about as often as the schedule says. */
async function onlyOneCounter(at: TillOnFiles, till: Awaited<ReturnType<TillOnFiles['started']>>): Promise<void> {
  const saleId = await at.sold(till);
  await at.reached(till, saleId, 'waiting');
  await at.sold(till);
  const { sales } = await till.handlers['terminal.snapshot'](undefined);
  expect(sales).toHaveLength(2);
  const sale = sales.find((each) => each.saleId === saleId) ?? expect.unreachable('it is on screen');
  const { reference } = currentPayment(sale);
  const twice = await looks(at, reference);
  till.stop();
  const again = await at.started();
  expect(twice).toBeLessThanOrEqual(await looks(at, reference));
  again.stop();
}

describe('a journal that is open', () => {
  const NAME = 'journal-test.db';

  it('is not opened a second time in the same process, and can be as soon as it is closed', () => {
    const keeper = () => new Journals({ folder, clock: new VirtualClock(0), log: recordingLog() });
    const first = keeper().open('test');
    if (!first.ok) return expect.unreachable(first.error);
    expect(keeper().open('test')).toEqual({ ok: false, error: 'till.journalInUse' });
    // A day that is closed closes nothing else.
    first.value.journal.note([{ type: 'day.closed', at: 1, by: null, approvedBy: null, number: 1, closing: {} }]);
    expect(keeper().open('test')).toEqual({ ok: false, error: 'till.journalInUse' });
    // Another environment has a journal of its own.
    const practice = keeper().open('practice');
    if (practice.ok) practice.value.close();
    expect(practice.ok).toBe(true);
    first.value.close();
    const second = keeper().open('test');
    expect(second.ok).toBe(true);
    if (second.ok) second.value.close();
  });

  it('keeps the log that it writes to while another program looks at it, also when opened before', () => {
    const file = join(folder, NAME);
    const open = () => {
      const opened = openJournal(file, { now: 1 });
      return opened.ok ? opened.value : expect.unreachable(JSON.stringify(opened.error));
    };
    open().close();
    const journal = open();
    // As somebody who looks at the file with a tool of the database: it opens it for writing, and tidies up when it
    // closes.
    const look = `const db = new (require('libsql'))(${JSON.stringify(file)});
      process.stdout.write(String(db.prepare('SELECT COUNT(*) AS n FROM events').get().n)); db.close(); gc();`;
    const seen = () =>
      Number(
        execFileSync(process.execPath, ['--expose-gc', '-e', look], { cwd: join(import.meta.dirname, '../../..') }),
      );
    for (let entries = 1; entries <= 3; entries += 1) {
      journal.note([{ type: 'till.started', at: entries, version: '0.0.0' }]);
      expect(seen()).toBe(entries);
    }
    journal.close();
  });

  it('is not opened by another process, and can be as soon as that one is gone, however it went', async () => {
    const module = join(import.meta.dirname, '../../../electron/adapters/journal/store/open-journal.ts');
    const script = `import(${JSON.stringify(module)}).then(({ openJournal }) => {
      const opened = openJournal(${JSON.stringify(join(folder, NAME))}, { now: 1 });
      process.stdout.write(opened.ok ? 'open' : 'damaged');
      setInterval(() => undefined, 1_000);
    })`;
    const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(other.stdout, 'data');
    expect(String(said)).toBe('open');
    expect(() => openJournal(join(folder, NAME), { now: 1 })).toThrow('open already');
    other.kill('SIGKILL');
    await once(other, 'exit');
    const opened = openJournal(join(folder, NAME), { now: 1 });
    expect(opened.ok).toBe(true);
    if (opened.ok) opened.value.close();
  });
});
