import { randomBytes } from 'node:crypto';
import Database from 'libsql';
import type { IdempotencyKey, SaleId } from '../../../shared/ids.ts';
import { saleIdSchema } from '../../../shared/ids.ts';
import type { Sale } from '../../../shared/payment.ts';
import { isFinal } from '../../../shared/payment.ts';
import { invariant } from '../../../shared/result.ts';
import { eventSchema } from '../../core/journal-events.ts';
import type { JournalEvent, NewEvent } from '../../core/journal-events.ts';
import { applySaleEvent, replaySale } from '../../core/payment-state.ts';
import type { BodyChanges, Journal } from '../../core/ports.ts';
import { chainHash, findBrokenLink, GENESIS } from './chain.ts';
import type { ChainLink, ChainProblem } from './chain.ts';
import { SqliteDayBook } from './day-book.ts';
import { MIGRATIONS } from './schema.ts';

/** Links at the end of the chain that are checked at every start; the whole chain is checked on request. */
const CHECKED_AT_START = 200;

const TAG_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** @throws a JournalDamage when the newest links of the chain do not hold: the file is left as it is. */
export class JournalDamage extends Error {
  readonly problem: ChainProblem;

  constructor(problem: ChainProblem) {
    super(`journal is damaged at event ${problem.seq} (${problem.reason})`);
    this.problem = problem;
  }
}

interface EventRow extends ChainLink {
  readonly type: string;
}

/** The journal in one SQLite file: WAL, `synchronous=FULL`, so that what `append` returned has reached the disk. */
export class SqliteJournal implements Journal {
  readonly tag: string;
  readonly dayBook: SqliteDayBook;
  readonly #db: Database.Database;
  readonly #statements: ReturnType<typeof prepare>;
  #seq: number;
  #lastReceiptNumber: number | null = null;
  #hash: string;
  /** Kept up with every append, so that a busy day need not be added up again for each sale. */
  #taken: Takings & { readonly since: number } = { since: Number.POSITIVE_INFINITY, sum: 0, count: 0 };
  /** Sales with open payments as their events left them, so that an append need not read them again. */
  readonly #open = new Map<SaleId, Sale>();

