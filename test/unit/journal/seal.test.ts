import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chainHash, GENESIS } from '../../../electron/adapters/journal/store/chain.ts';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { query, text } from '../../../electron/adapters/journal/store/query.ts';
import { openSeal } from '../../../electron/adapters/journal/seal/seal.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';
import { ok } from '../../../shared/result.ts';
import { NAME, sellIn } from '../../support/journal/harmed-journal.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const REFUSES = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;";
const ROLL = 'journal-test.roll';
const KEY = 'seal-test.bin';
const HEAD = 'journal-test.head';
const MIA = { by: { id: 'mia', name: 'Mia' }, mayApprove: true, approvedBy: null };

let root: string;
let folder: string;
let heads: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-seal-'));
  folder = join(root, 'profile');
  heads = join(root, 'heads');
  cpSync(mkdtempSync(join(root, 'empty-')), folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** One start of the till, as far as its journal goes. */
async function start(cipher: Cipher = turnedCipher()) {
  const clock = new VirtualClock(0);
  const log = recordingLog();
  const journals = new Journals({ folder, clock, log });
  const opened = journals.open('test', await openSeal({ folder, heads, cipher, log }, 'test'));
  if (!opened.ok) return expect.unreachable(opened.error);
  const { journal } = opened.value;
  if (!(journal instanceof SqliteJournal)) return expect.unreachable('another journal');
  return { journals, journal, clock, close: () => opened.value.close() };
}

/** Starts, sells and ends as it should. */
async function day(...sales: readonly number[]): Promise<void> {
  const open = await start();
  expect(open.journals.tampering).toBeNull();
  for (const number of sales) sellIn(open.journal, number, true);
  open.close();
}

/** What the till finds at a start, and that it finds nothing any more when somebody has accepted it. */
async function finds(name: string, cipher = turnedCipher()): Promise<void> {
  const first = await start(cipher);
  expect(first.journals.tampering).toMatchObject({ name, file: NAME, folder });
  first.close();
  // Also at the next start, and written down once.
  const open = await start(cipher);
  expect(open.journals.tampering?.name).toBe(name);
  expect(open.journal.entries({ types: ['seal.broken'], limit: 9 })).toMatchObject([{ tampering: { name } }]);
  sellIn(open.journal, 900, true);
  expect(open.journals.accept(MIA, 'We moved to a new computer')).toEqual(ok(null));
  expect(open.journals.tampering).toBeNull();
  expect(open.journal.entries({ types: ['seal.accepted'], limit: 9 })).toMatchObject([
    { by: MIA.by, reason: 'We moved to a new computer', tampering: { name } },
  ]);
  sellIn(open.journal, 901, true);
  open.close();
  const after = await start(cipher);
  expect(after.journals.tampering).toBeNull();
  after.close();
}

const removeJournal = (): void =>
  [NAME, `${NAME}-wal`, `${NAME}-shm`, ROLL].forEach((name) => rmSync(join(folder, name), { force: true }));

/**
 * Changes the entries as somebody does who knows how they are chained, and chains them anew; seals are left as they
 * are.
 */
function rechain(
  change: (rows: { seq: number; payload: string }[]) => { seq: number; payload: string }[],
  from = 0,
): void {
  const db = new Database(join(folder, NAME));
  db.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted;');
  const rows = change(
    query<{ seq: number; payload: string }>(
      db,
      `SELECT seq, ${text('payload')} FROM events WHERE seq > ? ORDER BY seq`,
    ).all(from),
  );
  const last = query<{ seq: number }>(db, 'SELECT MAX(seq) AS seq FROM events').get()?.seq ?? 0;
  let hash =
    from === 0
      ? GENESIS
      : (query<{ hash: string }>(db, `SELECT ${text('hash')} FROM events WHERE seq = ?`).get(from)?.hash ?? '');
  for (const [index, { payload }] of rows.entries()) {
    const seq = from + index + 1;
    hash = chainHash(hash, seq, payload);
    db.prepare('UPDATE events SET payload = ?, hash = ? WHERE seq = ?').run(payload, hash, seq);
  }
  db.prepare('DELETE FROM events WHERE seq > ?').run(Math.min(last, from + rows.length));
  db.exec(`
    CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events ${REFUSES}
    CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events ${REFUSES}`);
  db.close();
  rmSync(join(folder, ROLL));
}

describe('a sealed journal', () => {
  it('carries a seal on each entry, keeps its head outside, and is itself at the next start', async () => {
    const open = await start();
    sellIn(open.journal, 1, true);
    expect(open.journal.entries({ types: ['seal.begun'], limit: 9 })).toMatchObject([{ from: 1 }]);
    expect(open.journal.seals(0, 99).every(({ mac }) => /^[0-9a-f]{64}$/.test(mac ?? ''))).toBe(true);
    expect(open.journals.notice).toBeNull();
    open.close();
    expect(readdirSync(heads)).toEqual([HEAD]);
    expect(readFileSync(join(folder, KEY), 'utf8')).not.toContain('key');
    await day(2, 3);
    const again = await start();
    expect(again.journals.tampering).toBeNull();
    expect(again.journal.verify()).toBeNull();
    again.close();
  });

  it('is itself after a kill at any moment: the head may be behind the journal, never ahead of it', async () => {
    await day(1);
    const open = await start();
    const kills: string[] = [];
    const kill = () => {
      const left = join(root, `killed-${kills.length}`);
      for (const [from, to] of [
        [folder, 'profile'],
        [heads, 'heads'],
      ] as const)
        cpSync(from, join(left, to), { recursive: true });
      kills.push(left);
    };
    for (let number = 2; number < 8; number += 1) {
      sellIn(open.journal, number, number % 2 === 0);
      kill();
      if (number % 3 === 0) await open.clock.pass(20_000);
      kill();
    }
    open.close();
    for (const left of kills) {
      [folder, heads] = [join(left, 'profile'), join(left, 'heads')];
      const after = await start();
      expect(after.journals.tampering).toBeNull();
      after.close();
    }
  });

  it('has its head written beside the work and at a closing, not on the way of a sale', async () => {
    const open = await start();
    const seq = () =>
      (JSON.parse((JSON.parse(readFileSync(join(heads, HEAD), 'utf8')) as { head: string }).head) as { seq: number })
        .seq;
    const before = seq();
    sellIn(open.journal, 1, true);
    expect(seq()).toBe(before);
    await open.clock.pass(15_000);
    expect(seq()).toBe(open.journal.size);
    open.journal.note([{ type: 'day.closed', at: 1, by: null, approvedBy: null, number: 1, closing: {} }]);
    expect(seq()).toBe(open.journal.size);
    open.close();
  });
});

describe('what was done to the files while the till did not run', () => {
  it('is found where an older copy was put back', async () => {
    await day(1);
    copyFileSync(join(folder, NAME), join(root, 'copy.db'));
    await day(2);
    removeJournal();
    copyFileSync(join(root, 'copy.db'), join(folder, NAME));
    await finds('older');
  });

  it('is found where the whole profile was put back', async () => {
    await day(1);
    cpSync(folder, join(root, 'backup'), { recursive: true });
    await day(2);
    rmSync(folder, { recursive: true });
    cpSync(join(root, 'backup'), folder, { recursive: true });
    await finds('older');
  });

  it('is found where journal and second copy are gone, and its tag is known to the next one', async () => {
    await day(1);
    const known = await start();
    const { tag } = known.journal;
    known.close();
    removeJournal();
    await finds('missing');
    const { journal, close } = await start();
    expect(journal.tag).not.toBe(tag);
    expect(journal.tags).toContain(tag);
    close();
  });

  it('is found where another journal lies there', async () => {
    await day(1);
    removeJournal();
    const other = new SqliteJournal(join(folder, NAME), () => 'othr');
    for (const number of [1, 2, 3]) sellIn(other, number, true);
    other.close();
    await finds('replaced');
  });

  it('is found where an entry was cut out and everything chained anew', async () => {
    await day(1, 2, 3);
    rechain((rows) => rows.filter((_, index) => index !== 4));
    await finds('rechained');
  });

  it('is found where an entry was changed and everything chained anew', async () => {
    await day(1, 2, 3);
    rechain((rows) =>
      rows.map(({ seq, payload }) => ({ seq, payload: payload.replace('"captured":24900', '"captured":14900') })),
    );
    await finds('rechained');
  });

  it('is found where only entries after the sealed head were changed', async () => {
    await day(1);
    const head = readFileSync(join(heads, HEAD));
    const open = await start();
    const at = open.journal.size;
    for (const number of [2, 3]) sellIn(open.journal, number, true);
    open.close();
    writeFileSync(join(heads, HEAD), head);
    rechain(
      (rows) =>
        rows.map(({ seq, payload }) => ({ seq, payload: payload.replace('"captured":24900', '"captured":14900') })),
      at,
    );
    await finds('rechained');
  });

  it('is found where the head is gone, or was changed', async () => {
    await day(1);
    const head = readFileSync(join(heads, HEAD), 'utf8');
    writeFileSync(join(heads, HEAD), head.replace(/seq\\":\d+/, 'seq\\":1'));
    await finds('headGone');
    rmSync(heads, { recursive: true });
    expect((await start()).journals.tampering?.name).toBe('headGone');
  });

  it.each([
    ['is gone', () => rmSync(join(folder, KEY))],
    ['cannot be read', () => writeFileSync(join(folder, KEY), 'not what was kept')],
    [
      'is gone with the head',
      () => {
        rmSync(join(folder, KEY));
        rmSync(heads, { recursive: true });
      },
    ],
  ])('is found where the key %s; what cannot be used is kept aside, and sealing begins anew', async (_, harm) => {
    await day(1);
    harm();
    await finds('keyGone');
    expect(existsSync(join(folder, KEY))).toBe(true);
  });

  it.each(['plain', 'unavailable'] as const)('is found where the keychain is %s all of a sudden', async (keychain) => {
    await day(1);
    await finds('keyGone', turnedCipher(keychain));
    // It goes on without a seal, and the keychain's return does not pass in silence either.
    const back = await start();
    expect(back.journals.tampering).toBeNull();
    expect(back.journal.entries({ types: ['seal.begun'], limit: 1 })).toMatchObject([{ from: expect.any(Number) }]);
    expect(back.journals.notice).toMatchObject({ name: 'sealed' });
    back.close();
  });

  it('is found by the caretaker where an old entry lost its seal', async () => {
    await day(...Array.from({ length: 70 }, (_, index) => index + 1));
    const db = new Database(join(folder, NAME));
    db.exec('DROP TRIGGER events_are_not_changed; UPDATE events SET mac = NULL WHERE seq = 5;');
    db.exec(`CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events ${REFUSES}`);
    db.close();
    const open = await start();
    let told = 0;
    open.journals.watch({ damaged: () => void (told += 1), rebuilt: () => undefined });
    expect(open.journals.tampering).toBeNull();
    await open.clock.pass(60_000);
    expect(open.journals.tampering).toMatchObject({ name: 'rechained', seq: 5 });
    expect(told).toBe(1);
    open.close();
  });
});

describe('a journal without a seal', () => {
  it('from before there were seals is sealed from its next entry on, and says so until it is noted', async () => {
    const before = new SqliteJournal(join(folder, NAME), () => 'oldy');
    sellIn(before, 1, true);
    const { size } = before;
    before.close();
    for (let starts = 0; starts < 2; starts += 1) {
      const open = await start();
      expect(open.journals.tampering).toBeNull();
      expect(open.journals.notice).toMatchObject({ name: 'sealed', from: size + 1 });
      open.close();
    }
    const open = await start();
    expect(open.journals.acknowledge(MIA)).toEqual(ok(null));
    expect(open.journals.notice).toBeNull();
    open.close();
  });

  it.each(['plain', 'unavailable'] as const)('is what there is where the keychain is %s', async (keychain) => {
    for (const number of [1, 2]) {
      const open = await start(turnedCipher(keychain));
      expect(open.journals.tampering).toBeNull();
      sellIn(open.journal, number, true);
      expect(open.journal.seals(0, 99).every(({ mac }) => mac === null)).toBe(true);
      open.close();
    }
    expect(existsSync(heads)).toBe(false);
    expect(existsSync(join(folder, KEY))).toBe(false);
  });

  it("is not what a new volume after damage is: that one is sealed and known to be this till's own", async () => {
    await day(1, 2, 3);
    const bytes = readFileSync(join(folder, NAME));
    bytes[bytes.indexOf('"value":24900') + 8] = 0x39;
    writeFileSync(join(folder, NAME), bytes);
    const log = recordingLog();
    const journals = new Journals({ folder, clock: new VirtualClock(0), log });
    const place = { folder, heads, cipher: turnedCipher(), log };
    expect(journals.open('test', await openSeal(place, 'test')).ok).toBe(false);
    expect(journals.startAnew()).toEqual(ok(null));
    for (let starts = 0; starts < 2; starts += 1) {
      const opened = journals.open('test', await openSeal(place, 'test'));
      if (!opened.ok) return expect.unreachable(opened.error);
      expect(journals.tampering).toBeNull();
      expect(opened.value.journal.tags).toHaveLength(2);
      opened.value.close();
    }
    // An old volume put in place of the new one is not.
    for (const name of readdirSync(folder).filter((each) => each.startsWith('journal-test-2')))
      rmSync(join(folder, name));
    bytes[bytes.indexOf('"value":94900') + 8] = 0x32;
    writeFileSync(join(folder, NAME), bytes);
    const open = await start();
    expect(open.journals.tampering?.name).toBe('replaced');
    open.close();
  });
});
