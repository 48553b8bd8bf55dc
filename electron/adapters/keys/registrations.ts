import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cipher } from './cipher.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { RegistrationStore } from '../../core/ports/hints.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Environment } from '../../../shared/settings.ts';

const keptSchema = z
  .array(z.object({ id: z.string().min(1), url: z.string().min(1), secret: z.string().min(1) }))
  .max(100);

interface StorePlace {
  readonly folder: string;
  readonly cipher: Cipher;
  readonly log: Log;
  /** Told each secret that is now in memory, so that the log can watch for it. */
  readonly onSecret: (secret: string) => void;
}

/**
 * Secrets that the wallet signs its deliveries with, encrypted by the keychain as the keys are.
 * SECURITY: never where the system does not encrypt, but in practice and test: who knows one can make the till look,
 * and nothing else.
 */
export function registrationStore(place: StorePlace, environment: Environment): RegistrationStore {
  const { folder, cipher, log, onSecret } = place;
  const path = join(folder, `webhooks-${environment}.bin`);
  const failed = (what: string, error: unknown) =>
    log.error(what, { environment, error: error instanceof Error ? error.name : typeof error });
  return {
    async read() {
      if (!existsSync(path)) return [];
      try {
        const kept = keptSchema.parse(JSON.parse((await cipher.decrypt(readFileSync(path))).text));
        for (const { secret } of kept) onSecret(secret);
        return kept;
      } catch (error) {
        // Lost secrets are made anew by registering again.
        failed('registrations unreadable', error);
        return [];
      }
    },
    async write(registrations) {
      for (const { secret } of registrations) onSecret(secret);
      try {
        const keychain = await cipher.keychain();
        if (keychain !== 'available' && !(keychain === 'plain' && environment !== 'production')) return false;
        writeWhole(path, await cipher.encrypt(JSON.stringify(registrations)));
        return true;
      } catch (error) {
        failed('registrations not stored', error);
        return false;
      }
    },
  };
}
