import type { Random } from '../../electron/simulator/random.ts';
import type { DrivenCounter, CounterOptions } from './counter.ts';

/** Where a fault gets its counters; whatever it opens is closed after it. */
export interface Shop {
  readonly random: Random;
  open(options?: Partial<Pick<CounterOptions, 'profile' | 'simulatorArgs' | 'between'>>): Promise<DrivenCounter>;
}

/** One thing that goes wrong in the real world, done to a real terminal. It throws where anything was lost. */
export interface Fault {
  readonly name: string;
  /** Whether the short form does it too; the rest only takes longer. */
  readonly inShort: boolean;
  /** Seconds it takes at most. */
  readonly limit: number;
  run(shop: Shop): Promise<void>;
}

/** The longest that any call of the client waits (a write), in ms; a stop is longer. */
export const LONGEST_TIMEOUT_MS = 20_000;
export const LONGER_THAN_EVERY_TIMEOUT_MS = LONGEST_TIMEOUT_MS + 1_500;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
