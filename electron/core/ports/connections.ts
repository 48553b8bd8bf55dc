import type { FetchPicture } from './code-picture.ts';
import type { WalletToExamine } from './doctor.ts';
import type { JournalKeeper } from './journal-keeper.ts';
import type { Journal } from './journal.ts';
import type { KeyedEnvironment } from './keys.ts';
import type { SettlementApi } from './settlement.ts';
import type { PaymentApi } from './wallet.ts';
import type { ConnectionProof, KeysToTry } from '../../../shared/connection.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { MerchantSerialNumber, Reference } from '../../../shared/ids.ts';
import type { Currency } from '../../../shared/money.ts';
import type { Result } from '../../../shared/result.ts';
import type { Credentials, StoreSettings } from '../../../shared/settings.ts';
import type { Wallet } from '../../../shared/wallet.ts';

/** What a counter works with: its own journal and the wallet of its environment. */
export interface CounterDoors {
  readonly journal: Journal;
  /** The wallet that the till is set up as. */
  readonly api: PaymentApi;
  /**
   * The wallet that a payment was made in, whatever the till is set up as today; null where no keys for it are held.
   */
  wallet(of: Wallet): PaymentApi | null;
  readonly settlement: SettlementApi;
  /** Whosever payment it belongs to: it is asked for without keys. */
  readonly picture: FetchPicture;
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
  open(store: StoreSettings): Promise<Result<CounterDoors, ErrorCode>>;
  /** Brings the practice customer's phone to the front. */
  showPhone(): void;
  /** The code that the practice customer holds out to a scanner; null while they hold none out. */
  heldOut(): Promise<string | null>;
  /** One harmless try with these keys (null: the stored ones): what it proves, or what is wrong. */
  examine(input: KeysToTry): Promise<Result<ConnectionProof, ErrorCode>>;
  /** The wallet behind these settings for the doctor to look at; null for practice, which has none outside. */
  toExamine(store: StoreSettings): Promise<WalletToExamine | null>;
  /**
   * Whether this payment can be read with these keys under this serial number; another code when that could not be
   * found out.
   */
  reads(asked: PaymentToRead): Promise<Result<boolean, ErrorCode>>;
}

/** The simulator beside the terminal, with its customer's phone. */
export interface PracticeWallet {
  /** Its address for this store; starts it when it is not running. */
  start(store: StoreSettings): Promise<string>;
  showPhone(): void;
  heldOut(): Promise<string | null>;
  stop(): void;
}
