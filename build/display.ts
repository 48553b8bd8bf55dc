import { spawn, type ChildProcess } from 'node:child_process';
import { hasDisplay } from './setup/system-libraries.ts';
import { SetupError } from './setup/progress.mjs';

/**
 * Runs work with a screen: the one that is there, or a virtual one that ends with the work. The X server picks a free
 * display number itself and tells it, so runs side by side do not meet.
 *
 * @param work gets the environment variables that programs on that screen need
 */
export async function withDisplay<T>(work: (env: Record<string, string>) => Promise<T>): Promise<T> {
  if (hasDisplay()) return work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => server.kill();
  process.once('exit', endWithUs);
  try {
    const number = await displayNumber(server);
    return await work({ DISPLAY: `:${number}` });
  } finally {
    process.removeListener('exit', endWithUs);
    const ended = new Promise((resolve) => server.once('close', resolve));
    if (server.kill()) await ended;
  }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    let complaints = '';
    server.stderr?.on('data', (chunk) => (complaints = `${complaints}${String(chunk)}`.slice(-4000)));
    server.stdio[3]?.on('data', (chunk: unknown) => {
      told += String(chunk);
      if (told.includes('\n')) resolve(told.trim());
    });
    server.once('error', reject);
    server.once('close', (code) => reject(new SetupError(`Xvfb ended at once (${code}):\n${complaints}`)));
  });
}
