import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../build/setup/paths.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { installProgram } from '../support/app/installed-program.ts';
import { launchTerminal, type TerminalApp } from '../support/app/terminal-app.ts';
import { hireCashier, type Cashier } from './cashier.ts';
import { Sampler } from './sampling.ts';
import { judge, type Sample } from './verdict.ts';

/**
 * `npm run soak -- --minutes 120 --csv FILE`: the installed program in the hands of a cashier at a shop's pace, weighed
 * each minute. As root on Linux: it is installed in a clean Debian and started there by somebody who is not root, with
 * its sandbox. Ends by itself, with 1 where it grew, left something open or was wrong about money.
 */

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '120' }, csv: { type: 'string' } },
  strict: true,
});
const MINUTES = Number(values.minutes);
if (!(MINUTES >= 12 && MINUTES <= 24 * 60)) throw new Error('--minutes is from 12 to 1440');
const CSV = resolve(values.csv ?? join(root, 'out', 'soak.csv'));

/** From one customer to the next. */
const TURN_MS = 25_000;
const MINUTE_MS = 60_000;
/** Longer than a line to the wallet is kept for the next request. */
const REST_MS = 75_000;
/** A driver can stumble over a window; more often it is the program. */
const MOST_STUMBLES = 3;

const waits = (ms: number) => new Promise<void>((done) => setTimeout(done, Math.max(0, ms)));

class Soak {
  readonly #started = performance.now();
  readonly #terminal: TerminalApp;
  readonly #cashier: Cashier;
  readonly sampler: Sampler;
  readonly rests: Sample[] = [];
  readonly stumbles: string[] = [];
  #turns = 0;

  constructor(terminal: TerminalApp, cashier: Cashier, profile: string) {
    this.#terminal = terminal;
    this.#cashier = cashier;
    this.sampler = new Sampler(terminal.child.pid ?? 0, profile, CSV);
  }

  get #minute(): number {
    return (performance.now() - this.#started) / MINUTE_MS;
  }

  /** Sells until that minute, and then lets the till stand. */
  async sellUntil(minute: number): Promise<void> {
    const until = minute - (REST_MS + TURN_MS) / MINUTE_MS;
    while (this.#minute < until) {
      const next = performance.now() + TURN_MS;
      this.#turns += 1;
      await this.#without(`turn ${this.#turns}`, () => this.#cashier.turn(this.#turns));
      await waits(next - performance.now());
    }
    await this.#cashier.rest();
    await waits(REST_MS);
    const sample = this.sampler.look(this.#minute, this.#turns);
    this.rests.push(sample);
    console.log(`minute ${sample.minute.toFixed(0)}: ${JSON.stringify(this.#cashier.done)}`);
    console.log(`  at rest ${JSON.stringify(tally(sample.handles))}`);
    console.log(`  files ${sample.names.toSorted().join(', ')}`);
  }

  close(): Promise<void> {
    return this.#without('closing', () => this.#cashier.close());
  }

  /** Weighs each minute until it is stopped. */
  watch(): () => void {
    const timer = setInterval(() => this.sampler.look(this.#minute, this.#turns), MINUTE_MS);
    return () => clearInterval(timer);
  }

  async #without(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.stumbles.push(`${what}: ${String(error)}`);
      console.log(`minute ${this.#minute.toFixed(1)}: ${what}: ${error instanceof Error ? error.stack : error}`);
      await this.#terminal.page.screenshot({ path: `${CSV}.${this.stumbles.length}.png` }).catch(() => undefined);
      if (this.stumbles.length > MOST_STUMBLES) throw error;
      await this.#cashier.rest();
    }
  }
}

const tally = (list: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const each of list.toSorted()) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
};

mkdirSync(dirname(CSV), { recursive: true });
const installed = await installProgram('test');
try {
  console.log(`installed in ${installed.system.from}; ${MINUTES} minutes; each minute in ${CSV}`);
  const terminal = await launchTerminal({ executable: installed.executable, opensOn: 'set-up', sandboxed: true });
  const faults: string[] = [];
  let said: readonly string[] = [];
  try {
    const cashier = await hireCashier(terminal);
    const soak = new Soak(terminal, cashier, installed.profile);
    const stop = soak.watch();
    for (const quarter of [1, 2, 3, 4]) {
      await soak.sellUntil((MINUTES * quarter) / 4);
      if (quarter === 2) await soak.close();
    }
    stop();
    const [first, , , last] = soak.rests;
    if (!first || !last) throw new Error('it never stood still');
    const verdict = judge(soak.sampler.samples, { first, last }, MINUTES);
    await soak.close();
    said = [JSON.stringify(cashier.done), ...verdict.said];
    faults.push(...verdict.faults, ...soak.stumbles, ...cashier.printer.faults);
    const books = await cashier.wallet.books();
    await terminal.close();
    faults.push(...differences(paymentsInJournal(installed.profile), books));
    await cashier.printer.switchOff();
  } finally {
    await terminal.close().catch(() => undefined);
  }
  for (const line of said) console.log(line);
  for (const fault of faults) console.log(`FAULT ${fault}`);
  console.log(faults.length === 0 ? 'soak: as it should be' : `soak: ${faults.length} faults`);
  writeFileSync(`${CSV}.json`, `${JSON.stringify({ minutes: MINUTES, said, faults }, null, 2)}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  installed.end();
}
process.exit();
