const WINDOW_MS = 60_000;
const QUICK_RELOADS = 3;

/**
 * When a page whose process died may be loaded again: at once up to three times a minute, then after a minute, so that
 * a page that dies at each start does not keep the machine busy. Remembers the reloads it granted.
 *
 * @returns a function of monotonic ms that gives the delay in ms
 */
export function createReloadPlan(): (now: number) => number {
  let granted: number[] = [];
  return (now) => {
    granted = granted.filter((at) => now - at < WINDOW_MS);
    const delay = granted.length < QUICK_RELOADS ? 0 : WINDOW_MS;
    granted.push(now + delay);
    return delay;
  };
}
