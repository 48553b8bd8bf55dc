import crypto from 'node:crypto';
import type { BinaryLike, ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterAll, beforeAll } from 'vitest';

type Told = (error: Error | null, key: Buffer) => void;

const text = (bytes: BinaryLike) =>
  typeof bytes === 'string' ? bytes : Buffer.from(bytes as Uint8Array).toString('hex');

/**
 * For a file whose subject is not how slow the function is: forty tills that open one file derive one and the same key.
 * It is derived for real, at its full cost, and once.
 */
export function rememberScrypt(): void {
  const { scrypt } = crypto;
  const known = new Map<string, Promise<Buffer>>();
  const derived = (secret: BinaryLike, salt: BinaryLike, bytes: number, options: ScryptOptions) =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(secret, salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)));
    });
  const remembered = (
    secret: BinaryLike,
    salt: BinaryLike,
    bytes: number,
    options: ScryptOptions,
    told: Told,
  ): void => {
    const name = JSON.stringify([text(secret), text(salt), bytes, options]);
    const key = known.get(name) ?? derived(secret, salt, bytes, options);
    known.set(name, key);
    // A copy: whoever holds a key may wipe it.
    key.then(
      (whole) => told(null, Buffer.from(whole)),
      (error: Error) => told(error, Buffer.alloc(0)),
    );
  };
  beforeAll(() => {
    crypto.scrypt = remembered as typeof scrypt;
    syncBuiltinESMExports();
  });
  afterAll(() => {
    crypto.scrypt = scrypt;
    syncBuiltinESMExports();
  });
}
