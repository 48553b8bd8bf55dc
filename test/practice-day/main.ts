import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from '../../build/setup/paths.ts';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { runChild } from '../../build/children.ts';
import { currentJournalFile } from '../../electron/adapters/journal/volumes.ts';
import { saveWorld } from '../../electron/simulator/state-file.ts';
import { playPracticeDay } from '../support/practice-day.ts';
import { prepareProfile } from '../support/prepared-profile.ts';
import { SimulatedCounter } from '../support/simulated-counter.ts';

/** `npm run practice-day [-- FOLDER] [-- --write-only]`: plays a day of 200 mixed sales that ends now, and opens the terminal on it, for a manager to close. */

/** About as long as the day is. */
const DAY_MS = 8.2 * 3_600_000;
const SEED = 20261121;

async function writeProfile(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
  prepareProfile(folder);
  const counter = new SimulatedCounter({ seed: SEED, start: Date.now() - DAY_MS, file: currentJournalFile(folder, 'practice') });
  await counter.open();
  await playPracticeDay(counter, SEED);
  saveWorld(join(folder, 'practice-NO.json'), counter.world);
  counter.close();
}

const [given] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'skranke-practice-day-'));
await writeProfile(folder);
console.log(`A day of 200 sales is in ${folder}`);
if (!process.argv.includes('--write-only')) {
  process.exitCode = await runChild(chosenElectron().executable, [...rootSwitches(), root], { env: { ...process.env, SKRANKE_PROFILE_DIR: folder } });
}
