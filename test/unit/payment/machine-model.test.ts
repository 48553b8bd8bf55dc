import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseSchema } from '../../../shared/payment.ts';
import type { PhaseName } from '../../../shared/payment.ts';
import { fuzzSeed } from '../../support/fuzz/random.ts';
import { stories } from '../../support/machine/actions.ts';
import { Model } from '../../support/machine/model.ts';
import { playModel } from '../../support/machine/play.ts';

const FIXED_SEED = 20_260_119;
const FRESH_SEED = fuzzSeed('stories of the machine');

/**
 * A failing run is shrunk to the fewest actions and printed with its seed and path, which `fc.assert` takes to play it
 * again.
 */
const anyStoryHolds = (seed: number, numRuns: number) =>
  fc.assert(
    fc.property(stories, (actions) => {
      const broken = playModel(actions);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    }),
    { seed, numRuns },
  );

describe('any sequence of wishes, answers, losses and crashes', { timeout: 60_000 }, () => {
  it(`breaks no rule (seed ${FIXED_SEED})`, () => anyStoryHolds(FIXED_SEED, 1_500));
  it(`breaks no rule (fresh seed ${FRESH_SEED})`, () => anyStoryHolds(FRESH_SEED, 2_500));

  it('comes through every phase often, so that it is not the silence of stories in which nothing happens', () => {
    const times = new Map<PhaseName, number>();
    for (const actions of fc.sample(stories, { seed: FIXED_SEED, numRuns: 1_000 })) {
      const model = new Model();
      const met = new Set(
        actions.map((each) => {
          model.run(each);
          return model.payment.phase.name;
        }),
      );
      for (const name of met) times.set(name, (times.get(name) ?? 0) + 1);
    }
    const rare = phaseSchema.options
      .map((option) => option.shape.name.value)
      .filter((name) => (times.get(name) ?? 0) < 10);
    expect(rare).toEqual([]);
  });
});
