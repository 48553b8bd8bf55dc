import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBundle, planFor } from '../../../build/bundle.ts';
import { chosenElectron, rootSwitches } from '../../../build/setup/electron-runtime.ts';
import { root } from '../../../build/setup/paths.ts';
import { attachToPage } from './devtools-page.ts';
import type { DevtoolsPage } from './devtools-page.ts';

/**
 * The real terminal as a bare process: no driver is attached that could hold it up, slow its start or fall over when it
 * is killed. It is asked over a debugging port, and it is the head of a process group of its own, so that it can be
 * ended with all its children.
 */
export interface AppProcess {
  readonly pid: number;
  /** Settles when the main process has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** The terminal's page, attached anew at each call: pages come and go with their process. */
  page(timeoutMs?: number): Promise<DevtoolsPage>;
  signal(name: NodeJS.Signals): void;
  /**
   * SIGKILL of the main process alone (its children find out and end), or of all at once. Resolves when all are gone.
   */
  kill(whom: 'main' | 'all'): Promise<void>;
  /** What it printed last, for a report. */
  printed(): string;
}

export interface StartOptions {
  /** A folder with a package.json, as Electron takes it. */
  readonly app: string;
  readonly profile: string;
  readonly apiUrl: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const living = new Set<number>();
process.once('exit', () => {
  for (const pid of living) killGroup(pid);
});

/** A copy of today's bundle, so that a long run is not disturbed by somebody who builds meanwhile. */
export async function frozenBundle(): Promise<{ readonly folder: string; remove(): void }> {
  const plan = planFor('development');
  await ensureBundle(plan);
  const folder = mkdtempSync(join(tmpdir(), 'skranke-bundle-'));
  cpSync(plan.out, join(folder, 'app'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'skranke',
      productName: 'Skranke',
      version: plan.version,
      type: 'module',
      main: 'app/main.js',
    }),
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function startApp({ app, profile, apiUrl, args = [], env = {} }: StartOptions): AppProcess {
  const child = spawn(chosenElectron().executable, [...rootSwitches(), '--remote-debugging-port=0', ...args, app], {
    env: { ...process.env, SKRANKE_PROFILE_DIR: profile, SKRANKE_API_URL: apiUrl, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('Electron did not start');
  living.add(pid);
  let printed = '';
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const port = new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      printed = `${printed}${line}\n`.slice(-4000);
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    pid,
    ended,
    printed: () => printed,
    page: (timeoutMs = 90_000) =>
      attachToPage(
        port,
        ended.then(() => undefined),
        timeoutMs,
      ),
    signal: (name) => process.kill(pid, name),
    async kill(whom) {
      try {
        process.kill(whom === 'all' ? -pid : pid, 'SIGKILL');
      } catch {
        // Gone already.
      }
      await ended;
      await groupGone(pid);
      living.delete(pid);
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Children that do not notice the end of the main process would hold the profile. */
const CHILDREN_END_MS = 5_000;

async function groupGone(pid: number): Promise<void> {
  const deadline = performance.now() + CHILDREN_END_MS;
  while (isThere(-pid)) {
    if (performance.now() > deadline) killGroup(pid);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
