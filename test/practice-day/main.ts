import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from '../../build/setup/paths.ts';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { runChild } from '../../build/children.ts';
import { writePracticeDay } from '../support/app/practice-day-profile.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';

/**
 * `npm run practice-day [-- FOLDER] [-- --write-only]`: plays a day of 200 mixed sales that ends now, and opens the
 * terminal on it, for a manager to close.
 */

const [given] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'skranke-practice-day-'));
mkdirSync(folder, { recursive: true });
if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`);
prepareProfile(folder);
await writePracticeDay(folder);
console.log(`A day of 200 sales is in ${folder}`);
if (!process.argv.includes('--write-only')) {
  process.exitCode = await runChild(chosenElectron().executable, [...rootSwitches(), root], {
    env: { ...process.env, SKRANKE_PROFILE_DIR: folder },
  });
}
