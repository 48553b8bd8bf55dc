import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openJournal } from '../../../electron/adapters/journal/store/open-journal.ts';
import { query, text } from '../../../electron/adapters/journal/store/query.ts';
import { readRoll } from '../../../electron/adapters/journal/store/audit-roll.ts';
import type { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import { minor } from '../../../shared/money.ts';
import { openedSale, requestedPayment } from './journal-samples.ts';

export const NAME = 'journal-test.db';
export const FILES = [NAME, `${NAME}-wal`, 'journal-test.roll'] as const;
/** Hundreds of journals are synced many times each; what is tested here is what is in them. */
const IN_MEMORY = '/dev/shm';
const BODY = `{"phoneNumber":"4791234567","padding":"${'x'.repeat(5_000)}"}`;

/** Number of its newest sales that are open, and of those in the write-ahead log alone. */
const OPEN = 3;
const IN_LOG = 8;

/**
 * A journal as a killed process leaves it: most of it in the database, free pages from forgotten bodies, the newest
 * sales in the log alone.
 */
export interface Scene {
  readonly payloads: readonly string[];
  readonly openReferences: readonly string[];
  readonly sales: number;
  /** A folder of its own with these files. */
  fresh(): string;
  remove(): void;
}

export function openOrFail(folder: string, now = 1): SqliteJournal {
  const opened = openJournal(join(folder, NAME), { now });
  if (!opened.ok) throw new Error(`damaged: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** Sells in it: request, registration, approval and, when `paid`, capture. */
export function sellIn(journal: SqliteJournal, number: number, paid: boolean, body = '{}'): string {
  const opened = openedSale(number);
  const requested = requestedPayment(opened);
  const { key } = requested.create;
  const on = { at: opened.at + 1, saleId: opened.saleId, reference: requested.reference };
  const sums = (captured: number) => ({
    authorized: minor(24_900),
    captured: minor(captured),
    cancelled: minor(0),
    refunded: minor(0),
  });
  const evidence = { at: on.at, source: 'get', state: 'AUTHORIZED', pspReference: 'psp-1' } as const;
  const reported = (captured: number): NewEvent => ({
    type: 'payment.reported',
    ...on,
    state: 'AUTHORIZED',
    amounts: sums(captured),
    evidence,
  });
  journal.append([opened, requested], { keep: [{ key, reference: requested.reference, body }], forget: [] });
  if (!paid) return requested.reference;
  journal.append([{ type: 'payment.registered', ...on, expiresAt: on.at + 600_000, code: null, evidence }], {
    keep: [],
    forget: [key],
  });
  journal.append([reported(0)]);
  journal.append([reported(24_900)]);
  return requested.reference;
}

export function scene(sales = 26): Scene {
  const root = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'skranke-harmed-'));
  const model = join(root, 'model');
  mkdirSync(model);
  const journal = openOrFail(model);
  const open: string[] = [];
  for (let number = 1; number <= sales; number += 1) {
    if (number === sales - IN_LOG) journal.emptyLog();
    const paid = number <= sales - OPEN;
    const reference = sellIn(journal, number, paid, number % 3 === 0 ? BODY : '{"phoneNumber":"4791234567"}');
    if (!paid) open.push(reference);
    journal.note([{ type: 'till.started', at: number, version: '0.1.0' }]);
  }
  // Copied as they stand: the process is killed here.
  const left = join(root, 'left');
  copyFiles(model, left);
  journal.close();
  let cases = 0;
  return {
    payloads: payloadsIn(left, root),
    openReferences: open,
    sales,
    fresh() {
      cases += 1;
      const folder = join(root, `case-${cases}`);
      copyFiles(left, folder);
      return folder;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function copyFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const name of FILES) if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
}

/**
 * Payloads of all entries but those about the journal itself, read through another copy, so that the files stay as they
 * are.
 */
export function payloadsIn(folder: string, scratch: string): string[] {
  const copy = mkdtempSync(join(scratch, 'read-'));
  for (const name of [NAME, `${NAME}-wal`])
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
  const db = new Database(join(copy, NAME));
  const rows = query<{ payload: string }>(
    db,
    `SELECT ${text('payload')} FROM events WHERE type NOT LIKE 'journal.%' ORDER BY seq`,
  ).all();
  db.close();
  rmSync(copy, { recursive: true, force: true });
  return rows.map(({ payload }) => payload);
}

/** A log without a byte says nothing: SQLite leaves one where it found none. */
export const hashOf = (file: string): string =>
  existsSync(file) && statSync(file).size > 0 ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'none';
export const hashesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => hashOf(join(folder, name))),
  );

export function flip(folder: string, name: string, at: number, bits = 0x01): void {
  const path = join(folder, name);
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ bits;
  writeFileSync(path, bytes);
}

export function cut(folder: string, name: string, left: number): void {
  truncateSync(join(folder, name), left);
}

/**
 * What became of a harmed journal, after the whole of it was checked as the caretaker does. @throws when anything was
 * lost without a word
 */
export type Verdict = 'nothing lost' | 'restored' | 'named';

export function judge(folder: string, { payloads }: Scene): Verdict {
  const [db, log] = [join(folder, NAME), join(folder, `${NAME}-wal`)];
  const before = [hashOf(db), hashOf(log)];
  const opened = openJournal(db, { now: 1_768_820_000_000 });
  if (!opened.ok) {
    if (hashOf(db) !== before[0] || hashOf(log) !== before[1]) throw new Error('the damaged files were changed');
    return 'named';
  }
  const journal = opened.value;
  const entry = journal.newestEntry();
  if (entry) {
    const kept = hashesIn(folder);
    if (before.some((hash) => hash !== 'none' && !kept.has(hash))) throw new Error('the damaged files were not kept');
  }
  const steps = journal.check();
  let step = steps.next();
  while (!step.done) step = steps.next();
  if (step.value.finding) return 'named';
  const found = payloadsIn(folder, folder);
  const rollEnd = readRoll(join(folder, 'journal-test.roll'))?.end?.seq;
  const broken = step.value.rebuilt > 0 ? journal.verify() : null;
  const size = journal.size;
  journal.close();
  if (broken) throw new Error(`opened, and ${broken.reason} is broken at ${broken.seq}`);
  if (found.length !== payloads.length || found.some((payload, index) => payload !== payloads[index]))
    throw new Error(`${payloads.length - found.length} events are gone without a word`);
  if (rollEnd !== size) throw new Error(`the roll ends at ${rollEnd}, the journal at ${size}`);
  return entry ? 'restored' : 'nothing lost';
}

/** Flips bits of a file or cuts it off, so many times, each on files of its own. @returns how often it ended how */
export function harmAtRandom(model: Scene, seed: number, rounds: number): Record<Verdict, number> {
  const random = createRandom(seed);
  const verdicts: Record<Verdict, number> = { 'nothing lost': 0, restored: 0, named: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const folder = model.fresh();
    const name = FILES[random.between(0, 9) < 4 ? 0 : random.between(0, 9) < 8 ? 1 : 2] ?? NAME;
    const { size } = statSync(join(folder, name));
    const done: string[] = [];
    const harm = random.between(0, 9);
    if (harm < 6)
      for (let flips = random.between(1, 3); flips > 0; flips -= 1) {
        const at = random.between(0, size - 1);
        flip(folder, name, at, 1 << random.between(0, 7));
        done.push(`${name} flipped at ${at}`);
      }
    else {
      const left = random.between(0, size - 1);
      cut(folder, name, left);
      done.push(`${name} cut to ${left}`);
    }
    try {
      verdicts[judge(folder, model)] += 1;
    } catch (error) {
      throw new Error(`seed ${seed}, round ${round}: ${done.join(', ')}: ${String(error)}`, { cause: error });
    }
    rmSync(folder, { recursive: true });
  }
  return verdicts;
}
