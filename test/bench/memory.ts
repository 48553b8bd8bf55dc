import { existsSync } from 'node:fs';
import type { ElectronApplication } from 'playwright-core';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { launchElectron } from '../support/app/launch-electron.ts';
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

export async function weighBareWindow(): Promise<Weight> {
  const [folder, profile] = [bareApp(), freshFolder()];
  const bare = await launchElectron({
    executablePath: chosenElectron().executable,
    args: [...rootSwitches(), folder],
    env: { ...process.env, BARE_PROFILE_DIR: profile } as Record<string, string>,
  });
  try {
    await bare.firstWindow();
    return await weigh(bare);
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
