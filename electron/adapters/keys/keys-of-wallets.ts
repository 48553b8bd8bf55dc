import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/whole-file.ts';
import type { Cipher } from './cipher.ts';
import { isSame } from './same-keys.ts';
import type { KeyedEnvironment } from '../../core/ports/keys.ts';
import type { Log } from '../../core/ports/log.ts';
import { merchantSerialNumberSchema } from '../../../shared/ids.ts';
import type { MerchantSerialNumber } from '../../../shared/ids.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import type { Credentials } from '../../../shared/settings.ts';

interface Noted {
  readonly credentials: Credentials;
  /** On the disk; otherwise they are known for this run only. */
  readonly stored: boolean;
}

interface KeysOfWalletsOptions {
  readonly folder: string;
  readonly cipher: Cipher;
  readonly log: Log;
  readonly onSecret: (secret: string) => void;
  mayStore(environment: KeyedEnvironment): Promise<boolean>;
}

const FILE = /^credentials-(test|production)-(\d+)\.bin$/;
type OfEnvironment = Map<MerchantSerialNumber, Noted>;

/**
 * The keys of each serial number that the till was ever set up as, in a file of its own each, encrypted as the others
 * are.
 */
export function createKeysOfWallets({ folder, cipher, log, onSecret, mayStore }: KeysOfWalletsOptions) {
  const known: Readonly<Record<KeyedEnvironment, OfEnvironment>> = { test: new Map(), production: new Map() };

  async function load(environment: KeyedEnvironment): Promise<OfEnvironment> {
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const parts = FILE.exec(name);
      const of = merchantSerialNumberSchema.safeParse(parts?.[2]).data;
      if (parts?.[1] !== environment || !of || known[environment].has(of)) continue;
      try {
        const { text } = await cipher.decrypt(readFileSync(join(folder, name)));
        const credentials = credentialsSchema.parse(JSON.parse(text));
        for (const secret of Object.values(credentials)) onSecret(secret);
        known[environment].set(of, { credentials, stored: true });
      } catch (error) {
        // Errors of a keychain or parser can quote what they read; only their kind is told.
        log.warn('keys of another serial number unreadable', {
          environment,
          error: error instanceof Error ? error.name : typeof error,
        });
      }
    }
    return known[environment];
  }

  async function write(name: string, environment: KeyedEnvironment, credentials: Credentials): Promise<void> {
    if (!(await mayStore(environment))) return;
    try {
      writeWhole(join(folder, name), await cipher.encrypt(JSON.stringify(credentials)));
    } catch (error) {
      log.warn('keys not noted for their serial number', {
        environment,
        error: error instanceof Error ? error.name : typeof error,
      });
    }
  }

  return {
    write,
    /**
     * Of a till that was set back to a serial number without its keys being typed again: those it has now are another
     * one's.
     */
    async meantInstead(
      environment: KeyedEnvironment,
      of: MerchantSerialNumber,
      now: Credentials | null,
    ): Promise<Noted | null> {
      const all = await load(environment);
      const noted = all.get(of);
      if (!now || !noted || isSame(now, noted.credentials)) return null;
      return [...all].some(([other, { credentials }]) => other !== of && isSame(credentials, now)) ? noted : null;
    },
    /** Notes the keys that the till works with, and tells all that are known. */
    async noted(
      environment: KeyedEnvironment,
      of: MerchantSerialNumber,
      credentials: Credentials | null,
      stored: boolean,
    ): Promise<ReadonlyMap<MerchantSerialNumber, Credentials>> {
      const all = await load(environment);
      const before = all.get(of);
      if (credentials && !(before && isSame(before.credentials, credentials))) {
        all.set(of, { credentials, stored });
        if (stored) await write(`credentials-${environment}-${of}.bin`, environment, credentials);
      }
      return new Map([...all].map(([each, { credentials: keys }]) => [each, keys]));
    },
  };
}
