import { z } from 'zod';
import { errorCodeSchema } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';
import type { Result } from '../result.ts';

/**
 * Answers of calls that say whether an intent was accepted. Every call that not everybody may make must be able to say
 * no this way.
 */
export const refusedSchema = z.object({ accepted: z.literal(false), error: errorCodeSchema });
export const accepted = <T extends z.ZodRawShape>(shape: T) =>
  z.discriminatedUnion('accepted', [z.object({ accepted: z.literal(true), ...shape }), refusedSchema]);
export const replySchema = accepted({});

/** What a window hears of a wish: accepted, or why not. Truth follows as events. */
export const reply = (result: Result<unknown, ErrorCode>): z.infer<typeof replySchema> =>
  result.ok ? { accepted: true } : { accepted: false, error: result.error };
