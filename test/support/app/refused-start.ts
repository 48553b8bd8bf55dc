import { spawn } from 'node:child_process';
import { rootSwitches } from '../../../build/setup/electron-runtime.ts';

/** A packaged build takes its profile from the system alone, so it gets a system of its own. */
export const homeOf = (folder: string) => ({ HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, APPDATA: folder });

/**
 * Starts a program that is to refuse, with a home of its own.
 * @returns its exit code, and what it printed; null where it said so and waits in a window to be read
 */
export async function refusal(
  executable: string,
  args: readonly string[],
  said: RegExp,
  home: string,
): Promise<{ code: unknown; printed: string }> {
  const child = spawn(executable, [...rootSwitches(), ...args], {
    env: { ...process.env, ...homeOf(home) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const told = new Promise<null>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += String(chunk);
        if (said.test(printed)) resolve(null);
      });
    }
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await Promise.race([
    closed,
    told.then(() => Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 3_000, null))])),
  ]);
  child.kill('SIGKILL');
  await closed;
  return { code, printed };
}
