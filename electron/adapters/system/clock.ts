import type { Clock } from '../../core/ports/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that a test can push forward. */
export interface SteerableClock extends Clock {
  /**
   * So much time has passed at once, as for a machine that slept: what fell due meanwhile is called, in order, and each
   * once.
   */
  pass(ms: number): void;
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
  stop: () => void;
}

export function steerableClock(real: Clock): SteerableClock {
  let ahead = 0;
  const timers = new Set<Timer>();
  const monotonic = (): number => real.monotonic() + ahead;
  const arm = (timer: Timer): void => {
    timer.stop = real.after(Math.max(0, timer.due - monotonic()), () => {
      timers.delete(timer);
      timer.callback();
    });
  };
  return {
    now: () => real.now() + ahead,
    monotonic,
    after(ms, callback) {
      const timer: Timer = { due: monotonic() + ms, callback, stop: () => undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.stop();
      };
    },
    pass(ms) {
      ahead += ms;
      for (const timer of [...timers].toSorted((a, b) => a.due - b.due)) {
        timer.stop();
        arm(timer);
      }
    },
  };
}
