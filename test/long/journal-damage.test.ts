import { afterAll, beforeAll, expect, it } from 'vitest';
import { harmAtRandom, scene } from '../support/journal/harmed-journal.ts';
import type { Scene } from '../support/journal/harmed-journal.ts';

let model: Scene;
beforeAll(() => {
  model = scene();
});
afterAll(() => model.remove());

/** test/unit/journal-damage.test.ts draws with seed 1. */
it.each([2, 3, 4, 5])('a journal loses nothing without a word in a hundred more random harms (seed %i)', (seed) => {
  const verdicts = harmAtRandom(model, seed, 100);
  expect(verdicts.named).toBeGreaterThan(5);
  expect(verdicts.restored).toBeGreaterThan(10);
  expect(verdicts['nothing lost']).toBeGreaterThan(5);
});
