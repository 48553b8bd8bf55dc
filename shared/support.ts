import { z } from 'zod';

/** One file of what support would get. */
export const supportFileSchema = z
  .object({
    name: z.string(),
    bytes: z.number().int().min(0),
    /** Text can be read before it is saved. */
    text: z.boolean(),
  })
  .readonly();
export type SupportFile = z.infer<typeof supportFileSchema>;
