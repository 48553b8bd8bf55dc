/**
 * The rate limits of [api 4.2] as a sliding minute: every operation on a reference has its own. Not part of a
 * snapshot: a restarted service forgets them.
 */
const WINDOW = 60_000;
const SWEEP_EVERY = 4096;

/** Calls a minute of the operations that are limited. */
export const PER_MINUTE = { create: 5, capture: 5, cancel: 5, refund: 5, get: 120, events: 120 } as const;
export type Limited = keyof typeof PER_MINUTE;
export const isLimited = (operation: string): operation is Limited => Object.hasOwn(PER_MINUTE, operation);

export interface RateLimits {
  /** Counts a call; gives 0 when it may pass, otherwise the seconds to wait (for `Retry-After`). */
  take(operation: Limited, reference: string, now: number): number;
  forget(reference: string): void;
}

export function createRateLimits(): RateLimits {
  const calls = new Map<string, Partial<Record<Limited, number[]>>>();
  let sinceSweep = 0;

  const sweep = (now: number): void => {
    sinceSweep = 0;
    for (const [reference, each] of calls) {
      if (Object.values(each).every((times) => (times.at(-1) ?? 0) <= now - WINDOW)) calls.delete(reference);
    }
  };

  return {
    take(operation, reference, now) {
      sinceSweep += 1;
      if (sinceSweep >= SWEEP_EVERY) sweep(now);
      const each = calls.get(reference) ?? {};
      const times = (each[operation] ??= []);
      calls.set(reference, each);
      while (times.length > 0 && (times[0] ?? 0) <= now - WINDOW) times.shift();
      if (times.length >= PER_MINUTE[operation])
        return Math.max(1, Math.ceil(((times[0] ?? now) + WINDOW - now) / 1000));
      times.push(now);
      return 0;
    },
    forget(reference) {
      calls.delete(reference);
    },
  };
}
