import type Database from 'libsql';
import type { IdempotencyKey, SaleId } from '../../../../shared/ids.ts';
import type { Sale } from '../../../../shared/payment.ts';
import { readEntry } from '../../../core/journal/entry-versions.ts';
import { eventSchema, journalEntrySchema } from '../../../core/journal/events.ts';
import type { JournalEntry, JournalEvent, NewEvent } from '../../../core/journal/events.ts';
import { replaySale } from '../../../core/payment/state.ts';
import type { BodyChanges, Journal } from '../../../core/ports/journal.ts';
import type { EntryQuery, TillEntry, TillEntryOf, TillEntryType } from '../../../core/journal/till-entries.ts';
import type { AuditRoll } from './audit-roll.ts';
import { ROLL_ENTRIES } from './audit-roll.ts';
import { bodyDigest } from './bodies.ts';
import { changesOf } from '../tables/changes.ts';
import type { Changes } from '../tables/changes.ts';
import { findBrokenLink } from './chain.ts';
import type { ChainEnd, ChainLink, ChainProblem } from './chain.ts';
import { checkJournal, problemIn, runThrough } from '../damage/check.ts';
import type { CheckResult } from '../damage/check.ts';
import { SqliteDayBook } from '../tables/day-book.ts';
import { findingOf, JournalDamage, reading } from '../damage/damage.ts';
import type { Finding } from '../damage/damage.ts';
import { openDatabase } from './journal-database.ts';
import type { JournalOptions } from './journal-options.ts';
import type { Posting } from '../tables/posting.ts';
import { isOpen, project, rebuild, RunningTakings } from '../tables/projections.ts';
import type { Takings } from '../tables/projections.ts';
import { readOnly } from './query.ts';
import {
  chained,
  newestLinks,
  noteSchema,
  parseEvent,
  parseStored,
  readEntries,
  saleIdOf,
  writeStored,
} from '../tables/rows.ts';
import type { Note, Stored } from '../tables/rows.ts';
import { SqliteSaleList } from '../tables/sale-rows.ts';
import type { Sealed } from '../seal/sealed.ts';
import type { SealKey } from '../seal/seal.ts';
import { MIGRATIONS, randomTag } from '../tables/schema.ts';
import { allOrNothing, prepare } from '../tables/statements.ts';
import type { SealRow, Statements } from '../tables/statements.ts';
import { knownTags } from './tags.ts';
import { asSum } from '../../../../shared/money.ts';

/** The journal in one SQLite file: WAL, `synchronous=FULL`, so that what `append` returned has reached the disk. */
export class SqliteJournal implements Journal {
  readonly tag: string;
  readonly dayBook: SqliteDayBook;
  readonly saleList: SqliteSaleList;
  readonly #file: string;
  readonly #db: Database.Database;
  readonly #statements: Statements;
  readonly #roll: AuditRoll | null;
  readonly #damaged: (finding: Finding) => void;
  readonly #dayClosed: () => void;
  readonly #closed: () => void;
  #seal: SealKey | null;
  #end: ChainEnd;
  #lastReceiptNumber: number;
  readonly #takings = new RunningTakings();
  /** Sales with open payments as their events left them, so that an append need not read them again. */
  readonly #open = new Map<SaleId, Sale>();
  /** Bodies were forgotten, perhaps before a crash, since the write-ahead log was emptied: their bytes are in it. */
  #hasForgotten = true;

  /**
   * @param file path of the database, or `:memory:`
   * @param mintTag gives a new journal its tag: four of `a-z2-9`
   * @throws a JournalDamage when the file is not in order or its newest links do not hold; another error when it cannot
   * be opened
   */
  constructor(file: string, mintTag: () => string = randomTag, options: JournalOptions = {}) {
    const { roll = null, checked = false, damaged = () => undefined, seal = null } = options;
    const { dayClosed = () => undefined, closed = () => undefined } = options;
    this.#file = file;
    this.#roll = roll;
    this.#damaged = damaged;
    this.#dayClosed = dayClosed;
    this.#closed = closed;
    this.#seal = seal;
    const opened = openDatabase(file, mintTag, checked);
    this.#db = opened.db;
    this.#statements = opened.statements;
    this.tag = opened.tag;
    this.dayBook = new SqliteDayBook(opened.statements.dayBook);
    this.saleList = new SqliteSaleList(opened.statements.saleRows);
    this.#end = opened.end;
    this.#lastReceiptNumber = opened.lastReceiptNumber;
  }

