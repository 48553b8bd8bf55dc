import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../support/mutants/mutants-loader.ts';
import { MUTANTS } from '../support/mutants/mutants.ts';

/** That each is found is seen in test/long/mutants.test.ts. */

const root = new URL('../../', import.meta.url);

describe('the list of deliberate bugs', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s still fits the product', (_, { edits }) => {
    const sources = new Map<string, string>();
    for (const edit of edits)
      sources.set(edit.file, applyEdit(sources.get(edit.file) ?? readFileSync(new URL(edit.file, root), 'utf8'), edit));
  });

  it('has no name twice, and a bug that no longer fits is noticed', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(() => applyEdit('a b a', { file: 'x.ts', find: 'a', replace: 'c' })).toThrow('2 times, not once');
    expect(() => applyEdit('b', { file: 'x.ts', find: 'a', replace: 'c' })).toThrow('0 times, not once');
  });
});
