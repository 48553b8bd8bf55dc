import { z } from 'zod';
import { installWhenSchema } from '../update.ts';
import { replySchema } from './replies.ts';

/** What a manager may ask about updates; what comes of it is told in the till's `update`. */
export const UPDATE_CALLS = {
  'update.look': { audiences: ['till'], input: z.undefined(), output: replySchema },
  'update.install': { audiences: ['till'], input: z.strictObject({ when: installWhenSchema }), output: replySchema },
  /** A manager has read what was updated. */
  'update.read': { audiences: ['till'], input: z.undefined(), output: replySchema },
} as const;
