import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSeal } from '../../../electron/adapters/journal/seal/seal.ts';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { openPeopleStore } from '../../../electron/adapters/people/people-store.ts';
import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import { People } from '../../../electron/core/people/people.ts';
import { keysNeeded } from '../../../electron/core/people/recovery.ts';
import type { PeopleStore } from '../../../electron/core/ports/people.ts';
import { NOBODY } from '../../../shared/people.ts';
import { err } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';
import { QUICK_HASHER } from '../../support/till/no-people.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

let folder = '';
const file = () => join(folder, 'people.json');
const heads = () => join(folder, 'heads');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-people-'));
  // A shop that has sold something for real.
  new SqliteJournal(join(folder, 'journal-production.db')).close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One start of the till, with the journal of this environment open. */
async function start(
  environment: Environment = 'production',
  disk = (store: PeopleStore): PeopleStore => store,
  cipher = turnedCipher(),
) {
  const [clock, log] = [new VirtualClock(0), recordingLog()];
  const journals = new Journals({ folder, clock, log, seals: { folder, heads: heads(), cipher, log } });
  await journals.ready();
  const hasher = { ...QUICK_HASHER, digest: (text: string) => createHash('sha256').update(text).digest('hex') };
  const noted: TillEntry[] = [];
  const note = (entry: TillEntry) => void noted.push(entry);
  const people = new People({ store: disk(openPeopleStore(folder, log)), hasher, clock, log, note, journals });
  const seal = await openSeal({ folder, heads: heads(), cipher, log }, environment);
  const opened = journals.open(environment, seal);
  if (!opened.ok) return expect.unreachable(opened.error);
  await people.opened();
  return { people, journals, noted, close: () => opened.value.close() };
}

/** A manager and a cashier, PINs on. */
async function staffed(environment?: Environment): Promise<void> {
  const { people, close } = await start(environment);
  await people.add({ name: 'Mia', role: 'manager', pin: '9999' }, NOBODY);
  await people.add({ name: 'Anna', role: 'cashier', pin: '1111' }, NOBODY);
  await people.configure({ ...people.settings, pinsOn: true }, NOBODY);
  close();
}

function told(): readonly string[] {
  const journal = new SqliteJournal(join(folder, 'journal-production.db'));
  const entries = journal.entries({ types: ['people.tampered', 'people.state'], limit: 20 });
  journal.close();
  return entries.map((entry) => (entry.type === 'people.state' ? `PINs ${entry.pinsOn ? 'on' : 'off'}` : 'tampered'));
}

it('is the same people after every start, and the journal knows when PINs were switched on', async () => {
  await staffed();
  const { people, close } = await start();
  expect([people.damaged, people.settings.pinsOn, people.all.map(({ name }) => name)]).toEqual([
    null,
    true,
    ['Mia', 'Anna'],
  ]);
  close();
  expect(new Set(told().slice(0, 2))).toEqual(new Set(['PINs on']));
  expect(new Set(told().slice(2))).toEqual(new Set(['PINs off']));
});

it.each([
  ['deleted', () => rmSync(file())],
  [
    'without PINs',
    () => writeFileSync(file(), readFileSync(file(), 'utf8').replace(/"pinsOn":\s*true/, '"pinsOn": false')),
  ],
  [
    'with a cashier who leads now',
    () => writeFileSync(file(), readFileSync(file(), 'utf8').replace('"cashier"', '"manager"')),
  ],
  [
    "with a PIN of somebody's own",
    () => writeFileSync(file(), readFileSync(file(), 'utf8').replace('hash of 9999', 'hash of 0000')),
  ],
])('a file of people that was %s means locked, also in practice, and the money journal tells it', async (_, harm) => {
  await staffed();
  harm();
  const there = existsSync(file());
  const { people, close } = await start('practice');
  expect(people.settings.pinsOn).toBe(true);
  expect(people.all).toEqual([]);
  expect(people.damaged).toBe(there ? 'people.damaged-1.json' : 'people.json');
  expect(told()[0]).toBe('tampered');
  // The way in is a recovery; then it is the file that the journal knows.
  expect((await people.add({ name: 'Mia', role: 'manager', pin: '4321' }, NOBODY)).ok).toBe(true);
  close();
  const after = await start('practice');
  expect([after.people.damaged, after.people.all.map(({ name }) => name)]).toEqual([null, ['Mia']]);
  expect(told()[0]).toBe('PINs on');
  after.close();
});

it('a kill between the journal and the file locks nobody out', async () => {
  await staffed();
  const killed = (store: PeopleStore): PeopleStore => ({
    ...store,
    write: () => Promise.resolve(err('people.notSaved')),
  });
  const { people, close } = await start('production', killed);
  expect(await people.add({ name: 'Bo', role: 'cashier', pin: '2222' }, NOBODY)).toEqual(err('people.notSaved'));
  close();
  const after = await start();
  expect([after.people.damaged, after.people.all.length]).toEqual([null, 2]);
  after.close();
});

