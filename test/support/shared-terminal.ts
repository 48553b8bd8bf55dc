import { afterAll, beforeEach } from 'vitest';
import { createFaults } from '../../electron/simulator/faults.ts';
import { salesUnit } from '../../electron/simulator/sales-unit.ts';
import { serve } from '../../electron/simulator/server.ts';
import { createWorld } from '../../electron/simulator/world.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { steered } from './simulator-process.ts';
import type { SteeredSimulator } from './simulator-process.ts';
import { freshFolder, goneFrom, launchTerminal, removeFolder } from './terminal-app.ts';
import type { TerminalApp } from './terminal-app.ts';

const KEYS = { ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER };

/** A wallet in the process of the test: it costs no start. */
async function simulatorHere(keys: typeof KEYS = KEYS, port = 0): Promise<SteeredSimulator> {
  const world = createWorld({ unit: salesUnit(keys), seed: 1, now: Date.now() });
  world.patchUnit({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const server = await serve({ world, faults: createFaults(1), port });
  return steered({ url: server.url, ...keys }, () => server.close());
}

/** What a test finds: an app as it is when it is started for the first time, and a wallet with empty books. */
export interface Shared {
  readonly terminal: TerminalApp;
  readonly simulator: SteeredSimulator;
  readonly profile: string;
  /** Starts the app again on the same profile and wallet, after it was killed or closed. */
  restart(): Promise<TerminalApp>;
  /** A wallet with empty books at the address of the one that was stopped. */
  walletIsBack(): Promise<SteeredSimulator>;
}

export interface SharedOptions {
  readonly keys?: typeof KEYS;
  /** Writes what should be in the profile before the till begins. */
  readonly prepare?: (profile: string) => void | Promise<void>;
}

/**
 * One Electron for all tests of a file: each test finds the till begun anew, with a journal, settings and a wallet of its own. One that was killed or
 * closed by a test is started again for the next.
 */
export function shareTerminal({ keys, prepare }: SharedOptions = {}): Shared {
  let terminal: TerminalApp | null = null;
  let simulator: SteeredSimulator | null = null;
  let profile = '';
  const folders: string[] = [];
  const isUp = (app: TerminalApp | null): app is TerminalApp => app !== null && app.electron.process().exitCode === null && app.electron.process().signalCode === null;
  const there = <T>(value: T | null): T => {
    if (value === null) throw new Error('nothing is shared before the first test begins');
    return value;
  };
  beforeEach(async () => {
    const before = simulator;
    simulator = await simulatorHere(keys);
    profile = freshFolder();
    folders.push(profile);
    await prepare?.(profile);
    if (isUp(terminal)) terminal = await begunAnew(terminal, profile, simulator.url);
    else terminal = await launchTerminal({ profile, apiUrl: simulator.url });
    await before?.stop();
  });
  afterAll(async () => {
    if (isUp(terminal)) await terminal.kill();
    await simulator?.stop();
    for (const folder of folders) removeFolder(folder);
  });
  return {
    get terminal() {
      return there(terminal);
    },
    get simulator() {
      return there(simulator);
    },
    get profile() {
      return profile;
    },
    async restart() {
      await goneFrom(there(terminal).electron.process());
      terminal = await launchTerminal({ profile, apiUrl: there(simulator).url });
      return terminal;
    },
    async walletIsBack() {
      simulator = await simulatorHere(keys, Number(new URL(there(simulator).url).port));
      return simulator;
    },
  };
}

async function begunAnew(terminal: TerminalApp, profile: string, apiUrl: string): Promise<TerminalApp> {
  await terminal.beginAnew(profile, apiUrl);
  return { ...terminal, profile };
}
