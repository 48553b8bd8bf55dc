import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { err, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Environment } from '../../shared/settings.ts';
import type { Signer } from '../core/day/saft/signature.ts';
import type { Log } from '../core/ports.ts';
import type { Cipher } from './cipher.ts';
import { writeWhole } from './whole-file.ts';

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

/**
 * The till's own secret for signing sales in audit files; made at the first such file and kept encrypted in the profile for ever.
 *
 * @param used versions that signed before by the journal's account: a secret that is lost is not replaced under its number
 * @returns `setup.keychainUnavailable` where it cannot be read or kept: another one would break the chain of signatures
 */
export async function openSigner(options: SigningPlace, environment: Environment, used: number): Promise<Result<Signer, ErrorCode>> {
  if (environment === 'practice') return ok(hmacSigner(PRACTICE_KEY, 'practice'));
  const { folder, cipher, log } = options;
  const path = join(folder, `signing-${environment}.bin`);
  try {
    const keychain = await cipher.keychain();
    // SECURITY: what signs real sales is never kept where the system does not encrypt it.
    if (keychain === 'unavailable' || (keychain === 'plain' && environment === 'production')) return err('setup.keychainUnavailable');
    if (!existsSync(path)) {
      log.warn('signing key made', { environment, version: used + 1 });
      writeWhole(path, await cipher.encrypt(JSON.stringify({ version: String(used + 1), key: randomBytes(KEY_BYTES).toString('base64') })));
    }
    const { version, key } = fileSchema.parse(JSON.parse((await cipher.decrypt(readFileSync(path))).text));
    return ok(hmacSigner(Buffer.from(key, 'base64'), version));
  } catch (error) {
    log.error('signing key not usable', { environment, error: error instanceof Error ? error.name : typeof error });
    return err('setup.keychainUnavailable');
  }
}
