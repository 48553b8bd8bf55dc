/** What `npm run …` can do, and what must be there before. */
interface Task {
  readonly needsElectron: boolean;
  /** a screen, real or virtual */
  readonly needsDisplay: boolean;
  /** @returns the exit code */
  readonly run: (args: string[]) => Promise<number>;
}

/** Tasks are loaded when they are called, so that none pays for another's tools. */
export const tasks: Readonly<Record<string, Task>> = {
  start: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./start.ts')).start(args) },
  dev: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./dev.ts')).dev(args) },
  gallery: {
    needsElectron: false,
    needsDisplay: false,
    run: async () => (await import('./gallery.ts')).gallery(),
  },
  simulator: {
    needsElectron: false,
    needsDisplay: false,
    run: async (args) => (await import('./scripts.ts')).simulator(args),
  },
  simulate: {
    needsElectron: false,
    needsDisplay: false,
    run: async (args) => (await import('./scripts.ts')).simulate(args),
  },
  'verify-journal': {
    needsElectron: false,
    needsDisplay: false,
    run: async (args) => (await import('./scripts.ts')).verifyJournal(args),
  },
  provision: {
    needsElectron: false,
    needsDisplay: false,
    run: async (args) => (await import('./scripts.ts')).provision(args),
  },
  webhooks: {
    needsElectron: false,
    needsDisplay: false,
    run: async (args) => (await import('./scripts.ts')).webhooks(args),
  },
  walkthrough: {
    needsElectron: true,
    needsDisplay: true,
    run: async (args) => (await import('./scripts.ts')).walkthrough(args),
  },
  handbook: {
    needsElectron: true,
    needsDisplay: true,
    run: async (args) => (await import('./scripts.ts')).handbook(args),
  },
  'practice-day': {
    needsElectron: true,
    needsDisplay: true,
    run: async (args) => (await import('./scripts.ts')).practiceDay(args),
  },
  bench: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./scripts.ts')).bench(args) },
  torture: {
    needsElectron: true,
    needsDisplay: true,
    run: async (args) => (await import('./scripts.ts')).torture(args),
  },
  soak: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./scripts.ts')).soak(args) },
  walls: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./scripts.ts')).walls(args) },
  test: { needsElectron: true, needsDisplay: true, run: async (args) => (await import('./test.ts')).test(args) },
  'test:long': {
    needsElectron: true,
    needsDisplay: true,
    run: async (args) => (await import('./test.ts')).testLong(args),
  },
  dist: { needsElectron: true, needsDisplay: false, run: async (args) => (await import('./dist.ts')).dist(args) },
};
