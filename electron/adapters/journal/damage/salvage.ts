import Database from 'libsql';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRoll } from '../store/audit-roll.ts';
import { bodyDigest } from '../store/bodies.ts';
import { copyBytes } from '../store/bytes.ts';
import { BEGINNING, chainHash } from '../store/chain.ts';
import type { ChainEnd, ChainLink } from '../store/chain.ts';
import { query, text } from '../store/query.ts';
import type { Query } from '../store/query.ts';
import { SCRATCH, rollOf } from '../store/volumes.ts';
import { movementKey, replayPosting } from '../tables/posting.ts';
import { isOpen } from '../tables/projections.ts';
import { parseStored } from '../tables/rows.ts';
import type { Note } from '../tables/rows.ts';
import type { BodyRow } from '../tables/statements.ts';
import type { NewEvent } from '../../../core/journal/events.ts';
import { replaySale } from '../../../core/payment/state.ts';
import type { OperationBody } from '../../../core/ports/journal.ts';
import { NO_TOTALS } from '../../../../shared/closing.ts';
import type { CarriedClosings, GrandTotals } from '../../../../shared/closing.ts';
import type { Tally } from '../../../../shared/day-report.ts';
import { idempotencyKeySchema, referenceSchema, saleIdSchema } from '../../../../shared/ids.ts';
import type { SaleId } from '../../../../shared/ids.ts';
import type { LostPayment } from '../../../../shared/journal.ts';
import { keptReportSchema } from '../../../../shared/kept-report.ts';
import { balanceOf, difference, totalOf } from '../../../../shared/money.ts';
import type { Minor } from '../../../../shared/money.ts';
import { FINAL_PHASES } from '../../../../shared/payment-standing.ts';
import type { Sale } from '../../../../shared/payment.ts';

/** Newest entries that are looked through one by one, whatever the tables say: two busy days' worth. */
const LOOKED_THROUGH = 20_000;
/** Lost payments that are named one by one. */
const MOST_LOST = 200;

/** What can still be read, proved link by link, of a damaged volume. */
export interface Salvaged {
  /** Events of each sale with an open payment, oldest sale first, as they were written. */
  readonly sales: readonly (readonly NewEvent[])[];
  readonly bodies: readonly OperationBody[];
  /** Open payments of which no event can be proved. */
  readonly lost: readonly LostPayment[];
  readonly lastReceiptNumber: number;
  /** The newest link that holds. */
  readonly lastGood: ChainEnd;
  readonly closings: CarriedClosings;
  /** Of this volume and of those before it, as far as they can be read. */
  readonly tags: readonly string[];
}

