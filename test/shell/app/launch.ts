import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { build } from 'vite';
import { mainConfig, preloadConfig } from '../../../build/vite.ts';
import type { BundlePlan } from '../../../build/vite.ts';
import { chosenElectron, rootSwitches } from '../../../build/setup/electron-runtime.ts';
import { root } from '../../../build/setup/paths.ts';
import { launchElectron } from '../../support/app/launch-electron.ts';

export interface Launched {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  close(): Promise<void>;
}

const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>' +
  '<script type="module" src="/app.js"></script></head><body></body></html>';

/**
 * Bundles the test's own program around the product's shell and starts it on the real Electron, with a profile of its
 * own.
 */
export async function launchShell(): Promise<Launched> {
  const folder = mkdtempSync(join(tmpdir(), 'skranke-shell-'));
  const plan: BundlePlan = { root, out: folder, flavour: 'development', version: '0.0.0' };
  const here = 'test/shell/app';
  const main = mainConfig(plan);
  const preload = preloadConfig(plan);
  const entries = { main: `${here}/main.ts`, simulator: 'electron/simulator/cli.ts' };
  const input = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)]));
  await build({
    ...main,
    build: { ...main.build, minify: false, rolldownOptions: { ...main.build?.rolldownOptions, input } },
  });
  await build({
    ...preload,
    build: {
      ...preload.build,
      lib: { entry: join(root, here, 'preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    },
  });
  const pages = join(folder, 'renderer');
  mkdirSync(pages, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'skranke-shell-test', version: '0.0.0', type: 'module', main: 'main.js' }),
  );
  writeFileSync(join(pages, 'index.html'), PAGE);
  writeFileSync(join(pages, 'app.js'), 'document.body.textContent = "ready";');
  writeFileSync(join(pages, 'unlisted.js'), 'document.body.textContent = "unlisted";');
  writeFileSync(join(pages, 'asset-manifest.json'), JSON.stringify(['app.js', 'index.html']));
  const profile = join(folder, 'profile');
  const electron = await launchElectron({
    executablePath: chosenElectron().executable,
    args: [...rootSwitches(), folder],
    env: { ...process.env, SKRANKE_PROFILE_DIR: profile },
  });
  const page = await electron.firstWindow();
  await page.waitForFunction("document.body?.textContent === 'ready'");
  return {
    electron,
    page,
    profile,
    async close() {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
