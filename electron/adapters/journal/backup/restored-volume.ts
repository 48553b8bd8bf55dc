import { z } from 'zod';
import { syncFile } from '../../files/whole-file.ts';
import { openDatabase } from '../store/journal-database.ts';
import type { JournalDatabase } from '../store/journal-database.ts';
import { BEGINNING, findBrokenLink } from '../store/chain.ts';
import type { ChainEnd, ChainLink } from '../store/chain.ts';
import { allOrNothing } from '../tables/statements.ts';
import { buildTables } from '../tables/projections.ts';
import { NOTE_TYPES, chained, lastNumber, writeStored } from '../tables/rows.ts';
import { RESTORED, randomTag } from '../tables/schema.ts';
import { SealKey } from '../seal/seal.ts';
import { ENTRY_VERSION } from '../../../core/journal/entry-versions.ts';
import { tillEntrySchema } from '../../../core/journal/till-entries.ts';
import type { TillEntry } from '../../../core/journal/till-entries.ts';
import { saleIdSchema } from '../../../../shared/ids.ts';

const SALES_AT_ONCE = 20;

/** As much of an entry, of whatever version, as says where it is filed. */
const filedSchema = z.object({ type: z.string(), saleId: saleIdSchema.optional(), v: z.number().optional() });

/** It was written by a newer version of the terminal. */
export class NewerEntry extends Error {}

export interface KeptSeal {
  readonly key: string;
  readonly from: number;
}

export interface Segment {
  readonly tag: string;
  readonly end: ChainEnd;
  /** The first entry that does not carry the seal it was kept with, or null. */
  readonly wrongSeal: number | null;
  readonly lastNumber: number;
}

/**
 * A journal that is written anew from what was kept of it. Its entries are what they were; the tables for reading
 * follow from them when it is opened. It goes on in a segment of its own, with a tag that it never had: what was sold
 * after the backup has references with the old one.
 */
export class RestoredVolume {
  readonly #file: string;
  readonly #opened: JournalDatabase;
  readonly #tag: string;
  readonly #seal: { readonly key: SealKey; readonly from: number } | null;
  #end: ChainEnd = BEGINNING;
  #wrongSeal: number | null = null;

  /** @param file must not be there yet */
  constructor(file: string, tag: string, seal: KeptSeal | null) {
    this.#file = file;
    this.#tag = tag;
    this.#seal = seal && { key: new SealKey(Buffer.from(seal.key, 'base64')), from: seal.from };
    this.#opened = openDatabase(file, () => tag, true);
  }

  /** @returns the number of the first link that does not hold, or null; then the links are in it */
  add(rows: readonly Pick<ChainLink, 'hash' | 'mac' | 'payload'>[]): number | null {
    const links = rows.map((row, n) => ({ ...row, seq: this.#end.seq + 1 + n }));
    const broken = findBrokenLink(links, this.#end);
    if (broken) return broken.seq;
    const { db, statements } = this.#opened;
    allOrNothing(db, statements, () => {
      for (const { seq, hash, payload, mac } of links) {
        const { type, saleId, v = 1 } = filedSchema.parse(JSON.parse(payload));
        if (v > ENTRY_VERSION || (saleId === undefined && !NOTE_TYPES.includes(type)))
          throw new NewerEntry(`entry ${seq} is of a newer version`);
        statements.insertEvent.run(seq, saleId ?? '', type, payload, hash, mac ?? null);
        if (this.#wrongSeal === null && this.#isWrong({ seq, hash }, mac ?? null)) this.#wrongSeal = seq;
      }
    });
    this.#end = links.at(-1) ?? this.#end;
    return null;
  }

  #isWrong(end: ChainEnd, mac: string | null): boolean {
    return this.#seal !== null && end.seq >= this.#seal.from && mac !== this.#seal.key.macOf(this.#tag, end);
  }

  get end(): ChainEnd {
    return this.#end;
  }

  /**
   * Makes the tables for reading and begins the new segment; yields between slices.
   * @param said what the journal is told about it
   */
  *finish(said: (segment: Segment) => readonly TillEntry[]): Generator<void> {
    const { db, statements } = this.#opened;
    let sale = 0;
    for (const _ of buildTables(statements)) if ((sale += 1) % SALES_AT_ONCE === 0) yield;
    let tag = randomTag();
    while (tag === this.#tag) tag = randomTag();
    const entries = said({ tag, end: this.#end, wrongSeal: this.#wrongSeal, lastNumber: lastNumber(statements) });
    const stored = chained(
      entries.map((entry) => tillEntrySchema.parse(entry)),
      this.#end,
    );
    allOrNothing(db, statements, () => {
      statements.putMeta.run('tag', tag);
      statements.putMeta.run(RESTORED, String(this.#end.seq + 1));
      // What was to be read of the till that is gone has been read, or stands in its entries.
      statements.putMeta.run('acknowledged', String(this.#end.seq));
      writeStored(statements, stored, { keep: [], forget: [] });
    });
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    syncFile(this.#file);
  }

  abandon(): void {
    this.#opened.db.close();
  }
}
