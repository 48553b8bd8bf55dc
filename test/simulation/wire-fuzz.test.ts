import { describe, it } from 'vitest';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { expectBentDaysHold, expectLyingDaysHold } from '../support/fuzz/wire-days.ts';

/**
 * The whole till against a wallet whose answers are mutated on the wire. A failing day is played again with its seed
 * and `SKRANKE_SEED`. test/long/wire-fuzz.test.ts plays many more.
 */
describe('answers mutated between the wallet and the till', () => {
  it.each([
    [0.5, 1],
    [0.1, 2],
  ])('break no rule (share %d, %i days)', (share, days) =>
    expectBentDaysHold(fuzzSeed(`mutated wire, share ${share}`), share, days),
  );

  it('cause no exception even where they are turned into lies', () => expectLyingDaysHold(fuzzSeed('lying wire'), 2));
});
