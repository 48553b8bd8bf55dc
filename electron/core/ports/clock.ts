import type { CalendarDate } from '../../../shared/calendar-date.ts';

/** The doors of the core to the world. The core imports nothing that is not here or in shared/. */

export interface Clock {
  /** Epoch ms of this machine; can jump. For people and for the journal. */
  now(): number;
  /** Milliseconds that only grow. For durations, limits and token life. */
  monotonic(): number;
  /** Calls `callback` once after `ms`; the returned function prevents it. */
  after(ms: number, callback: () => void): () => void;
}

/**
 * The shop's calendar. `startsAt` is the local midnight (epoch ms) that begins the day of `at`; `date` is `yyyymmdd`.
 */
export interface Calendar {
  day(at: number): { readonly date: string; readonly startsAt: number };
  /**
   * When the shop's clock shows this hour (0 to 23) of this day; where clocks are set forward over it, the moment
   * after.
   */
  instant(date: CalendarDate, hour: number): number;
  /** What the shop's clock shows: `yyyy-mm-dd` and `hh:mm:ss`. */
  local(at: number): { readonly date: string; readonly time: string };
}
