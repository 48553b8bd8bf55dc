import { z } from 'zod';
import { languageSchema } from '../settings.ts';
import { accepted, replySchema } from './replies.ts';

/** The customer's screen: what is touched there, and the shop's picture on it, which a manager keeps. */
export const CUSTOMER_CALLS = {
  /** The customer has touched a language; it holds until their sale is over. */
  'customer.language': {
    audiences: ['customer'],
    input: z.strictObject({ language: languageSchema }),
    output: replySchema,
  },
  /** Asks for a file and takes the picture in it. `taken` is false when no file was chosen. */
  'logo.choose': { audiences: ['till'], input: z.undefined(), output: accepted({ taken: z.boolean() }) },
  'logo.remove': { audiences: ['till'], input: z.undefined(), output: replySchema },
} as const;
