import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { setAside } from '../../files/set-aside.ts';
import { writeWhole } from '../../files/whole-file.ts';
import type { ChainEnd } from '../store/chain.ts';
import type { Cipher } from '../../keys/cipher.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Environment, Keychain } from '../../../../shared/settings.ts';

/**
 * The seal of a journal. The chain of hashes is for everybody to check, and so anybody can chain anew what they have
 * changed. Beside each hash stands an HMAC with a key that the system's keychain protects, and outside the journal a
 * *head*: up to which entry the journal was written. SECURITY: a program of the same user of the system can ask the
 * keychain too. What it is for: nothing passes in silence.
 */
const KEY_BYTES = 32;

const keySchema = z.object({ key: z.base64() });

/** How far the journal had come when it was sealed last; never ahead of it, since it is written after the commit. */
const headSchema = z.object({
  tag: z.string(),
  seq: z.number().int().min(0),
  hash: z.string(),
  /**
   * The first entry that carries a seal; what stands before it was written by an earlier version or under another key.
   */
  from: z.number().int().min(1),
  /** Tags of the journals that this till had before. */
  tags: z.array(z.string()),
});
export type Head = z.infer<typeof headSchema>;
const headFileSchema = z.object({ head: z.string(), mac: z.string() });

export class SealKey {
  readonly #key: Buffer;
  /** For the journal to name it by; tells nothing of it. */
  readonly id: string;

  constructor(key: Buffer) {
    this.#key = key;
    this.id = createHash('sha256').update('skranke seal\n').update(key).digest('hex').slice(0, 16);
  }

  /**
   * What stands beside an entry: the hash covers everything before it, the tag keeps it from being another journal's.
   */
  macOf(tag: string, { seq, hash }: ChainEnd): string {
    return this.#hmac(`entry\n${tag}\n${seq}\n${hash}`);
  }

  sign(text: string): string {
    return this.#hmac(`head\n${text}`);
  }

  #hmac(text: string): string {
    return createHmac('sha256', this.#key).update(text, 'utf8').digest('hex');
  }
}

/**
 * What is there before the journal is looked at:
 * - `none`: nothing was ever sealed here · `whole`: key and head · `keyGone`: there is a head or a key's file, and no
 *   key that can be read
 * - `headGone`: the key is there, and no head that it has signed
 */
export type SealState = 'none' | 'whole' | 'keyGone' | 'headGone';

export interface SealPlace {
  /** The profile: the encrypted key is a file of it. */
  readonly folder: string;
  /**
   * Where heads are: outside the profile, so that a profile that is put back from a backup does not bring an old head
   * along.
   */
  readonly heads: string;
  readonly cipher: Cipher;
  readonly log: Log;
}

const failed = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
const headName = (environment: Environment): string => `journal-${environment}.head`;
const keyName = (environment: Environment): string => `seal-${environment}.bin`;

/** Whether there ever was a sealed journal of this environment, by what stands outside the profile. */
export const wasSealed = ({ heads }: SealPlace, environment: Environment): boolean =>
  existsSync(join(heads, headName(environment)));

/**
 * The journal that was sealed last, by what stands outside the profile, where the key that proves it may be gone; or
 * null.
 */
export function sealedTag({ heads }: SealPlace, environment: Environment): string | null {
  try {
    const { head } = headFileSchema.parse(JSON.parse(readFileSync(join(heads, headName(environment)), 'utf8')));
    return headSchema.parse(JSON.parse(head)).tag;
  } catch {
    return null;
  }
}

/** What a backup needs to prove the seals by; null where nothing is sealed, or the keychain does not give the key. */
export async function carriedSeal(
  { folder, heads, cipher, log }: SealPlace,
  environment: Environment,
): Promise<{ readonly key: string; readonly from: number } | null> {
  const keyFile = join(folder, keyName(environment));
  if (!existsSync(keyFile)) return null;
  try {
    const { key } = keySchema.parse(JSON.parse((await cipher.decrypt(readFileSync(keyFile))).text));
    const head = readHead(join(heads, headName(environment)), new SealKey(Buffer.from(key, 'base64')));
    return head && { key, from: head.from };
  } catch (error) {
    log.warn('seal not carried into the backup', { environment, error: failed(error) });
    return null;
  }
}

