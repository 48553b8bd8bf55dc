import type { ElectronApplication } from 'playwright-core';
import { startSimulator, until } from '../support/app/simulator-process.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { freshFolder, launchTerminal, removeFolder } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import type { Figure } from './figures.ts';
import { weigh } from './memory.ts';
import { captureApproved, startSales } from './sales-by-call.ts';

const HOURS = 8;
const SALES_AN_HOUR = 250;
/** Live at the same time. */
const AT_ONCE = 25;
const BATCH_MS = 60_000;

/** MB in use after a collection. */
interface Heaps {
  readonly main: number;
  readonly page: number;
}

interface Hour extends Heaps {
  /** MB of all processes. */
  readonly workingSet: number;
}

/**
 * A day of 8 hours and 2,000 sales on the real terminal, without the pauses between them. All processes are weighed
 * after each hour of sales, every heap collected before; none of the later hours may weigh more than the first by the
 * limit.
 */
export async function dayOfSales(): Promise<Figure[]> {
  const profile = freshFolder();
  prepareProfile(profile, {}, { theme: 'light' });
  const simulator = await startSimulator(['--approve-after', '50']);
  try {
    const terminal = await launchTerminal({ profile, apiUrl: simulator.url });
    try {
      const hours: Hour[] = [];
      for (let hour = 1; hour <= HOURS; hour += 1) {
        await sellUntil(terminal, hour * SALES_AN_HOUR);
        const heaps = await collect(terminal);
        const { workingSet } = await weigh(terminal.electron);
        hours.push({ workingSet, ...heaps });
        console.log(
          `  ${hour * SALES_AN_HOUR} sales: ${workingSet.toFixed(0)} MB; in use on the ` +
            `heap of main ${heaps.main.toFixed(1)} MB, of the page ${heaps.page.toFixed(1)} MB`,
        );
      }
      return [growth(hours)];
    } finally {
      await terminal.close();
    }
  } finally {
    await simulator.stop();
    removeFolder(profile);
  }
}

function growth(hours: readonly Hour[]): Figure {
  const [first, ...later] = hours;
  const last = later.at(-1);
  if (!first || !last) throw new Error('nothing was weighed');
  const highest = Math.max(...later.map(({ workingSet }) => workingSet));
  const weights =
    `${first.workingSet.toFixed(0)} MB after the first hour, then ` +
    `${later.map(({ workingSet }) => workingSet.toFixed(0)).join(', ')}`;
  const heaps =
    `in use on the heap of main ${first.main.toFixed(1)} MB, at the end ${last.main.toFixed(1)}; ` +
    `of the page ${first.page.toFixed(1)} MB, at the end ${last.page.toFixed(1)}`;
  return {
    name: `a day of ${HOURS * SALES_AN_HOUR} sales: growth of all processes after the first hour, at the highest`,
    value: (highest / first.workingSet - 1) * 100,
    unit: '%',
    limit: 5,
    better: 'lower',
    detail: `${weights}; ${heaps}`,
  };
}

async function sellUntil(terminal: TerminalApp, wanted: number): Promise<void> {
  let paid = await captureApproved(terminal.page);
  while (paid < wanted) {
    const batch = Math.min(AT_ONCE, wanted - paid);
    const value = 40_000 + paid;
    await startSales(
      terminal.page,
      Array.from({ length: batch }, (_, index) => value + index),
    );
    const target = paid + batch;
    paid = await until(
      `${target} paid sales`,
      async () => {
        const count = await captureApproved(terminal.page);
        return count >= target ? count : null;
      },
      BATCH_MS,
    );
  }
}

/**
 * Collects what nobody needs any more, in main and in the page, so that only what is kept is weighed. @returns MB in
 * use on both heaps
 */
async function collect({ electron, page }: TerminalApp): Promise<Heaps> {
  const devtools = await page.context().newCDPSession(page);
  try {
    for (let round = 0; round < 2; round += 1) {
      await collectInMain(electron);
      await page.requestGC();
    }
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const main = await electron.evaluate(() => process.memoryUsage().heapUsed);
    return { main: main / 1024 / 1024, page: usedSize / 1024 / 1024 };
  } finally {
    await devtools.detach();
  }
}

const collectInMain = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const gc: unknown = process.getBuiltinModule('node:vm').runInNewContext('gc');
    if (typeof gc === 'function') gc();
  });
