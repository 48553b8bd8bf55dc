import { z } from 'zod';

/**
 * How old a customer must be for the wallet to let them pay [EP-1.8.1 minimumUserAge] [api 6.4]. It does not take the
 * place of looking at the person: somebody else's phone may pay.
 */
export const ageLimitSchema = z.number().int().min(1).max(100);
export type AgeLimit = z.infer<typeof ageLimitSchema>;

/** Those that a shop chooses from: what laws in these countries ask for. */
export const AGE_LIMITS: readonly AgeLimit[] = [15, 16, 18, 20];

/** One payment has one limit: the highest that anything in the sale asks for; null where nothing does. */
export function highestLimit(limits: readonly (AgeLimit | null | undefined)[]): AgeLimit | null {
  const asked = limits.filter((limit) => limit !== null && limit !== undefined);
  return asked.length === 0 ? null : Math.max(...asked);
}
