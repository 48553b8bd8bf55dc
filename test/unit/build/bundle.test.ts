import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inputsHash } from '../../../build/bundle.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skranke-bundle-'));
  mkdirSync(join(root, 'electron', 'core'), { recursive: true });
  writeFileSync(join(root, 'electron', 'core', 'a.ts'), 'one');
  writeFileSync(join(root, 'package.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('a bundle is made anew when a source, its name, the package file or the flavour changed, and not otherwise', () => {
  const hash = (extra = 'test') => inputsHash(root, ['electron', 'package.json', 'absent'], extra);
  const seen = [hash()];
  expect(hash()).toBe(seen[0]);
  writeFileSync(join(root, 'electron', 'core', 'a.ts'), 'two');
  seen.push(hash());
  writeFileSync(join(root, 'electron', 'b.ts'), 'three');
  seen.push(hash());
  writeFileSync(join(root, 'package.json'), '{"version":"2"}');
  seen.push(hash(), hash('production'));
  expect(new Set(seen).size).toBe(5);
});
