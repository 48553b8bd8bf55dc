import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { verifyLines } from '../../../electron/adapters/journal/verify/verify-lines.ts';
import { journalFile } from '../../../electron/core/export/journal-file.ts';
import { hashOf } from '../../support/journal/harmed-journal.ts';
import { openedSale, requestedPayment } from '../../support/journal/journal-samples.ts';

const CLI = fileURLToPath(new URL('../../../electron/adapters/journal/verify/verify-cli.ts', import.meta.url));
const MADE_AT = 1_768_820_000_000;
/** So much of an export is read at once. */
const ONE_CHUNK = 1024 * 1024;

let folder: string;
let file: string;
let exported: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skranke-verify-'));
  file = join(folder, 'journal-test.db');
  exported = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sales of two entries each, from receipt 1; the body of each request holds a whole number. */
function sold(count: number): SqliteJournal {
  const journal = new SqliteJournal(file);
  for (let number = 1; number <= count; number += 1) {
    const opened = openedSale(number);
    const requested = requestedPayment(opened);
    journal.append([opened, requested], {
      keep: [{ key: requested.create.key, reference: requested.reference, body: '{"phoneNumber":"4791234567"}' }],
      forget: [],
    });
  }
  return journal;
}

function exportedLines(count: number): string[] {
  const journal = sold(count);
  const text = [...journalFile({ journal, version: '0.1.0', madeAt: MADE_AT })].map((piece) => piece.text).join('');
  journal.close();
  return text.split('\n').slice(0, -1);
}

const write = (lines: readonly string[]): void => writeFileSync(exported, lines.map((line) => `${line}\n`).join(''));
const verify = (path: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, path], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

describe('an exported journal', () => {
  it('holds every entry with its hash, names its journal and its end, and no whole phone number', () => {
    const lines = exportedLines(700);
    expect(lines).toHaveLength(1 + 1_400 + 1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      journal: expect.stringMatching(/^[a-z0-9]{4}$/),
      format: 1,
      version: '0.1.0',
      madeAt: MADE_AT,
      follows: null,
    });
    const newest: unknown = JSON.parse(lines.at(-2) ?? '');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      end: { seq: 1_400, hash: newest && typeof newest === 'object' && 'hash' in newest ? newest.hash : null },
    });
    expect(lines.join('\n')).not.toContain('91234567');
  });

  it('is whole, also when it is read in small parts of more than one chunk', async () => {
    write(exportedLines(1_200));
    expect(statSync(exported).size).toBeGreaterThan(ONE_CHUNK);
    expect(await verifyLines(exported)).toMatchObject({ end: { seq: 2_400 }, broken: null });
  });

  it('is the journal at one moment: what comes while it is written is not in it', () => {
    const journal = sold(400);
    const pieces: string[] = [];
    for (const { text } of journalFile({ journal, version: '0.1.0', madeAt: MADE_AT })) {
      pieces.push(text);
      journal.note([{ type: 'till.started', at: MADE_AT, version: '0.1.0' }]);
    }
    journal.close();
    expect(pieces.join('').split('\n')).toHaveLength(1 + 800 + 1 + 1);
  });

  it('names the volume that it follows', () => {
    const journal = new SqliteJournal(file);
    const lastGood = { seq: 7, hash: 'a'.repeat(64) };
    journal.note([
      {
        type: 'journal.continued',
        at: MADE_AT,
        file: 'journal-test.db',
        problem: 'hash',
        lastGood,
        lastReceiptNumber: 3,
        carried: 0,
        lost: [],
        tags: [],
        closings: null,
      },
    ]);
    const [head] = journalFile({ journal, version: '0.1.0', madeAt: MADE_AT });
    journal.close();
    expect(JSON.parse(head?.text ?? '')).toMatchObject({ follows: { file: 'journal-test.db', ...lastGood } });
  });

  const swap = (lines: string[], a: number, b: number) => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');
  const edit = (lines: string[], at: number, from: string | RegExp, to: string) =>
    lines.with(at, (lines[at] ?? '').replace(from, to));
  // Lines of entries: entry n stands in line n + 1, so at index n. Entries 5 and 6 are of receipt 3.
  it.each<[string, (lines: string[]) => string[], object]>([
    [
      'an edited amount',
      (lines) => edit(lines, 5, '24900', '14900'),
      { problem: 'hash', line: 6, seq: 5, receiptNumber: 3 },
    ],
    [
      'an edited hash',
      (lines) => edit(lines, 5, /"hash":"[0-9a-f]{4}/, '"hash":"0000'),
      { problem: 'hash', line: 6, seq: 5, receiptNumber: 3 },
    ],
    [
      'an edited request, read back to its sale',
      (lines) => edit(lines, 6, 'till1', 'till2'),
      { problem: 'hash', line: 7, seq: 6, receiptNumber: 3 },
    ],
    ['a removed entry', (lines) => lines.toSpliced(5, 1), { problem: 'order', line: 6, seq: 5 }],
    ['a repeated entry', (lines) => lines.toSpliced(6, 0, lines[5] ?? ''), { problem: 'order', line: 7, seq: 6 }],
    ['two entries in the wrong order', (lines) => swap(lines, 5, 6), { problem: 'order', line: 6, seq: 5 }],
    ['a foreign line', (lines) => lines.toSpliced(5, 0, 'hello'), { problem: 'line', line: 6, seq: 5 }],
    ['a foreign object', (lines) => lines.toSpliced(5, 0, '{"seq":5}'), { problem: 'line', line: 6, seq: 5 }],
    [
      'an entry with something more in it',
      (lines) => edit(lines, 5, '{"seq"', '{"note":"x","seq"'),
      { problem: 'line', line: 6, seq: 5 },
    ],
    ['an empty line', (lines) => lines.toSpliced(5, 0, ''), { problem: 'line', line: 6, seq: 5 }],
    ['a missing last line', (lines) => lines.slice(0, -1), { problem: 'cut', line: 12, seq: 11 }],
    [
      'missing newest entries with the last line kept',
      (lines) => lines.toSpliced(-3, 2),
      { problem: 'end', line: 10, seq: 9 },
    ],
    ['something after the end', (lines) => [...lines, lines[5] ?? ''], { problem: 'more', line: 13, seq: null }],
    ['a missing first line', (lines) => lines.slice(1), { problem: 'head', line: 1, seq: null }],
    ['nothing at all', () => [], { problem: 'head', seq: null }],
  ])('with %s is named', async (_, harm, expected) => {
    write(harm(exportedLines(5)));
    expect((await verifyLines(exported)).broken).toMatchObject(expected);
  });

  it.each([1, 40, 200])('that was cut %i bytes before its end is named', async (bytes) => {
    write(exportedLines(5));
    const whole = readFileSync(exported);
    writeFileSync(exported, whole.subarray(0, whole.length - bytes));
    expect((await verifyLines(exported)).broken).toMatchObject({ problem: 'cut' });
  });

  it('is judged by the command: 0 when whole, 1 with the place when not', () => {
    write(exportedLines(5));
    expect(verify(exported)).toMatchObject({ status: 0, said: expect.stringContaining('10 entries') });
    write(edit(readFileSync(exported, 'utf8').split('\n').slice(0, -1), 3, '24900', '24901'));
    expect(verify(exported)).toMatchObject({
      status: 1,
      said: expect.stringContaining('BROKEN at line 4, entry 3, receipt 2'),
    });
  });
});

