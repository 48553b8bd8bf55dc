import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/setup/paths.ts';

const IMPORT = /^(?:import|export) (?!type)(?:[^;']*? from )?'(\.[^']+)'/gm;

/** What is read with a file, at once and not later. */
function readWith(start: string): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (path: string): void => {
    if (found.has(path) || !/\.tsx?$/.test(path)) return;
    found.add(path);
    for (const [, to = ''] of readFileSync(path, 'utf8').matchAll(IMPORT)) follow(resolve(path, '..', to));
  };
  follow(join(root, start));
  return new Set([...found].map((path) => relative(root, path).replaceAll('\\', '/')));
}

const aboutSetUpFiles = (start: string) => [...readWith(start)].filter((path) => path.includes('provision')).toSorted();

it('a start reads of set-up files what a window may be told, what the till lends, and the name of the mark', () => {
  expect(readWith('electron/main.ts').size).toBeGreaterThan(20);
  expect(readWith('electron/assembly.ts').size).toBeGreaterThan(100);
  expect(aboutSetUpFiles('electron/main.ts')).toEqual([]);
  expect(aboutSetUpFiles('electron/assembly.ts')).toEqual([
    'electron/adapters/provision/mark.ts',
    'electron/core/till/provision-host.ts',
    'shared/ipc/provision-calls.ts',
    'shared/provision/view.ts',
  ]);
});

it('the first screen reads nothing of them, and the wizard neither', () => {
  expect(readWith('renderer/main.tsx').size).toBeGreaterThan(50);
  expect(aboutSetUpFiles('renderer/main.tsx')).toEqual([]);
  expect(aboutSetUpFiles('renderer/setup/setup-screen.tsx')).toEqual([]);
});
