import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { npmCommand, run } from './command.mjs';
import { longStep, SetupError } from './progress.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage> }} LockFile */

/** @param {string} path @returns {string | undefined} */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/**
 * Says whether node_modules holds what the lock file names. npm writes its own record, `.package-lock.json`, as the
 * last act of an installation, so an interrupted one never matches. Optional packages (other systems' binaries) may be
 * missing.
 *
 * @param {string} lockText package-lock.json
 * @param {string | undefined} installedText node_modules/.package-lock.json
 */
export function installedMatchesLock(lockText, installedText) {
  if (installedText === undefined) return false;
  /** @type {LockFile} */
  const lock = JSON.parse(lockText);
  /** @type {LockFile} */
  let installed;
  try {
    installed = JSON.parse(installedText);
  } catch {
    return false;
  }
  return Object.entries(lock.packages).every(([path, locked]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    if (found === undefined) return locked.optional === true;
    return found.version === locked.version && found.integrity === locked.integrity;
  });
}

/**
 * Installs the packages when they are not what package-lock.json names. A stamp with the lock file's hash makes the
 * next look one small read.
 *
 * @param {string} root the project folder
 * @param {(root: string) => Promise<{ code: number, stdout: string, stderr: string }>} [install] tests put in their own
 * @returns {Promise<'present' | 'installed'>}
 */
export async function ensurePackages(root, install = npmCi) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampPath = join(root, 'node_modules', '.skranke-packages');
  const stamp = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}`;
  const npmRecord = () => readIfThere(join(root, 'node_modules', '.package-lock.json'));
  const installedBefore = npmRecord();
  if (installedBefore !== undefined && readIfThere(stampPath) === stamp) return 'present';
  if (installedMatchesLock(lockText, installedBefore)) {
    writeFileSync(stampPath, stamp);
    return 'present';
  }
  let result = await longStep('packages (npm ci)', () => install(root));
  if (result.code !== 0 && existsSync(join(root, 'node_modules'))) {
    // What an interrupted installation left can be in npm's way.
    rmSync(join(root, 'node_modules'), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    result = await longStep('packages once more, from nothing', () => install(root));
  }
  if (result.code !== 0) throw new SetupError(`npm ci failed:\n${result.stdout}${result.stderr}`);
  if (!installedMatchesLock(lockText, npmRecord())) {
    throw new SetupError(
      'npm ci ended well, but node_modules is not what package-lock.json names. Delete node_modules and try again.',
    );
  }
  writeFileSync(stampPath, stamp);
  return 'installed';
}

/** @param {string} root */
function npmCi(root) {
  const npm = npmCommand();
  return run(npm.file, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: { PATH: pathOutside(root, process.env['PATH'] ?? '') },
  });
}

/**
 * npm empties node_modules before it fills it: it must not run on the Node that lies there.
 *
 * @param {string} root the project folder
 * @param {string} path as the environment has it
 */
export function pathOutside(root, path) {
  const own = join(root, 'node_modules') + sep;
  return path
    .split(delimiter)
    .filter((folder) => !join(folder, sep).startsWith(own))
    .join(delimiter);
}
