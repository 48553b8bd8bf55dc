import { z } from 'zod';
import { tillNumberSchema } from '../provision/view.ts';
import { credentialsSchema } from '../settings.ts';
import { accepted, replySchema } from './replies.ts';

/** The calls about set-up files. */
export const PROVISION_CALLS = {
  /** Sets the till up from the file that lies ready. `number`: where the machine's name has none. */
  'provision.apply': {
    audiences: ['till'],
    input: z.strictObject({ code: z.string().min(1).max(60), number: tillNumberSchema.nullable() }),
    output: replySchema,
  },
  /**
   * Makes a file for other tills and asks where to save it. The keys are typed anew: what the keychain holds never
   * comes out. `code` is told this once; null where no place was chosen.
   */
  'provision.make': {
    audiences: ['till'],
    input: z.strictObject({
      tillRule: z.string().min(1).max(60),
      days: z.number().int().min(1).max(90),
      withPeople: z.boolean(),
      credentials: credentialsSchema.nullable(),
    }),
    output: accepted({ made: z.object({ file: z.string(), code: z.string() }).nullable() }),
  },
} as const;
