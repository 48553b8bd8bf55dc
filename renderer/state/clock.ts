import { useEffect, useState } from 'react';

/** Main's clock as this window last heard it: what it said, and this window's monotonic time then. */
export interface ClockReading {
  readonly now: number;
  readonly heardAt: number;
}

/** Main's time now, epoch ms. The window's own wall clock is not asked, so it may be wrong or jump. */
export const mainTime = (reading: ClockReading, monotonic: number): number =>
  reading.now + (monotonic - reading.heardAt);

/**
 * Takes a newer reading unless it lies behind what we already count with: a message that waited in the queue says an
 * older time, and a countdown must not jump back. A step of more than five seconds is a clock that was set, and is
 * believed.
 */
export function hear(before: ClockReading | null, now: number, monotonic: number): ClockReading {
  if (!before) return { now, heardAt: monotonic };
  const behind = mainTime(before, monotonic) - now;
  return behind > 0 && behind < 5000 ? before : { now, heardAt: monotonic };
}

let reading: ClockReading | null = null;

export function syncClock(now: number): void {
  reading = hear(reading, now, performance.now());
}

/** Main's time now, epoch ms; 0 before the first message. */
export const mainNow = (): number => (reading ? mainTime(reading, performance.now()) : 0);

/** Main's time, drawn anew a few times a second while a screen counts. */
export function useMainNow(everyMs = 250): number {
  const [now, setNow] = useState(mainNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(mainNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
