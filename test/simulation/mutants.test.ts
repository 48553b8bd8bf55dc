import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdit } from '../support/mutants/mutants-loader.ts';
import { MUTANTS } from '../support/mutants/mutants.ts';
import { WALLS_OUT } from '../support/mutants/wall-mutants.ts';

/** That each is found is seen in test/long/mutants.test.ts and test/torture/walls-out.ts. */

const root = new URL('../../', import.meta.url);

describe('the list of deliberate bugs', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('%s still fits the product', (_, { edits }) => {
    const sources = new Map<string, string>();
    for (const edit of edits)
      sources.set(edit.file, applyEdit(sources.get(edit.file) ?? readFileSync(new URL(edit.file, root), 'utf8'), edit));
  });

  it('finds its place however the code is laid out, and not in other code', () => {
    const find = { file: 'x.ts', find: "f(a, { b: 'c d' });", replace: 'gone' };
    expect(applyEdit("1;\nf(\n  a,\n  {\n    b: 'c d',\n  },\n);\n2;", find)).toBe('1;\ngone\n2;');
    for (const other of ["f(a, { b: 'cd' });", "f(aa, { b: 'c d' });", "f(a, , { b: 'c d' });"])
      expect(() => applyEdit(other, find)).toThrow('0 times, not once');
  });

  it('has no name twice, and a bug that no longer fits is noticed', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(() => applyEdit('a b a', { file: 'x.ts', find: 'a', replace: 'c' })).toThrow('2 times, not once');
    expect(() => applyEdit('b', { file: 'x.ts', find: 'a', replace: 'c' })).toThrow('0 times, not once');
  });
});

describe('the list of walls', () => {
  it.each(WALLS_OUT.map((wall) => [wall.name, wall] as const))('%s still stands in the program', (_, { edit }) => {
    applyEdit(readFileSync(new URL(edit.file, root), 'utf8'), edit);
  });
});
