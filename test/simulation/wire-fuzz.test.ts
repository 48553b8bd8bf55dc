import { describe, expect, it } from 'vitest';
import { createDice, fuzzSeed } from '../support/fuzz/random.ts';
import { sellOnABentWire } from '../support/fuzz/wire.ts';

/**
 * The whole till against a wallet whose answers are mutated on the wire. A failing day is played again with its seed
 * and `SKRANKE_SEED`.
 */

const SALES = 70;

describe('answers mutated between the wallet and the till', () => {
  it.each([
    [0.5, 4],
    [0.1, 10],
  ])('break no rule (share %d, %i days)', async (share, days) => {
    const first = fuzzSeed(`mutated wire, share ${share}`);
    let mutated = 0;
    let paid = 0;
    for (let seed = first; seed < first + days; seed += 1) {
      const day = await sellOnABentWire({ dice: createDice(seed), seed, sales: SALES, share, mayLie: false });
      expect(day.broken.slice(0, 5), `seed ${seed}`).toEqual([]);
      mutated += day.mutated;
      paid += day.paid;
    }
    expect(mutated).toBeGreaterThan(1_000);
    expect(paid).toBeGreaterThan(days * SALES * 0.15);
  });

  it('cause no exception even where they are turned into lies', async () => {
    const days = 4;
    const first = fuzzSeed('lying wire');
    for (let seed = first; seed < first + days; seed += 1) {
      const day = await sellOnABentWire({ dice: createDice(seed), seed, sales: SALES, share: 0.3, mayLie: true });
      expect(day.broken.slice(0, 5), `seed ${seed}`).toEqual([]);
    }
  });
});
