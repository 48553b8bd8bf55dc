import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from '../files/set-aside.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Cipher } from './cipher.ts';
import { createKeysOfWallets } from './keys-of-wallets.ts';
import { isSame } from './same-keys.ts';
import type { KeyKeeper, KeyedEnvironment } from '../../core/ports/keys.ts';
import type { Log } from '../../core/ports/log.ts';
import type { MerchantSerialNumber } from '../../../shared/ids.ts';
import { err, ok } from '../../../shared/result.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import type { CredentialStatus, Credentials, Keychain } from '../../../shared/settings.ts';

/**
 * The sales unit's keys. They go in by `keep` and come out by `forApi` alone, which only the composition root calls,
 * for the API's client.
 */
export interface Vault extends KeyKeeper {
  /** Takes back keys that were kept for a set-up that did not come about: gone from memory and disk. */
  forget(environment: KeyedEnvironment): Promise<void>;
  forApi(environment: KeyedEnvironment): Promise<Credentials | null>;
  /**
   * The keys of each serial number that the till was ever set up as, for what was sold there. Those it has now are
   * noted as the ones of `now`. What cannot be read is left out.
   */
  forWallets(
    environment: KeyedEnvironment,
    now: MerchantSerialNumber,
  ): Promise<ReadonlyMap<MerchantSerialNumber, Credentials>>;
}

interface Held {
  readonly credentials: Credentials | null;
  readonly status: CredentialStatus;
}

const MISSING: Held = { credentials: null, status: 'missing' };
const UNREADABLE: Held = { credentials: null, status: 'rejected' };

interface VaultOptions {
  /** The profile; the ciphertext of each environment is a file of its own there, readable by its owner only. */
  readonly folder: string;
  readonly cipher: Cipher;
  readonly log: Log;
  /** Told each secret that is now in memory, so that the log can watch for it. */
  readonly onSecret: (secret: string) => void;
}

export function createVault(options: VaultOptions): Vault {
  const { folder, cipher, log, onSecret } = options;
  const held = new Map<KeyedEnvironment, Promise<Held>>();
  /** Typed in this run: they are the ones meant, whatever is noted. */
  const justTyped = new Set<KeyedEnvironment>();
  const rejected = new Set<KeyedEnvironment>();
  let keychain: Promise<Keychain> | null = null;

  const askKeychain = (): Promise<Keychain> =>
    (keychain ??= cipher.keychain().catch((error: unknown) => {
      log.error('keychain unavailable', { error: nameOf(error) });
      return 'unavailable' as const;
    }));

  const remember = (environment: KeyedEnvironment, credentials: Credentials, status: CredentialStatus): Held => {
    for (const secret of Object.values(credentials)) onSecret(secret);
    const value = { credentials, status };
    held.set(environment, Promise.resolve(value));
    rejected.delete(environment);
    return value;
  };

  const open = (environment: KeyedEnvironment): Promise<Held> => {
    const known = held.get(environment) ?? load(environment, options);
    held.set(environment, known);
    return known;
  };

  const ofWallets = createKeysOfWallets({
    folder,
    cipher,
    log,
    onSecret,
    mayStore: async (environment) => mayStore(await askKeychain(), environment),
  });

  return {
    keychain: askKeychain,
    async status(environment) {
      const { status, credentials } = await open(environment);
      return credentials && rejected.has(environment) ? 'rejected' : status;
    },
    async keep(environment, credentials, thisRunOnly) {
      justTyped.add(environment);
      if (thisRunOnly) return ok(remember(environment, credentials, 'thisRunOnly').status);
      const keychain = await askKeychain();
      if (!mayStore(keychain, environment)) return err('setup.keychainUnavailable');
      try {
        const bytes = await cipher.encrypt(JSON.stringify(credentials));
        if ((await open(environment)) === UNREADABLE) setAside(folder, fileOf(environment), 'unreadable');
        writeWhole(join(folder, fileOf(environment)), bytes);
      } catch (error) {
        log.error('keys not stored', { environment, error: nameOf(error) });
        return err('setup.keychainUnavailable');
      }
      return ok(remember(environment, credentials, 'stored').status);
    },
    async forget(environment) {
      // What is still being read must not come back after it.
      await held.get(environment);
      held.set(environment, Promise.resolve(MISSING));
      justTyped.delete(environment);
      rejected.delete(environment);
      try {
        rmSync(join(folder, fileOf(environment)), { force: true });
      } catch (error) {
        log.error('keys not taken away', { environment, error: nameOf(error) });
      }
    },
    judged: (environment, accepted) => void (accepted ? rejected.delete(environment) : rejected.add(environment)),
    async matches(environment, typed) {
      const { credentials } = await open(environment);
      return credentials && isSame(credentials, typed);
    },
    forApi: async (environment) => (await open(environment)).credentials,
    async forWallets(environment, now) {
      const held = await open(environment);
      const back = justTyped.has(environment) ? null : await ofWallets.meantInstead(environment, now, held.credentials);
      if (back) remember(environment, back.credentials, back.stored ? 'stored' : 'thisRunOnly');
      if (back?.stored) await ofWallets.write(fileOf(environment), environment, back.credentials);
      justTyped.delete(environment);
      const { credentials, status } = back ? await open(environment) : held;
      return ofWallets.noted(environment, now, credentials, status === 'stored');
    },
  };
}

/** What the file of an environment holds. */
async function load(environment: KeyedEnvironment, { folder, cipher, log, onSecret }: VaultOptions): Promise<Held> {
  const path = join(folder, fileOf(environment));
  if (!existsSync(path)) return MISSING;
  try {
    const { text, renew } = await cipher.decrypt(readFileSync(path));
    const credentials = credentialsSchema.parse(JSON.parse(text));
    for (const secret of Object.values(credentials)) onSecret(secret);
    if (renew) writeWhole(join(folder, fileOf(environment)), await cipher.encrypt(JSON.stringify(credentials)));
    return { credentials, status: 'stored' };
  } catch (error) {
    // The file stays: the keychain may only be locked now.
    log.error('stored keys unreadable', { environment, error: nameOf(error) });
    return UNREADABLE;
  }
}

const fileOf = (environment: KeyedEnvironment): string => `credentials-${environment}.bin`;

/**
 * SECURITY: keys to real money are never written where the system does not encrypt them. Test keys are: there is no
 * money behind them.
 */
const mayStore = (keychain: Keychain, environment: KeyedEnvironment): boolean =>
  keychain === 'available' || (keychain === 'plain' && environment === 'test');

/** Errors of a keychain or parser can quote what they read; only their kind is told. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
