import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { Random } from '../../electron/simulator/random.ts';
import { paymentsInCopy } from '../support/app/compare-books.ts';
import { until } from '../support/app/simulator-process.ts';
import type { DrivenCounter } from './counter.ts';
import type { Fault } from './fault.ts';
import { Lost } from './lost.ts';

/**
 * The journal's files are harmed while the terminal is down. Two ends are right: the journal is whole again and every
 * sale ends with the books equal, or the damage is named in the window in plain words and the harmed bytes are still in
 * the profile.
 */

const DB = 'journal-practice.db';
const WAL = `${DB}-wal`;
const IN_WORDS = /journal of payments is damaged/i;
/** Damage outside the newest entries is found beside the work. */
const FOUND_MS = 30_000;

/** Moves everything from the write-ahead log into the database, as a clean end does. */
function checkpoint(profile: string): void {
  const db = new Database(join(profile, DB));
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}

function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  writeFileSync(file, bytes);
}

/** A digit of an amount in an event. */
function flipPayload(profile: string, random: Random, where: 'first' | 'middle'): string {
  checkpoint(profile);
  const file = join(profile, DB);
  const text = readFileSync(file).toString('latin1');
  const places = [...text.matchAll(/"type":"payment\.reported"[^\0]*?"authorized":(\d+)/g)].map(
    (found) => found.index + found[0].length - 1,
  );
  const place = places[where === 'first' ? 0 : random.between(1, Math.max(1, places.length - 2))];
  if (place === undefined) throw new Error('no payload to harm');
  flipByte(file, place);
  return `payload at byte ${place}`;
}

function flipPageHeader(profile: string, random: Random): string {
  checkpoint(profile);
  const file = join(profile, DB);
  const pages = Math.floor(statSync(file).size / 4096);
  const page = random.between(1, pages - 1);
  flipByte(file, page * 4096);
  return `header of page ${page + 1} of ${pages}`;
}

function flipInLog(profile: string, random: Random): string {
  const file = join(profile, WAL);
  const { size } = statSync(file);
  // The terminal has just moved it all into the database.
  if (size === 0) return flipPayload(profile, random, 'middle');
  const place = random.between(Math.floor(size / 3), Math.floor((size * 2) / 3));
  flipByte(file, place);
  return `log at byte ${place} of ${size}`;
}

function cutLog(profile: string, random: Random): string {
  const file = join(profile, WAL);
  const { size } = statSync(file);
  if (size === 0) return cutDatabase(profile, random);
  // In the last third: the newest commits.
  const left = random.between(Math.floor((size * 2) / 3), size - 1);
  truncateSync(file, left);
  return `log cut to ${left} of ${size}`;
}

function cutDatabase(profile: string, random: Random): string {
  checkpoint(profile);
  const file = join(profile, DB);
  const { size } = statSync(file);
  const left = random.between(Math.floor(size / 4), size - 1);
  truncateSync(file, left);
  return `database cut to ${left} of ${size}`;
}

/**
 * Some finished sales, and one that waits for its customer while the terminal is dead. @returns the reference of that
 * one
 */
async function prepared(counter: DrivenCounter, finished: number): Promise<string> {
  await counter.start();
  await counter.customers('approve');
  counter.keepTending(60_000);
  for (let sale = 0; sale < finished; sale += 1) await counter.sellOne();
  await counter.settle();
  await counter.customers('manual');
  const open = await counter.sellOne();
  await counter.see('waiting');
  await counter.kill();
  return open;
}

/**
 * What the terminal makes of it: `healed` when nothing is missing, `named` when a person is told and nothing is sold.
 */
async function verdict(counter: DrivenCounter): Promise<'healed' | 'named'> {
  return until(
    'a word about the damage, or a whole journal',
    async () => {
      const snapshot = await counter.snapshot().catch(() => null);
      if (snapshot?.till.problem === 'till.journalDamaged' && IN_WORDS.test(await counter.words().catch(() => '')))
        return 'named';
      return snapshot?.till.status === 'open' && isWhole(counter.profile) ? 'healed' : null;
    },
    FOUND_MS,
  ).catch(async (error: unknown) => {
    throw new Lost(`${String(error)}; the window says: ${await counter.words().catch(String)}`);
  });
}

