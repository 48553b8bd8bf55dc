import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';

/**
 * The envelope of a backup: one line that says how the key is made, then chunks of AES-256-GCM. The key comes from the
 * passphrase by scrypt with a salt of the file's own, so a counter is nonce enough. SECURITY: the first line and the
 * number of the chunk are authenticated with each, and the last one says that it is: nothing can be left out, moved or
 * cut off. Never more than one chunk is in memory.
 */
const WORD = 'SKRANKE-BACKUP ';
export const FORMAT = 1;
/** What costs a guess 128 MB and about half a second. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const CHUNK = 64 * 1024;
const TAG = 16;
const LONGEST_HEAD = 1_000;

const headSchema = z.object({
  format: z.literal(FORMAT),
  kdf: z.literal('scrypt'),
  // A forged file does not use up the machine.
  N: z.literal(COST.N),
  r: z.literal(COST.r),
  p: z.literal(COST.p),
  salt: z.base64().max(100),
});
const formatSchema = z.object({ format: z.number().int() });

/** `passphrase`: it is another one · `damaged`: torn, cut off or changed · `format`: of another version · `foreign` */
export type Unreadable = 'passphrase' | 'damaged' | 'format' | 'foreign';
export class UnreadableBackup extends Error {
  readonly why: Unreadable;
  constructor(why: Unreadable) {
    super(`backup unreadable: ${why}`);
    this.why = why;
  }
}

/** The same key however a keyboard composes its letters. */
const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { N, r, p } = COST;
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** Chunk 0 is empty: it tells a wrong passphrase from a damaged file. */
const nonceOf = (chunk: number): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(chunk), 4);
  return nonce;
};

interface Keyed {
  readonly key: Buffer;
  readonly head: string;
}

const about = ({ head }: Keyed, last: boolean): Buffer => Buffer.from(`${head}${last ? 'last' : 'more'}`);

function sealed(keyed: Keyed, chunk: number, plain: Buffer, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', keyed.key, nonceOf(chunk));
  cipher.setAAD(about(keyed, last));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([body, cipher.getAuthTag()]);
}

function unsealed(keyed: Keyed, chunk: number, bytes: Buffer, last: boolean): Buffer | null {
  if (bytes.length < TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyed.key, nonceOf(chunk), { authTagLength: TAG });
  decipher.setAAD(about(keyed, last));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The bytes of a backup with these lines in it. */
export async function* encrypted(passphrase: string, lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(16);
  const head = `${WORD}${JSON.stringify({ format: FORMAT, kdf: 'scrypt', ...COST, salt: salt.toString('base64') })}\n`;
  const keyed: Keyed = { key: await keyOf(passphrase, salt), head };
  yield Buffer.from(head);
  yield sealed(keyed, 0, Buffer.alloc(0), false);
  let chunk = 1;
  let waiting = Buffer.alloc(0);
  for await (const line of lines) {
    waiting = Buffer.concat([waiting, Buffer.from(`${line}\n`)]);
    for (; waiting.length > CHUNK; chunk += 1) {
      yield sealed(keyed, chunk, waiting.subarray(0, CHUNK), false);
      waiting = waiting.subarray(CHUNK);
    }
  }
  yield sealed(keyed, chunk, waiting, true);
}

/** The lines of a backup, each only once its chunk has proved to be whole. @throws an UnreadableBackup */
export async function* decrypted(path: string, passphrase: string): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { head, at } = await headOf(file);
    const { salt } = readHead(head);
    const keyed: Keyed = { key: await keyOf(passphrase, Buffer.from(salt, 'base64')), head };
    const first = await bytesAt(file, at, TAG);
    if (unsealed(keyed, 0, first, false) === null)
      throw new UnreadableBackup(first.length < TAG ? 'damaged' : 'passphrase');
    yield* linesOf(chunks(file, keyed, at + TAG, size));
  } finally {
    await file.close();
  }
}

async function* chunks(file: FileHandle, keyed: Keyed, from: number, size: number): AsyncGenerator<Buffer> {
  let chunk = 1;
  for (let at = from; ; chunk += 1) {
    const last = size - at <= CHUNK + TAG;
    const bytes = await bytesAt(file, at, Math.min(CHUNK + TAG, size - at));
    const plain = unsealed(keyed, chunk, bytes, last);
    if (plain === null) throw new UnreadableBackup('damaged');
    yield plain;
    if (last) return;
    at += bytes.length;
  }
}

/** A line can be cut anywhere by the chunks, also inside a letter. */
async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
    }
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}

async function headOf(file: FileHandle): Promise<{ readonly head: string; readonly at: number }> {
  const bytes = await bytesAt(file, 0, LONGEST_HEAD);
  const end = bytes.indexOf(10);
  const head = bytes.toString('utf8', 0, end + 1);
  if (!head.startsWith(WORD)) throw new UnreadableBackup('foreign');
  return { head, at: end + 1 };
}

function readHead(head: string): z.infer<typeof headSchema> {
  let said: unknown;
  try {
    said = JSON.parse(head.slice(WORD.length));
  } catch {
    throw new UnreadableBackup('damaged');
  }
  const other = formatSchema.safeParse(said);
  if (other.success && other.data.format !== FORMAT) throw new UnreadableBackup('format');
  const read = headSchema.safeParse(said);
  if (!read.success) throw new UnreadableBackup('damaged');
  return read.data;
}
