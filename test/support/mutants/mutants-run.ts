import { parseArgs } from 'node:util';
import { plantMutant } from './mutants-loader.ts';

/**
 * `node test/support/mutants/mutants-run.ts [--plant NAME] [--net simulation|model|runner] [--seed S] [--most N]`: with
 * one deliberate bug planted, sells short days with every fault until a rule is broken, or plays stories of the
 * machine's model or of the runners. Prints one line of JSON, a {@link MutantRun}.
 */
export interface MutantRun {
  /** Sales rung up, or stories played, until a rule broke; all of them when none did. */
  readonly after: number;
  /** Of the day or the stories. */
  readonly seed: number;
  readonly seconds: number;
  /** The first rule that broke, as a sentence; null when none did. */
  readonly broken: string | null;
}

type Found = Omit<MutantRun, 'seconds'>;

/** Short days, because what is forgotten shows only when a day is over. */
const DAY_SALES = 40;

async function simulate(firstSeed: number, most: number): Promise<Found> {
  // Not before the bug is planted: what is loaded stays as it is.
  const { simulateDay } = await import('../simulation/day.ts');
  let seed = firstSeed;
  for (let sales = 0; sales < most; sales += DAY_SALES, seed += 1) {
    const day = await simulateDay({ seed, sales: Math.min(DAY_SALES, most - sales), faults: true, stopsAtFirst: true });
    const [first] = day.broken;
    if (first)
      return {
        after: sales + (day.about[0] ?? day.sales - 1) + 1,
        seed,
        broken: `rule ${first.rule}: ${first.sentence}`,
      };
  }
  return { after: most, seed: seed - 1, broken: null };
}

async function play(seed: number, most: number): Promise<Found> {
  const { default: fc } = await import('fast-check');
  const { stories } = await import('../machine/actions.ts');
  const { playModel } = await import('../machine/play.ts');
  let broken: string | null = null;
  const story = fc.property(stories, (actions) => {
    const [first] = playModel(actions);
    broken = first ?? broken;
    return first === undefined;
  });
  const { numRuns } = fc.check(story, { seed, numRuns: most });
  return { after: numRuns, seed, broken };
}

async function runStories(seed: number, most: number): Promise<Found> {
  const { default: fc } = await import('fast-check');
  const { playRunner, runnerStories } = await import('../machine/runner-model.ts');
  let broken: string | null = null;
  const story = fc.asyncProperty(runnerStories, async (each) => {
    const [first] = await playRunner(each);
    broken = first ?? broken;
    return first === undefined;
  });
  const { numRuns } = await fc.check(story, { seed, numRuns: most });
  return { after: numRuns, seed, broken };
}

const NETS: Readonly<Record<string, (seed: number, most: number) => Promise<Found>>> = {
  simulation: simulate,
  model: play,
  runner: runStories,
};

const { values } = parseArgs({
  options: {
    plant: { type: 'string' },
    net: { type: 'string', default: 'simulation' },
    seed: { type: 'string', default: '1' },
    most: { type: 'string', default: '2000' },
  },
});
if (values.plant !== undefined) plantMutant(values.plant);
const started = performance.now();
const found = await (NETS[values.net] ?? simulate)(Number(values.seed), Number(values.most));
console.log(JSON.stringify({ ...found, seconds: (performance.now() - started) / 1_000 } satisfies MutantRun));
