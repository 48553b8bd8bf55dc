import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';
import { longStep, SetupError } from './progress.mjs';

/** What Electron loads from the system. Newer Ubuntu and Debian call some of them `…t64`. */
const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0'];
const DISPLAY_SERVER = 'xvfb';

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Makes sure that Electron's system libraries are there and, where there is no display, the virtual one. Installs them
 * on Debian and Ubuntu as root; elsewhere stops with the one command to run.
 */
export async function ensureSystemLibraries(electron: string, needsDisplay: boolean): Promise<void> {
  if (process.platform !== 'linux') return;
  const wanted = await missingParts(electron, needsDisplay);
  if (wanted.packages.length === 0) return;
  if (!onPath('apt-get')) {
    throw new SetupError(
      `Electron needs system libraries that are missing here: ${wanted.names.join(', ')}.\n` +
        `Install them with your system's package manager and try again.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `Missing: ${wanted.names.join(', ')}. Run this once, then try again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y ${wanted.packages.join(' ')}\n`,
    );
  }
  await longStep(`system packages (${wanted.packages.join(' ')})`, async () => {
    await apt(['update']);
    await apt(['install', '-y', '--no-install-recommends', ...(await namesHere(wanted.packages))]);
  });
  const still = await missingParts(electron, needsDisplay);
  if (still.packages.length > 0)
    throw new SetupError(`Still missing after the installation: ${still.names.join(', ')}.`);
}

async function missingParts(electron: string, needsDisplay: boolean): Promise<{ names: string[]; packages: string[] }> {
  const linked = await run('ldd', [electron]);
  const names = linked.stdout
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? line);
  const packages = names.length > 0 ? [...LIBRARIES] : [];
  if (needsDisplay && !hasDisplay() && !onPath('Xvfb')) {
    names.push('Xvfb');
    packages.push(DISPLAY_SERVER);
  }
  return { names, packages };
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** @returns for each package the name under which this release has it */
async function namesHere(packages: readonly string[]): Promise<string[]> {
  const renamed = packages.map((name) => `${name}t64`);
  const known = await run('apt-cache', ['show', '--no-all-versions', ...renamed]);
  return packages.map((name) => (known.stdout.includes(`Package: ${name}t64\n`) ? `${name}t64` : name));
}

async function apt(args: string[]): Promise<void> {
  const result = await run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.code !== 0) throw new SetupError(`apt-get ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`);
}
