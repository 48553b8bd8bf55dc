import type { JournalEvent, NewEvent } from '../journal/events.ts';
import type { EntryQuery, TillEntry, TillEntryOf, TillEntryType } from '../journal/till-entries.ts';
import type { DayBook } from './day-book.ts';
import type { IdempotencyKey, Reference, SaleId } from '../../../shared/ids.ts';
import type { SaleRow } from '../../../shared/sale-row.ts';
import type { Sum } from '../../../shared/money.ts';

/**
 * The exact body of an operation, kept beside the hash chain so that a phone number can be forgotten once it is not
 * needed.
 */
export interface OperationBody {
  readonly key: IdempotencyKey;
  readonly reference: Reference;
  readonly body: string;
}

/** Bodies that are written and forgotten in the same transaction as the events. */
export interface BodyChanges {
  readonly keep: readonly OperationBody[];
  readonly forget: readonly IdempotencyKey[];
}

/** An entry as it is chained: `hash` covers the payload, its number and the hash before it. */
export interface JournalLink {
  readonly seq: number;
  readonly hash: string;
  readonly payload: string;
}

/**
 * Append-only, hash-chained memory. `append` has reached the disk when it returns; it throws when the disk refuses, and
 * then nothing of it was written. Synchronous on purpose: nothing can come between the decision and its record.
 */
export interface Journal {
  /** Random tag of this journal, four characters, part of each reference. */
  readonly tag: string;
  /** That tag and those of the journals that this till had before: whatever carries one of them is this till's own. */
  readonly tags: readonly string[];
  append(events: readonly NewEvent[], bodies?: BodyChanges): readonly JournalEvent[];
  /** Writes entries that belong to no sale, as safely as `append`. */
  note(entries: readonly TillEntry[]): readonly TillEntryOf[];
  /** Such entries, newest first; at once, however long the journal is. */
  entries<T extends TillEntryType>(wanted: EntryQuery<T>): readonly TillEntryOf<T>[];
  /** How many entries there are; the newest has this number. */
  readonly size: number;
  /** The entries after this number as they are chained, oldest first, at most `limit`. */
  links(after: number, limit: number): readonly JournalLink[];
  /** All events of one sale in order. */
  sale(saleId: SaleId): readonly JournalEvent[];
  /** Sales with a payment that is not final, oldest first. */
  openSales(): readonly SaleId[];
  /** Newest sales first, at most `limit`. */
  recentSales(limit: number): readonly SaleId[];
  /** Largest receipt number used so far, 0 for none. */
  lastReceiptNumber(): number;
  /** Captured today: sum and count since `since` (epoch ms). */
  takings(since: number): { readonly sum: Sum; readonly count: number };
  body(key: IdempotencyKey): string | null;
  /** What reports are made of. */
  readonly dayBook: DayBook;
  readonly saleList: SaleList;
}

/** The list of sales, newest receipt number first; pages go on below a receipt number. */
export interface SaleList {
  /** Largest and smallest receipt number, or null without sales. */
  ends(): { readonly newest: number; readonly oldest: number } | null;
  page(below: number, limit: number): readonly SaleRow[];
  /** Sales to which any of it applies. */
  find(wanted: readonly SaleSearch[], below: number, limit: number): readonly SaleRow[];
}

/**
 * What a typed text can mean. Amounts in minor units, both ends included; times in epoch ms, `to` not included;
 * `digits`: two or four.
 */
export type SaleSearch =
  | { readonly by: 'receipt'; readonly number: number }
  | { readonly by: 'total'; readonly from: number; readonly to: number }
  | { readonly by: 'phone'; readonly digits: string }
  | { readonly by: 'time'; readonly from: number; readonly to: number }
  | { readonly by: 'reference'; readonly beginning: string };
