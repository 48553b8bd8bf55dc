import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { makeDeb } from '../../build/installers/deb.ts';
import { ownFiles } from '../../build/installers/weights.ts';
import { packagedFolder, packageName } from '../../build/packaged.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { installProgram, type InstalledProgram } from '../support/app/installed-program.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { weighFamily } from '../support/app/processes.ts';
import { until } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import { bareApp } from './bare-window.ts';
import { startPlain } from './devtools.ts';
import type { PlainElectron } from './devtools.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';
import { captureInPage, startInPage } from './sales-by-call.ts';
import { PAINTED, USABLE } from './start-up.ts';

const ROUNDS = 7;
const WEIGHINGS = 3;
const SALES = 100;
const BATCH = 10;
/** Both are left alone for this long before they are weighed. */
const REST_MS = 10_000;
/** Neither looks for a GPU that is not there. */
const SWITCHES = ['--disable-gpu'];
/** The simulated wallet is no part of a till, nor is the customer's phone. */
const WALLET = 'node';

interface Both {
  readonly ours: number[];
  readonly bare: number[];
}

/**
 * The installed Debian package against a bare window in a package made alike, with the same Electron, both started by
 * somebody who is not root, with their sandboxes and without hardware acceleration, in turns. As root on Linux.
 */
export async function installed(): Promise<Figure[]> {
  const program = await installProgram('test');
  try {
    await installBare(program);
    prepareProfile(program.profile, {}, { theme: 'light' });
    const ours = program.system.starter(`/usr/bin/${packageName('test')}`);
    const bare = program.system.starter(`/usr/bin/${packageName('rehearsal')}`);
    return [await starts(ours, bare), await weights(program, bare)];
  } finally {
    program.end();
  }
}

/** Under the name of another flavour, so that both are there at once. */
async function installBare({ system }: InstalledProgram): Promise<void> {
  const made = freshFolder();
  const app = bareApp();
  try {
    const folder = join(made, 'program');
    cpSync(packagedFolder('test'), folder, { recursive: true });
    for (const file of ownFiles(folder, chosenElectron())) rmSync(join(folder, file));
    mkdirSync(join(folder, 'resources'), { recursive: true });
    await createPackage(app, join(folder, 'resources', 'app.asar'));
    const deb = join(made, 'bare.deb');
    const plan = { flavour: 'rehearsal', version: '1.0.0', program: folder, deb, time: 1_780_000_000 } as const;
    await makeDeb({ ...plan, compression: 'quick' });
    copyFileSync(deb, join(system.folder, '/tmp/bare.deb'));
    system.asRoot('dpkg', '--install', '/tmp/bare.deb');
  } finally {
    removeFolder(app);
    removeFolder(made);
  }
}

async function startedIn(executable: string, expression: string): Promise<number> {
  const started = startPlain(SWITCHES, {}, executable);
  try {
    return (await started.ask(expression, 60_000)) - started.spawnedAt;
  } finally {
    await started.end();
  }
}

async function starts(ours: string, bare: string): Promise<Figure> {
  // The first start of each fills caches that every later one has.
  await startedIn(bare, PAINTED);
  await startedIn(ours, USABLE);
  const taken: Both = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    taken.bare.push(await startedIn(bare, PAINTED));
    taken.ours.push(await startedIn(ours, USABLE));
  }
  return against('installed: process start to a usable sale screen, against a bare window packaged alike', taken, {
    limit: 1.35,
    unit: 'ms',
  });
}

async function weights({ profile, system }: InstalledProgram, bare: string): Promise<Figure> {
  const taken: Both = { ours: [], bare: [] };
  const shared: Both = { ours: [], bare: [] };
  for (let round = 0; round < WEIGHINGS; round += 1) {
    const empty = await weighed(bare, PAINTED, false);
    removeFolder(profile);
    prepareProfile(profile, {}, { theme: 'light' });
    const sold = await weighed(system.starter(`/usr/bin/${packageName('test')}`), USABLE, true);
    taken.bare.push(empty.resident);
    taken.ours.push(sold.resident);
    shared.bare.push(empty.proportional);
    shared.ours.push(sold.proportional);
  }
  const name = `installed: memory with ${SALES} sales done, against a bare window packaged alike`;
  const figure = against(name, taken, { limit: 1.22, unit: 'MB' });
  const without = against(name, shared, { limit: 1.22, unit: 'MB' });
  return { ...figure, detail: `${figure.detail}; without what processes share ${without.value.toFixed(2)} times` };
}

interface Weighed {
  readonly resident: number;
  readonly proportional: number;
}

/** All processes, in MB. */
async function weighed(executable: string, ready: string, sells: boolean): Promise<Weighed> {
  const started = startPlain(SWITCHES, {}, executable);
  try {
    await started.ask(ready, 60_000);
    if (sells) await sell(started);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const parts = weighFamily(started.pid).filter(({ kind }) => kind !== WALLET);
    const sum = (of: keyof Weighed) => parts.reduce((total, each) => total + each[of], 0) / 1024;
    return { resident: sum('resident'), proportional: sum('proportional') };
  } finally {
    await started.end();
  }
}

async function sell(till: PlainElectron): Promise<void> {
  const wallet = await till.closePhone();
  const approves = { queue: [], byPhone: {}, otherwise: { steps: [{ after: 50, act: 'approve' }], onCancel: null } };
  await fetch(`${wallet}/_simulator/behaviour`, {
    method: 'POST',
    body: JSON.stringify(approves),
    headers: { 'content-type': 'application/json' },
  });
  const paid = () => till.ask(`(${captureInPage})()`, 30_000);
  for (let sold = 0; sold < SALES; sold += BATCH) {
    const values = Array.from({ length: BATCH }, (_, index) => 40_000 + sold + index);
    await till.ask(`(${startInPage})(${JSON.stringify(values)})`, 30_000);
    await until(`${sold + BATCH} paid sales`, async () => (await paid()) >= sold + BATCH, 60_000);
  }
}

function against(name: string, { ours, bare }: Both, { limit, unit }: { limit: number; unit: string }): Figure {
  const told = (values: readonly number[]) => `${median(values).toFixed(0)} (least ${Math.min(...values).toFixed(0)})`;
  const least = Math.min(...ours) / Math.min(...bare);
  return {
    name,
    value: median(ours) / median(bare),
    unit: 'times',
    limit,
    better: 'lower',
    detail:
      `medians of ${ours.length} in turns: ${told(ours)} ${unit} against ${told(bare)} ${unit}; ` +
      `least against least ${least.toFixed(2)} times`,
  };
}
