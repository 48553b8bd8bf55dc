import { ensureBundle, ensurePhone, planFor } from '../bundle.ts';
import { runChild } from '../children.ts';
import { withDisplay } from '../display.ts';
import { dist } from './dist.ts';

/** The simulator by itself: plain Node from its sources, no Electron; its phone's page is bundled. */
export async function simulator(args: string[]): Promise<number> {
  return runChild(process.execPath, ['electron/simulator/cli.ts', '--phone', await ensurePhone(), ...args]);
}

/** Sales by the thousand in virtual time, each step held against the wallet's books: plain Node. */
export function simulate(args: string[]): Promise<number> {
  return runChild(process.execPath, ['test/simulation/main.ts', ...args]);
}

/** Whether a journal or an export of one is what the terminal wrote: plain Node. */
export function verifyJournal(args: string[]): Promise<number> {
  return runChild(process.execPath, ['electron/adapters/journal/verify/verify-cli.ts', ...args]);
}

/** A set-up file for tills, and its code: plain Node. */
export function provision(args: string[]): Promise<number> {
  return runChild(process.execPath, ['electron/adapters/provision/provision-cli.ts', ...args]);
}

/** Receives the wallet's events on this machine: plain Node. */
export function webhooks(args: string[]): Promise<number> {
  return runChild(process.execPath, ['electron/webhooks-cli.ts', ...args]);
}

export function walkthrough(args: string[]): Promise<number> {
  return onScreen('test/e2e/walkthrough/main.ts', args);
}

/** Pictures of the handbook, in each language. */
export function handbook(args: string[]): Promise<number> {
  return onScreen('test/e2e/walkthrough/handbook.ts', args);
}

/** A played day for a manager to close: writes the profile, and opens the terminal on it. */
export function practiceDay(args: string[]): Promise<number> {
  return onScreen('test/practice-day/main.ts', args);
}

export function bench(args: string[]): Promise<number> {
  return onScreen('test/bench/main.ts', args);
}

export function torture(args: string[]): Promise<number> {
  return onScreen('test/torture/main.ts', args);
}

export function walls(args: string[]): Promise<number> {
  return onScreen('test/torture/walls-out.ts', args);
}

/** The installed program in the hands of a cashier for hours: as root on Linux. */
export async function soak(args: string[]): Promise<number> {
  await dist(['test']);
  return withDisplay((env) => runChild(process.execPath, ['test/soak/main.ts', ...args], { env }));
}

/** A script that drives the bundled app. */
async function onScreen(script: string, args: string[]): Promise<number> {
  await ensureBundle(planFor('development'));
  return withDisplay((env) => runChild(process.execPath, [script, ...args], { env }));
}