  append(events: readonly NewEvent[], bodies: BodyChanges = { keep: [], forget: [] }): readonly JournalEvent[] {
    // Checked before it is written as it is after it is read: nothing gets in that a replay could not take.
    const parsed = events.map((event): NewEvent => eventSchema.parse(event));
    const stored = chained(parsed, this.#end, this.#sealOf);
    this.#commit(stored, bodies);
    return stored.map(({ seq }, index) => ({ ...(events[index] as NewEvent), seq }));
  }

  note(entries: readonly TillEntry[]): readonly TillEntryOf[];
  /** Also entries about the journal itself. */
  note(entries: readonly Note[]): readonly Note[];
  note(entries: readonly Note[]): readonly Note[] {
    const parsed = entries.map((entry): Note => noteSchema.parse(entry));
    const stored = chained(parsed, this.#end, this.#sealOf);
    this.#commit(stored);
    if (stored.some(({ event }) => event.type === 'day.closed')) this.#dayClosed();
    return stored.map(({ seq }, index) => ({ ...(entries[index] as Note), seq }));
  }

  /** Puts back entries that had been lost, with their numbers and hashes, and says so in the journal: in one commit. */
  restore(links: readonly ChainLink[], entry: JournalEntry): void {
    const lost = links.map((link) => ({ ...link, event: parseStored(link) }));
    this.#commit([...lost, ...chained([journalEntrySchema.parse(entry)], lost.at(-1) ?? this.#end, this.#sealOf)]);
  }

  sale(saleId: SaleId): readonly JournalEvent[] {
    return this.#reading(() =>
      this.#statements.eventsOfSale.all(saleId).map((row) => ({ ...parseEvent(row), seq: row.seq })),
    );
  }

  entries<T extends TillEntryType>(wanted: EntryQuery<T>): readonly TillEntryOf<T>[] {
    return this.#reading(() => readEntries(this.#statements, wanted));
  }

  links(after: number, limit: number): readonly ChainLink[] {
    return this.#reading(() => this.#statements.linksAfter.all(after, limit));
  }

  /** Number, hash and seal of the entries after this number. */
  seals(after: number, limit: number): readonly SealRow[] {
    return this.#reading(() => this.#statements.sealsAfter.all(after, limit));
  }

  /** Every entry from now on carries a seal of this key; null: none. */
  sealWith(key: SealKey | null): void {
    this.#seal = key;
  }

  get end(): ChainEnd {
    return this.#end;
  }

  get tags(): readonly string[] {
    return knownTags(this);
  }

  openSales(): readonly SaleId[] {
    return this.#reading(() => this.#statements.openSales.all().map(saleIdOf));
  }

  recentSales(limit: number): readonly SaleId[] {
    return this.#reading(() => this.#statements.recentSales.all(limit).map(saleIdOf));
  }

  lastReceiptNumber(): number {
    return this.#lastReceiptNumber;
  }

  takings(since: number): Takings {
    const read = () => {
      const row = this.#statements.takings.get(since);
      return row ? { sum: asSum(row.sum), count: row.count } : null;
    };
    return this.#takings.since(since, () => this.#orElse(null, read));
  }

  /** Null also where the bytes are not what was kept: they must not be sent. */
  body(key: IdempotencyKey): string | null {
    const row = this.#orElse(undefined, () => this.#statements.body.get(key));
    if (!row) return null;
    if (row.digest === null || row.digest === bodyDigest(key, row.reference, row.body)) return row.body;
    this.#damaged({ problem: 'payload', seq: null });
    return null;
  }

  /** Number of the newest entry when somebody acknowledged a notice last. */
  get acknowledged(): number {
    return Number(this.#orElse(undefined, () => this.#statements.meta.get('acknowledged'))?.value ?? 0);
  }

  /** The newest entry about the journal itself that nobody has acknowledged, or null. */
  newestEntry(): JournalEntry | null {
    return this.#orElse(null, () => {
      const row = this.#statements.newestEntry.get(this.acknowledged);
      return row ? journalEntrySchema.parse(readEntry(row.payload)) : null;
    });
  }

  acknowledge(): void {
    this.#statements.putMeta.run('acknowledged', String(this.#end.seq));
  }

