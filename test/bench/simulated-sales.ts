import { simulateSales } from '../support/simulation.ts';
import { median } from './figures.ts';
import type { Figure } from './figures.ts';

const SALES = 1_000;
const ROUNDS = 5;

/** The whole terminal and the wallet in one process with virtual time. */
export async function simulatedSales(): Promise<Figure[]> {
  // Until the engine has compiled what runs often.
  await simulateSales({ seed: 1, sales: SALES, faults: false });
  const rates: number[] = [];
  for (let seed = 2; seed < 2 + ROUNDS; seed += 1) {
    const { sales, seconds, broken } = await simulateSales({ seed, sales: SALES, faults: false });
    if (broken.length > 0) throw new Error(`simulation with seed ${seed}: ${broken.slice(0, 3).join('; ')}`);
    rates.push(sales / seconds);
  }
  return [{ name: 'simulated sales in process with virtual time', value: median(rates), unit: 'a second', limit: 500, better: 'higher', detail: `median of ${ROUNDS} runs of ${SALES} sales, ${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}` }];
}
