import type { CalendarDate } from '../../shared/calendar-date.ts';
import type { ConnectionProof } from '../../shared/connection.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { IdempotencyKey, MerchantSerialNumber, Reference, SaleId } from '../../shared/ids.ts';
import type { CallInput, TerminalEvent } from '../../shared/ipc/contract.ts';
import type { Currency, Money } from '../../shared/money.ts';
import type { CancelMode, WalletReport } from '../../shared/payment.ts';
import type { Receipt } from '../../shared/receipt.ts';
import type { Result } from '../../shared/result.ts';
import type {
  Credentials,
  CredentialStatus,
  Environment,
  Keychain,
  Preferences,
  StoreSettings,
} from '../../shared/settings.ts';
import type { Wallet } from '../../shared/wallet.ts';
import type { ApiFailure } from './api-failure.ts';
import type { DayBook } from './day/day-book.ts';
import type { JournalEvent, NewEvent } from './journal-events.ts';
import type { JournalKeeper } from './journal/keeper.ts';
import type { SaleRow } from '../../shared/sale-row.ts';
import type { Wanted } from './sales/search.ts';
import type { SettlementApi } from './settlement-port.ts';
import type { EntriesWanted, TillEntry, TillEntryOf, TillEntryType } from './till-entries.ts';

export type { ApiFailure } from './api-failure.ts';
export type { PeopleFile, PeopleStore, PersonRecord, PinHasher } from './people-ports.ts';

/** The doors of the core to the world. The core imports nothing that is not here or in shared/. */