describe('the file of a journal', () => {
  const tamper = (sql: string): void => {
    const db = new Database(file);
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    db.exec(
      [...triggers.map(({ name }) => `DROP TRIGGER ${name}`), sql, ...triggers.map((each) => each.sql)].join(';'),
    );
    db.close();
  };

  it('is whole, and is not changed by being looked at', () => {
    const journal = sold(5);
    journal.copyTo(join(folder, 'at-rest.db'));
    journal.close();
    for (const path of [file, join(folder, 'at-rest.db')]) {
      // The index of the log is memory that readers share: it holds no entry.
      const files = () =>
        readdirSync(folder)
          .filter((name) => !name.endsWith('-shm'))
          .map((name) => [name, hashOf(join(folder, name))]);
      const before = files();
      expect(verify(path)).toMatchObject({
        status: 0,
        said: expect.stringMatching(/10 entries .* the newest is 10 [0-9a-f]{64}/),
      });
      expect(files()).toEqual(before);
    }
  });

  it('can be verified while the till works with it', () => {
    const journal = sold(5);
    expect(verify(file)).toMatchObject({ status: 0, said: expect.stringContaining('10 entries') });
    journal.close();
  });

  it.each([
    [
      'a changed amount',
      "UPDATE events SET payload = replace(payload, '24900', '14900') WHERE seq = 5",
      'entry 5, receipt 3',
    ],
    [
      'a changed hash',
      'UPDATE events SET hash = substr(hash, 2) || substr(hash, 1, 1) WHERE seq = 5',
      'entry 5, receipt 3',
    ],
    ['a removed entry', 'DELETE FROM events WHERE seq = 5', 'entry 5'],
    [
      'an entry filed under another sale',
      'UPDATE events SET sale_id = (SELECT sale_id FROM sales WHERE receipt_number = 1) WHERE seq = 5',
      'entry 5, receipt 1',
    ],
    ['a changed order of the file', 'DROP INDEX open_sales', 'order of the file'],
  ])('with %s is named', (_, sql, expected) => {
    sold(5).close();
    tamper(sql);
    expect(verify(file)).toMatchObject({ status: 1, said: expect.stringContaining(expected) });
  });

  it.each([
    ['is not there', () => undefined, /no file/],
    ['is empty', () => writeFileSync(file, ''), /BROKEN/],
    ['is something else', () => writeFileSync(file, 'hello\n'), /BROKEN/],
    [
      'is a database of somebody else',
      () => {
        const db = new Database(file);
        db.exec('CREATE TABLE a (b)');
        db.close();
      },
      /BROKEN/,
    ],
    [
      'is half of one',
      () => {
        sold(200).close();
        writeFileSync(file, readFileSync(file).subarray(0, 40_960));
      },
      /BROKEN/,
    ],
  ])('that %s ends with 1 and words', (_, prepare, words) => {
    prepare();
    expect(verify(file)).toMatchObject({ status: 1, said: expect.stringMatching(words) });
  });
});
