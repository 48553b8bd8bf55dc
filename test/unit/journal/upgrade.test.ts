import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { chained } from '../../../electron/adapters/journal/tables/rows.ts';
import { BEGINNING } from '../../../electron/adapters/journal/store/chain.ts';
import { migrate, MIGRATIONS } from '../../../electron/adapters/journal/tables/schema.ts';
import { readOnly } from '../../../electron/adapters/journal/store/query.ts';
import { runThrough } from '../../../electron/adapters/journal/damage/check.ts';
import { verifyLinks } from '../../../electron/adapters/journal/verify/verify.ts';
import { UTC } from '../../support/till/calendars.ts';
import { readSearch } from '../../../electron/core/sales/search.ts';
import { referenceSchema } from '../../../shared/ids.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-upgrade-'));
  file = join(folder, 'journal-test.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A journal as an earlier version of the terminal left it, with three sales that wait. */
function journalOf(version: number): void {
  const db = new Database(file);
  db.exec('PRAGMA journal_mode = WAL');
  migrate(db, version);
  db.prepare("INSERT INTO meta VALUES ('tag', 'abcd')").run();
  const sales = [1, 2, 3].map((number) => openedSale(number));
  for (const { seq, hash, payload, event } of chained(
    sales.flatMap((sale) => [sale, requestedPayment(sale)]),
    BEGINNING,
  )) {
    db.prepare('INSERT INTO events (seq, sale_id, type, payload, hash) VALUES (?, ?, ?, ?, ?)').run(
      seq,
      'saleId' in event ? event.saleId : '',
      event.type,
      payload,
      hash,
    );
  }
  for (const { saleId, receiptNumber, at, total } of sales)
    db.prepare('INSERT INTO sales VALUES (?, ?, ?, ?, 1)').run(saleId, receiptNumber, at, total.value);
  db.close();
}

const VERSIONS = Array.from({ length: MIGRATIONS.length }, (_, index) => index + 1);

it.each(VERSIONS)(
  'a journal of version %i is whole, is brought up to this one, and then has every table for reading',
  (version) => {
    journalOf(version);
    const db = readOnly(file);
    expect(runThrough(verifyLinks(db))).toMatchObject({ end: { seq: 6 }, finding: null });
    db.close();
    const opened = openJournal(file, { now: 1 });
    if (!opened.ok) return expect.unreachable(JSON.stringify(opened.error));
    const journal = opened.value;
    expect(journal.tag).toBe('abcd');
    expect(journal.saleList.page(Number.MAX_SAFE_INTEGER, 9).map(({ receiptNumber }) => receiptNumber)).toEqual([
      3, 2, 1,
    ]);
    expect(journal.saleList.find(readSearch('#2', UTC, 1), 9, 9)).toHaveLength(1);
    expect(journal.verify()).toBeNull();
    journal.close();
  },
);

it('what stands in the tables of a version that called it a channel is what they say of the method', () => {
  const CALLED_CHANNEL = 7;
  journalOf(CALLED_CHANNEL);
  const db = new Database(file);
  db.prepare("INSERT INTO meta VALUES ('dayBook', '1')").run();
  db.prepare('INSERT INTO sale_rows VALUES (2, ?, 1, 24900, ?, ?, NULL, NULL)').run(randomUUID(), 'waiting', 'code');
  db.prepare(
    `INSERT INTO day_payments (reference, sale_id, receipt_number, requested_at, amount, channel, outcome, captured,
     refunded, reserved, requested_seq) VALUES (?, ?, 2, 1, 24900, ?, ?, 0, 0, 0, 4)`,
  ).run('shop-till1-20261121-abcd0002-1', randomUUID(), 'code', 'waiting');
  db.close();
  const opened = openJournal(file, { now: 1 });
  if (!opened.ok) return expect.unreachable(JSON.stringify(opened.error));
  const journal = opened.value;
  expect(journal.saleList.page(9, 9)).toMatchObject([{ receiptNumber: 2, method: 'code' }]);
  expect(journal.dayBook.request(referenceSchema.parse('shop-till1-20261121-abcd0002-1'))?.method).toBe('code');
  journal.close();
});
