import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { setAside } from '../files/set-aside.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Cipher } from './cipher.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Signer } from '../../core/ports/signer.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

const KEY_BYTES = 16;
const fileSchema = z.object({ version: z.string().min(1).max(50), key: z.base64() });

/** Practice needs no secret: what it signs is marked as training. */
const PRACTICE_KEY = Buffer.from('SkrankePractice1');

/** HMAC-SHA1 with 128 bits: one of the two ways that the Norwegian Tax Administration takes. */
export const hmacSigner = (key: Buffer, version: string): Signer => ({
  version,
  fingerprint: createHash('sha256').update('skranke signing key\n').update(key).digest('hex').slice(0, 16),
  sign: (text) => createHmac('sha1', key).update(text, 'utf8').digest('base64'),
});

interface SigningPlace {
  readonly folder: string;
  readonly cipher: Cipher;
  readonly log: Log;
}

const fileName = (environment: Environment): string => `signing-${environment}.bin`;

/** SECURITY: what signs real sales is never kept where the system does not encrypt it. */
async function mayKeep(cipher: Cipher, environment: Environment): Promise<boolean> {
  const keychain = await cipher.keychain();
  return keychain === 'available' || (keychain === 'plain' && environment !== 'production');
}

/**
 * The till's own secret for signing sales in audit files; made before the first such file and kept encrypted for ever.
 *
 * @param first the version under which one is made where there is none; null: others signed before, and none is made
 * @returns `setup.keychainUnavailable` where secrets cannot be kept, `export.signingKeyGone` where it is missing or
 * unreadable
 */
export async function openSigner(
  place: SigningPlace,
  environment: Environment,
  first: string | null,
): Promise<Result<Signer, ErrorCode>> {
  if (environment === 'practice') return ok(hmacSigner(PRACTICE_KEY, 'practice'));
  const { folder, cipher, log } = place;
  const path = join(folder, fileName(environment));
  const failed = (error: unknown) =>
    log.error('signing key not usable', { environment, error: error instanceof Error ? error.name : typeof error });
  try {
    if (!(await mayKeep(cipher, environment))) return err('setup.keychainUnavailable');
    if (!existsSync(path))
      return first === null ? err('export.signingKeyGone') : ok(await make(place, environment, first));
  } catch (error) {
    failed(error);
    return err('setup.keychainUnavailable');
  }
  try {
    const { version, key } = fileSchema.parse(JSON.parse((await cipher.decrypt(readFileSync(path))).text));
    return ok(hmacSigner(Buffer.from(key, 'base64'), version));
  } catch (error) {
    failed(error);
    return err('export.signingKeyGone');
  }
}

/** The secret as a backup keeps it; null where there is none, or the keychain does not give it. */
export async function carriedSigner(
  { folder, cipher, log }: SigningPlace,
  environment: Environment,
): Promise<string | null> {
  const path = join(folder, fileName(environment));
  if (!existsSync(path)) return null;
  try {
    return JSON.stringify(fileSchema.parse(JSON.parse((await cipher.decrypt(readFileSync(path))).text)));
  } catch (error) {
    log.warn('signing key not carried into the backup', {
      environment,
      error: error instanceof Error ? error.name : typeof error,
    });
    return null;
  }
}

/** The file that keeps such a secret here; null where the system would not encrypt it. */
export async function settledSigner(
  { cipher }: Pick<SigningPlace, 'cipher'>,
  environment: Environment,
  secret: string,
): Promise<{ readonly name: string; readonly bytes: Buffer } | null> {
  if (!(await mayKeep(cipher, environment))) return null;
  const kept = JSON.stringify(fileSchema.parse(JSON.parse(secret)));
  return { name: fileName(environment), bytes: await cipher.encrypt(kept) };
}

/** Another secret, because a person says so. The one before, also one that cannot be read, is kept aside. */
export async function renewSigner(
  place: SigningPlace,
  environment: Environment,
  version: string,
): Promise<Result<Signer, ErrorCode>> {
  if (environment === 'practice') return ok(hmacSigner(PRACTICE_KEY, 'practice'));
  const { folder, cipher, log } = place;
  try {
    if (!(await mayKeep(cipher, environment))) return err('setup.keychainUnavailable');
    const there = existsSync(join(folder, fileName(environment)));
    if (there && setAside(folder, fileName(environment), 'before') === null) return err('setup.keychainUnavailable');
    return ok(await make(place, environment, version));
  } catch (error) {
    log.error('signing key not made', { environment, error: error instanceof Error ? error.name : typeof error });
    return err('setup.keychainUnavailable');
  }
}

async function make({ folder, cipher, log }: SigningPlace, environment: Environment, version: string): Promise<Signer> {
  const key = randomBytes(KEY_BYTES);
  const kept = await cipher.encrypt(JSON.stringify({ version, key: key.toString('base64') }));
  writeWhole(join(folder, fileName(environment)), kept);
  log.warn('signing key made', { environment, version });
  return hmacSigner(key, version);
}
