import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { ensureBundle, planFor } from '../../build/bundle.ts';
import { root } from '../../build/setup/paths.ts';
import { mainConfig } from '../../build/vite.ts';
import { applyEdit } from '../support/mutants/mutants-loader.ts';
import { SOURCE_WALLS } from '../support/mutants/source-walls.ts';
import type { SourceWall } from '../support/mutants/source-walls.ts';
import { WALLS_OUT } from '../support/mutants/wall-mutants.ts';
import type { WallOut } from '../support/mutants/wall-mutants.ts';

/**
 * Takes each wall of SECURITY.md out, one at a time, and runs the tests that show it against what is left: those of the
 * real program, or of its parts. Exits 1 where they stay green.
 *
 *   npm run walls [-- TEXT]    only walls whose name holds the text
 */
const only = process.argv[2] ?? '';
const plan = planFor('development');
await ensureBundle(plan);
let stood = 0;
const tell = (name: string, failed: readonly string[]): void => {
  const noticed = failed.length > 0;
  stood += noticed ? 0 : 1;
  const outcome = noticed ? ` fails: ${failed.join('; ')}` : ' all stays green';
  console.log(`${noticed ? 'noticed' : 'NOT NOTICED'}: without "${name}"${outcome}`);
};
for (const wall of SOURCE_WALLS.filter(({ name }) => name.includes(only))) tell(wall.name, await failuresOfParts(wall));
for (const wall of WALLS_OUT.filter(({ name }) => name.includes(only))) {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-walls-'));
  try {
    await program(folder, wall);
    tell(wall.name, await failuresOfProgram(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = stood > 0 ? 1 : 0;

/** The development program with one place of its source replaced. */
async function program(folder: string, { name, edit }: WallOut): Promise<void> {
  const bundle = join(folder, 'out', 'app');
  cpSync(plan.out, bundle, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'skranke',
      productName: 'Skranke',
      version: plan.version,
      type: 'module',
      main: 'out/app/main.js',
    }),
  );
  let planted = false;
  const take: Plugin = {
    name: 'skranke-wall-out',
    enforce: 'pre',
    transform(source, id) {
      if (id !== join(root, edit.file)) return null;
      planted = true;
      return applyEdit(source, edit);
    },
  };
  const config = mainConfig({ ...plan, out: bundle });
  await build({ ...config, plugins: [take] });
  if (!planted) throw new Error(`"${name}" was not taken out: ${edit.file} is not in the bundle`);
}

function failuresOfProgram(folder: string): Promise<string[]> {
  return failures('test/vitest.config.ts', 'shell/program', { SKRANKE_PROGRAM: folder }, ['--testTimeout=20000']);
}

function failuresOfParts({ name, test }: SourceWall): Promise<string[]> {
  return failures('test/torture/wall-config.ts', test, { SKRANKE_WALL_OUT: name });
}

/**
 * Names of the tests that failed. A run that did not end well without any counts as one.
 *
 * @param test as SECURITY.md names it
 */
async function failures(
  config: string,
  test: string,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<string[]> {
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const project = test.split('/')[0] ?? '';
  const args = ['run', '--config', config, '--project', project, `test/${test}.test.ts`, '--reporter=json', '--silent'];
  const child = spawn(vitest, [...args, ...more], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const names = [...printed.matchAll(/"status":"failed","title":"((?:[^"\\]|\\.)*)"/g)].map(([, title]) => title ?? '');
  return names.length > 0 || code === 0 ? names : ['the run itself'];
}
