import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UnreadableBackup } from './container.ts';
import type { Unreadable } from './container.ts';
import type { BackupHead, BackupRecord, KeptJournal } from './content.ts';
import type { BackupPlace } from './make.ts';
import { READY, STAGING } from './places.ts';
import { recordsOf } from './reading.ts';
import { numbersTo } from './segment.ts';
import { isNewerForm } from '../files/settings-store.ts';
import { syncFile, syncFolder } from '../files/whole-file.ts';
import { hasSales } from '../journal/backup/kept-volume.ts';
import { NewerEntry, RestoredVolume } from '../journal/backup/restored-volume.ts';
import type { Segment } from '../journal/backup/restored-volume.ts';
import { settledSigner } from '../keys/signing-key.ts';
import { peopleFileSchema } from '../people/people-store.ts';
import type { TillEntry } from '../../core/journal/till-entries.ts';
import { vouchedFor } from '../../core/ports/people.ts';
import type { PeopleFile, PinHasher } from '../../core/ports/people.ts';
import type { Restored } from '../../core/ports/backup.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface RestorePlace extends BackupPlace {
  readonly digest: PinHasher['digest'];
}

export interface RestoreOptions {
  readonly path: string;
  readonly passphrase: string;
  readonly actor: Actor;
  /** Epoch ms. */
  readonly now: number;
  progressed(progress: Progress): void;
}

const CODES: Readonly<Record<Unreadable, ErrorCode>> = {
  passphrase: 'backup.passphraseWrong',
  damaged: 'backup.damaged',
  format: 'backup.otherVersion',
  foreign: 'backup.foreign',
};

/** PINs as they were carried. */
const carriedSchema = z.object({
  people: z.array(z.looseObject({ pin: z.string().nullable() })),
});

/** Where something was sold, for money or on trial, nothing is put over it; nor where that cannot be found out. */
export function isEmptyTill(folder: string): boolean {
  const sold = (name: string): boolean => {
    try {
      return hasSales(join(folder, name));
    } catch {
      return true;
    }
  };
  return readdirSync(folder).every((name) => !/^journal-(?:production|test)[^.]*\.db$/.test(name) || !sold(name));
}

/**
 * Lays a backup out beside the profile, every link and seal of its journals looked at: nothing of the till has changed
 * then. {@link commitRestored} makes it the till's at the next start.
 */
export async function layOut(place: RestorePlace, options: RestoreOptions): Promise<Result<Restored, ErrorCode>> {
  const folder = join(place.folder, STAGING);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    const layout = new Layout(folder, place, options);
    try {
      for await (const record of recordsOf(options.path, options.passphrase)) await layout.take(record);
      return ok(await layout.finish());
    } catch (error) {
      layout.abandon();
      throw error;
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    place.log.error('backup not restored', { error: error instanceof Error ? error.message : String(error) });
    if (error instanceof UnreadableBackup) return err(CODES[error.why]);
    return err(error instanceof NewerEntry ? 'backup.otherVersion' : 'backup.notRestored');
  }
}

/** From the next start on the till is the restored one: one rename. @throws when the disk refuses */
export function commitRestored(folder: string): void {
  rmSync(join(folder, READY), { recursive: true, force: true });
  renameSync(join(folder, STAGING), join(folder, READY));
  syncFolder(folder);
}

class Layout {
  readonly #folder: string;
  readonly #place: RestorePlace;
  readonly #options: RestoreOptions;
  #head: BackupHead | null = null;
  #people: PeopleFile | null = null;
  #file: string | null = null;
  #open: { readonly volume: RestoredVolume; readonly kept: KeptJournal } | null = null;
  readonly #done: { readonly volume: RestoredVolume; readonly kept: KeptJournal }[] = [];

  constructor(folder: string, place: RestorePlace, options: RestoreOptions) {
    this.#folder = folder;
    this.#place = place;
    this.#options = options;
  }

