import { expect, it } from 'vitest';
import journal from '../../../shared/texts/en/journal.json' with { type: 'json' };
import { journalProblemSchema } from '../../../shared/journal.ts';

it('the texts about a damaged journal say for every problem what happened', () => {
  expect(Object.keys(journal.happened).sort()).toEqual([...journalProblemSchema.options].sort());
});