  /**
   * Checks the whole journal in slices of a few milliseconds, as it stands on the disk: the file's structure, the
   * chain, that each event can be found, and that the tables for reading say what the events say. Such tables are put
   * right; anything else is returned.
   */
  *check(sealed: Sealed | null = null): Generator<unknown, CheckResult> {
    // A connection of its own: the other one would answer from pages that it has read long ago.
    const db = this.#file === ':memory:' ? this.#db : readOnly(this.#file);
    try {
      return yield* checkJournal({ db, statements: prepare(db), sealed, rebuild: (posting) => this.#rebuild(posting) });
    } finally {
      if (db !== this.#db) db.close();
    }
  }

  /** The whole check at once, changing nothing: for tests and for a person who asks. */
  verify(): ChainProblem | null {
    return problemIn(
      runThrough(checkJournal({ db: this.#db, statements: this.#statements, sealed: null, rebuild: () => undefined })),
    );
  }

  /** Of the sale that an entry belongs to, or null. */
  receiptNumberOf(seq: number | null): number | null {
    if (seq === null) return null;
    return this.#orElse(null, () => this.#statements.receiptNumberOf.get(seq)?.number ?? null);
  }

  get size(): number {
    return this.#end.seq;
  }

  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  /**
   * Moves everything from the write-ahead log into the database and empties the log. SECURITY: the log holds bodies
   * that were forgotten. When the disk refuses, it is tried again later.
   */
  emptyLog(): void {
    this.#hasForgotten = !this.#orElse(
      false,
      () => (this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }).busy === 0,
    );
  }

  /** Writes the audit roll anew with the newest entries, when the database has them for good and they are read back. */
  writeRoll(): void {
    if (!this.#roll) return;
    this.emptyLog();
    const sealed = { ...this.#statements, linksAfter: this.#statements.sealedLinksAfter };
    const links = this.#orElse(null, () => newestLinks(sealed, this.#end, ROLL_ENTRIES));
    if (!links || findBrokenLink(links.links, links.before)) return;
    this.#roll.rewrite({ tag: this.tag, version: MIGRATIONS.length, ...links.before }, links.links);
  }

  /** Writes a copy into a new file, which must not be there yet. Not synced. */
  copyTo(path: string): void {
    this.#db.exec(`VACUUM INTO '${path.replaceAll("'", "''")}'`);
  }

  close(): void {
    this.#roll?.close();
    this.#db.close();
    this.#closed();
  }

  #commit(stored: readonly Stored[], bodies: BodyChanges = { keep: [], forget: [] }): void {
    // Read before anything is written, or a sale that is read back would already hold it.
    const changes = changesOf(stored, (id) => this.#open.get(id) ?? replaySale(this.sale(id)));
    try {
      allOrNothing(this.#db, this.#statements, () => {
        writeStored(this.#statements, stored, bodies);
        for (const { before, after } of changes.values()) project(this.#statements, before, after);
      });
    } catch (error) {
      const finding = findingOf(error);
      if (finding) this.#damaged(finding);
      throw error;
    }
    this.#hasForgotten ||= bodies.forget.length > 0;
    this.#committed(stored, changes);
  }

  readonly #sealOf = (end: ChainEnd) => this.#seal?.macOf(this.tag, end) ?? null;

  #committed(stored: readonly Stored[], changes: Changes): void {
    const last = stored.at(-1);
    if (last) this.#end = { seq: last.seq, hash: last.hash };
    for (const change of changes.values()) {
      const { before } = change;
      const after = change.after.sale;
      if (!before) this.#lastReceiptNumber = Math.max(this.#lastReceiptNumber, after.receiptNumber);
      this.#takings.changed(before, after);
      if (isOpen(after)) this.#open.set(after.saleId, after);
      else this.#open.delete(after.saleId);
    }
    this.#roll?.add(stored);
    if (this.#roll?.isDue) this.writeRoll();
  }

  #rebuild(posting: Posting): void {
    allOrNothing(this.#db, this.#statements, () => rebuild(this.#statements, posting));
  }

  #reading<T>(work: () => T): T {
    try {
      return reading(work);
    } catch (error) {
      if (error instanceof JournalDamage) this.#damaged(error.finding);
      throw error;
    }
  }

  /** For reads whose failure must not stop what asked: damage is told, and the answer is the given one. */
  #orElse<T>(otherwise: T, work: () => T): T {
    try {
      return this.#reading(work);
    } catch {
      return otherwise;
    }
  }
}
