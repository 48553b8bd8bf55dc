import { z } from 'zod';
import { SCHOOL_CALLS } from './school-calls.ts';
import { accepted, replySchema } from './replies.ts';

/** What a window tells of what it sees and of what was read in it, or asks to be shown. */
export const WINDOW_CALLS = {
  /** Opens the practice customer's phone again, or brings it to the front. */
  'practice.showPhone': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /** The code that the practice customer holds out, as a scanner would read it; null: none, or not in practice. */
  'practice.heldOut': {
    audiences: ['till'],
    input: z.undefined(),
    output: accepted({ code: z.string().max(300).nullable() }),
  },
  /** The browser's own view of the network changed. A hint to look at once, never a truth. */
  'network.changed': { audiences: ['till'], input: z.strictObject({ online: z.boolean() }), output: replySchema },
  /** A manager has read that settings were found changed. */
  'settings.foundRead': { audiences: ['till'], input: z.undefined(), output: replySchema },
  /** The answer to `leaving`: end now (open payments are looked up at the next start), or stay. */
  'till.leave': { audiences: ['till'], input: z.strictObject({ leave: z.boolean() }), output: replySchema },
  ...SCHOOL_CALLS,
} as const;
