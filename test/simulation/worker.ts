import { createHash } from 'node:crypto';
import { simulateDay } from '../support/simulation/day.ts';
import type { DayOrder, DayReport } from './run.ts';

/** A process of its own that sells the days it is sent, one after the other, and reports each. Ends with its parent. */
process.on('message', (order: DayOrder) => void sell(order));
process.on('disconnect', () => process.exit());

async function sell({ seed, sales, faults, digest }: DayOrder): Promise<void> {
  const hash = digest ? createHash('sha256') : null;
  const result = await simulateDay({
    seed,
    sales,
    faults,
    ...(hash ? { onEvent: (event) => void hash.update(JSON.stringify(event)) } : {}),
  });
  const report: DayReport = {
    seed,
    sales: result.sales,
    events: result.events,
    requests: result.requests,
    broken: result.broken.map(({ rule, sentence }) => `rule ${rule}: ${sentence}`),
    kinds: result.kinds.table(),
    digest: hash?.digest('hex') ?? null,
  };
  process.send?.(report);
}
