import { app } from 'electron';
import { spawn } from 'node:child_process';

/** Waits until a process is gone, then is the program. */
const AFTER = 'while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; shift; exec "$@"';

/**
 * The program starts anew once this one has ended, which the caller sees to. On Linux not by Electron's own means: they
 * start by the file that runs, and an update has taken that one away.
 */
export function startAgain(): void {
  // The setup that was started there starts it by itself.
  if (process.platform === 'win32') return;
  if (process.platform !== 'linux') return app.relaunch();
  const own = [String(process.pid), process.execPath, ...process.argv.slice(1)];
  spawn('/bin/sh', ['-c', AFTER, 'sh', ...own], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}
