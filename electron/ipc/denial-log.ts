import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { ErrorCode } from '../../shared/errors.ts';

const WINDOW_MS = 60_000;
const LINES_PER_WINDOW = 20;

/**
 * Writes denials to the log, at most 20 lines a minute: a page gone wild must not fill the disk. What was left out is
 * counted.
 */
export function createDenialLog(log: Log, clock: Pick<Clock, 'monotonic'>): (code: ErrorCode, why: string) => void {
  let startedAt = Number.NEGATIVE_INFINITY;
  let lines = 0;
  return (code, why) => {
    const now = clock.monotonic();
    if (now - startedAt >= WINDOW_MS) {
      if (lines > LINES_PER_WINDOW) log.warn('ipc denials not written', { count: lines - LINES_PER_WINDOW });
      startedAt = now;
      lines = 0;
    }
    lines += 1;
    if (lines <= LINES_PER_WINDOW) log.warn('ipc denied', { code, why });
  };
}
