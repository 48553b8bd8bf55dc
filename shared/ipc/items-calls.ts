import { z } from 'zod';
import { itemPagesSchema } from '../items.ts';
import { accepted, replySchema } from './replies.ts';

/** The keys of the till's goods, kept by a manager. */
export const ITEMS_CALLS = {
  /** All pages as they are from now on. */
  'items.save': { audiences: ['till'], input: z.strictObject({ pages: itemPagesSchema }), output: replySchema },
  /** Asks for a place and writes them there as CSV. `file` is its name, null when no place was chosen. */
  'items.export': { audiences: ['till'], input: z.undefined(), output: accepted({ file: z.string().nullable() }) },
} as const;
