import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attachToPage, type DevtoolsPage } from './devtools-page.ts';
import { until } from './simulator-process.ts';

/** An installed program as whoever sells starts it; it is only asked over a debugging port, which slows no start. */
export interface PlainTill {
  /** Epoch ms just before the process was made. */
  readonly startedAt: number;
  /** A call of the bridge, as the page makes it. */
  call(name: string, input?: unknown): Promise<unknown>;
  /** What the till says of updates. */
  update(): Promise<{ readonly state: string; readonly problem: string | null }>;
  /** Resolves with the moment at which the sale screen took keys, epoch ms. */
  usable(): Promise<number>;
}

const PORT_FILE = 'DevToolsActivePort';
const HANGS_MS = 60_000;
/** Where a run listened that is over, nobody answers: then the file is read again. */
const ATTACH_MS = 3_000;
const USABLE =
  `(() => { const mark = performance.getEntriesByName('skranke:usable')[0]; ` +
  'return mark ? performance.timeOrigin + mark.startTime : null; })()';

export function startPlainTill(executable: string, profile: string): PlainTill {
  const startedAt = Date.now();
  rmSync(join(profile, PORT_FILE), { force: true });
  spawn(executable, ['--remote-debugging-port=0'], { stdio: 'ignore' }).unref();
  return askedTill(profile, startedAt);
}

/** A till that was started by something else, with the same switch. */
export function askedTill(profile: string, startedAt: number): PlainTill {
  const ask = async (expression: string): Promise<unknown> => {
    const page = await pageOf(profile);
    try {
      return await page.evaluate(expression);
    } finally {
      page.close();
    }
  };
  const call = (name: string, input: unknown) =>
    ask(`window.terminal.call[${JSON.stringify(name)}](${JSON.stringify(input)})`);
  return {
    startedAt,
    call,
    async update() {
      const told = await ask(`window.terminal.call['terminal.snapshot']().then(({ till }) => till.update)`);
      if (typeof told !== 'object' || told === null) throw new Error('no word of updates');
      const { state, problem } = told as { state: string; problem: string | null };
      return { state, problem };
    },
    usable: () =>
      until(
        'a sale screen that takes keys',
        async () => {
          const at = await ask(USABLE).catch(() => null);
          return typeof at === 'number' ? at : undefined;
        },
        HANGS_MS,
      ),
  };
}

const pageOf = (profile: string): Promise<DevtoolsPage> => {
  // Each run writes down where it listens.
  const port = until(
    'a port',
    async () => {
      try {
        return /^\d+/.exec(readFileSync(join(profile, PORT_FILE), 'utf8'))?.[0];
      } catch {
        return undefined;
      }
    },
    HANGS_MS,
  );
  return attachToPage(port, new Promise(() => undefined), ATTACH_MS);
};
