import { ensureBundle, planFor } from '../bundle.ts';
import { runChild } from '../children.ts';
import { chosenElectron, rootSwitches } from '../setup/electron-runtime.ts';
import { root } from '../setup/paths.ts';
import { say } from '../setup/progress.mjs';
import { hasDisplay } from '../setup/system-libraries.ts';
import { walkthrough } from './scripts.ts';

/** Opens the terminal; where there is no screen to open it on, shows it at work in pictures. */
export async function start(args: string[]): Promise<number> {
  if (!hasDisplay()) {
    say(
      'There is no display here, so nothing can be opened. Doing the ' +
        'walkthrough instead; its pictures come into out/walkthrough/.',
    );
    return walkthrough([]);
  }
  await ensureBundle(planFor('development'));
  return runChild(chosenElectron().executable, [...rootSwitches(), root, ...args]);
}