/** Reads the seal of an environment's journal; changes nothing. */
export async function openSeal(place: SealPlace, environment: Environment): Promise<Seal> {
  const { folder, heads, cipher, log } = place;
  const keychain = await cipher.keychain().catch((): Keychain => 'unavailable');
  const keyFile = join(folder, keyName(environment));
  const headFile = join(heads, headName(environment));
  const file = { keychain, keyFile, headFile };
  if (keychain !== 'available') {
    // SECURITY: what everybody can decrypt seals nothing.
    return new Seal({
      ...file,
      key: null,
      fresh: null,
      head: null,
      state: existsSync(keyFile) || existsSync(headFile) ? 'keyGone' : 'none',
    });
  }
  const fresh = await freshKey(cipher, log);
  if (!existsSync(keyFile))
    return new Seal({ ...file, key: null, fresh, head: null, state: existsSync(headFile) ? 'keyGone' : 'none' });
  try {
    const { text } = await cipher.decrypt(readFileSync(keyFile));
    const key = new SealKey(Buffer.from(keySchema.parse(JSON.parse(text)).key, 'base64'));
    const head = readHead(headFile, key);
    return new Seal({ ...file, key, fresh, head, state: head ? 'whole' : 'headGone' });
  } catch (error) {
    log.error('key of the journal not readable', { environment, error: failed(error) });
    return new Seal({ ...file, key: null, fresh, head: null, state: 'keyGone' });
  }
}

interface Fresh {
  readonly key: SealKey;
  /** As it is kept. */
  readonly bytes: Buffer;
}

/** Made ahead: encrypting can take its time, and where it is used nothing may come between. */
async function freshKey(cipher: Cipher, log: Log): Promise<Fresh | null> {
  const key = randomBytes(KEY_BYTES);
  try {
    return { key: new SealKey(key), bytes: await cipher.encrypt(JSON.stringify({ key: key.toString('base64') })) };
  } catch (error) {
    log.error('no key for the journal', { error: failed(error) });
    return null;
  }
}

/** Null where there is none, or none that this key has signed. */
function readHead(path: string, key: SealKey): Head | null {
  try {
    const { head, mac } = headFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const right = Buffer.from(key.sign(head));
    const found = Buffer.from(mac);
    if (right.length !== found.length || !timingSafeEqual(right, found)) return null;
    return headSchema.parse(JSON.parse(head));
  } catch {
    return null;
  }
}

interface SealParts {
  readonly keychain: Keychain;
  readonly keyFile: string;
  readonly headFile: string;
  readonly key: SealKey | null;
  readonly fresh: Fresh | null;
  readonly head: Head | null;
  readonly state: SealState;
}

export class Seal {
  readonly keychain: Keychain;
  /** As it was found. */
  readonly state: SealState;
  readonly #parts: SealParts;
  #key: SealKey | null;
  #head: Head | null;

  constructor(parts: SealParts) {
    this.#parts = parts;
    this.keychain = parts.keychain;
    this.state = parts.state;
    this.#key = parts.key;
    this.#head = parts.head;
  }

  get key(): SealKey | null {
    return this.#key;
  }

  /** As it was written last. */
  get head(): Head | null {
    return this.#head;
  }

  /**
   * Begins to seal with a new key. What cannot be used any more is kept aside.
   * @returns null where there is no keychain
   * @throws when the disk refuses
   */
  renew(): SealKey | null {
    const { keyFile, headFile, fresh } = this.#parts;
    for (const path of [keyFile, headFile]) if (existsSync(path)) setAside(dirname(path), basename(path), 'unusable');
    if (fresh) writeWhole(keyFile, fresh.bytes);
    this.#key = fresh?.key ?? null;
    this.#head = null;
    return this.#key;
  }

  /** @throws when the disk refuses */
  write(head: Head): void {
    if (!this.#key) return;
    const { headFile } = this.#parts;
    mkdirSync(dirname(headFile), { recursive: true });
    const text = JSON.stringify(head);
    writeWhole(headFile, JSON.stringify({ head: text, mac: this.#key.sign(text) }));
    this.#head = head;
  }
}
