import { spawn } from 'node:child_process';

export const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

// Without this a signal would end us without `exit`, and leave an npm behind that still writes into node_modules.
for (const signal of SIGNALS) process.on(signal, () => process.exit(130));

/**
 * Runs a command to its end and keeps what it printed, so that a quiet success stays quiet and a failure is shown
 * whole.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number, onStart?: (stop: () => void) =>
 * void }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code is -1 when the command could not run or was
 * stopped
 */
export function run(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      shell: process.platform === 'win32' && file.endsWith('.cmd'),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    // npm takes its time over gentler signals, and goes on writing meanwhile.
    const endWithUs = () => child.kill('SIGKILL');
    process.once('exit', endWithUs);
    const finish = (/** @type {number} */ code) => {
      process.removeListener('exit', endWithUs);
      resolve({ code, stdout, stderr });
    };
    child.on('error', (error) => {
      stderr += String(error);
      finish(-1);
    });
    child.on('close', (code) => finish(code ?? -1));
    options.onStart?.(() => child.kill());
  });
}

/**
 * The npm that started us, or the one on the path. npm tells its own script's place to the scripts that it runs.
 *
 * @returns {{ file: string, args: string[] }}
 */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return { file: process.env['npm_node_execpath'] ?? process.execPath, args: [script] };
  return { file: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}
