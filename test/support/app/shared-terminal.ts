import { afterAll } from 'vitest';
import { createFaults } from '../../../electron/simulator/faults.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { serve } from '../../../electron/simulator/server.ts';
import type { Country } from '../../../electron/simulator/sales-unit.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import type { World } from '../../../electron/simulator/world.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import { calmProfile } from './prepared-profile.ts';
import { steered } from './simulator-process.ts';
import type { SteeredSimulator } from './simulator-process.ts';
import { freshFolder, goneFrom, launchTerminal, removeFolder } from './terminal-app.ts';
import type { LaunchOptions, TerminalApp } from './terminal-app.ts';

const KEYS = { ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER };
type Keys = { readonly [K in keyof typeof KEYS]: string };

export interface SharedOptions {
  /** What the wallet accepts; the keys of practice when absent. */
  readonly keys?: Keys;
  readonly country?: Country;
  /** Brings about what was there before the till begins. */
  readonly prepare?: (profile: string, simulator: SteeredSimulator) => unknown;
}

/** What a test finds: an app as it is when it is started for the first time, and a wallet with empty books. */
export interface Shared {
  readonly terminal: TerminalApp;
  readonly simulator: SteeredSimulator;
  readonly profile: string;
}

export interface SharedTerminal {
  /** For the beginning of each test. An app that a test has ended is started again. */
  begin(wanted?: SharedOptions): Promise<Shared>;
  /** The same profile and wallet after the app was killed or closed. */
  restart(opensOn?: LaunchOptions['opensOn']): Promise<TerminalApp>;
  /** The same wallet at the same address after it was stopped. */
  walletIsBack(): Promise<SteeredSimulator>;
}

/** A wallet in the process of the test: it costs no start. */
async function simulatorHere(world: World, keys: Keys, port = 0): Promise<SteeredSimulator> {
  const server = await serve({ world, faults: createFaults(1), port });
  return steered({ url: server.url, ...keys }, () => server.close());
}

function worldFor({ keys = KEYS, country = 'NO' }: SharedOptions): World {
  const world = createWorld({ unit: salesUnit(keys, country), seed: 1, now: Date.now() });
  world.patchUnit({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return world;
}

const isUp = ({ child }: TerminalApp): boolean => child.exitCode === null && child.signalCode === null;

interface Opened extends Shared {
  readonly world: World;
  readonly keys: Keys;
}

/**
 * One Electron for all tests of a file: each finds the till begun anew, with a journal, settings and a wallet of its
 * own. Power cuts and endings are still those of a process.
 */
export function shareTerminal(): SharedTerminal {
  let opened: Opened | null = null;
  const folders: string[] = [];
  const current = (): Opened => {
    if (opened === null) throw new Error('nothing is shared before the first test has begun');
    return opened;
  };
  afterAll(async () => {
    if (opened && isUp(opened.terminal)) await opened.terminal.kill();
    await opened?.simulator.stop();
    for (const folder of folders) removeFolder(folder);
  });
  return {
    async begin(wanted = {}) {
      const before = opened;
      const { keys = KEYS, prepare } = wanted;
      const world = worldFor(wanted);
      const simulator = await simulatorHere(world, keys);
      const profile = freshFolder();
      folders.push(profile);
      await prepare?.(profile, simulator);
      calmProfile(profile);
      const terminal =
        before && isUp(before.terminal)
          ? await begunAnew(before.terminal, profile, simulator.url)
          : await launchTerminal({ profile, apiUrl: simulator.url });
      opened = { terminal, simulator, profile, world, keys };
      await before?.simulator.stop();
      return opened;
    },
    async restart(opensOn = 'sale') {
      const { terminal: before, profile, simulator } = current();
      await goneFrom(before.child);
      const terminal = await launchTerminal({ profile, apiUrl: simulator.url, opensOn });
      opened = { ...current(), terminal };
      return terminal;
    },
    async walletIsBack() {
      const { world, keys, simulator: before } = current();
      const simulator = await simulatorHere(world, keys, Number(new URL(before.url).port));
      opened = { ...current(), simulator };
      return simulator;
    },
  };
}

async function begunAnew(terminal: TerminalApp, profile: string, apiUrl: string): Promise<TerminalApp> {
  await terminal.beginAnew(profile, apiUrl);
  return { ...terminal, profile };
}
