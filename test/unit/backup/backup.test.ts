import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installRestored } from '../../../electron/adapters/backup/install.ts';
import { makeBackup } from '../../../electron/adapters/backup/make.ts';
import { commitRestored, isEmptyTill, layOut } from '../../../electron/adapters/backup/restore.ts';
import { numbersTo } from '../../../electron/adapters/backup/segment.ts';
import { openSeal } from '../../../electron/adapters/journal/seal/seal.ts';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { createPinHasher } from '../../../electron/adapters/people/pin-hasher.ts';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../shared/people.ts';
import { sellIn } from '../../support/journal/harmed-journal.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { rememberScrypt } from '../../support/till/remembered-scrypt.ts';

rememberScrypt();

const PASSPHRASE = 'rødgrød med fløde på';
const MADE = Date.UTC(2026, 10, 20, 18);
const DAY = 24 * 60 * 60 * 1_000;
const NOBODY = { by: null, mayApprove: true, approvedBy: null };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-backup-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A computer with a keychain and a profile of its own. */
function computer(name: string) {
  const folder = join(root, name, 'profile');
  const heads = join(root, name, 'heads');
  mkdirSync(folder, { recursive: true });
  const cipher = turnedCipher();
  const log = recordingLog();
  const pins = createPinHasher(cipher, log);
  const place = { folder, heads, cipher, log, pins, digest: pins.digest };
  return {
    ...place,
    place,
    pins,
    async open(at = MADE) {
      const journals = new Journals({ folder, clock: new VirtualClock(at), log });
      const opened = journals.open('test', await openSeal(place, 'test'));
      if (!opened.ok) return expect.unreachable(opened.error);
      const { journal, close } = opened.value;
      if (!(journal instanceof SqliteJournal)) return expect.unreachable('another journal');
      return { journals, journal, close };
    },
    backup: (path: string, now = MADE) =>
      makeBackup(place, { path, passphrase: PASSPHRASE, version: '1', shop: 'Shop', now, progressed: () => undefined }),
    restore: (path: string, passphrase = PASSPHRASE, now = MADE + DAY) =>
      layOut(place, { path, passphrase, actor: NOBODY, now, progressed: () => undefined }),
    install(step?: (name: string) => void) {
      installRestored({ folder, heads, log, now: MADE, ...(step && { step }) });
    },
  };
}

/** A till with fifty sales and a person, kept in a file. */
async function keptTill() {
  const old = computer('old');
  const { journal, close } = await old.open();
  for (let number = 1; number <= 50; number += 1) sellIn(journal, number, number < 50);
  const pin = await old.pins.hash('4711');
  const person = {
    id: '4d4a5e4e-9f0f-4d5b-8a55-0f1f5b7f4a11',
    name: 'Mia',
    role: 'manager',
    active: true,
    pin,
    wrongTries: 0,
    wrongApprovals: 0,
  };
  const settings = { ...DEFAULT_PEOPLE_SETTINGS, pinsOn: true };
  writeFileSync(join(old.folder, 'people.json'), JSON.stringify({ settings, people: [person], wrongKeys: 0 }));
  writeFileSync(join(old.folder, 'settings.json'), JSON.stringify({ store: null, preferences: { language: 'nb' } }));
  const path = join(root, 'kept.skranke-backup');
  // Beside the work: the journal is open, and goes on.
  const made = await old.backup(path);
  expect(made).toEqual({ ok: true, value: undefined });
  const at = { tag: journal.tag, size: journal.size, sales: journal.recentSales(100) };
  sellIn(journal, 51, true);
  close();
  return { old, path, at };
}

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/-(?:wal|shm)$|\.lock$/.test(name))
    .toSorted();

