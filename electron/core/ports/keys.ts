import type { ErrorCode } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { CredentialStatus, Credentials, Environment, Keychain } from '../../../shared/settings.ts';

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
