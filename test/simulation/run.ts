import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addTables } from '../support/simulation/kinds.ts';
import type { KindTable } from '../support/simulation/kinds.ts';
import { daysOf } from '../support/simulation/simulation.ts';
import type { DayPlan } from '../support/simulation/simulation.ts';

export interface DayReport {
  readonly seed: number;
  readonly sales: number;
  readonly events: number;
  readonly requests: number;
  readonly broken: readonly string[];
  readonly kinds: KindTable;
  /** Of everything that was published that day, one after the other; null where it was not asked for. */
  readonly digest: string | null;
}

/** What a worker is told. */
export interface DayOrder extends DayPlan {
  readonly faults: boolean;
  readonly digest: boolean;
}

export interface RunOptions {
  readonly seed: number;
  readonly sales: number;
  readonly faults: boolean;
  /** Processes; each sells one day after the other. */
  readonly workers: number;
  /** Asks for {@link DayReport.digest}. */
  readonly digest?: boolean;
  onDay?(soFar: RunResult): void;
}

export interface RunResult {
  readonly sales: number;
  /** Real time. */
  readonly seconds: number;
  readonly events: number;
  readonly requests: number;
  readonly kinds: KindTable;
  /** In the order of the run. */
  readonly digests: readonly (string | null)[];
  /** Days on which a rule was broken, in the order of the run. */
  readonly broken: readonly DayReport[];
}

/**
 * Almost all that a sale leaves behind is garbage soon: with room for it, less is moved about before; and each core has
 * a worker already.
 */
const MEMORY = ['--max-semi-space-size=64', '--single-threaded-gc'];
const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/**
 * Sells the days of a run in several processes. Which process sells a day changes nothing about it. No day is begun
 * after one on which a rule was broken.
 */
export async function runDays({ seed, sales, faults, workers, digest = false, onDay }: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const days = daysOf(seed, sales);
  const order = new Map(days.map((day, index) => [day.seed, index]));
  const reports: DayReport[] = [];
  let kinds: KindTable = {};
  let next = 0;
  const inOrder = () => reports.toSorted((a, b) => (order.get(a.seed) ?? 0) - (order.get(b.seed) ?? 0));
  const result = (): RunResult => ({
    sales: sum(reports, 'sales'),
    seconds: (performance.now() - started) / 1_000,
    events: sum(reports, 'events'),
    requests: sum(reports, 'requests'),
    kinds,
    digests: digest ? inOrder().map((report) => report.digest) : [],
    broken: inOrder().filter(({ broken }) => broken.length > 0),
  });
  const work = async (): Promise<void> => {
    const worker = fork(WORKER, [], {
      execArgv: [...process.execArgv, ...MEMORY],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      for (
        let day = days[next];
        day !== undefined && !reports.some(({ broken }) => broken.length > 0);
        day = days[next]
      ) {
        next += 1;
        const report = await sell(worker, { ...day, faults, digest });
        reports.push(report);
        kinds = addTables([kinds, report.kinds]);
        onDay?.(result());
      }
    } finally {
      worker.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(workers, days.length)) }, work));
  return result();
}

const sum = (reports: readonly DayReport[], key: 'sales' | 'events' | 'requests'): number =>
  reports.reduce((total, report) => total + report[key], 0);

function sell(worker: ChildProcess, day: DayOrder): Promise<DayReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`the process that sold day ${day.seed} ended with ${code}`));
    worker.once('exit', ended);
    worker.once('message', (report: DayReport) => {
      worker.removeListener('exit', ended);
      resolve(report);
    });
    worker.send(day);
  });
}
