import { existsSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from './whole-file.ts';
import type { LogoDoor } from '../../core/ports/logo.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { logoSchema, MAX_LOGO_FILE } from '../../../shared/logo.ts';
import type { Logo } from '../../../shared/logo.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

const FILE = 'logo.json';
/** Of the picture as it is kept. */
export const MAX_LOGO_PNG = 640 * 1024;
/** A full one, in base64, is below 900 kB. */
const MAX_BYTES = 1024 * 1024;
/** The form of the file; one that is newer is neither read nor changed. */
const FORMAT = 1;
const formatSchema = z.object({ format: z.number().int().min(1) });
const fileSchema = formatSchema.extend({
  /** Of the newest picture, also where it was taken away: no page shows an old one under a new one's name. */
  version: z.number().int().min(0),
  picture: logoSchema.unwrap().omit({ version: true }).extend({ png: z.base64() }).nullable(),
});
type Kept = z.infer<typeof fileSchema>;

/** A picture as the program drew it anew. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface LogoFrame {
  readonly folder: string;
  readonly log: Log;
  /** Asks which file; null when the person thinks better of it. */
  ask(): Promise<string | null>;
  /** Draws what is in a file anew, small enough to be kept. */
  draw(bytes: Uint8Array): Promise<Result<Picture, ErrorCode>>;
}

export interface LogoFile extends LogoDoor {
  /** The picture itself, for the pages. */
  png(version: number): Uint8Array<ArrayBuffer> | null;
}

const NONE: Kept = { format: FORMAT, version: 0, picture: null };

/** SECURITY: what a file holds is never kept or served as it is, but drawn anew; it comes from no network. */
export function openLogoFile({ folder, log, ask, draw }: LogoFrame): LogoFile {
  const path = join(folder, FILE);
  let kept = read(path);
  const current = (): Logo | null => {
    const { picture, version } = kept ?? NONE;
    return picture && { version, width: picture.width, height: picture.height };
  };
  const write = (picture: Kept['picture']): Result<void, ErrorCode> => {
    if (kept === null) return err('till.dataNewer');
    const version = kept.version + (picture ? 1 : 0);
    const next = { ...NONE, version, picture };
    try {
      writeWhole(path, JSON.stringify(next));
    } catch (error) {
      log.error('logo not written', { error: error instanceof Error ? error.name : typeof error });
      return err('settings.damaged');
    }
    kept = next;
    return ok(undefined);
  };
  return {
    current,
    async choose() {
      const chosen = await ask();
      if (chosen === null) return ok(null);
      const bytes = await readBounded(chosen);
      if (!bytes.ok) return bytes;
      const drawn = await draw(bytes.value);
      if (!drawn.ok) return drawn;
      const { png, width, height } = drawn.value;
      if (png.byteLength > MAX_LOGO_PNG) return err('logo.tooLarge');
      const written = write({ width, height, png: Buffer.from(png).toString('base64') });
      return written.ok ? ok(current()) : written;
    },
    remove: () => write(null),
    png: (version) => {
      const found = kept?.version === version ? kept.picture : null;
      return found ? Buffer.from(found.png, 'base64') : null;
    },
  };
}

async function readBounded(path: string): Promise<Result<Uint8Array, ErrorCode>> {
  try {
    const file = await open(path, 'r');
    try {
      // One byte more than what is taken: the file can have grown since it was looked at.
      const bytes = Buffer.alloc(MAX_LOGO_FILE + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length);
        length += bytesRead;
        if (length > MAX_LOGO_FILE) return err('logo.tooLarge');
        if (bytesRead === 0) return ok(bytes.subarray(0, length));
      }
    } finally {
      await file.close();
    }
  } catch {
    return err('logo.notAPicture');
  }
}

/** Null: a newer version has written it. A damaged one is no logo: it is picked again, and no money hangs on it. */
function read(path: string): Kept | null {
  if (!existsSync(path)) return NONE;
  try {
    if (statSync(path).size > MAX_BYTES) return NONE;
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (formatSchema.parse(found).format > FORMAT) return null;
    return fileSchema.parse(found);
  } catch {
    return NONE;
  }
}
