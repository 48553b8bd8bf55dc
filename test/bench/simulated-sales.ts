import { availableParallelism } from 'node:os';
import { runDays } from '../simulation/run.ts';
import { simulateSales } from '../support/simulation/simulation.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';

const SALES = 1_000;
const ROUNDS = 5;
const FAULTY_SALES = 10_000;
/** As the figure is meant: the machine of the shop has two cores. */
const CORES = 2;

/** The whole terminal and the wallet in one process with virtual time. */
export async function simulatedSales(): Promise<Figure[]> {
  return [await withoutFaults(), await withFaults()];
}

async function withoutFaults(): Promise<Figure> {
  // Until the engine has compiled what runs often.
  await simulateSales({ seed: 1, sales: SALES, faults: false });
  const rates: number[] = [];
  for (let seed = 2; seed < 2 + ROUNDS; seed += 1) {
    const { sales, seconds, broken } = await simulateSales({ seed, sales: SALES, faults: false });
    if (broken.length > 0) throw new Error(`simulation with seed ${seed}: ${broken.slice(0, 3).join('; ')}`);
    rates.push(sales / seconds);
  }
  return {
    name: 'simulated sales in process with virtual time',
    value: median(rates),
    unit: 'a second',
    limit: 500,
    better: 'higher',
    detail:
      `median of ${ROUNDS} runs of ${SALES} sales, ` +
      `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`,
  };
}

/**
 * Every kind of fault, customer, cashier and mishap, the rules checked at every step: as `npm run simulate` does it,
 * start of its processes included.
 */
async function withFaults(): Promise<Figure> {
  const workers = Math.min(CORES, availableParallelism());
  const { sales, seconds, requests, broken } = await runDays({ seed: 1, sales: FAULTY_SALES, faults: true, workers });
  if (broken[0] !== undefined)
    throw new Error(`simulation of the day with seed ${broken[0].seed}: ${broken[0].broken.slice(0, 3).join('; ')}`);
  return {
    name: 'simulated sales a second with faults (both cores)',
    value: sales / seconds,
    unit: 'a second',
    limit: 500,
    better: 'higher',
    detail: `${sales} sales in ${workers} processes, ${(requests / sales).toFixed(1)} calls a sale, every step checked`,
  };
}
