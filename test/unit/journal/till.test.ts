import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConnections } from '../../../electron/adapters/connections.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import { Till } from '../../../electron/core/till/till.ts';
import { createFaults } from '../../../electron/simulator/faults.ts';
import type { FaultRule } from '../../../electron/simulator/faults.ts';
import { createFetch } from '../../../electron/simulator/fetch.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { Till as TillView } from '../../../shared/ipc/contract.ts';
import { minor } from '../../../shared/money.ts';
import { currentPayment } from '../../../shared/payment.ts';
import { msisdnSchema } from '../../../shared/phone.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER, PRACTICE_STORE } from '../../../shared/practice.ts';
import { err } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { UTC } from '../../support/till/calendars.ts';
import { schoolInMemory } from '../../support/till/school-in-memory.ts';
import { itemsInMemory } from '../../support/till/items-in-memory.ts';
import { NO_BACKUP, NO_COMPUTER, NO_CUSTOMER_SCREEN, NO_LOGO } from '../../support/till/no-backup.ts';
import { NO_EXPORTS } from '../../support/till/no-exports.ts';
import { noPeople } from '../../support/till/no-people.ts';
import { NO_PROVISION } from '../../support/till/no-provision.ts';
import { noPrinter } from '../../support/till/no-printer.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { systemIds } from '../../support/till/system-ids.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { NO_CARE } from '../../support/till/no-care.ts';
import { NO_PICTURES } from '../../support/till/no-pictures.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';

const START = Date.UTC(2026, 0, 19, 9);
const DB = 'journal-practice.db';
const SECOND = 1_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-till-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * A till on real files against the simulated wallet, in virtual time; `start` begins another life on the same files.
 */
function shop(faults: readonly FaultRule[] = [], sealed = false) {
  const clock = new VirtualClock(START);
  const world = createWorld({
    unit: salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER }),
    seed: 1,
    now: START,
  });
  const fetch = createFetch({ world, clock, faults: createFaults(2, faults), seed: 3 });
  const never = () => expect.unreachable('not in this story');
  let seen: TillView | null = null;
  const start = async (): Promise<Till> => {
    const log = recordingLog();
    const connections = createConnections({
      folder,
      clock,
      fetch,
      log,
      vault: {
        keychain: never,
        status: never,
        keep: never,
        judged: never,
        matches: never,
        forget: never,
        forApi: never,
        forWallets: never,
      },
      pictures: NO_PICTURES,
      version: '0.0.0',
      apiUrl: 'http://127.0.0.1:65000',
      practice: { start: never, showPhone: never, heldOut: () => Promise.resolve(null), stop: () => undefined },
      seals: sealed ? { folder, heads: join(folder, 'heads'), cipher: turnedCipher(), log } : null,
    });
    const till = new Till({
      shelf: createPictureShelf(),
      ...NO_CARE,
      school: schoolInMemory(),
      connections,
      settings: {
        current: () => ({ store: PRACTICE_STORE, preferences: DEFAULT_PREFERENCES }),
        damaged: () => null,
        newer: () => false,
        write: never,
      },
      keys: {
        keychain: () => Promise.resolve('available'),
        status: never,
        judged: never,
        matches: never,
        keep: () => Promise.resolve(err('setup.keychainUnavailable')),
      },
      tryOut: null,
      items: itemsInMemory(),
      bodies: requestBodies,
      clock,
      ids: systemIds,
      log,
      calendar: UTC,
      backup: NO_BACKUP,
      computer: NO_COMPUTER,
      customer: NO_CUSTOMER_SCREEN,
      logo: NO_LOGO,
      exports: NO_EXPORTS,
      ...noPeople(),
      ...noPrinter(),
      ...NO_PROVISION,
      publisher: {
        publish: (event) => {
          if (event.type === 'till') seen = event.till;
        },
      },
      leave: never,
      updates: null,
      restart: () => undefined,
      version: '0.0.0',
    });
    let done = false;
    void till.start().then(() => (done = true));
    await clock.passUntil(() => done, 60 * SECOND);
    return till;
  };
  const view = (): TillView => seen ?? expect.unreachable('nothing was published');
  return { clock, world, start, view, until: (check: () => boolean) => clock.passUntil(check, 60 * SECOND) };
}
type Shop = ReturnType<typeof shop>;

