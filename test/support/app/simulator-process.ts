import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { root } from '../../../build/setup/paths.ts';
import type { FaultRule } from '../../../electron/simulator/faults.ts';

const readySchema = z.object({
  url: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptionKey: z.string(),
  merchantSerialNumber: z.string(),
});

const amount = z.number().int();
const bookSchema = z.object({
  reference: z.string(),
  state: z.string(),
  value: amount,
  authorized: amount,
  captured: amount,
  cancelled: amount,
  refunded: amount,
});
export type Book = z.infer<typeof bookSchema>;

const requestSchema = z.object({ arrivedAt: z.number(), method: z.string(), path: z.string() }).loose();
export type LoggedRequest = z.infer<typeof requestSchema>;

/** A simulator that is steered over its control face. */
export interface SteeredSimulator extends z.infer<typeof readySchema> {
  /** A person acts; resolves with the moment at the server, epoch ms. */
  act(reference: string, act: 'approve' | 'reject' | 'start-processing'): Promise<number>;
  /** Somebody acts in the wallet's own portal; without an amount, all that can be. */
  portal(reference: string, act: 'refund' | 'capture' | 'cancel', amount?: number): Promise<void>;
  books(): Promise<readonly Book[]>;
  /** References that wait for the customer. */
  waiting(): Promise<readonly string[]>;
  faults(rules: readonly FaultRule[]): Promise<void>;
  /** Moves the server's time forward. */
  advance(ms: number): Promise<void>;
  requests(): Promise<readonly LoggedRequest[]>;
  call(method: string, door: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** The simulator as a process of its own. */
export interface SimulatorProcess extends SteeredSimulator {
  /** Holds the whole process still, or lets it go on. */
  freeze(still: boolean): void;
  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void>;
}

const living = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** @param args as `electron/simulator/cli.ts` takes them */
export async function startSimulator(args: readonly string[] = []): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [join(root, 'electron/simulator/cli.ts'), '--port', '0', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  living.add(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      living.delete(child);
      resolve();
    });
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  const firstLine = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${code}`)));
  });
  const ready = readySchema.parse(JSON.parse(firstLine));
  return {
    ...steered(ready, () => end('SIGTERM')),
    freeze: (still) => void child.kill(still ? 'SIGSTOP' : 'SIGCONT'),
    kill: () => end('SIGKILL'),
  };
}

/** @param stop ends it */
export function steered(ready: z.infer<typeof readySchema>, stop: () => Promise<void>): SteeredSimulator {
  async function call(method: string, door: string, body?: unknown): Promise<unknown> {
    const init =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${ready.url}/_simulator/${door}`, init);
    if (!response.ok) throw new Error(`${method} ${door}: ${response.status} ${await response.text()}`);
    return response.json();
  }
  const payments = async (door: string) =>
    z.object({ payments: z.array(bookSchema) }).parse(await call('GET', door)).payments;

  return {
    ...ready,
    call,
    async act(reference, act) {
      const answer = z
        .object({ outcome: z.string(), at: z.number() })
        .parse(await call('POST', 'customer', { reference, act }));
      if (answer.outcome !== 'done') throw new Error(`${act} of ${reference}: ${answer.outcome}`);
      return answer.at;
    },
    async portal(reference, act, amount) {
      const answer = z
        .object({ outcome: z.string(), code: z.number().nullable() })
        .parse(await call('POST', 'portal', { reference, act, amount: amount ?? null }));
      if (answer.outcome !== 'done')
        throw new Error(`${act} of ${reference} in the portal: ${answer.outcome} ${answer.code ?? ''}`);
    },
    books: () => payments('books'),
    waiting: async () => (await payments('waiting')).map((payment) => payment.reference),
    faults: async (rules) => void (await call('POST', 'faults', { rules, replace: true })),
    advance: async (ms) => void (await call('POST', 'clock', { advanceMs: ms })),
    requests: async () => z.object({ requests: z.array(requestSchema) }).parse(await call('GET', 'requests')).requests,
    stop,
  };
}

/** The same service on the same port, with the world it left in its state file. */
export const restartSimulator = (before: SimulatorProcess, stateFile: string): Promise<SimulatorProcess> =>
  startSimulator(['--port', new URL(before.url).port, '--state', stateFile]);

/** Asks until it holds; for facts of another process that no event announces. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 90_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
