import { it } from 'vitest';
import { fuzzSeed } from '../support/fuzz/random.ts';
import { anyRunnerStoryHolds } from '../support/machine/runner-model.ts';

const STORIES = 5_000;
const SEED = fuzzSeed('many stories of the runner');

it(`runners move money for each wish once in ${STORIES} stories, and say who did it (fresh seed ${SEED})`, () =>
  anyRunnerStoryHolds(SEED, STORIES));
