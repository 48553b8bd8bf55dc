import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';

/**
 * Answers of calls that say whether an intent was accepted. Every call that not everybody may make must be able to say
 * no this way.
 */
export const refusedSchema = z.object({ accepted: z.literal(false), error: errorCodeSchema });
export const accepted = <T extends z.ZodRawShape>(shape: T) =>
  z.discriminatedUnion('accepted', [z.object({ accepted: z.literal(true), ...shape }), refusedSchema]);
export const replySchema = accepted({});
