import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { openSeal } from '../../../electron/adapters/journal/seal/seal.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { journalCalls } from '../../../electron/core/till/journal-calls.ts';
import type { Actor } from '../../../shared/people.ts';
import { sellIn } from '../../support/journal/harmed-journal.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const REFUSES = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END";
const MIA = { by: { id: 'mia', name: 'Mia' }, mayApprove: true, approvedBy: null };

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-seal-'));
  folder = join(root, 'profile');
  mkdirSync(folder);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** One start of the till, as far as its journal goes. */
async function start(environment: 'test' | 'production' = 'test', cipher = turnedCipher()) {
  const clock = new VirtualClock(0);
  const log = recordingLog();
  const journals = new Journals({ folder, clock, log });
  const seal = await openSeal({ folder, heads: join(root, 'heads'), cipher, log }, environment);
  const opened = journals.open(environment, seal);
  if (!opened.ok) return expect.unreachable(opened.error);
  const { journal, close } = opened.value;
  if (!(journal instanceof SqliteJournal)) return expect.unreachable('another journal');
  const calls = journalCalls(() => ({
    journals,
    changed: () => undefined,
    startAnew: () => expect.unreachable(),
    looked: () => undefined,
    progressed: () => undefined,
  }));
  return {
    journals,
    journal,
    close,
    acknowledge: (actor: Actor) => calls['journal.acknowledge'](undefined, actor),
    /** Over before the caretaker begins. */
    async verified() {
      const verdict = journals.verify(() => undefined);
      await clock.pass(1_000);
      return verdict;
    },
  };
}

it('a manager who verifies the journal hears of an entry that lost its seal, and nothing new is sold', async () => {
  const whole = await start();
  for (let number = 1; number <= 70; number += 1) sellIn(whole.journal, number, true);
  expect(await whole.verified()).toMatchObject({ ok: true, value: { damage: null, tampering: null } });
  whole.close();
  const db = new Database(join(folder, 'journal-test.db'));
  db.exec('DROP TRIGGER events_are_not_changed; UPDATE events SET mac = NULL WHERE seq = 5;');
  db.exec(`CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events ${REFUSES}`);
  db.close();
  const open = await start();
  let told = 0;
  open.journals.watch({ damaged: () => void (told += 1), rebuilt: () => undefined });
  const tampering = { name: 'rechained', seq: 5 };
  expect(await open.verified()).toMatchObject({ ok: true, value: { damage: null, tampering } });
  expect(open.journals.tampering).toMatchObject(tampering);
  expect(told).toBe(1);
  open.close();
});

const NONE = ['plain', 'unavailable'] as const;
it.each(NONE)(
  'real money without a seal: where the keychain is %s the till says once what that means',
  async (keychain) => {
    const cipher = turnedCipher(keychain);
    const training = await start('test', cipher);
    expect(training.journals.notice).toBeNull();
    training.close();
    for (const _ of [1, 2]) {
      const till = await start('production', cipher);
      expect(till.journals.notice).toMatchObject({ name: 'unsealed', keychain });
      till.close();
    }
    const till = await start('production', cipher);
    expect(till.acknowledge({ ...MIA, mayApprove: false })).toEqual({ accepted: false, error: 'people.managerNeeded' });
    expect(till.journals.notice).not.toBeNull();
    expect(till.acknowledge(MIA)).toEqual({ accepted: true });
    expect(till.journals.notice).toBeNull();
    expect(till.journal.entries({ types: ['seal.missingRead'], limit: 9 })).toMatchObject([{ by: MIA.by }]);
    till.close();
    const after = await start('production', cipher);
    expect(after.journals.notice).toBeNull();
    after.close();
  },
);
