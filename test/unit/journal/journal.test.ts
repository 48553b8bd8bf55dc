import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRoll, ROLL_BYTES, ROLL_ENTRIES } from '../../../electron/adapters/journal/store/audit-roll.ts';
import { runThrough } from '../../../electron/adapters/journal/damage/check.ts';
import { findBrokenLink } from '../../../electron/adapters/journal/store/chain.ts';
import { JournalDamage } from '../../../electron/adapters/journal/damage/damage.ts';
import type { Finding } from '../../../electron/adapters/journal/damage/damage.ts';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { MIGRATIONS } from '../../../electron/adapters/journal/tables/schema.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-journal-'));
  file = join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A journal with `count` sales of two events each. */
function filled(count: number): SqliteJournal {
  const journal = new SqliteJournal(file);
  for (let number = 1; number <= count; number += 1) {
    const opened = openedSale(number);
    journal.append([opened, requestedPayment(opened)]);
  }
  return journal;
}

/** Changes the file behind the journal's back, as a failing disk or a person with a tool would. */
function tamper(sql: string): void {
  const db = new Database(file);
  db.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted;');
  db.exec(sql);
  db.close();
}

describe('journal in SQLite', () => {
  it('gives back what was appended, in order, after it was opened again', () => {
    filled(3).close();
    const journal = new SqliteJournal(file);
    const [saleId] = journal.openSales();
    expect(journal.openSales()).toHaveLength(3);
    expect(journal.sale(saleId!).map((event) => event.type)).toEqual(['sale.opened', 'payment.requested']);
    expect(journal.lastReceiptNumber()).toBe(3);
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('keeps its tag for ever and mints another for another file', () => {
    const journal = new SqliteJournal(file);
    const { tag } = journal;
    journal.close();
    const again = new SqliteJournal(file);
    const other = new SqliteJournal(join(folder, 'other.db'));
    expect(again.tag).toBe(tag);
    expect(tag).toMatch(/^[a-z0-9]{4}$/);
    expect(other.tag).not.toBe(tag);
    again.close();
    other.close();
  });

  it('writes all events of an append or none', () => {
    const journal = filled(1);
    const opened = openedSale(2);
    const broken = { ...requestedPayment(opened), attempt: 0 };
    expect(() => journal.append([opened, broken])).toThrow();
    expect(journal.lastReceiptNumber()).toBe(1);
    journal.append([opened, requestedPayment(opened)]);
    expect(journal.lastReceiptNumber()).toBe(2);
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('never lets a receipt number be used twice', () => {
    const journal = filled(1);
    const twin = openedSale(1);
    expect(() => journal.append([twin, requestedPayment(twin)])).toThrow(/UNIQUE/i);
    journal.close();
  });

  it('keeps bodies outside the chain and forgets them on request', () => {
    const journal = new SqliteJournal(file);
    const opened = openedSale(1);
    const requested = requestedPayment(opened);
    const { key } = requested.create;
    journal.append([opened, requested], {
      keep: [{ key, reference: requested.reference, body: '{"phoneNumber":"4791234567"}' }],
      forget: [],
    });
    expect(journal.body(key)).toBe('{"phoneNumber":"4791234567"}');
    journal.append([{ type: 'payment.mayExist', at: 2, saleId: opened.saleId, reference: requested.reference }], {
      keep: [],
      forget: [key],
    });
    expect(journal.body(key)).toBeNull();
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('refuses to change or delete an event', () => {
    filled(1).close();
    const db = new Database(file);
    expect(() => db.exec("UPDATE events SET payload = '{}' WHERE seq = 1")).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM events')).toThrow(/append-only/);
    db.close();
  });

  it.each([
    ['a changed payload', "UPDATE events SET payload = replace(payload, '24900', '14900') WHERE seq = 3", 3],
    ['a removed event', 'DELETE FROM events WHERE seq = 2', 2],
    ['a changed hash', "UPDATE events SET hash = 'ff' || substr(hash, 3) WHERE seq = 5", 5],
  ])('names the broken link after %s, opens nothing and leaves the file', (_, sql, seq) => {
    filled(4).close();
    tamper(sql);
    expect(() => new SqliteJournal(file)).toThrow(JournalDamage);
    const db = new Database(file);
    const links = db.prepare('SELECT seq, payload, hash FROM events ORDER BY seq').all() as {
      seq: number;
      payload: string;
      hash: string;
    }[];
    expect(findBrokenLink(links)?.seq).toBe(seq);
    db.close();
  });

  it('refuses a journal of a newer version instead of guessing', () => {
    filled(1).close();
    const db = new Database(file);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    expect(() => new SqliteJournal(file)).toThrow(/newer version/);
  });

  it('puts right what the tables for reading say, and finds no damage in it', () => {
    filled(3).close();
    const db = new Database(file);
    db.exec(
      'UPDATE sales SET is_open = 0 WHERE receipt_number = 2; UPDATE payments SET captured ' +
        "= 5 WHERE reference LIKE '%0003-1'; DELETE FROM sales WHERE receipt_number = 1",
    );
    db.close();
    const journal = new SqliteJournal(file);
    expect(journal.openSales()).toHaveLength(1);
    expect(journal.verify()).toEqual({ seq: 0, reason: 'projection' });
    expect(runThrough(journal.check())).toEqual({ finding: null, rebuilt: 3, wrongSeal: null });
    expect(journal.openSales()).toHaveLength(3);
    expect(journal.verify()).toBeNull();
    journal.close();
  });

  it('never gives out a body that is not what was kept, and says so', () => {
    const first = new SqliteJournal(file);
    const opened = openedSale(1);
    const requested = requestedPayment(opened);
    const { key } = requested.create;
    first.append([opened, requested], {
      keep: [{ key, reference: requested.reference, body: '{"phoneNumber":"4791234567"}' }],
      forget: [],
    });
    first.close();
    const db = new Database(file);
    db.exec("UPDATE bodies SET body = replace(body, '4791234567', '4791234568')");
    db.close();
    const found: Finding[] = [];
    const journal = new SqliteJournal(file, undefined, { damaged: (finding) => found.push(finding) });
    expect(journal.body(key)).toBeNull();
    expect(found).toEqual([{ problem: 'payload', seq: null }]);
    expect(runThrough(journal.check()).finding).toEqual({ problem: 'payload', seq: null });
    journal.close();
  });

  it('leaves no byte of a forgotten body in any file', () => {
    const opened = openJournal(file, { now: 1 });
    if (!opened.ok) return expect.unreachable('a new journal');
    const journal = opened.value;
    for (let number = 1; number <= 5; number += 1) {
      const sale = openedSale(number);
      const requested = requestedPayment(sale);
      const { key } = requested.create;
      const body = `{"phoneNumber":"4791234567","padding":"${'x'.repeat(number * 2_000)}"}`;
      journal.append([sale, requested], { keep: [{ key, reference: requested.reference, body }], forget: [] });
      journal.append(
        [
          {
            type: 'payment.refused',
            at: 2,
            saleId: sale.saleId,
            reference: requested.reference,
            problem: 'wallet.noWallet',
          },
        ],
        { keep: [], forget: [key] },
      );
    }
    const holdsIt = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes('4791234567'));
    expect(holdsIt()).toEqual(['journal.db-wal']);
    expect(journal.hasForgotten).toBe(true);
    journal.emptyLog();
    expect(holdsIt()).toEqual([]);
    expect(journal.hasForgotten).toBe(false);
    journal.close();
  });

  it('cuts its audit roll and goes on with it', () => {
    const opened = openJournal(file, { now: 1 });
    if (!opened.ok) return expect.unreachable('a new journal');
    const journal = opened.value;
    const roll = join(folder, 'journal.roll');
    let largest = 0;
    for (let number = 0; number < 900; number += 10) {
      const sales = Array.from({ length: 10 }, (_, index) => openedSale(number + index + 1));
      journal.append(sales.flatMap((sale) => [sale, requestedPayment(sale)]));
      largest = Math.max(largest, statSync(roll).size);
    }
    expect(largest).toBeGreaterThan(ROLL_BYTES - 10_000);
    expect(largest).toBeLessThan(ROLL_BYTES + 10_000);
    expect(readRoll(roll)?.end?.seq).toBe(journal.size);
    const links = readRoll(roll)?.verified() ?? [];
    expect(links.length).toBeGreaterThanOrEqual(ROLL_ENTRIES);
    expect(links.at(-1)?.seq).toBe(journal.size);
    journal.close();
  });
});
