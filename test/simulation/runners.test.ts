import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { playRunner, runnerStories } from '../support/machine/runner-model.ts';

const FIXED_SEED = 20_261_121;
const FRESH_SEED = fuzzSeed('stories of the runner');

/**
 * A failing run is shrunk to the shortest story and printed with its seed and path, which `fc.assert` takes to play it
 * again.
 */
const anyStoryHolds = (seed: number, numRuns: number) =>
  fc.assert(
    fc.asyncProperty(runnerStories, async (story) => {
      const broken = await playRunner(story);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    }),
    { seed, numRuns },
  );

describe('runners and their journal against a wallet that forgets keys', () => {
  it(`move money for each wish once, and say who did it (seed ${FIXED_SEED})`, () => anyStoryHolds(FIXED_SEED, 500));
  it(`move money for each wish once, and say who did it (fresh seed ${FRESH_SEED})`, () =>
    anyStoryHolds(FRESH_SEED, 1_000));

  /** Seed 2, story 3294: the moment for the next send had moved while its timer ran, and no other was set. */
  it('send a capture in the end although a recheck learnt meanwhile that it is too early', async () => {
    const acts = [
      { after: 50, do: 'wish', wish: 'capture' },
      { after: 50, do: 'checkNow' },
      { after: 50, do: 'recheck' },
    ] as const;
    expect(await playRunner({ fates: ['throttled'], acts })).toEqual([]);
  });
});
