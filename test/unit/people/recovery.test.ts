import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { People } from '../../../electron/core/people/people.ts';
import { recover } from '../../../electron/core/people/recovery.ts';
import { err } from '../../../shared/result.ts';
import type { Credentials } from '../../../shared/settings.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { peopleInMemory, QUICK_HASHER } from '../../support/till/no-people.ts';
import { STAFF } from '../../support/till/staffed-till.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { storeOf, TillOnFiles, UNIT } from '../../support/till/till-on-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-recovery-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The shop A, which has sold something or not. Its keychain lost the keys, and its settings were edited: they name the
 * shop B.
 */
async function spoiled(sells: boolean) {
  const at = new TillOnFiles(folder, null);
  const till = await at.started();
  await at.done(at.setUp(till, storeOf('A'), 'A'));
  if (sells) await at.paid(till, 'A');
  till.stop();
  for (const name of readdirSync(folder)) if (name.startsWith('credentials')) rmSync(join(folder, name));
  at.settings = { ...at.settings, store: storeOf('B') };
  const { vault, connections } = at.outside();
  const { clock, log } = at;
  const people = new People({
    store: peopleInMemory({ file: STAFF }),
    hasher: QUICK_HASHER,
    clock,
    log,
    note: () => undefined,
    journals: connections.journals,
  });
  const deps = { people, keys: vault, connections, shop: () => at.settings.store };
  return (credentials: Credentials) => at.done(recover(deps, { credentials, who: { personId: 'mia' }, pin: '4321' }));
}

it('keys of another merchant put into the settings are no way in; those that read the newest payment are', async () => {
  const tried = await spoiled(true);
  expect(await tried(UNIT.B.keys)).toEqual(err('people.wrongKeys'));
  expect(await tried(UNIT.A.keys)).toMatchObject({ ok: true, value: { name: 'Mia' } });
});

it('without a payment that these keys could read nothing is proved, and nobody is let in', async () => {
  const tried = await spoiled(false);
  expect(await tried(UNIT.B.keys)).toEqual(err('people.wrongKeys'));
  expect(await tried(UNIT.A.keys)).toEqual(err('people.keysNotProved'));
});

it('a journal of another till, put in the place of the one that was sealed, proves nothing', async () => {
  await spoiled(true);
  const journal = new SqliteJournal(join(folder, 'journal-test.db'));
  const { tag } = journal;
  journal.close();
  const heads = join(folder, 'heads');
  mkdirSync(heads);
  const log = recordingLog();
  const walletOf = (sealed: string) => {
    const head = JSON.stringify({ tag: sealed, seq: 1, hash: '', from: 1, tags: [] });
    writeFileSync(join(heads, 'journal-test.head'), JSON.stringify({ head, mac: 'of a key that is gone' }));
    const seals = { folder, heads, cipher: turnedCipher(), log };
    return new Journals({ folder, clock: new VirtualClock(0), log, seals }).walletOf('test');
  };
  expect(walletOf(tag)).toMatchObject({ merchantSerialNumber: UNIT.A.serialNumber, payment: { currency: 'NOK' } });
  expect(walletOf('else')).toBeNull();
});