  /**
   * @param file path of the database, or `:memory:`
   * @param mintTag gives a new journal its tag: four of `a-z2-9`
   * @throws when the file cannot be opened, is not a journal, or its chain is broken
   */
  constructor(file: string, mintTag: () => string = randomTag) {
    this.#db = new Database(file);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON;');
    migrate(this.#db);
    this.#statements = prepare(this.#db);
    this.dayBook = new SqliteDayBook(this.#db);
    this.tag = this.#ensureTag(mintTag);
    const last = this.#statements.lastEvent.get() as ChainLink | undefined;
    this.#seq = last?.seq ?? 0;
    this.#hash = last?.hash ?? GENESIS;
    const problem = this.#checkTail();
    if (problem) {
      this.#db.close();
      throw new JournalDamage(problem);
    }
    if (!this.dayBook.isComplete) this.dayBook.rebuild(this.#allSales());
  }

  append(events: readonly NewEvent[], bodies: BodyChanges = { keep: [], forget: [] }): readonly JournalEvent[] {
    const { insertEvent, insertBody, deleteBody } = this.#statements;
    this.#statements.begin.run();
    let seq = this.#seq;
    let hash = this.#hash;
    const appended: JournalEvent[] = [];
    const sales = new Map<SaleId, { readonly before: Sale | null; readonly after: Sale }>();
    try {
      for (const event of events) {
        // Read before the event is written, or a sale that is read back would already hold it.
        const earlier = sales.get(event.saleId);
        const before = earlier ? earlier.before : this.#before(event);
        sales.set(event.saleId, { before, after: applySaleEvent(earlier?.after ?? before, event) });
        seq += 1;
        // Checked before it is written as it is after it is read: nothing gets in that a replay could not take.
        const payload = JSON.stringify(eventSchema.parse(event));
        hash = chainHash(hash, seq, payload);
        insertEvent.run(seq, event.saleId, event.type, payload, hash);
        appended.push({ ...event, seq });
      }
      for (const { key, reference, body } of bodies.keep) insertBody.run(key, reference, body);
      for (const key of bodies.forget) deleteBody.run(key);
      for (const { before, after } of sales.values()) this.#project(before, after);
      this.#statements.commit.run();
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
    this.#seq = seq;
    this.#hash = hash;
    for (const { before, after } of sales.values()) {
      if (!before) this.#lastReceiptNumber = Math.max(this.#lastReceiptNumber ?? 0, after.receiptNumber);
      const { since } = this.#taken;
      this.#taken = { since, ...minus(plus(this.#taken, takingsOf(after, since)), takingsOf(before, since)) };
      if (isOpen(after)) this.#open.set(after.saleId, after);
      else this.#open.delete(after.saleId);
    }
    return appended;
  }

  sale(saleId: SaleId): readonly JournalEvent[] {
    return (this.#statements.eventsOfSale.all(saleId) as EventRow[]).map(parseRow);
  }

  openSales(): readonly SaleId[] {
    return (this.#statements.openSales.all() as { sale_id: string }[]).map((row) => saleIdSchema.parse(row.sale_id));
  }

  recentSales(limit: number): readonly SaleId[] {
    return (this.#statements.recentSales.all(limit) as { sale_id: string }[]).map((row) => saleIdSchema.parse(row.sale_id));
  }

  lastReceiptNumber(): number {
    this.#lastReceiptNumber ??= (this.#statements.lastReceiptNumber.get() as { number: number }).number;
    return this.#lastReceiptNumber;
  }

  takings(since: number): Takings {
    if (this.#taken.since !== since) {
      const { sum, count } = this.#statements.takings.get(since) as Takings;
      this.#taken = { since, sum, count };
    }
    const { sum, count } = this.#taken;
    return { sum, count };
  }

  body(key: IdempotencyKey): string | null {
    return (this.#statements.body.get(key) as { body: string } | undefined)?.body ?? null;
  }

  /** Checks the whole chain and that the projections are what the events say. Reads everything: for tests and for a person who asks. */
  verify(): ChainProblem | null {
    const broken = findBrokenLink(this.#statements.allEvents.iterate() as IterableIterator<ChainLink>);
    if (broken) return broken;
    const open = new Set<string>(this.openSales());
    for (const { sale_id } of this.#statements.allSales.all() as { sale_id: string }[]) {
      const sale = replaySale(this.sale(saleIdSchema.parse(sale_id)));
      if (!sale) return { seq: 0, reason: 'payload' };
      const rows = this.#statements.paymentsOfSale.all(sale_id) as ProjectedPayment[];
      const matches = sale.payments.every(({ reference, phase, amounts }) => rows.some((row) => row.reference === reference && row.phase === phase.name && row.captured === amounts.captured));
      if (open.has(sale_id) !== isOpen(sale) || !this.dayBook.says(sale) || rows.length !== sale.payments.length || !matches) return { seq: 0, reason: 'projection' };
    }
    return null;
  }

  close(): void {
    this.#db.close();
  }

  /** The sale as it was before this event. */
  #before(event: NewEvent): Sale | null {
    return event.type === 'sale.opened' ? null : (this.#open.get(event.saleId) ?? replaySale(this.sale(event.saleId)));
  }

  /** Every sale as its events left it, one at a time. */
  *#allSales(): Generator<Sale> {
    for (const { sale_id } of this.#statements.allSales.all() as { sale_id: string }[]) {
      const sale = replaySale(this.sale(saleIdSchema.parse(sale_id)));
      if (sale) yield sale;
    }
  }

  /** Writes what the events of a sale changed into the tables for reading. */
  #project(before: Sale | null, sale: Sale): void {
    this.dayBook.write(before, sale);
    const { upsertSale, upsertPayment } = this.#statements;
    if (!before || isOpen(before) !== isOpen(sale)) upsertSale.run(sale.saleId, sale.receiptNumber, sale.openedAt, sale.total.value, isOpen(sale) ? 1 : 0);
    sale.payments.forEach(({ reference, phase, amounts }, index) => {
      const known = before?.payments[index];
      if (known?.phase === phase && known.amounts === amounts) return;
      upsertPayment.run(reference, sale.saleId, phase.name, amounts.captured, phase.name === 'captured' ? phase.at : null);
    });
  }

  #ensureTag(mintTag: () => string): string {
    const found = this.#statements.meta.get('tag') as { value: string } | undefined;
    if (found) return found.value;
    const tag = mintTag();
    this.#statements.insertMeta.run('tag', tag);
    return tag;
  }

  #checkTail(): ChainProblem | null {
    const from = Math.max(0, this.#seq - CHECKED_AT_START);
    const before = from === 0 ? GENESIS : ((this.#statements.hashOf.get(from) as { hash: string } | undefined)?.hash ?? '');
    return findBrokenLink(this.#statements.eventsAfter.all(from) as ChainLink[], { seq: from, hash: before });
  }
}

interface ProjectedPayment {
  readonly reference: string;
  readonly phase: string;
  readonly captured: number;
}

interface Takings {
  readonly sum: number;
  readonly count: number;
}

const plus = (a: Takings, b: Takings): Takings => ({ sum: a.sum + b.sum, count: a.count + b.count });
const minus = (a: Takings, b: Takings): Takings => ({ sum: a.sum - b.sum, count: a.count - b.count });

/** What a sale adds to the takings since a moment: as the query over the projection counts it. */
function takingsOf(sale: Sale | null, since: number): Takings {
  const captured = (sale?.payments ?? []).filter(({ phase }) => phase.name === 'captured' && phase.at >= since);
  return { sum: captured.reduce((total, { amounts }) => total + amounts.captured, 0), count: captured.length };
}

const randomTag = (): string => [...randomBytes(4)].map((byte) => TAG_ALPHABET[byte % TAG_ALPHABET.length]).join('');

const isOpen = (sale: Sale): boolean => sale.payments.some((payment) => !isFinal(payment.phase));

function parseRow(row: EventRow): JournalEvent {
  return { ...eventSchema.parse(JSON.parse(row.payload)), seq: row.seq };
}

function migrate(db: Database.Database): void {
  const { user_version: done } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  invariant(done <= MIGRATIONS.length, `the journal was written by a newer version (${done})`);
  MIGRATIONS.slice(done).forEach((sql, index) => {
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${done + index + 1}; COMMIT;`);
  });
}

function prepare(db: Database.Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    meta: db.prepare('SELECT value FROM meta WHERE name = ?'),
    insertMeta: db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)'),
    lastEvent: db.prepare('SELECT seq, payload, hash FROM events ORDER BY seq DESC LIMIT 1'),
    hashOf: db.prepare('SELECT hash FROM events WHERE seq = ?'),
    eventsAfter: db.prepare('SELECT seq, payload, hash FROM events WHERE seq > ? ORDER BY seq'),
    allEvents: db.prepare('SELECT seq, payload, hash FROM events ORDER BY seq'),
    eventsOfSale: db.prepare('SELECT seq, type, payload, hash FROM events WHERE sale_id = ? ORDER BY seq'),
    insertEvent: db.prepare('INSERT INTO events (seq, sale_id, type, payload, hash) VALUES (?, ?, ?, ?, ?)'),
    insertBody: db.prepare('INSERT INTO bodies (key, reference, body) VALUES (?, ?, ?)'),
    deleteBody: db.prepare('DELETE FROM bodies WHERE key = ?'),
    body: db.prepare('SELECT body FROM bodies WHERE key = ?'),
    allSales: db.prepare('SELECT sale_id FROM sales'),
    paymentsOfSale: db.prepare('SELECT reference, phase, captured FROM payments WHERE sale_id = ?'),
    openSales: db.prepare('SELECT sale_id FROM sales WHERE is_open = 1 ORDER BY receipt_number'),
    recentSales: db.prepare('SELECT sale_id FROM sales ORDER BY receipt_number DESC LIMIT ?'),
    lastReceiptNumber: db.prepare('SELECT COALESCE(MAX(receipt_number), 0) AS number FROM sales'),
    takings: db.prepare('SELECT COALESCE(SUM(captured), 0) AS sum, COUNT(*) AS count FROM payments WHERE captured_at >= ?'),
    upsertSale: db.prepare(
      'INSERT INTO sales (sale_id, receipt_number, opened_at, total, is_open) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sale_id) DO UPDATE SET is_open = excluded.is_open',
    ),
    upsertPayment: db.prepare(
      'INSERT INTO payments (reference, sale_id, phase, captured, captured_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (reference) DO UPDATE SET phase = excluded.phase, captured = excluded.captured, captured_at = excluded.captured_at',
    ),
  };
}
