import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { SIGNALS } from './setup/command.mjs';

const living = new Set<ChildProcess>();
const ownGroups = process.platform !== 'win32';

/** Ends a child with everything that it started. */
function endChild(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (ownGroups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // The group ended between the look and the signal.
  }
}

for (const signal of SIGNALS) {
  // Before the listener that ends us.
  process.prependListener(signal, () => {
    for (const child of living) endChild(child, signal);
  });
}
process.on('exit', () => {
  for (const child of living) endChild(child, 'SIGTERM');
});

export interface ChildOptions {
  readonly env?: Record<string, string | undefined>;
  readonly stdio?: StdioOptions;
  readonly cwd?: string;
}

/** Starts a program as the head of a process group of its own, which ends when the runner ends, however it ends. */
export function startChild(file: string, args: readonly string[], options: ChildOptions = {}): ChildProcess {
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.stdio ?? 'inherit',
    detached: ownGroups,
  });
  living.add(child);
  child.once('close', () => living.delete(child));
  return child;
}

/**
 * Runs a program to its end, with its output on ours. @returns its exit code; 1 when a signal ended it or it did not
 * start
 */
export function runChild(file: string, args: readonly string[], options: ChildOptions = {}): Promise<number> {
  const child = startChild(file, args, options);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(String(error));
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
