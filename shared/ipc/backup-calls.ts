import { z } from 'zod';
import { instantSchema } from '../payment.ts';
import { accepted } from './replies.ts';

/** Short enough to be typed, long enough that nobody tries them all. */
export const PASSPHRASE = { shortest: 12, longest: 200 } as const;
const passphrase = z.string().min(PASSPHRASE.shortest).max(PASSPHRASE.longest);

/** The whole till in one encrypted file, and back. */
export const BACKUP_CALLS = {
  /**
   * Asks for a place and writes the file there; answers when it was read back. `file` is its name, null when no place
   * was chosen.
   */
  'backup.make': {
    audiences: ['till'],
    input: z.strictObject({ passphrase }),
    output: accepted({ file: z.string().nullable() }),
  },
  /**
   * Asks for a file and makes the till what is in it, if nothing was ever sold here; the app then starts again.
   * `madeAt` is null when no file was chosen.
   */
  'backup.restore': {
    audiences: ['till'],
    input: z.strictObject({ passphrase: z.string().min(1).max(PASSPHRASE.longest) }),
    output: accepted({ madeAt: instantSchema.nullable() }),
  },
} as const;