describe('a backup', () => {
  it('is another till on another computer: all sales, the person with the PIN, and a segment of its own', async () => {
    const { path, at } = await keptTill();
    const fresh = computer('new');
    expect(await fresh.restore(path)).toMatchObject({ ok: true, value: { madeAt: MADE, entries: at.size } });
    expect(filesOf(fresh.folder)).not.toContain('journal-test.db');
    commitRestored(fresh.folder);
    fresh.install();
    const { journals, journal, close } = await fresh.open(MADE + DAY);
    expect(journals.damage).toBeNull();
    expect(journals.tampering).toBeNull();
    expect(journal.verify()).toBeNull();
    expect(journal.recentSales(100)).toEqual(at.sales);
    expect(journal.openSales()).toHaveLength(1);
    expect(journal.tag).not.toBe(at.tag);
    expect(journal.tags).toContain(at.tag);
    const left = numbersTo(50, MADE, MADE + DAY);
    expect(journal.lastReceiptNumber()).toBe(left);
    const [said] = journal.entries({ types: ['backup.restored'], limit: 1 });
    expect(said).toMatchObject({
      seq: at.size + 1,
      madeAt: MADE,
      tags: [at.tag],
      seals: 'held',
      lastReceiptNumber: left,
    });
    expect(journals.notice).toMatchObject({ name: 'fromBackup', madeAt: MADE });
    const { people } = JSON.parse(readFileSync(join(fresh.folder, 'people.json'), 'utf8'));
    expect(await fresh.pins.verify('4711', people[0].pin)).toBe('right');
    journals.acknowledge(NOBODY);
    close();
    // And again at the next start: sealed anew, noted, in order.
    const again = await fresh.open(MADE + DAY);
    expect([again.journals.tampering, again.journals.notice, again.journal.verify()]).toEqual([null, null, null]);
    again.close();
  });

  it('holds nothing in plain', async () => {
    const { path, at } = await keptTill();
    const bytes = readFileSync(path).toString('latin1');
    for (const secret of [at.tag, 'Mia', 'sale.opened', 'scrypt-hash']) expect(bytes).not.toContain(`"${secret}"`);
  });

  it('is refused in words when anything is wrong with it, and nothing was changed', async () => {
    const { path } = await keptTill();
    const fresh = computer('new');
    const before = filesOf(fresh.folder);
    const whole = readFileSync(path);
    const bad = join(root, 'bad');
    const tried = async (bytes: Buffer, passphrase?: string) => {
      writeFileSync(bad, bytes);
      const result = await fresh.restore(bad, passphrase);
      if (result.ok) return 'restored';
      expect(filesOf(fresh.folder)).toEqual(before);
      return result.error;
    };
    expect(await tried(whole, 'another passphrase')).toBe('backup.passphraseWrong');
    expect(await tried(whole.subarray(0, -1))).toBe('backup.damaged');
    expect(await tried(whole.subarray(0, 66_000))).toBe('backup.damaged');
    const flipped = Buffer.from(whole);
    flipped[70_000] = (flipped[70_000] ?? 0) ^ 1;
    expect(await tried(flipped)).toBe('backup.damaged');
    expect(await tried(Buffer.from(whole.toString('latin1').replace('"format":1', '"format":2'), 'latin1'))).toBe(
      'backup.otherVersion',
    );
    expect(await tried(Buffer.from('PK a zip'))).toBe('backup.foreign');
    expect(await tried(Buffer.alloc(0))).toBe('backup.foreign');
    expect(await tried(whole)).toBe('restored');
  });

  it('with settings in a form of a newer version is refused in words, and nothing is laid out', async () => {
    const { old } = await keptTill();
    const newer = join(root, 'newer.skranke-backup');
    writeFileSync(join(old.folder, 'settings.json'), JSON.stringify({ format: 3, store: null, preferences: {} }));
    expect(await old.backup(newer)).toEqual({ ok: true, value: undefined });
    const fresh = computer('new');
    expect(await fresh.restore(newer)).toEqual({ ok: false, error: 'backup.otherVersion' });
    expect(filesOf(fresh.folder)).toEqual([]);
    writeFileSync(join(old.folder, 'settings.json'), JSON.stringify({ format: 2, store: null, preferences: {} }));
    const same = join(root, 'same.skranke-backup');
    await old.backup(same);
    expect(await fresh.restore(same)).toMatchObject({ ok: true });
  });

  it('killed at any step of putting it in place: the next start finishes it, whole', async () => {
    const { path, at } = await keptTill();
    const steps: string[] = [];
    const model = computer('model');
    writeFileSync(join(model.folder, 'settings.json'), '{"store":null,"preferences":{"language":"en"}}');
    await model.restore(path);
    commitRestored(model.folder);
    for (let kill = 0; ; kill += 1) {
      const fresh = computer(`new-${kill}`);
      cpSync(model.folder, fresh.folder, { recursive: true });
      let step = 0;
      let killed = false;
      try {
        fresh.install((name) => {
          steps.push(name);
          if (step++ === kill) {
            killed = true;
            throw new Error('killed');
          }
        });
      } catch {
        fresh.install();
      }
      expect(readFileSync(join(fresh.folder, 'settings.json'), 'utf8')).toContain('"nb"');
      const { journal, close } = await fresh.open(MADE + DAY);
      expect(journal.recentSales(100)).toEqual(at.sales);
      close();
      const aside = readdirSync(fresh.folder).find((name) => name.startsWith('before-restore'));
      expect(readFileSync(join(fresh.folder, aside ?? '', 'settings.json'), 'utf8')).toContain('"en"');
      if (!killed) break;
    }
    expect(new Set(steps)).toContain('place journal-test.db');
  });

  it('is not put over sales', async () => {
    const { old } = await keptTill();
    expect(isEmptyTill(old.folder)).toBe(false);
    expect(isEmptyTill(computer('new').folder)).toBe(true);
  });
});
