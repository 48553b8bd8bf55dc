import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureBundle, planFor } from '../bundle.ts';
import { startChild } from '../children.ts';
import { withDisplay } from '../display.ts';
import { releasedFlavour } from '../packaged.ts';
import { chosenElectron } from '../setup/electron-runtime.ts';
import { readJson } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { SetupError } from '../setup/progress.mjs';

interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

type Counts = Pick<Outcome, 'passed' | 'failed' | 'skipped'>;

/** Seeds of the simulation are 32 bits wide. */
const MOST_SEED = 2 ** 32;

const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** What vitest's JSON reporter writes, as far as it is read here. */
const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const bin = (name: string) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

/** What the compiler learnt in the last run, by the content of each file: only what changed is checked again. */
const typeCheck = (project: string, name: string): readonly string[] => {
  const learnt = join(root, 'out', 'test', `${name}.tsbuildinfo`);
  return ['-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', learnt];
};

/** The checks that read the source; each counts as one. */
const checks: readonly { name: string; file: string; args: readonly string[] }[] = [
  { name: 'type-check: main process, shared, tests', file: bin('tsc'), args: typeCheck('tsconfig.json', 'main') },
  { name: 'type-check: renderer', file: bin('tsc'), args: typeCheck('renderer/tsconfig.json', 'renderer') },
  { name: 'lint', file: bin('oxlint'), args: ['--deny-warnings'] },
  {
    name: 'lint with types',
    file: bin('oxlint'),
    args: ['-c', '.oxlintrc.types.json', '--type-aware', '--deny-warnings'],
  },
  {
    name: 'format',
    file: bin('oxfmt'),
    args: ['--check', 'electron', 'renderer', 'shared', 'test', 'build', '.dependency-cruiser.mjs'],
  },
  { name: 'import rules', file: process.execPath, args: ['build/import-rules.ts'] },
  { name: 'texts', file: process.execPath, args: ['build/texts.ts'] },
  { name: 'dead code', file: bin('knip'), args: ['--no-progress'] },
];

const FAST = ['unit', 'simulation', 'contract', 'shell', 'architecture'];

/** One run's outcomes, told as they come. */
class Run {
  readonly outcomes: Outcome[] = [];
  readonly #startedAt = performance.now();

  async step(name: string, work: () => Promise<Counts>): Promise<void> {
    const startedAt = performance.now();
    const counts = await work();
    const seconds = (performance.now() - startedAt) / 1000;
    this.outcomes.push({ name, seconds, ...counts });
    console.log(`${counts.failed > 0 ? 'FAILED' : 'ok    '} ${name} (${seconds.toFixed(1)} s)`);
  }

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }
}

/**
 * Everything that says whether the terminal is sound, but for the long draws. What waits for windows, timers and the
 * wallet goes on beside what keeps the machine busy. Ends with one line, `N passed, N failed`, in which each check and
 * each test counts as one.
 *
 * @param args `--seed N` repeats the draws of an earlier run
 * @returns 1 when anything failed or nothing ran
 */
export const test = (args: readonly string[]): Promise<number> =>
  tested(args, async (run, env) => {
    await run.step('bundle', bundle);
    const sourceChecks = async () => {
      for (const check of checks) await run.step(check.name, () => quiet(check.file, check.args));
    };
    const inWindows = async () => {
      // One of them looks into the package.
      await run.step(`package for shops (${released()})`, () => packaged(released()));
      await run.step('end-to-end tests', () => vitest('e2e', ['e2e'], env));
    };
    await Promise.all([
      run.step('unit, simulation, contract, shell and architecture tests', () => vitest('fast', FAST, env)),
      inWindows(),
      sourceChecks(),
    ]);
  });

/**
 * The long draws: twenty thousand sales, every deliberate bug, the torture in its short form, the
 * second package, and all parts of the design drawn in every size.
 * Otherwise as {@link test}.
 */
export const testLong = (args: readonly string[]): Promise<number> =>
  tested(args, async (run, env) => {
    await run.step('bundle', bundle);
    await run.step(`package for shops (${released()})`, () => packaged(released()));
    await run.step('package for tests', () => packaged('test'));
    await run.step('long draws', () => vitest('long', ['long'], env));
  });

async function tested(
  args: readonly string[],
  steps: (run: Run, env: Record<string, string>) => Promise<void>,
): Promise<number> {
  const seed = seedOf(args);
  // Tests that draw by chance read it, and so one number repeats them all.
  console.log(`seed ${seed} (-- --seed ${seed} repeats the draws of this run)`);
  const run = new Run();
  await withDisplay((env) => steps(run, { ...env, SKRANKE_SEED: String(seed) }));
  return report(run, seed);
}

function seedOf(args: readonly string[]): number {
  const { seed } = parseArgs({ args: [...args], options: { seed: { type: 'string' } }, strict: true }).values;
  const given = seed ?? process.env['SKRANKE_SEED'];
  if (given === undefined) return randomInt(1, MOST_SEED);
  if (!/^[1-9]\d{0,9}$/.test(given) || Number(given) >= MOST_SEED)
    throw new SetupError(`The seed is a whole number from 1 to ${MOST_SEED - 1}.`);
  return Number(given);
}

const released = (): string => releasedFlavour(chosenElectron());

const packaged = (flavour: string): Promise<Counts> => quiet(process.execPath, ['build/run.mjs', 'dist', flavour]);

/** Runs a check; what it printed is shown when it fails. */
async function quiet(file: string, args: readonly string[]): Promise<Counts> {
  const child = startChild(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  child.stdout?.on('data', (chunk) => (printed += String(chunk)));
  child.stderr?.on('data', (chunk) => (printed += String(chunk)));
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      printed += String(error);
      resolve(1);
    });
    child.once('close', (ended) => resolve(ended ?? 1));
  });
  if (code === 0) return PASSED;
  console.log(printed);
  return FAILED;
}

async function bundle(): Promise<Counts> {
  try {
    await ensureBundle(planFor('development'));
    return PASSED;
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return FAILED;
  }
}

/** A run that ended badly without a failed test (a file that did not load, no file at all) counts as one failure. */
async function vitest(name: string, projects: readonly string[], env: Record<string, string>): Promise<Counts> {
  const reportFile = join(root, 'out', 'test', `${name}.json`);
  rmSync(reportFile, { force: true });
  const args = ['run', '--config', 'test/vitest.config.ts', ...projects.flatMap((project) => ['--project', project])];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const child = startChild(bin('vitest'), [...args, ...reporters], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whole lines: two of them may tell at once.
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(line));
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (ended) => resolve(ended ?? 1));
  });
  const written = VitestReport.safeParse(readJson(reportFile));
  if (!written.success) return FAILED;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = written.data;
  const failed = numFailedTests === 0 && code !== 0 ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

function report({ outcomes, seconds }: Run, seed: number): number {
  const sum = (key: keyof Counts) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const outcome of outcomes) {
    const marks = [
      `${outcome.passed} passed`,
      outcome.failed > 0 ? `${outcome.failed} FAILED` : '',
      outcome.skipped > 0 ? `${outcome.skipped} skipped` : '',
    ];
    console.log(`${outcome.seconds.toFixed(1).padStart(7)} s  ${outcome.name}: ${marks.filter(Boolean).join(', ')}`);
  }
  console.log(`${seconds.toFixed(1).padStart(7)} s  in all, seed ${seed}\n`);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
}
