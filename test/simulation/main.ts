import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { missingKinds, printedKinds } from '../support/simulation/kinds.ts';
import { DAY_SALES } from '../support/simulation/simulation.ts';
import { runDays } from './run.ts';
import type { RunResult } from './run.ts';
import { tellStory } from './story.ts';

/**
 * `npm run simulate -- [--seed S] [--sales N] [--no-faults] [--workers W]`: sells N sales from one seed and holds every
 * step against the wallet's books. Exits 1 on a broken rule, after the shortest story that breaks it; 2 where it is
 * called wrongly.
 */
const USAGE = 'Usage: npm run simulate -- [--seed 0…4294967295] [--sales N] [--no-faults] [--workers W] [--plant BUG]';
const MOST_SALES = 100_000_000;
const MOST_WORKERS = 64;
/** From so many sales on, a kind that never came about is a fault of the simulation itself. */
const ENOUGH_SALES = 20_000;
const PROGRESS_MS = 5_000;

interface Options {
  readonly seed: number;
  readonly sales: number;
  readonly faults: boolean;
  readonly workers: number;
  /** A deliberate bug of `test/support/mutants/mutants.ts` that must be found. */
  readonly plant: string | null;
}

function read(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seed: { type: 'string' },
        sales: { type: 'string' },
        workers: { type: 'string' },
        'no-faults': { type: 'boolean' },
        plant: { type: 'string' },
      },
    });
    const number = (name: 'seed' | 'sales' | 'workers', min: number, max: number, otherwise: number): number => {
      const text = values[name];
      if (text === undefined) return otherwise;
      if (!/^\d{1,10}$/.test(text) || Number(text) < min || Number(text) > max)
        throw new Error(`--${name} must be a whole number from ${min} to ${max}, not "${text}".`);
      return Number(text);
    };
    return {
      seed: number('seed', 0, 0xffff_ffff, randomInt(0xffff_ffff)),
      sales: number('sales', 1, MOST_SALES, 10_000),
      workers: number('workers', 1, MOST_WORKERS, Math.min(availableParallelism(), MOST_WORKERS)),
      faults: values['no-faults'] !== true,
      plant: values.plant ?? null,
    };
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

const rate = ({ sales, seconds }: RunResult): string =>
  `${sales} sales in ${seconds.toFixed(1)} s, ${(sales / seconds).toFixed(0)} a second`;

/** The same once more, with the bug in every module from the first on. */
function planted(bug: string): number {
  const args = [
    '--import',
    new URL('../support/mutants/mutants-plant.ts', import.meta.url).href,
    ...process.argv.slice(1),
  ];
  return spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, PLANT: bug } }).status ?? 1;
}

async function main(): Promise<number> {
  const wanted = read(process.argv.slice(2));
  if (typeof wanted === 'string') {
    console.error(`${wanted.replace(/\.?$/, '.')} ${USAGE}`);
    return 2;
  }
  if (wanted.plant !== null && process.env['PLANT'] !== wanted.plant) return planted(wanted.plant);
  const { seed, sales, faults, workers } = wanted;
  console.log(
    `seed ${seed}: ${sales} sales, ${faults ? 'with every fault' : 'without faults'}, ` +
      `in ${workers} ${workers === 1 ? 'process' : 'processes'}`,
  );
  let told = performance.now();
  const result = await runDays({
    ...wanted,
    onDay: (soFar) => {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      console.log(`  ${rate(soFar)}`);
    },
  });
  console.log(rate(result));
  console.log(
    `${result.requests} requests, ${result.events} events on screen, days of ${Math.min(DAY_SALES, sales)} sales`,
  );
  if (faults) console.log(`How often each kind came about:\n${printedKinds(result.kinds)}`);
  const [day] = result.broken;
  if (day !== undefined) {
    console.log(`\nBROKEN on the day with seed ${day.seed}:`);
    for (const sentence of [...new Set(day.broken)].slice(0, 10)) console.log(`  ${sentence}`);
    console.log(
      `\nThat day alone: npm run simulate -- --seed ${day.seed} --sales ${day.sales}${faults ? '' : ' --no-faults'}`,
    );
    if (faults) console.log(await tellStory(day));
    return 1;
  }
  const missing = faults && sales >= ENOUGH_SALES ? missingKinds(result.kinds) : [];
  for (const kind of missing) console.log(`never came about: ${kind}`);
  console.log(
    missing.length === 0
      ? '\nNo rule was broken.'
      : '\nNo rule was broken, but the simulation did not do all it should.',
  );
  return missing.length === 0 ? 0 : 1;
}

process.exitCode = await main();
