import type { z } from 'zod';

/**
 * A body as what the schema describes, or null. Never throws: not for what is no JSON, nor where zod itself does
 * (`{"length":{"toString":null,"valueOf":null}}` in the place of a text with a length).
 */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
