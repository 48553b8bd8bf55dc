import { expect } from 'vitest';
import { createDice } from './random.ts';
import { sellOnABentWire } from './wire.ts';

const SALES = 70;

/** On each day as many of the answers are mutated as `share` says; none becomes another truth. */
export async function expectBentDaysHold(firstSeed: number, share: number, days: number): Promise<void> {
  let mutated = 0;
  let paid = 0;
  for (let seed = firstSeed; seed < firstSeed + days; seed += 1) {
    const day = await sellOnABentWire({ dice: createDice(seed), seed, sales: SALES, share, mayLie: false });
    expect(day.broken.slice(0, 5), `seed ${seed}`).toEqual([]);
    mutated += day.mutated;
    paid += day.paid;
  }
  expect(mutated).toBeGreaterThan(days * 100);
  expect(paid).toBeGreaterThan(days * SALES * 0.15);
}

/** Answers may become lies: the books cannot be right then, but nothing falls over. */
export async function expectLyingDaysHold(firstSeed: number, days: number): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + days; seed += 1) {
    const day = await sellOnABentWire({ dice: createDice(seed), seed, sales: SALES, share: 0.3, mayLie: true });
    expect(day.broken.slice(0, 5), `seed ${seed}`).toEqual([]);
  }
}
