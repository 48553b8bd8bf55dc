import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Journals } from '../../../electron/adapters/journal/store/journal-keeper.ts';
import { journalCalls } from '../../../electron/core/till/journal-calls.ts';
import { err } from '../../../shared/result.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';
import { NOBODY } from '../../../shared/people.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function opened(sales: number) {
  const clock = new VirtualClock(Date.UTC(2026, 10, 21));
  const journals = new Journals({ folder, clock, log: recordingLog() });
  let damaged = 0;
  journals.watch({ damaged: () => void (damaged += 1), rebuilt: () => undefined });
  const open = journals.open('test');
  if (!open.ok) throw new Error(open.error);
  const numbers = Array.from({ length: sales }, (_, index) => index + 1);
  open.value.journal.append(
    numbers.map((number) => openedSale(number)).flatMap((sale) => [sale, requestedPayment(sale)]),
  );
  const seen: unknown[] = [];
  const calls = journalCalls(() => ({
    journals,
    changed: () => undefined,
    startAnew: () => Promise.resolve(err('till.notSetUp')),
    looked: () => undefined,
    progressed: (_task, progress) => void seen.push(progress),
  }));
  const verify = async () => {
    const answer = calls['journal.verify'](undefined, NOBODY);
    for (let turn = 0; turn < 50; turn += 1) await clock.pass(1);
    return { answer: await answer };
  };
  return { journals, close: () => open.value.close(), verify, seen, damaged: () => damaged };
}

it('says that the journal is whole, and how far it is meanwhile, while the till goes on', async () => {
  const till = opened(2_500);
  const { answer } = await till.verify();
  const { seen } = till;
  expect(answer).toEqual({
    accepted: true,
    verdict: { entries: 5_000, hash: expect.stringMatching(/^[0-9a-f]{64}$/), damage: null, tampering: null },
  });
  expect(seen).toContainEqual({ done: 4_000, total: 10_000 });
  expect(seen.at(-1)).toBeNull();
  expect(till.damaged()).toBe(0);
  till.close();
});

it('names damage, and stops the sale like damage that is met otherwise', async () => {
  const till = opened(3);
  const db = new Database(join(folder, 'journal-test.db'));
  db.exec(
    'DROP TRIGGER events_are_not_changed; UPDATE events SET payload = replace(payload, ' +
      "'24900', '14900') WHERE seq = 3; CREATE TRIGGER events_are_not_changed BEFORE " +
      "UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;",
  );
  db.close();
  const { answer } = await till.verify();
  expect(answer).toMatchObject({
    accepted: true,
    verdict: { damage: { file: 'journal-test.db', folder, problem: 'hash', seq: 3, receiptNumber: 2 } },
  });
  expect(till.journals.damage).toMatchObject({ seq: 3, receiptNumber: 2 });
  expect(till.damaged()).toBe(1);
  till.close();
});

it('is refused while no journal is open', async () => {
  const journals = new Journals({ folder, clock: new VirtualClock(0), log: recordingLog() });
  expect(await journals.verify(() => undefined)).toEqual(err('till.notSetUp'));
});
