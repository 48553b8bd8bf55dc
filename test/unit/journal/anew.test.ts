import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { startAnew } from '../../../electron/adapters/journal/store/start-anew.ts';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { replaySale } from '../../../electron/core/payment/state.ts';
import type { Damage } from '../../../shared/journal.ts';
import { cut, flip, hashOf, judge, NAME, openOrFail, scene, sellIn } from '../../support/journal/harmed-journal.ts';
import type { Scene } from '../../support/journal/harmed-journal.ts';

const NOW = 1_768_820_000_000;
const FOLLOWING = 'journal-test-2.db';

let model: Scene;
beforeAll(() => {
  model = scene();
});
afterAll(() => model.remove());

const damageIn = (folder: string): Damage => {
  const opened = openJournal(join(folder, NAME), { now: NOW });
  if (opened.ok) throw new Error('not damaged');
  return opened.error;
};
const anew = (folder: string, step?: (name: string) => void) =>
  startAnew({ folder, environment: 'test', damage: damageIn(folder), now: NOW, ...(step ? { step } : {}) });

describe('a new volume after a damaged one', () => {
  it('carries every open payment with its events, goes on counting and names its predecessor', () => {
    const folder = model.fresh();
    cut(folder, NAME, 5 * 4096);
    const before = [NAME, `${NAME}-wal`].map((name) => hashOf(join(folder, name)));
    anew(folder);
    expect([NAME, `${NAME}-wal`].map((name) => hashOf(join(folder, name)))).toEqual(before);
    expect(currentJournalFile(folder, 'test')).toBe(join(folder, FOLLOWING));
    const opened = openJournal(join(folder, FOLLOWING), { now: NOW });
    if (!opened.ok) return expect.unreachable('the new volume is whole');
    const journal = opened.value;
    const open = journal.openSales().map((saleId) => replaySale(journal.sale(saleId)));
    expect(open.map((sale) => sale?.payments[0]?.reference)).toEqual(model.openReferences);
    expect(journal.lastReceiptNumber()).toBe(model.sales);
    expect(journal.newestEntry()).toMatchObject({
      type: 'journal.continued',
      file: NAME,
      problem: 'structure',
      carried: 3,
      lastReceiptNumber: model.sales,
      lost: [],
    });
    expect(journal.verify()).toBeNull();
    sellIn(journal, model.sales + 1, true);
    expect(journal.verify()).toBeNull();
    journal.acknowledge();
    expect(journal.newestEntry()).toBeNull();
    journal.close();
  });

  it('takes the bodies of waiting requests with it', () => {
    const folder = model.fresh();
    flip(folder, NAME, 4096 * 3);
    const opened = openJournal(join(folder, NAME), { now: NOW });
    startAnew({
      folder,
      environment: 'test',
      damage: opened.ok ? { file: NAME, folder, problem: 'structure', seq: null, receiptNumber: null } : opened.error,
      now: NOW,
    });
    const journal = new SqliteJournal(currentJournalFile(folder, 'test'));
    const bodies = journal.openSales().map((saleId) => {
      const requested = journal.sale(saleId).find((event) => event.type === 'payment.requested');
      return requested && journal.body(requested.create.key);
    });
    expect(bodies).toHaveLength(3);
    expect(bodies.every((body) => body?.includes('4791234567'))).toBe(true);
    journal.close();
  });

  it('starts with the number alone where nothing can be read, and says which payments are lost if it knows', () => {
    const folder = model.fresh();
    rmSync(join(folder, 'journal-test.roll'));
    cut(folder, NAME, 200);
    rmSync(join(folder, `${NAME}-wal`));
    anew(folder);
    const journal = openJournal(currentJournalFile(folder, 'test'), { now: NOW });
    if (!journal.ok) return expect.unreachable('the new volume is whole');
    expect(journal.value.openSales()).toEqual([]);
    expect(journal.value.newestEntry()).toMatchObject({ type: 'journal.continued', carried: 0 });
    journal.value.close();
  });

  it.each(['read', 'write', 'sync', 'rename', 'sync-folder'])(
    'loses nothing when the process is killed before "%s", once and twice',
    (last) => {
      const folder = model.fresh();
      cut(folder, NAME, 5 * 4096);
      const before = hashOf(join(folder, NAME));
      const killed = (name: string) => {
        if (name === last) throw new Error('killed');
      };
      for (let time = 0; time < 2; time += 1) {
        if (currentJournalFile(folder, 'test').endsWith(FOLLOWING)) break;
        expect(() => anew(folder, killed)).toThrow('killed');
      }
      // Either it has not happened, and can be asked for again, or it has happened whole.
      if (!existsSync(join(folder, FOLLOWING))) anew(folder);
      expect(hashOf(join(folder, NAME))).toBe(before);
      const journal = openJournal(currentJournalFile(folder, 'test'), { now: NOW });
      expect(journal.ok && journal.value.openSales()).toHaveLength(3);
      expect(readdirSync(folder).filter((name) => name.startsWith('.reading-') || name.endsWith('.new'))).toEqual([]);
      if (journal.ok) journal.value.close();
    },
  );

  it('is followed by a third when it is damaged itself', () => {
    const folder = model.fresh();
    cut(folder, NAME, 5 * 4096);
    anew(folder);
    cut(folder, FOLLOWING, 3 * 4096);
    startAnew({ folder, environment: 'test', damage: damageIn(folder), now: NOW });
    expect(currentJournalFile(folder, 'test')).toBe(join(folder, 'journal-test-3.db'));
  });
});

describe('a restored end', () => {
  it.each(['copy', 'open', 'restore', 'roll'] as const)(
    'is restored at the next start when the process is killed before "%s", once and twice',
    (last) => {
      const folder = model.fresh();
      cut(folder, `${NAME}-wal`, 40_000);
      for (let time = 0; time < 2; time += 1) {
        try {
          openJournal(join(folder, NAME), {
            now: NOW + time,
            step: (name) => {
              if (name === last) throw new Error('killed');
            },
          });
        } catch (error) {
          expect(String(error)).toContain('killed');
        }
      }
      expect(judge(folder, model)).toMatch(/restored/);
    },
  );

  it('is told until somebody has read it', () => {
    const folder = model.fresh();
    cut(folder, `${NAME}-wal`, 40_000);
    openOrFail(folder, NOW).close();
    const journal = openOrFail(folder, NOW + 1);
    expect(journal.newestEntry()).toMatchObject({
      type: 'journal.restored',
      entries: expect.any(Number),
      file: expect.stringMatching(/^journal-test\.damaged-\d{8}-\d{6}\.db$/),
    });
    journal.acknowledge();
    journal.close();
    const again = openOrFail(folder, NOW + 2);
    expect(again.newestEntry()).toBeNull();
    again.close();
  });
});
