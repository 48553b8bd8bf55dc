import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBundle, planFor } from '../../build/bundle.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { root } from '../../build/setup/paths.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { startSimulator } from '../support/app/simulator-process.ts';
import { freshFolder, launchTerminal, removeFolder } from '../support/app/terminal-app.ts';
import { approvalLatency } from './approval-latency.ts';
import { auditFile } from './audit-file.ts';
import { dayOfSales } from './day-of-sales.ts';
import { reaches, table } from './figures.ts';
import type { Figure } from './figures.ts';
import { growth } from './growth.ts';
import { installed } from './installed.ts';
import { customersWindowWeight, memory, weighBareWindows } from './memory.ts';
import { restartWithOpenPayments } from './restart.ts';
import { sendLatency } from './send-latency.ts';
import { simulatedSales } from './simulated-sales.ts';
import { startUp } from './start-up.ts';
import { updating } from './update.ts';

/**
 * Measures the terminal and prints a table and JSON, which also comes into out/bench.json. Every comparison is made
 * side by side in this run. Ends with 1 where a figure falls short. Names of parts as arguments measure only those;
 * `--day` measures a whole day of sales and nothing else, because it takes minutes; so does `growth`, which fills
 * journals of up to a million sales first (about ten minutes). `installed` and `update` need root on Linux and
 * `npm run dist -- test` before: they install the package in a clean Debian.
 */
const started = performance.now();
const wholeDay = process.argv.includes('--day');
const wanted = wholeDay ? ['day'] : process.argv.slice(2);
const ALONE = ['day', 'growth', 'installed', 'update'];
const isWanted = (part: string) => (wanted.length === 0 && !ALONE.includes(part)) || wanted.includes(part);
const figures: Figure[] = [];

async function measure(part: string, run: () => Promise<Figure[]>): Promise<void> {
  if (!isWanted(part)) return;
  const from = performance.now();
  figures.push(...(await run()));
  console.log(`${part}: measured in ${((performance.now() - from) / 1000).toFixed(0)} s`);
}

/** One till for all that is measured while it sells. */
async function measureSelling(): Promise<void> {
  if (!['send', 'approval', 'memory', 'customer'].some(isWanted)) return;
  const bare = await weighBareWindows();
  const profile = freshFolder();
  prepareProfile(profile, {}, { theme: 'light' });
  const simulator = await startSimulator();
  try {
    await simulator.call('POST', 'behaviour', {
      queue: [],
      byPhone: {},
      otherwise: { steps: [{ after: 50, act: 'approve' }], onCancel: null },
    });
    const terminal = await launchTerminal({ profile, apiUrl: simulator.url });
    try {
      await measure('send', () => sendLatency(terminal, simulator));
      await measure('approval', () => approvalLatency(terminal, simulator));
      await measure('memory', () => memory(terminal, simulator, bare.one));
      await measure('customer', () => customersWindowWeight(terminal, bare));
    } finally {
      await terminal.close();
    }
  } finally {
    await simulator.stop();
    removeFolder(profile);
  }
}

await ensureBundle(planFor('development'));
await measure('simulation', simulatedSales);
await measure('growth', async () => [...(await growth()), ...(await auditFile())]);
await measure('start', startUp);
await measure('restart', restartWithOpenPayments);
await measureSelling();
await measure('day', dayOfSales);
await measure('installed', installed);
await measure('update', updating);

const report = {
  electron: chosenElectron().version,
  seconds: Math.round((performance.now() - started) / 1000),
  figures: figures.map((figure) => ({ ...figure, ok: reaches(figure) })),
};
mkdirSync(join(root, 'out'), { recursive: true });
writeFileSync(join(root, 'out', 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${table(figures)}\n\n${JSON.stringify(report)}`);
process.exitCode = figures.every(reaches) ? 0 : 1;
