import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';
import { z } from 'zod';
import type { Cipher } from '../keys/cipher.ts';
import type { Log } from '../../core/ports/log.ts';
import type { PinHasher } from '../../core/ports/people.ts';

/**
 * What costs an attacker as much as OWASP asks of scrypt: 32 MB, three times over. A person waits for about a quarter
 * of a second.
 */
export const COST = { N: 2 ** 15, r: 8, p: 3 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/**
 * What is kept of a PIN. The cost stands beside the hash, so that it can grow; its limits keep a forged file from using
 * up the machine.
 */
const hashSchema = z.object({
  N: z
    .number()
    .int()
    .min(2 ** 15)
    .max(2 ** 18),
  r: z.number().int().min(8).max(16),
  p: z.number().int().min(1).max(8),
  salt: z.base64().max(100),
  key: z.base64().max(100),
});
type Hash = z.infer<typeof hashSchema>;

/**
 * `sealed`: encrypted by the system's keychain. A PIN of four digits has 10,000 possibilities: who has copied the file
 * alone must not be able to try them.
 */
const keptSchema = z.object({ sealed: z.boolean(), text: z.string().max(5_000) });

/** SECURITY: for a backup alone, which is encrypted itself: a hash without the keychain around it, and back. */
export interface PinCarrier {
  /** Null where the keychain does not give it. */
  carry(kept: string): Promise<string | null>;
  settle(carried: string | null): Promise<string>;
}

/**
 * Hashes PINs with scrypt in a thread of Node's pool, so that the main process never waits, and seals the hash where
 * the system has a keychain.
 */
export function createPinHasher(cipher: Cipher, log: Log): PinHasher & PinCarrier {
  const seal = async (text: string): Promise<z.infer<typeof keptSchema>> => {
    try {
      if ((await cipher.keychain()) === 'available')
        return { sealed: true, text: (await cipher.encrypt(text)).toString('base64') };
    } catch (error) {
      log.warn('keychain did not seal a PIN', { error: error instanceof Error ? error.name : typeof error });
    }
    return { sealed: false, text };
  };
  const unseal = async (kept: string): Promise<Hash | null> => {
    try {
      const { sealed, text } = keptSchema.parse(JSON.parse(kept));
      // SECURITY: where there is a keychain each hash of ours is sealed: one that is not was put there by hand, or is
      // from before. A manager sets it anew.
      if (!sealed && (await cipher.keychain()) === 'available') throw new Error('not sealed');
      return hashSchema.parse(JSON.parse(sealed ? (await cipher.decrypt(Buffer.from(text, 'base64'))).text : text));
    } catch (error) {
      // Only its kind: the text of such an error can quote what was read.
      log.error('kept PIN not readable', { error: error instanceof Error ? error.name : typeof error });
      return null;
    }
  };
  return {
    async hash(pin) {
      const salt = randomBytes(SALT_BYTES);
      const key = await derive(pin, salt, KEY_BYTES, COST);
      const hash: Hash = { ...COST, salt: salt.toString('base64'), key: key.toString('base64') };
      return JSON.stringify(await seal(JSON.stringify(hash)));
    },
    async verify(pin, kept) {
      const hash = await unseal(kept);
      if (!hash) return 'unreadable';
      const key = Buffer.from(hash.key, 'base64');
      // SECURITY: compared in the same time whatever differs.
      return timingSafeEqual(await derive(pin, Buffer.from(hash.salt, 'base64'), key.length, hash), key)
        ? 'right'
        : 'wrong';
    },
    digest: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    async carry(kept) {
      const hash = await unseal(kept);
      return hash && JSON.stringify(hash);
    },
    // One that could not be carried stays unreadable: a manager sets it anew.
    settle: async (carried) =>
      JSON.stringify(await seal(carried === null ? '' : JSON.stringify(hashSchema.parse(JSON.parse(carried))))),
  };
}

let underWay: Promise<unknown> = Promise.resolve();

/**
 * One at a time: Node's few threads also look up the wallet's address, and each of these holds one and 32 MB for as
 * long as it lasts.
 */
function derive(pin: string, salt: Buffer, bytes: number, { N, r, p }: ScryptOptions & typeof COST): Promise<Buffer> {
  const derived = underWay.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(pin, salt, bytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
  underWay = derived.catch(() => undefined);
  return derived;
}
