import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../electron/simulator/random.ts';
import type { Random } from '../../electron/simulator/random.ts';
import { clocks } from './clocks.ts';
import { DrivenCounter } from './counter.ts';
import { disks, mayMount } from './disk.ts';
import type { Fault, Shop } from './fault.ts';
import { journalDamages } from './journal-damage.ts';
import { killOften } from './kills.ts';
import { lines } from './lines.ts';
import { Report } from './report.ts';
import { secondTills } from './second-till.ts';
import { standstills } from './standstill.ts';
import { windows } from './windows.ts';

export interface TortureOptions {
  readonly seed: number;
  readonly kills: number;
  /** How often each other fault is done. */
  readonly times: number;
  /** Only faults whose name holds this. */
  readonly only: string | null;
  readonly short: boolean;
  /** Terminals at the same time. */
  readonly lanes: number;
  /** Folder of the app, as Electron takes it. */
  readonly app: string;
  readonly stopped: AbortSignal;
  readonly say: (line: string) => void;
}

interface Job {
  readonly name: string;
  readonly limit: number;
  run(shop: Shop): Promise<void>;
}

/** The name of every row of kills begins so. */
export const KILLED = 'SIGKILL';
/** Kills on one profile before the next fresh one. */
const KILLS_EACH = 25;
const SECONDS_PER_KILL = 30;

/**
 * Does all that was asked for to real terminals, some at a time. Each job draws from a seed of its own, so that it can
 * be repeated alone.
 */
export async function torture(options: TortureOptions): Promise<Report> {
  const report = new Report();
  const jobs = plan(options, report);
  const next = jobs[Symbol.iterator]();
  const lane = async () => {
    for (let job = next.next(); !job.done && !options.stopped.aborted; job = next.next())
      await perform(job.value, options, report);
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  return report;
}

function plan(
  { kills, times, only, short, stopped, say }: TortureOptions,
  report: Report,
): readonly (Job & { readonly index: number; readonly row: string | null })[] {
  const wanted = (name: string) => only === null || name.toLowerCase().includes(only.toLowerCase());
  // The slow ones first, so that no lane is left alone with one at the end.
  const all: readonly Fault[] = [
    ...standstills,
    ...lines,
    ...journalDamages,
    ...windows,
    ...clocks,
    ...disks,
    ...secondTills,
  ];
  const faults = all.filter(({ name, inShort }) => wanted(name) && (inShort || !short));
  const possible = faults.filter((fault) => !disks.includes(fault) || mayMount());
  for (const { name } of faults.filter((fault) => !possible.includes(fault)))
    say(`not done, since nothing can be mounted here: ${name}`);
  const killJobs = wanted(KILLED)
    ? Array.from({ length: Math.ceil(kills / KILLS_EACH) }, (_, index) => {
        const count = Math.min(KILLS_EACH, kills - index * KILLS_EACH);
        return {
          name: KILLED,
          index,
          row: null,
          limit: 60 + count * SECONDS_PER_KILL,
          run: (shop: Shop) => killOften(shop, count, report, () => stopped.aborted),
        };
      })
    : [];
  const others = Array.from({ length: times }, (_, index) =>
    possible.map((fault) => ({ ...fault, index, row: fault.name })),
  ).flat();
  return [...killJobs, ...others];
}

async function perform(
  job: Job & { readonly index: number; readonly row: string | null },
  options: TortureOptions,
  report: Report,
): Promise<void> {
  const random = createRandom(seedOf(options.seed, job.name, job.index));
  const opened: DrivenCounter[] = [];
  const started = performance.now();
  try {
    await within(job.limit, options.stopped, job.run(shopOf(options.app, random, opened)));
    if (job.row !== null) report.survived(job.row);
    options.say(`ok    ${job.name} ${job.index + 1} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  } catch (error) {
    if (options.stopped.aborted) return;
    report.lost(job.row ?? job.name);
    options.say(
      `LOST  ${job.name} ${job.index + 1}: ` +
        `${error instanceof Error ? (error.name === 'Error' ? error.message : error.stack) : String(error)}`,
    );
    for (const counter of opened) options.say(`the log of the terminal ends with:\n${logOf(counter)}`);
  } finally {
    for (const counter of opened) await counter.close();
  }
}

function shopOf(app: string, random: Random, opened: DrivenCounter[]): Shop {
  return {
    random,
    async open(own = {}) {
      const counter = await DrivenCounter.open({ app, random, ...own });
      opened.push(counter);
      return counter;
    },
  };
}

const seedOf = (seed: number, name: string, index: number): number =>
  createHash('sha256').update(`${seed} ${name} ${index}`).digest().readUInt32BE(0);

/** @throws when the work takes longer than so many seconds, or is stopped */
async function within(seconds: number, stopped: AbortSignal, work: Promise<void>): Promise<void> {
  let done = (): void => undefined;
  const over = new Promise<never>((_, reject) => {
    const late = setTimeout(() => reject(new Error(`not done in ${seconds} s`)), seconds * 1000);
    const stop = () => reject(new Error('stopped'));
    stopped.addEventListener('abort', stop);
    done = () => {
      clearTimeout(late);
      stopped.removeEventListener('abort', stop);
    };
  });
  // Where time ran out first, the work still ends when its terminal does; nobody waits for it then.
  work.catch(() => undefined);
  await Promise.race([work, over]).finally(done);
}

function logOf(counter: DrivenCounter): string {
  try {
    return readFileSync(join(counter.profile, 'logs', 'skranke.log'), 'utf8')
      .split('\n')
      .slice(-25)
      .join('\n');
  } catch {
    return '(no log)';
  }
}
