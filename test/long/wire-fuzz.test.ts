import { describe, it } from 'vitest';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { expectBentDaysHold, expectLyingDaysHold } from '../support/fuzz/wire-days.ts';

describe('answers mutated between the wallet and the till, on many days', () => {
  it.each([
    [0.5, 10],
    [0.1, 20],
  ])('break no rule (share %d, %i days)', (share, days) =>
    expectBentDaysHold(fuzzSeed(`mutated wire on many days, share ${share}`), share, days),
  );

  it('cause no exception even where they are turned into lies', () =>
    expectLyingDaysHold(fuzzSeed('lying wire on many days'), 8));
});
