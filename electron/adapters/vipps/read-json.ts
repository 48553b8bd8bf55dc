import type { z } from 'zod';

/**
 * A value as what the schema describes, or null. Never throws, not even where zod itself does
 * (`{"length":{"toString":null,"valueOf":null}}` in the place of a text with a length).
 */
export function readValue<T>(schema: z.ZodType<T>, value: unknown): T | null {
  try {
    return schema.safeParse(value).data ?? null;
  } catch {
    return null;
  }
}

/** A body as what the schema describes, or null; also for what is no JSON. */
export function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return readValue(schema, JSON.parse(text));
  } catch {
    return null;
  }
}
