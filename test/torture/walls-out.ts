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
import { WALLS_OUT } from '../support/mutants/wall-mutants.ts';
import type { WallOut } from '../support/mutants/wall-mutants.ts';

/**
 * Takes each wall of the program out, one at a time, and runs the tests of the real program against what is left. Exits
 * 1 where they stay green.
 *
 *   node test/torture/walls-out.ts [TEXT]    only walls whose name holds the text
 */
const only = process.argv[2] ?? '';
const plan = planFor('development');
await ensureBundle(plan);
let stood = 0;
for (const wall of WALLS_OUT.filter(({ name }) => name.includes(only))) {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-walls-'));
  try {
    await program(folder, wall);
    const failed = await failures(folder);
    console.log(
      `${failed.length > 0 ? 'noticed' : 'NOT NOTICED'}: without ` +
        `"${wall.name}"${failed.length > 0 ? ` fails: ${failed.join('; ')}` : ' all stays green'}`,
    );
    stood += failed.length > 0 ? 0 : 1;
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

/** Names of the tests that failed. A run that did not end well without any counts as one. */
async function failures(folder: string): Promise<string[]> {
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const args = [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--project',
    'shell',
    'test/shell/program.test.ts',
    '--reporter=json',
    '--silent',
    '--testTimeout=20000',
  ];
  const child = spawn(vitest, args, {
    cwd: root,
    env: { ...process.env, SKRANKE_PROGRAM: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const names = [...printed.matchAll(/"status":"failed","title":"([^"]*)"/g)].map(([, title]) => title ?? '');
  return names.length > 0 || code === 0 ? names : ['the run itself'];
}
