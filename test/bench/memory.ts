import { existsSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { launchElectron } from '../support/app/launch-electron.ts';
import { customersPage, pressTurnKey } from '../support/app/customer-display.ts';
import { familyOf, proportionalOf } from '../support/app/processes.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { bareApp } from './bare-window.ts';
import type { Figure } from './figures.ts';
import { captureApproved, startSales } from './sales-by-call.ts';

const SALES = 100;
const BATCH = 10;
/** Both are left alone for this long before they are weighed. */
const REST_MS = 5_000;

export interface Weight {
  /** Sum over all processes, MB, as Electron tells it; pages that processes share count for each. */
  readonly workingSet: number;
  /** The same with shared pages divided among those who share them; Linux only. */
  readonly proportional: number | null;
}

/**
 * All processes of the terminal with a hundred sales done, and of a bare window. The simulated wallet runs outside and
 * is not counted.
 *
 * @param bare weighed while no other Electron was on the screen, as the terminal is: the first one there loads 50 MB of
 * drivers, a second does not
 */
export async function memory(terminal: TerminalApp, simulator: SimulatorProcess, bare: Weight): Promise<Figure[]> {
  await simulator.call('POST', 'behaviour', {
    queue: [],
    byPhone: {},
    otherwise: { steps: [{ after: 50, act: 'approve' }], onCancel: null },
  });
  let paid = await captureApproved(terminal.page);
  for (let value = 40_000; paid < SALES; value += BATCH) {
    const wanted = Math.min(SALES, paid + BATCH);
    await startSales(
      terminal.page,
      Array.from({ length: BATCH }, (_, index) => value + index),
    );
    paid = await until(
      `${wanted} paid sales`,
      async () => atLeast(wanted, await captureApproved(terminal.page)),
      30_000,
    );
  }
  const ours = await weigh(terminal.electron);
  const working = ours.workingSet / bare.workingSet;
  const parts = [`${ours.workingSet.toFixed(0)} MB against ${bare.workingSet.toFixed(0)} MB`];
  if (ours.proportional !== null && bare.proportional !== null) {
    parts.push(
      `without what processes share: ${ours.proportional.toFixed(0)} against ` +
        `${bare.proportional.toFixed(0)} MB, ${(ours.proportional / bare.proportional).toFixed(2)} times`,
    );
  }
  return [
    {
      name: `memory of all processes with ${SALES} sales done, against a bare window`,
      value: working,
      unit: 'times',
      limit: 1.22,
      better: 'lower',
      detail: parts.join('; '),
    },
  ];
}

const atLeast = (wanted: number, count: number): number | null => (count >= wanted ? count : null);

/** MB that a second window adds, shared pages divided among those who share them where the system tells. */
const added = (without: Weight, withIt: Weight): number =>
  without.proportional !== null && withIt.proportional !== null
    ? withIt.proportional - without.proportional
    : withIt.workingSet - without.workingSet;

/** What the customer's window adds to the till, against what a bare second window adds to a bare first one. */
export async function customersWindowWeight(terminal: TerminalApp, bare: BareWeights): Promise<Figure[]> {
  const without = await weigh(terminal.electron);
  await pressTurnKey(terminal, 'terminal');
  await customersPage(terminal);
  const withIt = await weigh(terminal.electron);
  await pressTurnKey(terminal, 'customer');
  const [ours, theirs] = [added(without, withIt), added(bare.one, bare.two)];
  return [
    {
      name: 'memory that the customer’s window adds, beyond a bare second window',
      value: ours - theirs,
      unit: 'MB',
      limit: 15,
      better: 'lower',
      detail: `${ours.toFixed(1)} MB against ${theirs.toFixed(1)} MB`,
    },
  ];
}

export interface BareWeights {
  readonly one: Weight;
  readonly two: Weight;
}

export async function weighBareWindows(): Promise<BareWeights> {
  const [folder, profile] = [bareApp(), freshFolder()];
  const bare = await launchElectron({
    executablePath: chosenElectron().executable,
    args: [...rootSwitches(), folder],
    env: { ...process.env, BARE_PROFILE_DIR: profile } as Record<string, string>,
  });
  try {
    await bare.firstWindow();
    const one = await weigh(bare);
    await bare.evaluate(({ BrowserWindow }) =>
      new BrowserWindow({ width: 1024, height: 768, useContentSize: true }).loadFile('index.html'),
    );
    return { one, two: await weigh(bare) };
  } finally {
    await bare.close();
    removeFolder(folder);
    removeFolder(profile);
  }
}

export async function weigh(electron: ElectronApplication): Promise<Weight> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const processes = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, memory: { workingSetSize } }) => ({ pid, type, workingSetSize })),
  );
  if (process.env['BENCH_VERBOSE'])
    console.log(
      processes.map(({ type, workingSetSize }) => `${type} ${Math.round(workingSetSize / 1024)} MB`).join(', '),
    );
  const main = electron.process().pid;
  return {
    workingSet: processes.reduce((sum, each) => sum + each.workingSetSize, 0) / 1024,
    proportional: main === undefined ? null : proportionalSet(main),
  };
}

/** Of a process and all its descendants, in MB; null where the system does not tell. */
const proportionalSet = (pid: number): number | null =>
  existsSync(`/proc/${pid}/smaps_rollup`)
    ? familyOf(pid).reduce((sum, each) => sum + proportionalOf(each), 0) / 1024
    : null;
