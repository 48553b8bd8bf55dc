import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { MutantRun } from '../support/mutants/mutants-run.ts';
import { MOST } from '../support/mutants/mutant-edits.ts';
import type { Mutant } from '../support/mutants/mutant-edits.ts';
import { MUTANTS } from '../support/mutants/mutants.ts';

const root = new URL('../../', import.meta.url);
const script = fileURLToPath(new URL('test/support/mutants/mutants-run.ts', root));
/** A run without a bug must be clean for as long as most bugs take to be found. */
const CONTROL_SALES = 400;

async function run(...args: readonly string[]): Promise<MutantRun> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
  return JSON.parse(stdout) as MutantRun;
}

const runOf =
  ({ name, net = 'simulation', seed }: Mutant) =>
  () =>
    run('--plant', name, '--net', net, '--seed', String(seed ?? 1), '--most', String(MOST[net]));

/** As many at a time as there are processors; each case waits for its own. */
function startAll(jobs: ReadonlyMap<string, () => Promise<MutantRun>>): ReadonlyMap<string, Promise<MutantRun>> {
  const settle = new Map<string, { resolve(run: MutantRun): void; reject(error: unknown): void }>();
  const runs = new Map(
    [...jobs.keys()].map((name) => [
      name,
      new Promise<MutantRun>((resolve, reject) => void settle.set(name, { resolve, reject })),
    ]),
  );
  // The case that waits for it tells of a failure; until then it must not count as unhandled.
  for (const each of runs.values()) each.catch(() => undefined);
  const waiting = [...jobs];
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      const [name, start] = job;
      await start().then(settle.get(name)?.resolve, settle.get(name)?.reject);
    }
  };
  for (let worker = 0; worker < availableParallelism(); worker += 1) void work();
  return runs;
}

describe('the nets', () => {
  const runs = startAll(
    new Map([
      ['no bug', () => run('--most', String(CONTROL_SALES))] as const,
      ...MUTANTS.map((mutant) => [mutant.name, runOf(mutant)] as const),
    ]),
  );
  const table: string[] = [];
  afterAll(() => console.log(table.join('\n')));

  it.each(MUTANTS.map((mutant) => [mutant.name, mutant.why, mutant] as const))(
    'find %s: %s',
    async (name, _, { net }) => {
      const found = await runs.get(name);
      table.push(
        `${name.padEnd(32)} ${`${found?.after} ${net === undefined ? 'sales' : 'stories'}`.padStart(12)} ` +
          `${found?.seconds.toFixed(1).padStart(5)} s  ${found?.broken ?? 'NOT FOUND'}`,
      );
      expect(found?.broken).not.toBeNull();
      // A bug of the terminal's own that stops it in its tracks is not a net that caught it.
      expect(found?.broken).toMatch(/^rule \d/);
    },
  );

  it(`find nothing in ${CONTROL_SALES} sales without a bug`, async () => {
    expect((await runs.get('no bug'))?.broken).toBeNull();
  });
});
