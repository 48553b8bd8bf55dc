import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { channelSchema, compareVersions, offeredUpdateSchema, versionSchema } from '../../../shared/update.ts';
import type { Channel } from '../../../shared/update.ts';

/**
 * What a manifest of updates is, and which one is believed. A head of lines with signatures, an empty line, and the
 * signed bytes, one field of JSON in each line, in this order, so that the system's helper
 * (`build/linux/install-update`) reads them without a parser.
 */
export const FIRST_LINE = 'Skranke update manifest 1';
/** Ours is below 10 kB. */
export const MAX_MANIFEST_BYTES = 64 * 1024;
/** The helper of the system has the same limit. */
export const MAX_FILE_BYTES = 400 * 1024 * 1024;

export const fileKindSchema = z.enum(['deb', 'tar.gz', 'AppImage', 'nsis', 'dmg', 'zip']);
export type FileKind = z.infer<typeof fileKindSchema>;

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));

export const manifestSchema = offeredUpdateSchema.unwrap().extend({
  /** The package's name, which the flavour is a part of. */
  product: z.string().regex(/^[a-z-]{1,40}$/),
  channel: channelSchema,
  platform: z.string().regex(/^[a-z0-9-]{1,20}$/),
  version: versionSchema,
  /** Oldest version of the journal's entries that it reads: what is older goes by a version between. */
  minimumData: z.number().int().min(1),
  files: z
    .array(
      z.object({
        kind: fileKindSchema,
        name: z.string().regex(/^[\w][\w.+ -]{0,100}$/),
        size: z.number().int().min(1).max(MAX_FILE_BYTES),
        sha256: hex(64),
        sha512: hex(128),
      }),
    )
    .min(1)
    .max(10)
    .readonly(),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type UpdateFile = Manifest['files'][number];

/** What runs here: only an update of exactly this is taken. */
export interface Runs {
  readonly product: string;
  readonly channel: Channel;
  readonly platform: string;
  readonly version: string;
  readonly data: number;
  /** Public keys (SPKI, base64), any one of which may have signed. */
  readonly keys: readonly string[];
}

/** @returns by which name a manifest says which key made a signature */
export const keyId = (spki: string): string =>
  createHash('sha256').update(Buffer.from(spki, 'base64')).digest('hex').slice(0, 16);

/** @returns the name of the manifest on the server */
export const manifestName = ({ product, channel, platform }: Pick<Manifest, 'product' | 'channel' | 'platform'>) =>
  `${product}-${channel}-${platform}.manifest`;

/** @returns the bytes that are signed; in the order in which the helper reads them */
export const payloadOf = ({ product, channel, platform, version, date, minimumData, news, files }: Manifest): string =>
  `${JSON.stringify(
    {
      product,
      channel,
      platform,
      version,
      date,
      minimumData,
      news,
      files: files.map(({ kind, name, size, sha256, sha512 }) => ({ kind, name, size, sha256, sha512 })),
    },
    null,
    2,
  )}\n`;

const SIGNATURE = /^Signature: ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)$/;

/**
 * SECURITY: nothing of it is parsed before one of our keys has vouched for its bytes; then what is for others, or not
 * newer than what runs, is refused.
 */
export function believed(bytes: Uint8Array, runs: Runs): Result<Manifest, ErrorCode> {
  if (bytes.byteLength > MAX_MANIFEST_BYTES) return err('update.refused');
  const text = Buffer.from(bytes).toString('utf8');
  const end = text.indexOf('\n\n');
  const [first, ...head] = text.slice(0, Math.max(0, end)).split('\n');
  if (first !== FIRST_LINE) return err('update.refused');
  const payload = text.slice(end + 2);
  if (!isSigned(payload, head, runs.keys)) return err('update.refused');
  const read = parsed(payload);
  if (!read) return err('update.refused');
  if (read.product !== runs.product || read.channel !== runs.channel || read.platform !== runs.platform)
    return err('update.refused');
  if (runs.data < read.minimumData) return err('update.stepBetween');
  return ok(read);
}

/** @returns whether it is newer than what runs: the same is nothing new, and no way leads back */
export const isNewer = (manifest: Pick<Manifest, 'version'>, runs: Pick<Runs, 'version'>): boolean =>
  compareVersions(manifest.version, runs.version) > 0;

function isSigned(payload: string, head: readonly string[], keys: readonly string[]): boolean {
  const known = new Map(keys.map((key) => [keyId(key), key]));
  return head.some((line) => {
    const [, id = '', signature = ''] = SIGNATURE.exec(line) ?? [];
    const spki = known.get(id);
    if (spki === undefined) return false;
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(payload, 'utf8'), key, Buffer.from(signature, 'base64'));
  });
}

function parsed(payload: string): Manifest | null {
  try {
    const read = manifestSchema.safeParse(JSON.parse(payload));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
