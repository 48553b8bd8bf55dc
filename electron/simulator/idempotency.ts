import { z } from 'zod';
import type { ProblemCode } from './problems.ts';
import type { Operation, WireRequest, WireResponse } from './wire.ts';

/**
 * What the service remembers of a key [api 4.1]. The scope of a key is not documented; here it is the sales
 * unit, the strictest reading: the same key for another operation or another payment is a conflict.
 */
export const Remembered = z.object({
  operation: z.string(),
  reference: z.string(),
  body: z.string(),
  at: z.number().default(0),
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.string() }),
});
export type Remembered = z.infer<typeof Remembered>;

/**
 * Keys live until this many newer ones have come, their payment is pruned, or the sales unit's time for them is over.
 */
const CAPACITY = 200_000;

/** What is known of keys at a moment. */
export interface KeyMemory {
  readonly keys: Map<string, Remembered>;
  readonly now: number;
  readonly unit: { readonly keysRememberedFor: number | null };
}

export type KeyLookup =
  | { readonly kind: 'new' }
  | { readonly kind: 'replay'; readonly response: WireResponse }
  | { readonly kind: 'conflict'; readonly code: ProblemCode };

/**
 * The code for the same key with other content, by operation [api 3.3]: 4010 capture, 4150 refund, 4020 the
 * rest.
 */
const CONFLICT: Partial<Record<Operation, ProblemCode>> = { capture: 4010, refund: 4150 };

export function lookUp(
  { keys, now, unit }: KeyMemory,
  key: string,
  operation: Operation,
  reference: string,
  request: WireRequest,
): KeyLookup {
  const known = keys.get(key);
  if (known === undefined || (unit.keysRememberedFor !== null && now >= known.at + unit.keysRememberedFor))
    return { kind: 'new' };
  if (known.operation !== operation || known.reference !== reference) return { kind: 'conflict', code: 4020 };
  if (known.body !== request.body) return { kind: 'conflict', code: CONFLICT[operation] ?? 4020 };
  return { kind: 'replay', response: known.response };
}

/** Keeps an outcome: successes and refusals stay, "try again" answers (423, 429, 5xx, and passing problems) do not. */
export function remember({ keys, now }: KeyMemory, key: string, entry: Omit<Remembered, 'at'>): void {
  const { status } = entry.response;
  if (status === 423 || status === 429 || status >= 500) return;
  if (keys.size >= CAPACITY) {
    const oldest = keys.keys().next();
    if (oldest.done !== true) keys.delete(oldest.value);
  }
  // Set anew, a forgotten key is the newest again.
  keys.delete(key);
  keys.set(key, { ...entry, at: now });
}
