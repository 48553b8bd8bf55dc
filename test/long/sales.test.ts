import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { runDays } from '../simulation/run.ts';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { missingKinds } from '../support/simulation/kinds.ts';

const SALES = 20_000;
/** About a minute where nothing else runs. */
const LONGEST_MS = 900_000;

it(
  `no rule is broken in ${SALES} fresh sales, and every kind of fault, customer, cashier and mishap comes about`,
  async () => {
    const seed = fuzzSeed('many fresh sales');
    const { broken, kinds, sales } = await runDays({
      seed,
      sales: SALES,
      faults: true,
      workers: Math.min(4, availableParallelism()),
    });
    expect(
      broken.map((day) => `npm run simulate -- --seed ${day.seed} --sales ${day.sales}: ${day.broken.join('; ')}`),
    ).toEqual([]);
    expect(sales).toBe(SALES);
    expect(missingKinds(kinds)).toEqual([]);
  },
  LONGEST_MS,
);
