import { createCipheriv, createDecipheriv, randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import { CODE_CHANCE, codeOf, codeProblem, plainCode } from '../../../shared/provision/code.ts';
import { PROVISION_FORMAT, PROVISION_VERSION, provisionFileSchema } from '../../../shared/provision/file.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { credentialsSchema } from '../../../shared/settings.ts';
import type { Credentials } from '../../../shared/settings.ts';

/**
 * As for PINs. The 95 bits of the code need no slow function; it makes up for a code that was seen in part. Its cost is
 * that of the format's version and stands in no file, so that none can ask for more memory.
 */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const TAG_BYTES = 16;
const sealedSchema = credentialsSchema.nullable();

const derive = (code: string, salt: Buffer): Promise<{ readonly key: Buffer; readonly proof: Buffer }> =>
  new Promise((resolve, reject) => {
    scrypt(code, salt, 48, COST, (error, bytes) =>
      error ? reject(error) : resolve({ key: bytes.subarray(0, 32), proof: bytes.subarray(32) }),
    );
  });

/**
 * Everything in the file but the keys, in one order, so that spaces and the order of fields may differ and nothing
 * else: what was sealed cannot be opened beside another shop, other people or a later end.
 */
function besides(file: object): Buffer {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const rest = Object.entries(file).filter(([name]) => name !== 'keys');
  return Buffer.from(JSON.stringify(Object.fromEntries(rest), sorted), 'utf8');
}

/** A file that sets tills up, and its code. @param setUp as it shall stand in the file, correct by its schema */
export async function sealProvision(
  setUp: object,
  credentials: Credentials | null,
  { made, expires }: { readonly made: number; readonly expires: number },
): Promise<{ readonly text: string; readonly code: string }> {
  const code = codeOf(Array.from({ length: CODE_CHANCE }, () => randomInt(32)));
  const file = {
    format: PROVISION_FORMAT,
    version: PROVISION_VERSION,
    made: new Date(made).toISOString(),
    expires: new Date(expires).toISOString(),
    setUp,
  };
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const { key, proof } = await derive(code, salt);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(besides(file));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(sealedSchema.parse(credentials)), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const text = (bytes: Buffer) => bytes.toString('base64');
  const keys = { salt: text(salt), proof: text(proof), iv: text(iv), sealed: text(sealed) };
  return { text: `${JSON.stringify({ ...file, keys }, null, 2)}\n`, code };
}

const rawSchema = z.looseObject({});

/**
 * The keys in a file, if this is its code and nothing in it was changed. @param json the file as it was read, before
 * any default came in
 */
export async function openProvision(json: unknown, typed: string): Promise<Result<Credentials | null, ErrorCode>> {
  if (codeProblem(typed) !== null) return err('provision.wrongCode');
  const { keys } = provisionFileSchema.parse(json);
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const { key, proof } = await derive(plainCode(typed), bytes(keys.salt));
  // SECURITY: compared in the same time whatever differs.
  const given = bytes(keys.proof);
  if (given.length !== proof.length || !timingSafeEqual(given, proof)) return err('provision.wrongCode');
  try {
    const sealed = bytes(keys.sealed);
    const cipher = createDecipheriv('aes-256-gcm', key, bytes(keys.iv), { authTagLength: TAG_BYTES });
    cipher.setAAD(besides(rawSchema.parse(json)));
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = Buffer.concat([cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()]);
    return ok(sealedSchema.parse(JSON.parse(plain.toString('utf8'))));
  } catch {
    // Its text could quote what was read.
    return err('provision.tampered');
  }
}
