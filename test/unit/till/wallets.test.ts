import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Till } from '../../../electron/core/till/till.ts';
import { BEGINNING, chainHash } from '../../../electron/adapters/journal/store/chain.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { storeOf, TillOnFiles, UNIT } from '../../support/till/till-on-files.ts';
import type { Unit } from '../../support/till/till-on-files.ts';

const REFUSES = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;";
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-wallets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REFUSED = (error: string) => expect.objectContaining({ accepted: false, error });
const ACCEPTED = expect.objectContaining({ accepted: true });

/** A till that works for unit A. */
async function shop(): Promise<{ readonly at: TillOnFiles; readonly till: Till }> {
  const at = new TillOnFiles(folder, null);
  const till = await at.started();
  expect(await at.done(at.setUp(till, storeOf('A'), 'A'))).toEqual(ACCEPTED);
  return { at, till };
}

async function refunded(at: TillOnFiles, till: Till, saleId: SaleId) {
  const { reference } = await at.payment(till, saleId);
  return at.done(
    Promise.resolve(
      till.handlers['payment.refund']({
        saleId,
        reference,
        amount: minor(12_500),
        before: minor(0),
        parts: null,
        reason: 'Came back',
      }),
    ),
  );
}

const book = (at: TillOnFiles, unit: Unit) => at.worlds[unit].books()[0];
const toB = (at: TillOnFiles) => at.sent.filter(({ unit, path }) => unit === 'B' && path.includes('/payments'));

describe('a payment', () => {
  it('says the wallet it was made in', async () => {
    const { at, till } = await shop();
    const saleId = await at.sold(till);
    expect((await at.payment(till, saleId)).wallet).toEqual({
      name: 'written',
      environment: 'test',
      merchantSerialNumber: UNIT.A.serialNumber,
      currency: 'NOK',
    });
    till.stop();
  });

  it('is given back in its own wallet and currency after the till became a unit in another country', async () => {
    const { at, till } = await shop();
    const saleId = await at.paid(till, 'A');
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual(ACCEPTED);
    expect(await refunded(at, till, saleId)).toEqual(ACCEPTED);
    await at.reached(till, saleId, 'captured');
    expect(await at.payment(till, saleId)).toMatchObject({
      amounts: { refunded: 12_500 },
      certainty: { name: 'confirmed' },
    });
    expect(book(at, 'A')).toMatchObject({ refunded: 12_500 });
    expect(toB(at)).toEqual([]);
    till.stop();
    // The keys of the sales unit before are kept, so the same after a restart.
    const again = await at.started();
    const { reference } = await at.payment(again, saleId);
    expect(await at.done(Promise.resolve(again.handlers['payment.recheck']({ saleId, reference })))).toEqual(ACCEPTED);
    again.stop();
  });

  it('is given back in its own currency after the same sales unit was set up with another country', async () => {
    const { at, till } = await shop();
    const saleId = await at.paid(till, 'A');
    expect(await at.done(at.setUp(till, storeOf('A', { country: 'DK' })))).toEqual(ACCEPTED);
    expect(await refunded(at, till, saleId)).toEqual(ACCEPTED);
    await at.reached(till, saleId, 'captured');
    expect(await at.payment(till, saleId)).toMatchObject({
      amounts: { refunded: 12_500 },
      certainty: { name: 'confirmed' },
    });
    till.stop();
  });

  it('whose keys are not held is refused in place, nothing is sent; with them it goes, back without', async () => {
    const { at, till } = await shop();
    const saleId = await at.paid(till, 'A');
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual(ACCEPTED);
    till.stop();
    rmSync(join(folder, `credentials-test-${UNIT.A.serialNumber}.bin`));
    const later = await at.started();
    const before = at.sent.length;
    const { reference } = await at.payment(later, saleId);
    expect(await later.handlers['payment.recheck']({ saleId, reference })).toEqual(REFUSED('wallet.keysOfOther'));
    expect(await refunded(at, later, saleId)).toEqual(REFUSED('wallet.keysOfOther'));
    expect(at.sent).toHaveLength(before);
    expect(await at.payment(later, saleId)).toMatchObject({
      phase: { name: 'captured' },
      certainty: { name: 'confirmed' },
    });
    expect(await at.done(at.setUp(later, storeOf('A'), 'A'))).toEqual(ACCEPTED);
    expect(await refunded(at, later, saleId)).toEqual(ACCEPTED);
    await at.reached(later, saleId, 'captured');
    expect(await at.done(at.setUp(later, storeOf('B')))).toEqual(ACCEPTED);
    const next = await at.sold(later);
    await at.reached(later, next, 'waiting');
    expect(at.worlds.B.books()).toHaveLength(1);
    later.stop();
  });

  it('that ended unpaid is not asked for again in another wallet', async () => {
    const { at, till } = await shop();
    const saleId = await at.sold(till);
    await at.reached(till, saleId, 'waiting');
    const { reference } = await at.payment(till, saleId);
    await till.handlers['payment.cancel']({ saleId, reference });
    await at.reached(till, saleId, 'terminated');
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual(ACCEPTED);
    const again = await till.handlers['sale.sendAgain']({
      saleId,
      to: { method: 'code' },
      duplicateAcknowledged: true,
    });
    expect(again).toEqual(REFUSED('sale.otherWallet'));
    expect(toB(at)).toEqual([]);
    till.stop();
  });
});

