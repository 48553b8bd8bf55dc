import { describe, expect, it } from 'vitest';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { anyRunnerStoryHolds, playRunner } from '../support/machine/runner-model.ts';

const FIXED_SEED = 20_261_121;
const FRESH_SEED = fuzzSeed('stories of the runner');

/** test/long/runners.test.ts plays many more. */
describe('runners and their journal against a wallet that forgets keys', () => {
  it(`move money for each wish once, and say who did it (seed ${FIXED_SEED})`, () =>
    anyRunnerStoryHolds(FIXED_SEED, 150));
  it(`move money for each wish once, and say who did it (fresh seed ${FRESH_SEED})`, () =>
    anyRunnerStoryHolds(FRESH_SEED, 250));

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
