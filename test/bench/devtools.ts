import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { epochNow } from './figures.ts';

/**
 * An Electron that is started as a user starts it, but for a debugging port that is only asked when the window is long
 * there: drivers that attach at the start slow it down.
 */
export interface PlainElectron {
  /** Epoch ms just before the process was made. */
  readonly spawnedAt: number;
  readonly pid: number;
  /** The value of an expression in the program's own page, asked again until it is a number; a promise is awaited. */
  ask(expression: string, timeoutMs: number): Promise<number>;
  /** Closes the practice phone. @returns where the simulated wallet is */
  closePhone(): Promise<string>;
  end(): Promise<void>;
}

const targetsSchema = z.array(
  z.object({ id: z.string(), type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);
const isPhone = ({ url }: { readonly url: string }): boolean => url.includes('/phone');
const answerSchema = z.object({ result: z.object({ result: z.object({ value: z.unknown() }) }) });
const ASK_AGAIN_MS = 150;

/** @param executable an installed program, which is started as somebody who is not root; else the chosen Electron */
export function startPlain(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  executable?: string,
): PlainElectron {
  const spawnedAt = epochNow();
  const own = executable === undefined ? rootSwitches() : [];
  const child = spawn(executable ?? chosenElectron().executable, [...own, '--remote-debugging-port=0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = debuggingPort(child);
  const targets = async () =>
    targetsSchema.parse(await (await fetch(`http://127.0.0.1:${await port}/json/list`)).json());
  return {
    spawnedAt,
    pid: child.pid ?? 0,
    async closePhone() {
      for (;;) {
        const phone = (await targets()).find(isPhone);
        if (phone) {
          await fetch(`http://127.0.0.1:${await port}/json/close/${phone.id}`);
          return new URL(phone.url).origin;
        }
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    },
    async ask(expression, timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      while (performance.now() < deadline) {
        const page = (await targets()).find((target) => target.type === 'page' && !isPhone(target));
        const value = page ? await evaluate(page.webSocketDebuggerUrl, expression) : null;
        if (typeof value === 'number') return value;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
      throw new Error(`no answer in ${timeoutMs} ms to: ${expression}`);
    },
    end: () => ended(child),
  };
}

function debuggingPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stderr) throw new Error('no stderr');
    createInterface({ input: child.stderr }).on('line', (line) => {
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(line)?.[1];
      if (port) resolve(port);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Electron ended with ${code}`)));
  });
}

function evaluate(url: string, expression: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () =>
      socket.send(
        JSON.stringify({
          id: 1,
          method: 'Runtime.evaluate',
          params: { expression, returnByValue: true, awaitPromise: true },
        }),
      ),
    );
    socket.addEventListener('message', ({ data }) => {
      const answer = answerSchema.safeParse(JSON.parse(String(data)));
      resolve(answer.success ? answer.data.result.result.value : null);
      socket.close();
    });
    socket.addEventListener('error', () => reject(new Error('the page did not answer')));
    socket.addEventListener('close', () => resolve(null));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), 4_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