async function sell(till: Till, number: number): Promise<SaleId> {
  const reply = await till.handlers['sale.start']({
    lines: [],
    total: minor(10_000 + number),
    to: { method: 'phone' as const, msisdn: msisdnSchema.parse(`4791234${number}`) },
    duplicateAcknowledged: true,
  });
  return reply.accepted ? reply.saleId : expect.unreachable(reply.error);
}
async function paymentOf(till: Till, saleId: SaleId) {
  const { sales } = await till.handlers['terminal.snapshot'](undefined);
  const sale = sales.find((each) => each.saleId === saleId);
  return sale ? currentPayment(sale) : null;
}
async function reached(at: Shop, till: Till, saleId: SaleId, phase: string): Promise<void> {
  // Twenty minutes: longer than it takes to be sure that a request never arrived.
  for (let step = 0; step < 12_000; step += 1) {
    if ((await paymentOf(till, saleId))?.phase.name === phase) return;
    await at.clock.pass(100);
  }
  expect((await paymentOf(till, saleId))?.phase.name).toBe(phase);
}

/**
 * One waiting, one approved and a few paid; then a byte of the first sale is flipped on the disk while the till runs.
 */
async function damagedDay(
  at: Shop,
): Promise<{ readonly till: Till; readonly waiting: SaleId; readonly approved: SaleId }> {
  const till = await at.start();
  for (let number = 100; number < 103; number += 1) {
    const saleId = await sell(till, number);
    await reached(at, till, saleId, 'waiting');
    at.world.act((await paymentOf(till, saleId))?.reference ?? '', 'approve', at.clock.now());
    await reached(at, till, saleId, 'authorized');
    await till.handlers['payment.capture']({
      saleId,
      reference: (await paymentOf(till, saleId))?.reference ?? expect.unreachable('sold'),
    });
    await reached(at, till, saleId, 'captured');
  }
  const waiting = await sell(till, 200);
  const approved = await sell(till, 201);
  await reached(at, till, approved, 'waiting');
  at.world.act((await paymentOf(till, approved))?.reference ?? '', 'approve', at.clock.now());
  await reached(at, till, approved, 'authorized');
  const other = new Database(join(folder, DB));
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.close();
  const bytes = readFileSync(join(folder, DB));
  bytes[bytes.indexOf('"value":10100') + 12] = 0x39;
  writeFileSync(join(folder, DB), bytes);
  return { till, waiting, approved };
}

it('finds damage beside the work, sells nothing new, goes on, begins a new volume when a person says so', async () => {
  const at = shop();
  const first = await damagedDay(at);
  first.till.stop();
  const till = await at.start();
  expect(at.view()).toMatchObject({
    status: 'blocked',
    problem: 'till.journalDamaged',
    damage: { file: DB, folder, problem: 'hash', seq: expect.any(Number), receiptNumber: 1 },
  });
  const reply = await till.handlers['sale.start']({
    lines: [],
    total: minor(500),
    to: { method: 'phone' as const, msisdn: msisdnSchema.parse('4791234567') },
    duplicateAcknowledged: true,
  });
  expect(reply).toMatchObject({ accepted: false, error: 'till.journalDamaged' });
  const damaged = readFileSync(join(folder, DB));
  expect(await till.handlers['journal.startAnew'](undefined)).toEqual({ accepted: true });
  await at.until(() => at.view().status === 'open');
  expect(at.view()).toMatchObject({
    damage: null,
    journalNotice: { name: 'continued', file: DB, folder, carried: 2, lost: [] },
  });
  expect(readFileSync(join(folder, DB)).equals(damaged)).toBe(true);
  // Both open payments are still known, each with its own reference, and end as the customer wishes.
  expect((await paymentOf(till, first.approved))?.phase.name).toBe('authorized');
  at.world.act((await paymentOf(till, first.waiting))?.reference ?? '', 'approve', at.clock.now());
  await reached(at, till, first.waiting, 'authorized');
  for (const saleId of [first.waiting, first.approved]) {
    await till.handlers['payment.capture']({
      saleId,
      reference: (await paymentOf(till, saleId))?.reference ?? expect.unreachable('carried'),
    });
    await reached(at, till, saleId, 'captured');
  }
  const next = await sell(till, 300);
  const { sales } = await till.handlers['terminal.snapshot'](undefined);
  expect(sales.find((sale) => sale.saleId === next)?.receiptNumber).toBe(6);
  expect(await till.handlers['journal.acknowledge'](undefined)).toEqual({ accepted: true });
  expect(at.view().journalNotice).toBeNull();
  expect(await till.handlers['journal.startAnew'](undefined)).toEqual({ accepted: false, error: 'till.journalSound' });
  till.stop();
});

