import { z } from 'zod';
import { JournalDamage } from '../damage/damage.ts';
import { bodyDigest } from '../store/bodies.ts';
import { BEGINNING, chainHash, findBrokenLink } from '../store/chain.ts';
import type { ChainEnd, ChainLink, ChainProblem } from '../store/chain.ts';
import type { ReadingStatements, Statements } from './statements.ts';
import { RESTORED } from './schema.ts';
import { readEntry, writeEntry } from '../../../core/journal/entry-versions.ts';
import { eventSchema, journalEntrySchema } from '../../../core/journal/events.ts';
import type { JournalEntry, NewEvent } from '../../../core/journal/events.ts';
import { tillEntrySchema } from '../../../core/journal/till-entries.ts';
import type { EntryQuery, TillEntry, TillEntryOf, TillEntryType } from '../../../core/journal/till-entries.ts';
import type { BodyChanges } from '../../../core/ports/journal.ts';
import { saleIdSchema } from '../../../../shared/ids.ts';
import type { SaleId } from '../../../../shared/ids.ts';

/** Links at the end of the chain that are checked at every start; the whole chain is checked beside the work. */
const CHECKED_AT_START = 200;

const SALES_AT_ONCE = 500;

/** What stands in the chain and belongs to no sale. */
export type Note = JournalEntry | TillEntry;
export const noteSchema = z.discriminatedUnion('type', [journalEntrySchema, tillEntrySchema]);
export const NOTE_TYPES: readonly string[] = [...journalEntrySchema.options, ...tillEntrySchema.options].map(
  ({ shape }) => shape.type.value,
);
const storedSchema = z.discriminatedUnion('type', [eventSchema, noteSchema]);

/** A link of the chain with what it says. */
export type Stored = ChainLink & { readonly event: NewEvent | Note };

/** Gives events their numbers and hashes, and a seal where there is a key. */
export function chained(
  events: readonly (NewEvent | Note)[],
  after: ChainEnd,
  sealOf: (end: ChainEnd) => string | null = () => null,
): Stored[] {
  let { seq, hash } = after;
  return events.map((event) => {
    seq += 1;
    const payload = writeEntry(event);
    hash = chainHash(hash, seq, payload);
    return { seq, hash, payload, mac: sealOf({ seq, hash }), event };
  });
}

type Payload = Pick<ChainLink, 'seq' | 'payload'>;

function parsed<T>(schema: z.ZodType<T>, { seq, payload }: Payload): T {
  try {
    return schema.parse(readEntry(payload));
  } catch {
    throw new JournalDamage({ problem: 'payload', seq });
  }
}

/** @throws a JournalDamage when the payload is no event of a sale */
export const parseEvent = (row: Payload): NewEvent => parsed(eventSchema, row);

/** @throws a JournalDamage when the payload is none of the journal's entries */
export const parseStored = (row: Payload): NewEvent | Note => parsed(storedSchema, row);

/** As {@link Journal.entries}. @throws a JournalDamage when a payload is no such entry */
export function readEntries<T extends TillEntryType>(
  { entriesOfType }: Statements,
  { types, from = 1, to = Number.MAX_SAFE_INTEGER, limit }: EntryQuery<T>,
): readonly TillEntryOf<T>[] {
  const rows = types.flatMap((type) => entriesOfType.all(type, from, to, limit)).toSorted((a, b) => b.seq - a.seq);
  const isWanted = (entry: TillEntryOf): entry is TillEntryOf<T> => types.some((type) => type === entry.type);
  return rows
    .slice(0, limit)
    .map((row): TillEntryOf => ({ ...parsed(tillEntrySchema, row), seq: row.seq }))
    .filter(isWanted);
}

/** @throws a JournalDamage when the row names no sale */
export function saleIdOf(row: { readonly sale_id: string }): SaleId {
  const saleId = saleIdSchema.safeParse(row.sale_id);
  if (!saleId.success) throw new JournalDamage({ problem: 'structure', seq: null });
  return saleId.data;
}

/** Every sale that the events tell of. */
export function* saleIds({ salesAfter }: Statements): Generator<SaleId> {
  for (let after = ''; ;) {
    const rows = salesAfter.all(after, SALES_AT_ONCE);
    for (const row of rows) yield saleIdOf(row);
    const last = rows.at(-1);
    if (!last) return;
    after = last.sale_id;
  }
}

/** The newest `count` links and the link before them. */
export function newestLinks(
  { hashOf, linksAfter }: Pick<ReadingStatements, 'hashOf' | 'linksAfter'>,
  end: ChainEnd,
  count: number,
): { readonly before: ChainEnd; readonly links: readonly ChainLink[] } {
  const from = Math.max(0, end.seq - count);
  const before = from === 0 ? BEGINNING : { seq: from, hash: hashOf.get(from)?.hash ?? '' };
  return { before, links: linksAfter.all(from, count + 1) };
}

/** Writes entries and bodies. Inside a transaction. */
export function writeStored(
  { insertEvent, insertBody, deleteBody }: Statements,
  stored: readonly Stored[],
  bodies: BodyChanges,
): void {
  for (const { seq, hash, payload, mac, event } of stored) {
    insertEvent.run(seq, 'saleId' in event ? event.saleId : '', event.type, payload, hash, mac ?? null);
  }
  for (const { key, reference, body } of bodies.keep)
    insertBody.run(key, reference, body, bodyDigest(key, reference, body));
  for (const key of bodies.forget) deleteBody.run(key);
}

export function brokenTail(statements: ReadingStatements, end: ChainEnd): ChainProblem | null {
  const { before, links } = newestLinks(statements, end, CHECKED_AT_START);
  return findBrokenLink(links, before);
}

/**
 * Largest receipt number used so far: in this volume, in the one before it, or by the till that it was restored from
 * after the backup was made.
 */
export function lastNumber(statements: Statements): number {
  const number = statements.lastReceiptNumber.get()?.number ?? 0;
  const first = statements.firstEvent.get();
  const entry = first?.payload.includes('"journal.continued"') ? parseStored({ seq: 1, payload: first.payload }) : null;
  return Math.max(
    number,
    entry?.type === 'journal.continued' ? entry.lastReceiptNumber : 0,
    restoredIn(statements)?.lastReceiptNumber ?? 0,
  );
}

/** What the journal was told when it was restored from a backup last; null where it never was. */
export function restoredIn({
  meta,
  linksAfter,
}: Pick<ReadingStatements, 'meta' | 'linksAfter'>): Extract<TillEntry, { type: 'backup.restored' }> | null {
  const seq = Number(meta.get(RESTORED)?.value ?? 0);
  const [row] = seq > 0 ? linksAfter.all(seq - 1, 1) : [];
  const entry = row ? parseStored(row) : null;
  return entry?.type === 'backup.restored' ? entry : null;
}
