import { randomInt } from 'node:crypto';
import { createRandom } from '../../../electron/simulator/random.ts';
import type { Random } from '../../../electron/simulator/random.ts';

/**
 * The seed of a fuzz run: `SKRANKE_SEED` plays one again, otherwise every run is another one. Printed, so that a
 * failure can be replayed.
 */
export function fuzzSeed(name: string): number {
  const given = Number(process.env['SKRANKE_SEED']);
  const seed = Number.isSafeInteger(given) && given > 0 ? given : randomInt(1, 1_000_000_000);
  process.stdout.write(`${name}: SKRANKE_SEED=${seed}\n`);
  return seed;
}

/** Chance with the choices that a fuzzer makes all the time. */
export interface Dice {
  readonly random: Random;
  pick<T>(from: readonly T[]): T;
  chance(share: number): boolean;
  between(min: number, max: number): number;
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed);
  return {
    random,
    pick<T>(from: readonly T[]): T {
      const found = from[random.between(0, from.length - 1)];
      if (found === undefined && from.length === 0) throw new Error('nothing to pick from');
      return found as T;
    },
    chance: (share) => random.next() < share,
    between: (min, max) => random.between(min, max),
  };
}