describe('while a payment is open', () => {
  async function waiting() {
    const { at, till } = await shop();
    const saleId = await at.sold(till);
    await at.reached(till, saleId, 'waiting');
    till.stop();
    return { at, saleId };
  }

  it('another serial number, environment or country is refused, settings lost or not; not the way back', async () => {
    const { at, saleId } = await waiting();
    at.settings = { store: null, preferences: DEFAULT_PREFERENCES };
    const till = await at.started();
    for (const other of [
      storeOf('B'),
      storeOf('A', { country: 'DK' }),
      storeOf('A', { environment: 'production' }),
      storeOf('A', { environment: 'practice' }),
    ]) {
      expect(await at.done(at.setUp(till, other, 'B'))).toEqual(REFUSED('setup.openPayments'));
    }
    expect(await at.done(at.setUp(till, storeOf('A'), 'A'))).toEqual(ACCEPTED);
    at.worlds.A.act((await at.payment(till, saleId)).reference, 'approve', at.clock.now());
    await at.reached(till, saleId, 'authorized');
    till.stop();
  });

  it('it ends in its own wallet although the settings file names another, and the way back is open', async () => {
    const { at, saleId } = await waiting();
    at.settings = { store: storeOf('B'), preferences: DEFAULT_PREFERENCES };
    const till = await at.started();
    at.worlds.A.act((await at.payment(till, saleId)).reference, 'approve', at.clock.now());
    await at.reached(till, saleId, 'authorized');
    expect(toB(at)).toEqual([]);
    expect(await at.done(at.setUp(till, storeOf('A', { environment: 'production' }), 'B'))).toEqual(
      REFUSED('setup.openPayments'),
    );
    expect(await at.done(at.setUp(till, storeOf('A')))).toEqual(ACCEPTED);
    till.stop();
  });

  it('the same holds for a request from before its wallet was written', async () => {
    const { at } = await waiting();
    asInVersion1(join(folder, 'journal-test.db'));
    at.settings = { store: null, preferences: DEFAULT_PREFERENCES };
    const till = await at.started();
    for (const other of [storeOf('A', { country: 'DK' }), storeOf('A', { environment: 'production' })]) {
      expect(await at.done(at.setUp(till, other, 'B'))).toEqual(REFUSED('setup.openPayments'));
    }
    expect(await at.done(at.setUp(till, storeOf('A'), 'A'))).toEqual(ACCEPTED);
    till.stop();
  });
});

describe('a payment from before its wallet was written', () => {
  it('is of the unit under which the journal was first opened since, whatever the till became after', async () => {
    const { at, till: first } = await shop();
    const saleId = await at.paid(first, 'A');
    first.stop();
    asInVersion1(join(folder, 'journal-test.db'));
    const till = await at.started();
    expect((await at.payment(till, saleId)).wallet).toEqual({ name: 'notWritten', currency: 'NOK' });
    expect(await at.done(at.setUp(till, storeOf('B'), 'B'))).toEqual(ACCEPTED);
    expect(await refunded(at, till, saleId)).toEqual(ACCEPTED);
    await at.reached(till, saleId, 'captured');
    expect(book(at, 'A')).toMatchObject({ refunded: 12_500 });
    expect(toB(at)).toEqual([]);
    till.stop();
  });
});

/**
 * The same journal as a terminal of the first version would have left it: without numbers of versions, and without what
 * came with the second.
 */
function asInVersion1(file: string): void {
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted;');
  const rows = db.prepare('SELECT seq, type, payload FROM events ORDER BY seq').all() as {
    seq: number;
    type: string;
    payload: string;
  }[];
  let { hash } = BEGINNING;
  for (const { seq, type, payload } of rows) {
    const { v: _, wallet: __, ...entry } = JSON.parse(payload) as Record<string, unknown>;
    // There was no such entry; an old one of the same length in numbers stands for it.
    const old = type.startsWith('settings.') ? { type: 'till.ended', at: entry['at'], why: 'reopened' } : entry;
    const text = JSON.stringify(old);
    hash = chainHash(hash, seq, text);
    db.prepare('UPDATE events SET type = ?, payload = ?, hash = ? WHERE seq = ?').run(
      String(old.type),
      text,
      hash,
      seq,
    );
  }
  db.exec(
    `CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events ${REFUSES}
     CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events ${REFUSES}
     PRAGMA wal_checkpoint(TRUNCATE);`,
  );
  db.close();
  rmSync(file.replace(/\.db$/, '.roll'), { force: true });
}
