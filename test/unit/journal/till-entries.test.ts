import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAnew } from '../../../electron/adapters/journal/store/start-anew.ts';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { readWhole } from '../../../electron/core/till/read-whole.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { tillEntrySchema } from '../../../electron/core/journal/till-entries.ts';
import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import { TillNotes } from '../../../electron/core/till/notes.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { walletOfStore } from '../../../shared/wallet.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';
import { cut, NAME, openOrFail, scene } from '../../support/journal/harmed-journal.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { WHOLE_JOURNALS } from '../../support/journal/whole-journals.ts';

const AT = 1_768_820_000_000;
const BY = { id: 'p1', name: 'Kari' };
const started = (at: number): TillEntry => ({ type: 'till.started', at, version: '0.1.0' });

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-entries-'));
  file = join(folder, 'journal-test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function withSales(count: number): SqliteJournal {
  const journal = new SqliteJournal(file);
  for (let number = 1; number <= count; number += 1) {
    const opened = openedSale(number);
    journal.append([opened, requestedPayment(opened)]);
    journal.note([started(AT + number), { type: 'person.signedIn', at: AT + number, by: BY }]);
  }
  return journal;
}

describe('entries that belong to no sale', () => {
  it('stand in the chain between the events of sales and are found again, the newest first', () => {
    withSales(3).close();
    const journal = new SqliteJournal(file);
    const found = journal.entries({ types: ['till.started', 'person.signedIn'], limit: 3 });
    expect(found.map(({ seq, type }) => [seq, type])).toEqual([
      [12, 'person.signedIn'],
      [11, 'till.started'],
      [8, 'person.signedIn'],
    ]);
    expect(journal.entries({ types: ['person.signedIn'], from: 5, to: 8, limit: 9 })).toEqual([
      { type: 'person.signedIn', at: AT + 2, by: BY, seq: 8 },
    ]);
    expect(journal.entries({ types: ['day.closed'], limit: 9 })).toEqual([]);
    expect(journal.openSales()).toHaveLength(3);
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('are written all or not at all, and only when they can be read again', () => {
    const journal = withSales(1);
    const { size } = journal;
    expect(() => journal.note([started(AT), { type: 'till.started', at: AT, version: '' }])).toThrow();
    expect(journal.size).toBe(size);
    expect(
      journal.note([
        { type: 'day.closed', at: AT, by: BY, approvedBy: null, number: 1, closing: { takings: [1, null, 'kr'] } },
      ]),
    ).toMatchObject([{ seq: size + 1 }]);
    expect(journal.entries({ types: ['day.closed'], limit: 1 })[0]?.closing).toEqual({ takings: [1, null, 'kr'] });
    journal.close();
  });

  it('are no damage notices and do not hide one', () => {
    const journal = withSales(2);
    journal.note([{ type: 'journal.restored', at: AT, file: 'journal-test.damaged.db', firstSeq: 3, entries: 2 }]);
    journal.note([started(AT + 1)]);
    expect(journal.newestEntry()).toMatchObject({ type: 'journal.restored' });
    journal.acknowledge();
    journal.note([started(AT + 2)]);
    expect(journal.newestEntry()).toBeNull();
    journal.close();
  });

  it.each([
    [
      'an entry filed under a sale',
      "UPDATE events SET sale_id = (SELECT sale_id FROM sales) WHERE type = 'till.started'",
    ],
    ['an event of a sale filed under none', "UPDATE events SET sale_id = '' WHERE type = 'payment.requested'"],
    ['an entry filed under another type', "UPDATE events SET type = 'till.ended' WHERE type = 'till.started'"],
  ])('%s is found by the check', (_, sql) => {
    withSales(1).close();
    const db = new Database(file);
    db.exec(
      `DROP TRIGGER events_are_not_changed; ${sql}; CREATE TRIGGER events_are_not_changed ` +
        `BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;`,
    );
    db.close();
    const journal = new SqliteJournal(file);
    expect(journal.verify()).not.toBeNull();
    journal.close();
  });

  it('come back with a lost end, from the audit roll', () => {
    const model = scene();
    const left = model.fresh();
    cut(left, `${NAME}-wal`, 40_000);
    const journal = openOrFail(left, AT);
    expect(journal.newestEntry()).toMatchObject({ type: 'journal.restored' });
    expect(journal.entries({ types: ['till.started'], limit: 999 })).toHaveLength(model.sales);
    expect(journal.verify()).toBeNull();
    journal.close();
    model.remove();
  });

  it('do not keep a new volume from being begun', () => {
    withSales(2).close();
    startAnew({
      folder,
      environment: 'test',
      damage: { file: NAME, folder, problem: 'hash', seq: 3, receiptNumber: null },
      now: AT,
    });
    const journal = new SqliteJournal(currentJournalFile(folder, 'test'));
    expect(journal.openSales()).toHaveLength(2);
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('have fields for no number, PIN or key', () => {
    const fields = new Set(tillEntrySchema.options.flatMap(({ shape }) => Object.keys(shape)));
    expect([...fields].toSorted()).toEqual([
      'approvedBy',
      'at',
      'before',
      'by',
      'changes',
      'closing',
      'copy',
      'difference',
      'differences',
      'digest',
      'expected',
      'figures',
      'fingerprint',
      'found',
      'from',
      'inARow',
      'kind',
      'lastReceiptNumber',
      'madeAt',
      'number',
      'period',
      'pinsOn',
      'reason',
      'results',
      'sale',
      'sealedBy',
      'seals',
      'settings',
      'tag',
      'tags',
      'tampering',
      'type',
      'unwritten',
      'version',
      'what',
      'who',
      'why',
    ]);
  });
});

describe('the life of a till', () => {
  const deps = (damage: boolean) => ({
    connections: {
      journals: {
        ...WHOLE_JOURNALS,
        damage: damage ? { file: NAME, folder, problem: 'gap' as const, seq: null, receiptNumber: null } : null,
      },
    },
    clock: new VirtualClock(AT),
    log: recordingLog(),
    version: '0.1.0',
    noted: () => undefined,
  });

  it('is written down from its start to its end', () => {
    const journal = new SqliteJournal(file);
    const notes = new TillNotes(deps(false));
    const found = { sales: 0 };
    expect(readWhole(() => found, deps(false))).toBe(found);
    notes.opened(journal, PRACTICE_STORE, walletOfStore(PRACTICE_STORE));
    notes.closing('ended');
    expect(journal.entries({ types: ['till.started', 'till.ended'], limit: 9 })).toEqual([
      { type: 'till.ended', at: AT, why: 'ended', seq: 3 },
      { type: 'till.started', at: AT, version: '0.1.0', seq: 1 },
    ]);
    journal.close();
  });

  it('writes nothing into a journal that is damaged or cannot be replayed', () => {
    const journal = new SqliteJournal(file);
    expect(
      readWhole(() => {
        throw new Error('broken');
      }, deps(false)),
    ).toBeNull();
    const notes = new TillNotes(deps(true));
    notes.opened(journal, PRACTICE_STORE, walletOfStore(PRACTICE_STORE));
    notes.closing('ended');
    expect(journal.size).toBe(0);
    journal.close();
  });
});
