/**
 * The rate limits of vipps-facts 4.3 as a sliding minute. Whether the five writes are shared between the operations is not
 * documented; here they are, which is the stricter reading. Not part of a snapshot: a restarted service forgets them.
 */
const WINDOW = 60_000;
const SWEEP_EVERY = 4096;

export const WRITES_PER_MINUTE = 5;
export const READS_PER_MINUTE = 120;

export interface RateLimits {
  /** Counts a call; gives 0 when it may pass, otherwise the seconds to wait (for `Retry-After`). */
  take(kind: 'write' | 'read', reference: string, now: number): number;
  forget(reference: string): void;
}

export function createRateLimits(): RateLimits {
  const calls = { write: new Map<string, number[]>(), read: new Map<string, number[]>() };
  let sinceSweep = 0;

  const sweep = (now: number): void => {
    sinceSweep = 0;
    for (const kind of ['write', 'read'] as const) {
      for (const [reference, times] of calls[kind]) {
        if ((times.at(-1) ?? 0) <= now - WINDOW) calls[kind].delete(reference);
      }
    }
  };

  return {
    take(kind, reference, now) {
      sinceSweep += 1;
      if (sinceSweep >= SWEEP_EVERY) sweep(now);
      const times = calls[kind].get(reference) ?? [];
      if (times.length === 0) calls[kind].set(reference, times);
      while (times.length > 0 && (times[0] ?? 0) <= now - WINDOW) times.shift();
      const limit = kind === 'write' ? WRITES_PER_MINUTE : READS_PER_MINUTE;
      if (times.length >= limit) return Math.max(1, Math.ceil(((times[0] ?? now) + WINDOW - now) / 1000));
      times.push(now);
      return 0;
    },
    forget(reference) {
      calls.write.delete(reference);
      calls.read.delete(reference);
    },
  };
}
