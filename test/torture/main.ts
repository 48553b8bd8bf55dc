import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { SIGNALS } from '../../build/setup/command.mjs';
import { frozenBundle } from '../support/app/app-process.ts';
import { KILLED, torture } from './torture.ts';

/**
 * Drives the real terminal through faults of the real world and prints what came of it. Exits 1 where anything was
 * lost.
 *
 *   --kills N      SIGKILLs (200; 6 in the short form)
 *   --times N      how often each other fault is done (3; 1 in the short form)
 *   --seed S       repeats a run: the same plan and the same draws. Real time is not repeated.
 *   --only TEXT    only faults whose name holds this, such as SIGKILL, journal, line
 *   --short        what CI does: see RELIABILITY.md for what it leaves out
 *   --lanes N      terminals at the same time (2; 3 in the short form)
 */
const OPTIONS = {
  kills: { type: 'string' },
  times: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  short: { type: 'boolean' },
  lanes: { type: 'string' },
} as const;
const { values } = parseArgs({ options: OPTIONS });
const whole = (text: string | undefined, fallback: number): number => {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`"${text}" is not a whole number`);
  return value;
};

const short = values.short ?? false;
const seed = whole(values.seed, randomInt(1, 2 ** 31));
console.log(`seed ${seed}`);
const stop = new AbortController();
for (const signal of SIGNALS) {
  process.removeAllListeners(signal);
  process.once(signal, () => {
    console.log('stopped; ending what was started');
    stop.abort();
  });
}
const kills = whole(values.kills, short ? 6 : 200);
const bundle = await frozenBundle();
try {
  const report = await torture({
    seed,
    short,
    kills,
    times: whole(values.times, short ? 1 : 3),
    only: values.only ?? null,
    lanes: Math.max(1, whole(values.lanes, short ? 3 : 2)),
    app: bundle.folder,
    stopped: stop.signal,
    say: (line) => console.log(line),
  });
  console.log(`\nseed ${seed}, ${report.seconds} s\n${report.table()}`);
  if (report.survivedOf(KILLED) > 0)
    console.log(`kills survived with books equal: ${report.survivedOf(KILLED)} of ${kills}`);
  process.exitCode = report.lostInAll > 0 || report.times === 0 || stop.signal.aborted ? 1 : 0;
} finally {
  bundle.remove();
}
