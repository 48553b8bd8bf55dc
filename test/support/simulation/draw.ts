import { createRandom } from '../../../electron/simulator/random.ts';
import type { Random } from '../../../electron/simulator/random.ts';

/**
 * A 32-bit seed of its own for each name under a seed, so that leaving one thing out of a story changes nothing about
 * the others.
 */
export function seedFor(seed: number, name: string | number): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  const text = String(name);
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

export const randomFor = (seed: number, name: string | number): Random => createRandom(seedFor(seed, name));

/** One of the names, by weight. @returns the last one where rounding leaves a rest */
export function pick<T extends string>(random: Random, weights: Readonly<Record<T, number>>): T {
  const entries = Object.entries<number>(weights);
  let rest = random.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    rest -= weight;
    if (rest < 0) return name as T;
  }
  return entries.at(-1)?.[0] as T;
}

/** Integer in [min, max], mostly near `min`: as people wait. */
export const skewed = (random: Random, min: number, max: number): number =>
  min + Math.floor((max - min + 1) * random.next() ** 3);
