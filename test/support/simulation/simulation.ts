import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import { simulateDay } from './day.ts';
import { seedFor } from './draw.ts';
import { addTables } from './kinds.ts';
import type { KindTable } from './kinds.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly sales: number;
  /**
   * Everything that can go wrong does, customers and cashiers included; without, every customer approves and every
   * cashier captures.
   */
  readonly faults: boolean;
  /** Receives what was published, for comparing runs. */
  onEvent?(event: TerminalEvent): void;
}

export interface SimulationResult {
  readonly sales: number;
  /** Real time. */
  readonly seconds: number;
  /** Published to the screen. */
  readonly events: number;
  readonly requests: number;
  /** Rules of the design that did not hold, each as a sentence; empty when all is well. */
  readonly broken: readonly string[];
  /** How often each kind of customer, cashier, mishap and fault on the wire came about. */
  readonly kinds: KindTable;
}

/**
 * Sales of one shop day: each day has a seed, a wallet and a journal of its own, so that nothing grows with the length
 * of a run.
 */
export const DAY_SALES = 200;

export interface DayPlan {
  readonly seed: number;
  readonly sales: number;
}

/** The days of a run. The first day has the run's own seed, so that a single day is a run by itself. */
export function daysOf(seed: number, sales: number): DayPlan[] {
  return Array.from({ length: Math.ceil(sales / DAY_SALES) }, (_, index) => ({
    seed: index === 0 ? seed >>> 0 : seedFor(seed, `day ${index}`),
    sales: Math.min(DAY_SALES, sales - index * DAY_SALES),
  }));
}

/**
 * Sells days from one seed in virtual time and holds every step against the books of the simulated wallet. One seed,
 * one story.
 */
export async function simulateSales({ seed, sales, faults, onEvent }: SimulationOptions): Promise<SimulationResult> {
  const started = performance.now();
  const broken: string[] = [];
  const tables: KindTable[] = [];
  let events = 0;
  let requests = 0;
  for (const day of daysOf(seed, sales)) {
    const result = await simulateDay({ ...day, faults, ...(onEvent ? { onEvent } : {}) });
    events += result.events;
    requests += result.requests;
    broken.push(...result.broken.map(({ rule, sentence }) => `day ${day.seed}, rule ${rule}: ${sentence}`));
    tables.push(result.kinds.table());
  }
  return { sales, seconds: (performance.now() - started) / 1_000, events, requests, broken, kinds: addTables(tables) };
}