it('a file as it was before the last change is not put back in silence', async () => {
  await staffed();
  const before = readFileSync(file());
  const { people, close } = await start();
  await people.add({ name: 'Bo', role: 'cashier', pin: '2222' }, NOBODY);
  close();
  writeFileSync(file(), before);
  const after = await start();
  expect(after.people.damaged).toBe('people.damaged-1.json');
  after.close();
});

it('a file from before the journal knew people is taken as it is, and known from then on', async () => {
  await staffed();
  rmSync(join(folder, 'journal-production.db'));
  rmSync(join(folder, 'journal-production.roll'));
  const { people, close } = await start();
  expect(people.damaged).toBeNull();
  close();
  expect(told()).toEqual(['PINs on']);
});

/** What a profile holds; what stands beside it stays. */
function clear(but: readonly string[] = []): void {
  for (const name of readdirSync(folder))
    if (name !== 'heads' && !but.includes(name)) rmSync(join(folder, name), { recursive: true });
}

it.each([
  ['all of the profile', () => clear()],
  [
    'the journals, and a file of people without PINs stands there instead',
    () => {
      const open = readFileSync(file(), 'utf8').replace(/"pinsOn":\s*true/, '"pinsOn": false');
      clear();
      writeFileSync(file(), open);
    },
  ],
])('who deletes %s finds the till locked at every start, and asked for the keys to the money', async (_, harm) => {
  await staffed();
  harm();
  for (const again of [false, true]) {
    const { people, journals, close } = await start('practice');
    expect([again, people.settings.pinsOn, people.all]).toEqual([again, true, []]);
    expect(journals.exists('production')).toBe(true);
    close();
  }
});

it('a deleted profile whose sealed people cannot be read is locked, as is one with no keychain asked', async () => {
  await staffed();
  clear();
  const gone = { ...turnedCipher(), decrypt: () => Promise.reject(new Error('another key')) };
  const log = recordingLog();
  const unasked = new Journals({
    folder,
    clock: new VirtualClock(0),
    log,
    seals: { folder, heads: heads(), cipher: turnedCipher(), log },
  });
  expect(unasked.lastPeople()).toMatchObject({ pinsOn: true, digest: '0'.repeat(64) });
  const { people, close } = await start('practice', (store) => store, gone);
  expect([people.settings.pinsOn, people.all]).toEqual([true, []]);
  close();
});

it('what was kept of the people alone is enough: the same people come in without their journals', async () => {
  await staffed();
  clear(['people.json']);
  const { people, close } = await start('production');
  expect([people.damaged, people.all.map(({ name }) => name)]).toEqual([null, ['Mia', 'Anna']]);
  close();
});

it('people of an earlier version are sealed at the first start; nothing is kept where all could read it', async () => {
  await staffed();
  const sealed = join(heads(), 'people.sealed');
  rmSync(sealed);
  (await start()).close();
  expect(readFileSync(sealed).toString()).not.toContain('digest');
  const plain = await start('practice', (store) => store, turnedCipher('plain'));
  await plain.people.add({ name: 'Bo', role: 'cashier', pin: '2222' }, NOBODY);
  plain.close();
  expect(existsSync(sealed)).toBe(false);
});

it('what is done to people in practice stands in the money journal too, once in each', async () => {
  const texts = () => {
    const journal = new SqliteJournal(join(folder, 'journal-production.db'));
    const entries = journal.entries({ types: ['people.changed'], limit: 20 });
    journal.close();
    return entries.map(({ what }) => what);
  };
  const { people, noted, close } = await start('practice');
  await people.add({ name: 'Mia', role: 'manager', pin: '9999' }, NOBODY);
  close();
  expect(noted).toMatchObject([{ type: 'people.changed', what: 'added Mia as manager' }]);
  expect(texts()).toEqual(['added Mia as manager']);
  // With the money journal open it is the open one that hears it.
  const open = await start('production');
  await open.people.add({ name: 'Bo', role: 'cashier', pin: '2222' }, NOBODY);
  open.close();
  expect(texts()).toEqual(['added Mia as manager']);
});

it('asks for the keys of an environment whose journal is there, also where their file was moved away', async () => {
  const { people, journals, close } = await start('practice');
  const refuses = () => expect.unreachable();
  const keys = {
    keychain: refuses,
    status: () => Promise.resolve('missing' as const),
    judged: refuses,
    keep: refuses,
    matches: refuses,
  };
  const connections = {
    journals,
    open: refuses,
    showPhone: refuses,
    heldOut: () => Promise.resolve(null),
    reads: refuses,
    examine: refuses,
    toExamine: refuses,
  };
  expect(await keysNeeded({ people, keys, connections, shop: () => null })).toBe('production');
  close();
});