it('finds damage while it runs; an open payment is still brought to its end', async () => {
  const at = shop();
  const { till, approved } = await damagedDay(at);
  expect(at.view().status).toBe('open');
  await at.clock.pass(24 * 3_600 * SECOND);
  expect(at.view()).toMatchObject({
    status: 'blocked',
    problem: 'till.journalDamaged',
    damage: { problem: 'hash', seq: expect.any(Number), receiptNumber: 1 },
  });
  await till.handlers['payment.capture']({
    saleId: approved,
    reference: (await paymentOf(till, approved))?.reference ?? expect.unreachable('open'),
  });
  await reached(at, till, approved, 'captured');
  till.stop();
});

it('restores a lost end at the start, looks at the restored payments and never sends them again', async () => {
  const at = shop();
  const first = await at.start();
  const saleId = await sell(first, 200);
  await reached(at, first, saleId, 'waiting');
  // Killed: nothing is closed. The log is lost, and with it everything since the journal was made.
  const left = folder;
  folder = mkdtempSync(join(tmpdir(), 'skranke-till-'));
  for (const name of [DB, 'journal-practice.roll']) copyFileSync(join(left, name), join(folder, name));
  const till = await at.start();
  expect(at.view()).toMatchObject({ status: 'open', journalNotice: { name: 'restored' } });
  expect((await paymentOf(till, saleId))?.phase.name).toBe('waiting');
  expect(at.world.books()).toHaveLength(1);
  till.stop();
  first.stop();
  rmSync(left, { recursive: true });
});

it.each([
  ['reached the wallet', true, 'waiting'],
  ['never left', false, 'refused'],
])('asks about a restored request that %s and does not send it again: its body is gone', async (_, leaves, end) => {
  const at = shop(leaves ? [] : [{ point: 'refuse-connection', operations: ['create'], times: null }]);
  const first = await at.start();
  const saleId = await sell(first, 200);
  const left = folder;
  folder = mkdtempSync(join(tmpdir(), 'skranke-till-'));
  for (const name of [DB, 'journal-practice.roll']) copyFileSync(join(left, name), join(folder, name));
  if (leaves) await reached(at, first, saleId, 'waiting');
  first.stop();
  const till = await at.start();
  expect((await paymentOf(till, saleId))?.certainty.name).toBeDefined();
  await reached(at, till, saleId, end);
  expect(at.world.books()).toHaveLength(leaves ? 1 : 0);
  till.stop();
  rmSync(left, { recursive: true });
});

it('sells nothing new in a journal that is not the one that was sealed, until somebody has said why', async () => {
  const at = shop([], true);
  const first = await at.start();
  const saleId = await sell(first, 200);
  await reached(at, first, saleId, 'waiting');
  expect(at.view()).toMatchObject({ status: 'open', tampering: null });
  first.stop();
  for (const name of readdirSync(folder)) if (name.startsWith('journal-practice')) rmSync(join(folder, name));
  const till = await at.start();
  expect(at.view()).toMatchObject({
    status: 'blocked',
    problem: 'till.journalTampered',
    tampering: { name: 'missing', file: DB, sealed: { seq: expect.any(Number) } },
  });
  const input = {
    lines: [],
    total: minor(500),
    to: { method: 'phone' as const, msisdn: msisdnSchema.parse('4791234567') },
    duplicateAcknowledged: true,
  };
  expect(await till.handlers['sale.start'](input)).toMatchObject({ accepted: false, error: 'till.journalTampered' });
  expect(await till.handlers['journal.accept']({ reason: 'The disk was exchanged' })).toEqual({ accepted: true });
  expect(at.view()).toMatchObject({ status: 'open', problem: null, tampering: null });
  expect(await till.handlers['sale.start'](input)).toMatchObject({ accepted: true });
  expect(await till.handlers['journal.accept']({ reason: 'Once more' })).toEqual({
    accepted: false,
    error: 'till.journalSound',
  });
  till.stop();
});
