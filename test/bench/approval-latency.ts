import { z } from 'zod';
import { createRandom } from '../../electron/simulator/random.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SimulatorProcess } from '../support/app/simulator-process.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { epochNow, median, quantile } from './figures.ts';
import type { Figure } from './figures.ts';
import { startSales } from './sales-by-call.ts';

const BATCHES = 3;
const AT_ONCE = 15;
/** A customer decides at any moment of this time after the request. */
const DECIDE_MS = 20_000;
const READS_A_MINUTE = 60;

declare global {
  // In the page: epoch ms at which the sale of an amount was first shown as approved.
  var approvedAt: Map<string, number>;
}

/** Runs in the page. */
const WATCH_THE_SCREEN = `{
  globalThis.approvedAt = new Map();
  new MutationObserver(() => {
    const at = performance.timeOrigin + performance.now();
    for (const row of document.querySelectorAll('.rail-row')) {
      const amount = row.querySelector('.rail-amount').textContent.replace(/\\D/g, '');
      const approved = row.querySelector('.rail-words').textContent === 'approved';
      if (approved && !approvedAt.has(amount)) approvedAt.set(amount, at);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}`;

/**
 * Approval at the server to "approved" on the screen. Several sales are live at once, as at a busy counter: each is
 * read in its row of the side list, which is drawn together with the state line.
 */
export async function approvalLatency(terminal: TerminalApp, simulator: SimulatorProcess): Promise<Figure[]> {
  const random = createRandom(20_260_119);
  const { page } = terminal;
  await simulator.call('POST', 'behaviour', { queue: [], byPhone: {}, otherwise: 'manual' });
  await page.evaluate(WATCH_THE_SCREEN);
  const reads = watchReads(simulator);
  const waits: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const values = Array.from({ length: AT_ONCE }, (_, index) => 20_000 + batch * 100 + index);
    await startSales(page, values);
    const references = await until('all requests at the wallet', async () => {
      const books = await simulator.books();
      const found = values.map((value) => books.find((book) => book.value === value)?.reference);
      return found.every((reference) => reference !== undefined)
        ? found.filter((reference) => reference !== undefined)
        : null;
    });
    const approved = await Promise.all(
      references.map((reference) => later(random.between(0, DECIDE_MS), () => simulator.act(reference, 'approve'))),
    );
    const shown = await until('all approvals on the screen', () => approvalsShown(terminal, values));
    waits.push(...shown.map((at, index) => at - (approved[index] ?? Number.NaN)));
  }
  const pace = await reads.end();
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  return [
    {
      name: 'approval at the server to "approved" on screen',
      value: median(waits) / 1000,
      unit: 's',
      limit: 0.55,
      better: 'lower',
      detail:
        `median of ${waits.length} at random moments; p90 ` +
        `${seconds(quantile(waits, 0.9))} s, longest ${seconds(Math.max(...waits))} s`,
    },
    {
      name: 'reads of one payment while that was measured',
      value: pace.most,
      unit: 'a minute',
      limit: READS_A_MINUTE,
      better: 'lower',
      detail: `pace of the busiest of ${pace.references} references`,
    },
  ];
}

const later = <T>(ms: number, act: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => void setTimeout(() => act().then(resolve, reject), ms));

/** @returns epoch ms for each value, or null while one is missing */
async function approvalsShown({ page }: TerminalApp, values: readonly number[]): Promise<number[] | null> {
  const shown = new Map(await page.evaluate(() => [...globalThis.approvedAt]));
  const found = values.map((value) => shown.get(String(value)));
  return found.every((at) => at !== undefined) ? found.filter((at) => at !== undefined) : null;
}

const loggedSchema = z.object({ id: z.number(), arrivedAt: z.number(), method: z.string(), path: z.string() });

/**
 * Collects the reads of each reference; the server keeps only the last few hundred requests, so they are fetched as
 * they come.
 */
function watchReads(simulator: SimulatorProcess) {
  const times = new Map<string, number[]>();
  const since = epochNow();
  let last = 0;
  const collect = async () => {
    const { requests } = z
      .object({ requests: z.array(loggedSchema) })
      .parse(await simulator.call('GET', `requests?after=${last}`));
    for (const { id, arrivedAt, method, path } of requests) {
      last = Math.max(last, id);
      const reference = /\/payments\/([^/]+)$/.exec(path)?.[1];
      if (method === 'GET' && reference !== undefined && arrivedAt > since)
        times.set(reference, [...(times.get(reference) ?? []), arrivedAt]);
    }
  };
  let collecting = collect();
  const timer = setInterval(() => (collecting = collecting.then(collect)), 3_000);
  return {
    /** The highest pace, in reads a minute, of a reference that was read often enough to have one. */
    async end(): Promise<{ most: number; references: number }> {
      clearInterval(timer);
      await collecting;
      await collect();
      const paces = [...times.values()]
        .filter((each) => each.length >= 5)
        .map((each) => ((each.length - 1) * 60_000) / ((each.at(-1) ?? 0) - (each[0] ?? 0)));
      return { most: Math.max(...paces), references: paces.length };
    },
  };
}
