import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { longStep, SetupError } from './progress.mjs';

/** The scripts are TypeScript run by Node itself (type stripping), so they need this major or a newer one. */
export const NODE_MAJOR = 24;

/**
 * Finds the Node that runs the project's scripts: the one that the npm package `node` brings. Where npm was told not to
 * run install scripts, its installer has not run; then it is run here.
 *
 * @param {string} root the project folder
 * @returns {Promise<string>} path of the executable
 */
export async function ensureNode(root) {
  const folder = join(root, 'node_modules', 'node');
  const executable = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(executable)) return executable;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  const result = await longStep(`Node ${NODE_MAJOR} for the scripts`, () =>
    run(process.execPath, [join(folder, 'installArchSpecificPackage.js')], { cwd: folder }),
  );
  if (existsSync(executable)) return executable;
  throw new SetupError(
    `Node ${NODE_MAJOR} could not be installed from the npm package "node". Install Node ` +
      `${NODE_MAJOR} or newer yourself and try again.\n${result.stdout}${result.stderr}`,
  );
}
