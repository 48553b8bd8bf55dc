import { expect, it } from 'vitest';
import { trueAnswers } from '../support/fuzz/api.ts';
import { createDice, fuzzSeed } from '../support/fuzz/random.ts';
import { allHold, drawnAnswers } from '../support/fuzz/run.ts';

const RANDOM_ANSWERS = 40_000;
const LONGEST_MS = 600_000;

it(
  `${RANDOM_ANSWERS} answers of the API that are not as specified are never taken for more than they say`,
  async () => {
    const dice = createDice(fuzzSeed('many answers of the API'));
    expect(await allHold(drawnAnswers(dice, trueAnswers(), RANDOM_ANSWERS))).toBe(RANDOM_ANSWERS);
  },
  LONGEST_MS,
);
