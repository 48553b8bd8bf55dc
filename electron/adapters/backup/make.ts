import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { encrypted } from './container.ts';
import { CONTENT } from './content.ts';
import type { BackupRecord } from './content.ts';
import { proveBackup } from './reading.ts';
import { writeExport } from '../files/export-file.ts';
import { keptEntries, volumeHead } from '../journal/backup/kept-volume.ts';
import type { VolumeHead } from '../journal/backup/kept-volume.ts';
import { carriedSeal } from '../journal/seal/seal.ts';
import type { SealPlace } from '../journal/seal/seal.ts';
import { currentJournalFile } from '../journal/store/volumes.ts';
import { carriedSigner } from '../keys/signing-key.ts';
import { peopleFileSchema } from '../people/people-store.ts';
import type { PinCarrier } from '../people/pin-hasher.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { environmentSchema } from '../../../shared/settings.ts';
import type { Environment } from '../../../shared/settings.ts';

export interface BackupPlace extends SealPlace {
  readonly pins: PinCarrier;
}

export interface MakeOptions {
  readonly path: string;
  readonly passphrase: string;
  readonly version: string;
  readonly shop: string;
  /** Epoch ms. */
  readonly now: number;
  progressed(progress: Progress): void;
}

const PIECE = 256 * 1024;
const OLD_VOLUME = /^journal-[a-z0-9.-]+\.(?:db|db-wal|roll)$/;

interface Written extends VolumeHead {
  readonly environment: Environment;
  readonly path: string;
}

/**
 * Writes everything that this till is into one encrypted file, beside the work: a slice of the journal, then whatever
 * waits. It gets its name only when it was read back and every link in it holds. Not in it: the API's keys, which can
 * be had again; waiting bodies, which are made anew and hold phone numbers; the log.
 */
export async function makeBackup(place: BackupPlace, options: MakeOptions): Promise<Result<void, ErrorCode>> {
  const { path, passphrase, progressed } = options;
  let journals: readonly Written[];
  try {
    journals = writtenIn(place.folder);
  } catch (error) {
    place.log.error('journal not read for the backup', { error: error instanceof Error ? error.name : typeof error });
    return err('till.journalDamaged');
  }
  const entries = journals.reduce((sum, { end }) => sum + end.seq, 0);
  const total = Math.max(1, 2 * entries);
  const told = (done: number) => progressed({ done: Math.min(done, total), total });
  let broken = false;
  const lines = linesOf(contentOf(place, options, journals, told), () => (broken = true));
  const proved = async (file: string): Promise<Result<void, ErrorCode>> => {
    try {
      await proveBackup(file, passphrase, (read) => told(entries + read));
      return { ok: true, value: undefined };
    } catch (error) {
      place.log.error('backup not read back', { error: error instanceof Error ? error.message : String(error) });
      return err('backup.notReadBack');
    }
  };
  try {
    return await writeExport(path, encrypted(passphrase, lines), place.log, proved);
  } catch (error) {
    if (!broken) throw error;
    place.log.error('journal not whole in the backup', { error: error instanceof Error ? error.message : 'unknown' });
    return err('till.journalDamaged');
  }
}

function writtenIn(folder: string): readonly Written[] {
  return environmentSchema.options.flatMap((environment) => {
    const path = currentJournalFile(folder, environment);
    const head = existsSync(path) ? volumeHead(path) : null;
    return head ? [{ ...head, environment, path }] : [];
  });
}

async function* linesOf(content: AsyncIterable<BackupRecord>, failed: () => void): AsyncGenerator<string> {
  let lines = 0;
  try {
    for await (const record of content) {
      yield JSON.stringify(record);
      lines += 1;
    }
  } catch (error) {
    failed();
    throw error;
  }
  yield JSON.stringify({ kind: 'end', lines } satisfies BackupRecord);
}

async function* contentOf(
  place: BackupPlace,
  { version, shop, now }: MakeOptions,
  journals: readonly Written[],
  told: (done: number) => void,
): AsyncGenerator<BackupRecord> {
  const { folder } = place;
  yield { kind: 'backup', content: CONTENT, madeAt: now, version, shop };
  for (const [kind, name] of [
    ['settings', 'settings.json'],
    ['queue', 'print-queue.json'],
    ['items', 'items.json'],
    ['logo', 'logo.json'],
  ] as const) {
    const content = jsonIn(join(folder, name));
    if (content !== undefined) yield { kind, content };
  }
  const people = await peopleIn(place);
  if (people !== null) yield { kind: 'people', content: people };
  for (const environment of environmentSchema.options) {
    const secret = await carriedSigner(place, environment);
    if (secret !== null) yield { kind: 'signing', environment, secret };
  }
  yield* oldVolumes(folder, new Set(journals.map(({ path }) => basename(path, '.db'))));
  let done = 0;
  for (const { environment, path, tag, end } of journals) {
    const seal = await carriedSeal(place, environment);
    yield { kind: 'journal', environment, file: basename(path), tag, end, seal };
    for (const links of keptEntries(path, end)) {
      yield { kind: 'entries', rows: links.map(({ hash, mac, payload }) => [hash, mac ?? null, payload]) };
      told((done += links.length));
    }
  }
}

/** What cannot be read is left out: the till itself works without it, and says so. */
function jsonIn(path: string): ReturnType<typeof JSON.parse> {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

async function peopleIn({ folder, pins, log }: BackupPlace) {
  const file = peopleFileSchema.safeParse(jsonIn(join(folder, 'people.json'))).data;
  if (!file) {
    if (existsSync(join(folder, 'people.json'))) log.warn('people not carried into the backup');
    return null;
  }
  const people = [];
  for (const person of file.people) people.push({ ...person, pin: await pins.carry(person.pin) });
  return { ...file, settings: { ...file.settings }, people };
}

async function* oldVolumes(folder: string, current: ReadonlySet<string>): AsyncGenerator<BackupRecord> {
  for (const name of readdirSync(folder)) {
    if (!OLD_VOLUME.test(name) || current.has(name.replace(/\.(?:db|db-wal|roll)$/, ''))) continue;
    yield { kind: 'file', name };
    const file = await open(join(folder, name), 'r');
    try {
      const piece = Buffer.alloc(PIECE);
      for (;;) {
        const { bytesRead } = await file.read(piece, 0, PIECE, null);
        if (bytesRead === 0) break;
        yield { kind: 'bytes', bytes: piece.toString('base64', 0, bytesRead) };
      }
    } finally {
      await file.close();
    }
  }
}