  async take(record: BackupRecord): Promise<void> {
    switch (record.kind) {
      case 'backup':
        this.#head = record;
        return;
      case 'settings':
        // It says for which form people and slips are too; the till would start and refuse them.
        if (isNewerForm(record.content)) throw new UnreadableBackup('format');
        return this.#write('settings.json', JSON.stringify(record.content));
      case 'queue':
        return this.#write('print-queue.json', JSON.stringify(record.content));
      case 'items':
        return this.#write('items.json', JSON.stringify(record.content));
      case 'logo':
        return this.#write('logo.json', JSON.stringify(record.content));
      case 'people':
        return this.#takePeople(record.content);
      case 'signing': {
        const kept = await settledSigner(this.#place, record.environment, record.secret);
        return kept ? this.#write(kept.name, kept.bytes) : undefined;
      }
      case 'file':
        this.#file = record.name;
        return this.#write(record.name, '');
      case 'bytes':
        if (this.#file === null) throw new UnreadableBackup('damaged');
        return appendFileSync(join(this.#folder, this.#file), Buffer.from(record.bytes, 'base64'));
      case 'journal':
        this.#closeVolume();
        this.#open = {
          volume: new RestoredVolume(join(this.#folder, record.file), record.tag, record.seal),
          kept: record,
        };
        return;
      case 'entries':
        return this.#takeEntries(record.rows);
      case 'end':
        return this.#closeVolume();
    }
  }

  /** The journals go on, each in a segment of its own; everything is on the disk then. */
  async finish(): Promise<Restored> {
    const head = this.#head;
    if (!head) throw new UnreadableBackup('damaged');
    const [first] = (['production', 'test', 'practice'] as const).flatMap(
      (environment) => this.#done.find(({ kept }) => kept.environment === environment) ?? [],
    );
    for (const each of this.#done) {
      const people = each === first ? this.#people : null;
      for (const _ of each.volume.finish((segment) => this.#said(head, each.kept, segment, people))) await turn();
    }
    for (const name of readdirSync(this.#folder)) syncFile(join(this.#folder, name));
    syncFolder(this.#folder);
    const entries = this.#done.reduce((sum, { volume }) => sum + volume.end.seq, 0);
    return { madeAt: head.madeAt, shop: head.shop, entries };
  }

  abandon(): void {
    for (const { volume } of [...this.#done, ...(this.#open ? [this.#open] : [])]) volume.abandon();
  }

  #write(name: string, content: string | Uint8Array): void {
    writeFileSync(join(this.#folder, name), content, { mode: 0o600, flag: 'wx' });
  }

  async #takePeople(content: unknown): Promise<void> {
    const carried = carriedSchema.parse(content);
    const people = [];
    for (const person of carried.people) people.push({ ...person, pin: await this.#place.pins.settle(person.pin) });
    this.#people = peopleFileSchema.parse({ ...carried, ...z.looseObject({}).parse(content), people });
    this.#write('people.json', JSON.stringify(this.#people));
  }

  async #takeEntries(rows: readonly (readonly [string, string | null, string])[]): Promise<void> {
    if (!this.#open) throw new UnreadableBackup('damaged');
    const { volume, kept } = this.#open;
    const broken = volume.add(rows.map(([hash, mac, payload]) => ({ hash, mac, payload })));
    if (broken !== null) throw new UnreadableBackup('damaged');
    this.#options.progressed({ done: volume.end.seq, total: Math.max(1, kept.end.seq) });
    await turn();
  }

  #closeVolume(): void {
    if (!this.#open) return;
    const { volume, kept } = this.#open;
    if (volume.end.seq !== kept.end.seq || volume.end.hash !== kept.end.hash) throw new UnreadableBackup('damaged');
    this.#done.push(this.#open);
    this.#open = null;
  }

  #said(head: BackupHead, kept: KeptJournal, segment: Segment, people: PeopleFile | null): readonly TillEntry[] {
    const { actor, now } = this.#options;
    const { madeAt, version } = head;
    const digest = people && this.#place.digest(vouchedFor(people));
    return [
      {
        type: 'backup.restored',
        at: now,
        by: actor.by,
        approvedBy: actor.approvedBy,
        madeAt,
        version,
        tag: segment.tag,
        tags: [kept.tag],
        lastReceiptNumber: numbersTo(segment.lastNumber, madeAt, now),
        seals: kept.seal === null ? 'none' : segment.wrongSeal === null ? 'held' : 'wrong',
      },
      // PINs are sealed by another keychain now, so the file is another one.
      ...(people && digest !== null
        ? [{ type: 'people.state' as const, at: now, digest, before: digest, pinsOn: people.settings.pinsOn }]
        : []),
    ];
  }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
