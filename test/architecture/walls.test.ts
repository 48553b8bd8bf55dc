import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/setup/paths.ts';
import { applyEdit } from '../support/mutants/mutants-loader.ts';
import { SOURCE_WALLS } from '../support/mutants/source-walls.ts';
import { WALLS_OUT } from '../support/mutants/wall-mutants.ts';

interface Row {
  readonly name: string;
  readonly tests: readonly string[];
}

const TEST_NAME = /`((?:unit|simulation|contract|shell|architecture|e2e)(?:\/[a-z-]+)+)`/g;
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const rows: readonly Row[] = read('SECURITY.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| What |'))
  .map((line) => {
    const [, name = '', , shownBy = ''] = line.split('|');
    return { name: name.trim(), tests: [...shownBy.matchAll(TEST_NAME)].map(([, test]) => test ?? '') };
  });

/** Lines whose tests plant the breach themselves. */
const PLANTED_THERE = ['Native code', 'Packages'];

const allWalls = [...WALLS_OUT, ...SOURCE_WALLS];

describe('the lines of SECURITY.md', () => {
  it('name tests that there are', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
    const missing = rows
      .flatMap(({ tests }) => tests)
      .filter((test) => !existsSync(join(root, 'test', `${test}.test.ts`)));
    expect(missing).toEqual([]);
  });

  it('have each a wall that is taken out under a test of the line', () => {
    const shown = rows.filter(
      ({ name, tests }) =>
        tests.includes('shell/program') || SOURCE_WALLS.some(({ row, test }) => row === name && tests.includes(test)),
    );
    const without = rows.filter((row) => !shown.includes(row)).map(({ name }) => name);
    expect(without.toSorted()).toEqual(PLANTED_THERE);
    const strangers = SOURCE_WALLS.filter(
      ({ row, test }) => !rows.some(({ name, tests }) => name === row && tests.includes(test)),
    );
    expect(strangers).toEqual([]);
  });
});

describe('a wall to be taken out', () => {
  it('has a name of its own', () => {
    expect(new Set(allWalls.map(({ name }) => name)).size).toBe(allWalls.length);
  });

  it.each(allWalls.map(({ name, edit }) => [name, edit] as const))('is in the source: %s', (_name, edit) => {
    const source = read(edit.file);
    expect(applyEdit(source, edit)).not.toBe(source);
  });
});