export interface Clock {
  /** Epoch ms of this machine; can jump. For people and for the journal. */
  now(): number;
  /** Milliseconds that only grow. For durations, limits and token life. */
  monotonic(): number;
  /** Calls `callback` once after `ms`; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

/**
 * The shop's calendar. `startsAt` is the local midnight (epoch ms) that begins the day of `at`; `date` is `yyyymmdd`.
 */
export interface Calendar {
  day(at: number): { readonly date: string; readonly startsAt: number };
  /**
   * When the shop's clock shows this hour (0 to 23) of this day; where clocks are set forward over it, the moment
   * after.
   */
  instant(date: CalendarDate, hour: number): number;
  /** What the shop's clock shows: `yyyy-mm-dd` and `hh:mm:ss`. */
  local(at: number): { readonly date: string; readonly time: string };
}

export interface Ids {
  saleId(): SaleId;
  idempotencyKey(): IdempotencyKey;
}

export interface CreateAnswer {
  /** For a payment that is shown as a code: what the customer scans. */
  readonly code: string | null;
}

export interface ReportAnswer {
  readonly report: WalletReport;
  /** What the payment was created for, as the API knows it. */
  readonly amount: Money;
  /** For people; null where it was odd. */
  readonly pspReference: string | null;
  /** As in {@link CreateAnswer}; null in answers that do not carry it. */
  readonly code: string | null;
}

/** One entry of the payment's event log [EP-1.8.1 PaymentEvent]. Null: it was missing or odd. */
export interface WalletEvent {
  readonly name: string;
  readonly amount: Money | null;
  readonly at: number | null;
  /** As the API spells it; `isSameKey` compares. */
  readonly idempotencyKey: string | null;
  readonly success: boolean;
  readonly pspReference: string | null;
}

export interface EventsAnswer {
  readonly events: readonly WalletEvent[];
  /** False: an entry could not be read and is left out, so what is not among the others may still have been done. */
  readonly complete: boolean;
  /** Server clock minus this machine's clock in ms, from the `Date` header; 0 when it was missing. */
  readonly clockSkewMs: number;
}

/** Vipps MobilePay as the terminal needs it. `body` is sent byte for byte as it stands in the journal. Never throws. */
export interface PaymentApi {
  /**
   * Gets ready to be used (a token) without touching a payment; tells whether network, service and keys are in order.
   */
  reach(): Promise<Result<null, ApiFailure>>;
  create(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<CreateAnswer, ApiFailure>>;
  get(reference: Reference): Promise<Result<ReportAnswer, ApiFailure>>;
  events(reference: Reference): Promise<Result<EventsAnswer, ApiFailure>>;
  capture(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReportAnswer, ApiFailure>>;
  cancel(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReportAnswer, ApiFailure>>;
  refund(reference: Reference, key: IdempotencyKey, body: string): Promise<Result<ReportAnswer, ApiFailure>>;
}

/**
 * Makes the exact bytes of a request. Pure; kept beside the wire types so that the core knows no field names of the
 * API.
 */
export interface RequestBodies {
  create(request: CreateRequest): string;
  capture(amount: Money): string;
  cancel(mode: CancelMode): string;
  refund(amount: Money): string;
}

export interface CreateRequest {
  readonly reference: Reference;
  readonly amount: Money;
  /** Null: shown as a code. */
  readonly msisdn: string | null;
  readonly description: string;
  readonly receipt: Receipt;
}

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
  entries<T extends TillEntryType>(wanted: EntriesWanted<T>): readonly TillEntryOf<T>[];
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
  takings(since: number): { readonly sum: number; readonly count: number };
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
  find(wanted: readonly Wanted[], below: number, limit: number): readonly SaleRow[];
}

export interface Publisher {
  publish(event: TerminalEvent): void;
}

/** What the shop told about itself and this counter, without secrets. */
export interface Settings {
  /** Null until set-up is done. */
  readonly store: StoreSettings | null;
  readonly preferences: Preferences;
}

export interface SettingsStore {
  current(): Settings;
  /** Name of the file that could not be read and was kept aside, until set-up has been done anew. */
  damaged(): string | null;
  /** On the disk, whole or not at all, when it settles; `settings.damaged` when the disk refuses. */
  write(settings: Settings): Promise<Result<void, ErrorCode>>;
}

/** Practice has no keys to keep: the simulator gives its own. */
export type KeyedEnvironment = Exclude<Environment, 'practice'>;

/** Secrets go in and never out: only their status can be read through this door. */
export interface KeyKeeper {
  keychain(): Promise<Keychain>;
  /** `rejected`: there are keys, and the keychain cannot read them or the API does not accept them. */
  status(environment: KeyedEnvironment): Promise<CredentialStatus>;
  /** What an answer of the API said about the keys; remembered until the next such answer. */
  judged(environment: KeyedEnvironment, accepted: boolean): void;
  /**
   * @param thisRunOnly keep them in memory until the app ends; the only way where the keychain is `unavailable`, and
   * for production keys where it is `plain`
   * @returns `setup.keychainUnavailable` when they should be stored and cannot be
   */
  keep(
    environment: KeyedEnvironment,
    credentials: Credentials,
    thisRunOnly: boolean,
  ): Promise<Result<CredentialStatus, ErrorCode>>;
  /**
   * Whether these are the keys that are held, compared in a time that tells nothing of them; null where none can be
   * read.
   */
  matches(environment: KeyedEnvironment, credentials: Credentials): Promise<boolean | null>;
}

/** What a counter works with: its own journal and the wallet of its environment. */
export interface CounterPorts {
  readonly journal: Journal;
  /** The wallet that the till is set up as. */
  readonly api: PaymentApi;
  /**
   * The wallet that a payment was made in, whatever the till is set up as today; null where no keys for it are held.
   */
  wallet(of: Wallet): PaymentApi | null;
  readonly settlement: SettlementApi;
  close(): void;
}

export interface PaymentToRead {
  readonly environment: KeyedEnvironment;
  readonly merchantSerialNumber: MerchantSerialNumber;
  readonly credentials: Credentials;
  readonly reference: Reference;
  readonly currency: Currency;
}

export interface Connections {
  readonly journals: JournalKeeper;
  /** `till.journalDamaged`: see `journals.damage`. */
  open(store: StoreSettings): Promise<Result<CounterPorts, ErrorCode>>;
  /** Brings the practice customer's phone to the front. */
  showPhone(): void;
  /** One harmless try with these keys (null: the stored ones): what it proves, or what is wrong. */
  examine(input: CallInput<'setup.checkConnection'>): Promise<Result<ConnectionProof, ErrorCode>>;
  /**
   * Whether this payment can be read with these keys under this serial number; another code when that could not be
   * found out.
   */
  reads(asked: PaymentToRead): Promise<Result<boolean, ErrorCode>>;
}

/** Fields are structured; values that could hold secrets or full numbers are not passed at all. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(message: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
}
