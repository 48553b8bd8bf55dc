/**
 * The second half of `build/run.mjs`, on Node 24 and with all packages there: sets up what the task needs beyond them
 * (Electron, system libraries), then runs the task.
 */
import { ensureElectron, describeElectron } from './setup/electron-runtime.ts';
import { root } from './setup/paths.ts';
import { say, SetupError } from './setup/progress.mjs';
import { ensureSystemLibraries } from './setup/system-libraries.ts';
import { tasks } from './tasks/tasks.ts';

process.chdir(root);
const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];

try {
  if (task === undefined) throw new SetupError(`Unknown task "${name}". There are: ${Object.keys(tasks).join(', ')}.`);
  if (task.needsElectron) {
    const electron = await ensureElectron();
    await ensureSystemLibraries(electron.executable, task.needsDisplay);
    describeElectron(electron);
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = electron.dist;
  }
  process.exitCode = await task.run(args);
} catch (error) {
  say(error instanceof SetupError ? `\n${error.message}` : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
