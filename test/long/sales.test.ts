import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { runDays } from '../simulation/run.ts';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { simulateDay } from '../support/simulation/day.ts';
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

/** The draw of people and faults has changed since these seeds failed: each is another day now, and stays one more. */
it.each([
  [2865960963, 'a cancel that waited for a token left after it was settled; it has no effect'],
  [4082641477, 'two creates at once, one turned away for its token; a write too many was counted'],
  [2633929743, 'while the token was long in coming, six writes counted as sent left within a minute'],
])('seed %i, which once failed (%s), breaks no rule', async (seed) => {
  expect((await simulateDay({ seed, sales: 200, faults: true })).broken).toEqual([]);
});

it('days from one seed are the same story in one process and in two', async () => {
  // Two whole days and the beginning of a third.
  const digests = async (workers: number) =>
    (await runDays({ seed: 8, sales: 420, faults: true, workers, digest: true })).digests;
  const inOne = await digests(1);
  expect(inOne).toHaveLength(3);
  expect(new Set(inOne).size).toBe(3);
  expect(await digests(2)).toEqual(inOne);
});
