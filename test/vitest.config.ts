import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One project for each kind of test, so that a kind can be run alone: `vitest run --project unit`. */
const project = (name: string, extra: Record<string, unknown> = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...extra },
});

export default defineConfig({
  root,
  test: {
    environment: 'node',
    // What each process has loaded stays for its next file: loading cost a third of the time of the unit tests. A file
    // that changes what is the same for all (environment, built-in modules, listeners of the process) puts it back.
    isolate: false,
    // Most wait for timers, windows and processes; a small machine has two cores.
    maxWorkers: 2,
    // No test depends on the machine's speed: these end only what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      project('unit'),
      project('simulation'),
      project('contract'),
      project('shell'),
      project('architecture'),
      // Each takes the whole machine for itself.
      project('long', { maxWorkers: 1, testTimeout: 300_000 }),
      // By hand alone: nobody has yet the hour for it at each change.
      project('hours', { maxWorkers: 1, testTimeout: 3_600_000 }),
      // They wait for windows, timers and the wallet more than for the machine.
      project('e2e', { testTimeout: 180_000, maxWorkers: 3 }),
    ],
  },
});