function isWhole(profile: string): boolean {
  try {
    paymentsInCopy(profile);
    return true;
  } catch {
    return false;
  }
}

/** Damage that was mended: the sale goes on, and the file as it was found is beside the mended one. */
async function goOn(counter: DrivenCounter, open: string): Promise<void> {
  const notice = (await counter.snapshot()).till.journalNotice;
  if (notice && !existsSync(join(counter.profile, notice.file)))
    throw new Lost(`${notice.file} was to be kept and is not there`);
  await counter.approve(open);
  await counter.settle();
}

/**
 * Damage that is named: the harmed bytes stay, the next start says the same, and a new volume takes over what is open.
 */
async function startAnew(counter: DrivenCounter, open: string, harmed: readonly Harmed[]): Promise<void> {
  await counter.kill();
  expectKept(counter, harmed);
  counter.spawn();
  if ((await verdict(counter)) !== 'named') throw new Lost('the damage is named at one start and not at the next');
  const before = await counter.simulator.books();
  const begun = await counter.call('journal.startAnew', undefined);
  if (!begun.accepted) throw new Lost(`no new volume: ${begun.error}`);
  await counter.whenOpen();
  expectKept(counter, harmed);
  counter.leaveBehind(before.flatMap(({ reference }) => (reference === open ? [] : [reference])));
  await counter.approve(open);
  await until('the sale carried over', async () =>
    (await counter.snapshot()).sales.some(({ payments }) => payments.some(({ reference }) => reference === open)),
  );
  await counter.settle();
  await counter.sellOne();
  await counter.settle(0);
}

interface Harmed {
  readonly file: string;
  readonly hash: string;
}

const sha = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/**
 * One of the harmed files is there byte for byte, under its own or a new name: a log may have been moved into the
 * database it belongs to.
 */
function expectKept(counter: DrivenCounter, harmed: readonly Harmed[]): void {
  const there = new Set(
    readdirSync(counter.profile)
      .filter((name) => name.startsWith('journal'))
      .map((name) => sha(join(counter.profile, name))),
  );
  if (!harmed.some(({ hash }) => there.has(hash)))
    throw new Lost(`the damaged file was changed: ${harmed.map(({ file }) => file).join(', ')}`);
}

const damage = (
  name: string,
  inShort: boolean,
  finished: number,
  harm: (profile: string, random: Random) => string,
): Fault => ({
  name: `the journal: ${name}`,
  inShort,
  limit: 240,
  async run(shop) {
    const counter = await shop.open();
    const open = await prepared(counter, finished);
    const what = harm(counter.profile, shop.random);
    const harmed = [DB, WAL]
      .map((file) => join(counter.profile, file))
      .filter((file) => existsSync(file))
      .map((file) => ({ file, hash: sha(file) }));
    try {
      counter.spawn();
      if ((await verdict(counter)) === 'healed') await goOn(counter, open);
      else await startAnew(counter, open, harmed);
    } catch (error) {
      throw error instanceof Error ? new Lost(`${what}: ${error.message}`) : error;
    }
  },
});

export const journalDamages: readonly Fault[] = [
  damage('a flipped byte in the middle', true, 5, (profile, random) => flipPayload(profile, random, 'middle')),
  // More events follow than a start looks at.
  damage('a flipped byte long ago', false, 60, (profile, random) => flipPayload(profile, random, 'first')),
  damage('a flipped byte in a page header', false, 5, flipPageHeader),
  damage('a flipped byte in the write-ahead log', false, 5, flipInLog),
  damage('a torn tail', true, 5, cutLog),
  damage('the database cut short', false, 5, cutDatabase),
  damage('the database gone', false, 5, (profile) => {
    rmSync(join(profile, DB));
    rmSync(join(profile, WAL), { force: true });
    return 'no database';
  }),
];
