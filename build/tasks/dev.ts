import { type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { planFor } from '../bundle.ts';
import { startChild } from '../children.ts';
import { withDisplay } from '../display.ts';
import { chosenElectron, rootSwitches } from '../setup/electron-runtime.ts';
import { root } from '../setup/paths.ts';
import { say } from '../setup/progress.mjs';
import { mainConfig, phoneConfig, preloadConfig, rendererConfig } from '../vite.ts';

/** An editor saves several files at once; one restart is enough. */
const SETTLE_MS = 150;

/**
 * The terminal with hot reload: the renderer comes from a development server on loopback and changes in place; a change
 * of the main process or the preload bundles them anew and starts Electron again. Ends when the window is closed.
 */
export async function dev(args: string[]): Promise<number> {
  const plan = planFor('development');
  const server = await createServer({
    ...rendererConfig(plan),
    server: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || address === undefined || typeof address === 'string')
    throw new Error('The development server has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  say(`  development server: ${url}`);
  const bundleMain = () =>
    Promise.all([mainConfig(plan), preloadConfig(plan), phoneConfig(plan)].map((config) => build(config)));
  await bundleMain();
  try {
    return await withDisplay((env) =>
      restartOnChange(bundleMain, () =>
        startChild(chosenElectron().executable, [...rootSwitches(), root, ...args], {
          env: { ...env, SKRANKE_DEV_SERVER_URL: url },
        }),
      ),
    );
  } finally {
    await server.close();
  }
}

/** Runs until the program ends by itself. A bundle that fails is told, and the running program stays. */
function restartOnChange(bundle: () => Promise<unknown>, startProgram: () => ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let current: ChildProcess | null = null;
    let settle: NodeJS.Timeout | undefined;
    let work = Promise.resolve();
    const watchers = ['electron', 'shared', 'renderer/practice-phone'].map((folder) =>
      watch(join(root, folder), { recursive: true }, () => {
        clearTimeout(settle);
        settle = setTimeout(() => (work = work.then(restart)), SETTLE_MS);
      }),
    );
    const begin = () => {
      const child = startProgram();
      current = child;
      child.once('close', (code) => {
        if (child !== current) return;
        clearTimeout(settle);
        for (const watcher of watchers) watcher.close();
        resolve(code ?? 0);
      });
    };
    const restart = async () => {
      try {
        await bundle();
      } catch (error) {
        say(`  not restarted: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
      say('  main process changed: starting again');
      const old = current;
      const ended = new Promise((done) => old?.once('close', done));
      // From here on its end is no reason to stop. Only the head of the group is told, so that it ends its own helpers
      // in order.
      current = null;
      old?.kill();
      await ended;
      begin();
    };
    begin();
  });
}
