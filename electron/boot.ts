/**
 * The order in which the terminal starts, as data, so that a test can read it. What must come before Electron is ready
 * stands first; the window is opened before the core is even read, because its process starts meanwhile and its calls
 * wait for the core. It is shown when the settings say in which colours.
 */
export const BEFORE_READY = [
  'refuse-switches',
  'quiet',
  'profile',
  'single-instance',
  'scheme',
  'sandbox',
  'menu',
] as const;
export const WHEN_READY = [
  'harden',
  'protocol',
  'ipc',
  'window',
  'page',
  'assembly',
  'settings',
  'till',
  'power',
  'log',
] as const;

export type BootPhase = (typeof BEFORE_READY)[number] | (typeof WHEN_READY)[number];

/**
 * What each phase does; a missing one does not compile. A phase before `ready` that answers `stop` ends the start
 * quietly.
 */
export type BootSteps = {
  readonly [P in (typeof BEFORE_READY)[number]]: () => 'go' | 'stop';
} & {
  readonly [P in (typeof WHEN_READY)[number]]: () => void | Promise<void>;
};

/**
 * Runs the phases in order.
 *
 * @param ready settles when Electron is ready
 * @returns the phase that stopped the start, or null when all ran
 */
export async function boot(steps: BootSteps, ready: () => Promise<void>): Promise<BootPhase | null> {
  for (const phase of BEFORE_READY) if (steps[phase]() === 'stop') return phase;
  await ready();
  for (const phase of WHEN_READY) await steps[phase]();
  return null;
}