/** Reads a damaged volume through a copy of it: SQLite must not write to the files themselves. */
export function salvage(file: string): Salvaged {
  const scratch = mkdtempSync(join(dirname(file), SCRATCH));
  try {
    const copy = join(scratch, 'journal.db');
    if (existsSync(file)) copyBytes(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    const db = attempt(null, () => new Database(copy));
    try {
      const roll = readRoll(rollOf(file));
      return read(new Reader(db, roll?.verified() ?? [], roll?.head.tag ?? null));
    } finally {
      db?.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function read(reader: Reader): Salvaged {
  const newest = reader.newest();
  const events = Map.groupBy(
    newest.entries.filter((entry) => 'saleId' in entry.event),
    ({ event }) => ('saleId' in event ? event.saleId : ''),
  );
  const flagged = reader
    .rows<{ sale_id: string }>(`SELECT ${text('sale_id')} FROM sales WHERE is_open = 1`)
    .map((row) => saleIdSchema.safeParse(row.sale_id).data);
  const sales: { readonly sale: Sale; readonly events: readonly NewEvent[] }[] = [];
  const closed = new Set<SaleId>();
  for (const id of new Set([...events.keys(), ...flagged])) {
    const saleId = saleIdSchema.safeParse(id).data;
    if (!saleId) continue;
    const known = events.get(saleId) ?? [];
    // A sale that began before the entries that were looked through is read by its own number.
    const whole = known[0]?.event.type === 'sale.opened' ? known : reader.ofSale(saleId, known);
    const ofSale = whole.flatMap(({ event }) => ('saleId' in event ? [event] : []));
    const sale = attempt(null, () => replaySale(ofSale));
    if (!sale || sale.payments.length === 0) continue;
    if (isOpen(sale)) sales.push({ sale, events: ofSale });
    else closed.add(saleId);
  }
  sales.sort((a, b) => a.sale.receiptNumber - b.sale.receiptNumber);
  const carried = new Set<string>(sales.flatMap(({ sale }) => sale.payments.map(({ reference }) => reference)));
  return {
    sales: sales.map((each) => each.events),
    bodies: reader.bodies().filter(({ reference }) => carried.has(reference)),
    lost: reader
      .openPayments()
      .filter(({ reference, saleId }) => !carried.has(reference) && !closed.has(saleId))
      .map(({ reference, receiptNumber }) => ({ reference, receiptNumber })),
    lastReceiptNumber: Math.max(numberIn(newest.entries.map(({ event }) => event)), reader.lastReceiptNumber()),
    lastGood: newest.lastGood,
    closings: closingsIn(reader, newest.entries),
    tags: tagsIn(reader),
  };
}

function tagsIn(reader: Reader): readonly string[] {
  const before = reader.newestOf('journal.continued')?.event;
  const own = reader
    .rows<{ value: string }>(`SELECT ${text('value')} FROM meta WHERE name = 'tag'`)
    .map(({ value }) => value);
  return [
    ...new Set([
      ...own,
      ...(reader.rollTag === null ? [] : [reader.rollTag]),
      ...(before?.type === 'journal.continued' ? before.tags : []),
    ]),
  ];
}

/** The last closing, and what moved after it, as far as the entries can be proved. */
function closingsIn(reader: Reader, newest: readonly Proved[]): CarriedClosings {
  const last =
    newest.findLast(({ event }) => event.type === 'day.closed') ??
    reader.newestOf('day.closed') ??
    reader.newestOf('journal.continued');
  const base = last ? baseIn(last.event) : null;
  const after = base?.first ?? 1;
  const kinds = { capture: [] as Minor[], refund: [] as Minor[] };
  // Gaps among the looked-through entries, or a beginning before them: then something may be missing.
  let exact = (last !== null || newest[0]?.seq === 1) && isUnbroken(newest, after);
  for (const saleId of new Set(
    newest.flatMap(({ seq, event }) => (seq >= after && 'saleId' in event ? [event.saleId] : [])),
  )) {
    const events = reader.ofSale(saleId, []).flatMap(({ seq, event }) => ('saleId' in event ? [{ seq, event }] : []));
    const posting = attempt(null, () => replayPosting(events));
    exact &&= posting !== null;
    for (const payment of posting?.sale.payments ?? []) {
      payment.movements.forEach(({ kind, amount }, n) => {
        if (kind !== 'release' && (posting?.seqs.get(movementKey(payment.reference, n)) ?? 0) >= after)
          kinds[kind].push(amount);
      });
    }
  }
  const [takings, refunds] = [tallyOf(kinds.capture), tallyOf(kinds.refund)];
  const { number, grand } = base ?? { number: 0, grand: NO_TOTALS };
  const plus = (a: Tally, b: Tally): Tally => ({ count: a.count + b.count, amount: totalOf([a.amount, b.amount]) });
  return {
    number,
    takings,
    refunds,
    exact,
    grand: {
      sales: plus(grand.sales, takings),
      returns: plus(grand.returns, refunds),
      net: balanceOf([grand.net, difference(takings.amount, refunds.amount)]),
    },
  };
}

const tallyOf = (amounts: readonly Minor[]): Tally => ({
  count: amounts.length,
  amount: totalOf(amounts),
});
const isUnbroken = (entries: readonly Proved[], from: number): boolean => {
  const own = entries.filter(({ seq }) => seq >= from);
  return own.length === 0 || (own[0]?.seq === from && own.length === (own.at(-1)?.seq ?? 0) - from + 1);
};

/** Where closings stood after this entry; null when it does not say. */
function baseIn(
  event: NewEvent | Note,
): { readonly number: number; readonly grand: GrandTotals; readonly first: number } | null {
  if (event.type === 'journal.continued') return event.closings;
  if (event.type !== 'day.closed') return null;
  const kept = keptReportSchema.safeParse(event.closing).data;
  return kept ? { number: kept.report.number, grand: kept.report.grand, first: kept.report.journal.last + 2 } : null;
}

const numberIn = (events: readonly (NewEvent | Note)[]): number =>
  events.reduce(
    (most, event) =>
      Math.max(
        most,
        event.type === 'sale.opened'
          ? event.receiptNumber
          : event.type === 'journal.continued'
            ? event.lastReceiptNumber
            : 0,
      ),
    0,
  );

interface Proved extends ChainLink {
  readonly event: NewEvent | Note;
}

class Reader {
  readonly #db: Database.Database | null;
  readonly #roll: ReadonlyMap<number, ChainLink>;
  readonly #queries = new Map<string, Query<unknown>>();

  /** What the second copy says whose it is. */
  readonly rollTag: string | null;

  constructor(db: Database.Database | null, roll: readonly ChainLink[], rollTag: string | null) {
    this.#db = db;
    this.rollTag = rollTag;
    this.#roll = new Map(roll.map((link) => [link.seq, link]));
  }

  rows<T>(sql: string, ...values: (string | number)[]): T[] {
    return attempt([], () => {
      const known = this.#queries.get(sql) ?? (this.#db && query<unknown>(this.#db, sql));
      if (!known) return [];
      this.#queries.set(sql, known);
      return known.all(...values) as T[];
    });
  }

  /** Every proved entry among the newest. */
  newest(): { readonly entries: readonly Proved[]; readonly lastGood: ChainEnd } {
    const [row] = this.rows<{ last: number | null }>('SELECT MAX(seq) AS last FROM events');
    const last = Math.max(row?.last ?? 0, ...this.#roll.keys());
    const entries: Proved[] = [];
    for (let seq = Math.max(1, last - LOOKED_THROUGH); seq <= last; seq += 1) entries.push(...this.#proved(seq));
    const good = entries.at(-1) ?? BEGINNING;
    return { entries, lastGood: { seq: good.seq, hash: good.hash } };
  }

  ofSale(saleId: SaleId, known: readonly Proved[]): readonly Proved[] {
    const found = this.rows<{ seq: number }>('SELECT seq FROM events WHERE sale_id = ? ORDER BY seq', saleId).flatMap(
      ({ seq }) => this.#proved(seq),
    );
    const all = new Map([...found, ...known].map((entry) => [entry.seq, entry]));
    return [...all.values()].toSorted((a, b) => a.seq - b.seq);
  }

  /** The newest proved entry of a type that belongs to no sale. */
  newestOf(type: 'day.closed' | 'journal.continued'): Proved | null {
    const [row] = this.rows<{ seq: number }>(
      "SELECT seq FROM events WHERE sale_id = '' AND type = ? ORDER BY seq DESC LIMIT 1",
      type,
    );
    return (row && this.#proved(row.seq)[0]) ?? null;
  }

  bodies(): OperationBody[] {
    const rows = this.rows<BodyRow>(`SELECT ${text('key', 'reference', 'body', 'digest')} FROM bodies`);
    return rows.flatMap(({ key, reference, body, digest }) => {
      const [parsedKey, parsedReference] = [
        idempotencyKeySchema.safeParse(key).data,
        referenceSchema.safeParse(reference).data,
      ];
      return parsedKey && parsedReference && digest === bodyDigest(key, reference, body)
        ? [{ key: parsedKey, reference: parsedReference, body }]
        : [];
    });
  }

  /** By the tables for reading, which can be readable where the events are not. */
  openPayments(): {
    readonly reference: LostPayment['reference'];
    readonly receiptNumber: number | null;
    readonly saleId: SaleId;
  }[] {
    const final = FINAL_PHASES.map((phase) => `'${phase}'`).join(', ');
    const rows = this.rows<{ reference: string; sale_id: string }>(
      `SELECT ${text('reference', 'sale_id')} FROM payments WHERE phase NOT IN (${final}) LIMIT ${MOST_LOST}`,
    );
    return rows.flatMap(({ reference, sale_id }) => {
      const [parsed, saleId] = [referenceSchema.safeParse(reference).data, saleIdSchema.safeParse(sale_id).data];
      const [row] = this.rows<{ receipt_number: number }>(
        'SELECT receipt_number FROM sales WHERE sale_id = ?',
        sale_id,
      );
      return parsed && saleId ? [{ reference: parsed, saleId, receiptNumber: row?.receipt_number ?? null }] : [];
    });
  }

  lastReceiptNumber(): number {
    const [row] = this.rows<{ number: number | null }>('SELECT MAX(receipt_number) AS number FROM sales');
    // A flipped bit can make any number of it: one that no till reaches is not believed.
    return row?.number && row.number < 100_000_000 ? row.number : 0;
  }

  /** The entry with this number, if the roll has it or its own link or the next one proves it. */
  #proved(seq: number): Proved[] {
    const link = this.#roll.get(seq) ?? this.#link(seq);
    if (!link || !(this.#roll.has(seq) || this.#holds(link))) return [];
    const event = attempt(null, () => parseStored(link));
    return event ? [{ ...link, event }] : [];
  }

  #holds(link: ChainLink): boolean {
    const before = link.seq === 1 ? BEGINNING.hash : (this.#roll.get(link.seq - 1) ?? this.#link(link.seq - 1))?.hash;
    if (before === undefined) return false;
    const hash = chainHash(before, link.seq, link.payload);
    if (hash === link.hash) return true;
    const next = this.#link(link.seq + 1);
    return next !== null && chainHash(hash, next.seq, next.payload) === next.hash;
  }

  #link(seq: number): ChainLink | null {
    return this.rows<ChainLink>(`SELECT seq, ${text('hash', 'payload')} FROM events WHERE seq = ?`, seq)[0] ?? null;
  }
}

/** Damaged files answer a question or they do not; both are expected. */
function attempt<T>(otherwise: T, work: () => T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
