import { z } from 'zod';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { StoreCountry } from '../../shared/country.ts';

/** What the simulator says when it is ready: where it is and the keys it accepts. They are worth nothing elsewhere. */
const readySchema = z.object({
  url: z.url({ protocol: /^http$/, hostname: /^127\.0\.0\.1$/ }),
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptionKey: z.string(),
  merchantSerialNumber: z.string(),
});
export type PracticeServer = z.infer<typeof readySchema>;

/** The simulator's process, as much of it as is used here. */
export interface PracticeChild {
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface PracticeOptions {
  /** Starts the simulator with these arguments. */
  readonly fork: (args: readonly string[]) => PracticeChild;
  /** Where the simulator keeps its world between runs. */
  readonly stateFile: string;
  readonly country: StoreCountry;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly log: Log;
  /** Told at the first start and after each restart; the address can be another one then. */
  readonly onReady: (server: PracticeServer) => void;
}

export interface Practice {
  /** Null until it is ready, and while it is being restarted. */
  server(): PracticeServer | null;
  /** Settles with the first server; never when it cannot start. */
  readonly ready: Promise<PracticeServer>;
  stop(): void;
}

const FIRST_DELAY_MS = 200;
const MAX_RESTARTS = 5;
/** A run of this length counts as healthy, and the restarts are counted anew. */
const HEALTHY_MS = 60_000;

/**
 * Runs the simulator beside the terminal and starts it again when it dies: at most five times in a row, each after
 * twice the delay. It comes back on the port it had, so that nothing else needs to know; where that port is taken, on
 * another one.
 */
export function startPractice({ fork, stateFile, country, clock, log, onReady }: PracticeOptions): Practice {
  let current: PracticeServer | null = null;
  let child: PracticeChild | null = null;
  let cancelRestart: (() => void) | null = null;
  let port = '0';
  let restarts = 0;
  let stopped = false;
  let resolve: (server: PracticeServer) => void = () => undefined;
  const ready = new Promise<PracticeServer>((settle) => (resolve = settle));

  const run = (): void => {
    const startedAt = clock.monotonic();
    let wasReady = false;
    const started = fork(['--port', port, '--json', '--state', stateFile, '--country', country]);
    child = started;
    started.onMessage((message) => {
      const parsed = readySchema.safeParse(message);
      if (!parsed.success || stopped || wasReady) return;
      wasReady = true;
      current = parsed.data;
      port = new URL(current.url).port;
      log.info('practice simulator ready', { ms: Math.round(clock.monotonic() - startedAt) });
      resolve(current);
      onReady(current);
    });
    started.onExit((code) => {
      current = null;
      child = null;
      if (stopped) return;
      if (!wasReady) port = '0';
      if (clock.monotonic() - startedAt >= HEALTHY_MS) restarts = 0;
      if (restarts >= MAX_RESTARTS) {
        log.error('practice simulator given up', { code, restarts });
        return;
      }
      const delay = FIRST_DELAY_MS * 2 ** restarts;
      restarts += 1;
      log.warn('practice simulator ended', { code, restartInMs: delay });
      cancelRestart = clock.after(delay, run);
    });
  };
  run();
  return {
    server: () => current,
    ready,
    stop() {
      stopped = true;
      current = null;
      cancelRestart?.();
      child?.kill();
    },
  };
}
