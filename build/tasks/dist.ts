import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { ensureBundle, inputsHash, planFor } from '../bundle.ts';
import { papersFor } from '../installers/papers.ts';
import { packageProgram } from '../packaging.ts';
import { packagedExecutable, packagedFolder, releasedFlavour, type PackagedFlavour } from '../packaged.ts';
import { chosenElectron, type ElectronRuntime } from '../setup/electron-runtime.ts';
import { readJson, writeWhole } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { longStep, say, SetupError } from '../setup/progress.mjs';

const Stamp = z.object({ inputs: z.string() });

/**
 * The unpacked desktop build in `out/dist/`: the released one and the one for tests, or those named: `npm run dist --
 * production`. They differ in one compile-time constant, their name and one fuse. With `installers` also what a shop
 * installs, of those named or else of the released one.
 *
 * SECURITY: only the pinned Electron makes `production`. On the runtime for development the same build is called
 * `rehearsal`.
 */
export async function dist(args: string[]): Promise<number> {
  const released = releasedFlavour(chosenElectron());
  const installers = args.includes('installers');
  const named = z
    .array(z.enum(['production', 'rehearsal', 'test']))
    .parse(args.filter((argument) => argument !== 'installers'));
  const flavours = named.length > 0 ? named : installers ? [released] : [released, 'test' as const];
  for (const flavour of flavours) {
    if (flavour === 'production') requireReleasable(chosenElectron());
    await ensurePackaged(flavour);
    say(`${flavour}: ${relative(root, packagedExecutable(flavour))}`);
    // Loaded here: the tests need none of it.
    const { sayWeights } = await import('../installers/weights.ts');
    sayWeights(packagedFolder(flavour), chosenElectron());
    if (installers) await (await import('../installers/installers.ts')).makeInstallers(flavour);
  }
  return 0;
}

/** @throws when what is made with this Electron must never be released */
export function requireReleasable(electron: Pick<ElectronRuntime, 'source' | 'version'>): void {
  if (releasedFlavour(electron) === 'production') return;
  throw new SetupError(
    `Electron ${electron.version} is for development and tests: it gets no security fixes, so no ` +
      'production build is made with it. "npm run dist -- rehearsal" makes the same with another name.',
  );
}

/** What decides how a bundle becomes a package, beside the bundle. */
const INSTRUCTIONS = [
  'electron-builder.yml',
  'LICENSE',
  'build/fuses.ts',
  'build/packaged.ts',
  'build/packaging.ts',
  'build/installers/papers.ts',
  'build/tasks/dist.ts',
  'build/icons',
];

/** Packages one flavour, unless the last package of it was made of the same bundle, Electron and instructions. */
async function ensurePackaged(flavour: PackagedFlavour): Promise<void> {
  const plan = planFor(flavour);
  const electron = chosenElectron();
  const bundle = await ensureBundle(plan);
  const inputs = inputsHash(root, INSTRUCTIONS, `${bundle} ${electron.version}`);
  const folder = join(root, 'out', 'dist', flavour);
  const stampPath = `${folder}.stamp.json`;
  const stamp = Stamp.safeParse(readJson(stampPath));
  if (stamp.success && stamp.data.inputs === inputs && existsSync(packagedExecutable(flavour))) return;
  rmSync(stampPath, { force: true });
  rmSync(folder, { recursive: true, force: true });
  await longStep(`package (${flavour})`, () =>
    packageProgram({ flavour, bundle: plan, folder, electron, papers: papersFor(plan) }),
  );
  if (!existsSync(packagedExecutable(flavour)))
    throw new SetupError(`electron-builder ended well, but ${packagedExecutable(flavour)} is not there.`);
  writeWhole(stampPath, JSON.stringify({ inputs }));
}
