import type { ErrorCode } from '../../../shared/errors.ts';
import type { MerchantSerialNumber, Reference } from '../../../shared/ids.ts';
import type { Damage, JournalNotice, JournalVerdict, Tampering } from '../../../shared/journal.ts';
import type { Currency } from '../../../shared/money.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress } from '../../../shared/progress.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';
import type { PaymentWallet } from '../../../shared/wallet.ts';
import type { TillEntry, TillEntryOf } from '../journal/till-entries.ts';

/**
 * Told about the journal that is open: damage or tampering was found (`JournalKeeper` says which), or tables for
 * reading were put right and must be read again.
 */
export interface JournalWatcher {
  damaged(): void;
  rebuilt(): void;
}

/** What a journal on the disk that is not the open one says. */
export interface JournalElsewhere {
  readonly environment: Environment;
  /** Of its payments that are not over. Null: it cannot be read, and there may be some. */
  readonly open: readonly PaymentWallet[] | null;
  /** The settings that were in force when the till worked on it last, or null where it does not say. */
  readonly inForce: TillEntryOf<'settings.inForce'> | null;
}

/** What the file of people is to be: either of the two digests is right. */
export type PeopleState = Pick<TillEntryOf<'people.state'>, 'digest' | 'before' | 'pinsOn'>;

/**
 * What tells whose wallet a journal belongs to: the serial number, and the newest payment that the wallet has told of.
 */
export interface WalletWitness {
  readonly merchantSerialNumber: MerchantSerialNumber;
  /** Null: nothing was ever paid. */
  readonly payment: { readonly reference: Reference; readonly currency: Currency } | null;
}

/** What there is to know and to do about the journal's files, beside reading and writing entries. */
export interface JournalKeeper {
  /**
   * What is wrong with the journal that was opened last, or null. A damaged journal is never written over: a person
   * decides.
   */
  readonly damage: Damage | null;
  /** What was done about damage, until somebody has read it. */
  readonly notice: JournalNotice | null;
  watch(watcher: JournalWatcher): void;
  /** Asks the keychain for what must be known before anybody is let in, where no journal tells it. */
  ready(): Promise<void>;
  /**
   * The newest state of the people that the money journal tells of (without one: the test journal, then practice;
   * without any: what is sealed outside the profile), or null.
   */
  lastPeople(): PeopleState | null;
  /**
   * This is what the file of people is, and that is right: it is told and sealed where it was not yet. Never rejects.
   */
  keepPeople(state: PeopleState): Promise<void>;
  /** Writes what became of the people into that journal, whether it is the one that is open or not. Never rejects. */
  tellPeople(entry: TillEntry): Promise<void>;
  /** Whose wallet this environment's journal belongs to, whether it is open or not; null where nothing says it. */
  walletOf(environment: Environment): WalletWitness | null;
  /** Writes what was done to the people into that journal too, where another one is open. Never rejects. */
  tellPeopleElsewhere(entry: TillEntry): Promise<void>;
  /** Whether there ever was a journal of this environment here, also where only what sealed it is left. */
  exists(environment: Environment): boolean;
  /**
   * What was done to the files of the journal that is open while the till did not see to them; nothing new is sold
   * until somebody has accepted it.
   */
  readonly tampering: Tampering | null;
  /** Somebody has looked into it and says why selling goes on. */
  accept(actor: Actor, reason: string): Result<null, ErrorCode>;
  /** A sale could not be replayed although its journal was opened. */
  unreadable(): void;
  /** Somebody has read the notice. */
  acknowledge(actor: Actor): Result<null, ErrorCode>;
  /**
   * Checks every link of the open journal beside the work, and tells how far it is; damage that it finds stops the sale
   * like any other.
   */
  verify(progressed: (progress: Progress) => void): Promise<Result<JournalVerdict, ErrorCode>>;
  /** The journals on the disk beside the open one. */
  elsewhere(): readonly JournalElsewhere[];
  /** Begins a new volume; the open payments that can be read go with it. The damaged journal must be closed. */
  startAnew(): Result<null, ErrorCode>;
}
