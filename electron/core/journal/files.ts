import type { Environment } from '../../../shared/settings.ts';
import type { PaymentWallet } from '../../../shared/wallet.ts';
import type { TillEntryOf } from '../till-entries.ts';

/** Told about the journal that is open: damage was found (`JournalKeeper.damage` says which), or tables for reading were put right and must be read again. */
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
