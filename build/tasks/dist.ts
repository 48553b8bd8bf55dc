import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import { z } from 'zod';
import { ensureBundle, inputsHash, planFor } from '../bundle.ts';
import { packagedExecutable, type PackagedFlavour } from '../packaged.ts';
import { setFuses } from '../fuses.ts';
import { chosenElectron, type ElectronRuntime } from '../setup/electron-runtime.ts';
import { readJson, writeWhole } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { MANIFEST as RUNTIME_MANIFEST } from '../setup/runtime-store.ts';
import { longStep, say, SetupError } from '../setup/progress.mjs';

const Stamp = z.object({ inputs: z.string() });

/**
 * The unpacked desktop build in `out/dist/`, in both flavours or the one named: `npm run dist -- production`.
 * They differ in one compile-time constant and one fuse.
 */
export async function dist(args: string[]): Promise<number> {
  const flavours = args.length > 0 ? z.array(z.enum(['production', 'test'])).parse(args) : (['production', 'test'] as const);
  for (const flavour of flavours) {
    await ensurePackaged(flavour);
    say(`${flavour}: ${relative(root, packagedExecutable(flavour))}`);
  }
  return 0;
}

/** Packages one flavour, unless the last package of it was made of the same bundle, Electron and instructions. */
async function ensurePackaged(flavour: PackagedFlavour): Promise<void> {
  const plan = planFor(flavour);
  const electron = chosenElectron();
  const bundle = await ensureBundle(plan);
  const inputs = inputsHash(root, ['electron-builder.yml', 'build/fuses.ts', 'build/tasks/dist.ts', 'build/icons'], `${bundle} ${electron.version}`);
  const folder = join(root, 'out', 'dist', flavour);
  const stampPath = `${folder}.stamp.json`;
  const stamp = Stamp.safeParse(readJson(stampPath));
  if (stamp.success && stamp.data.inputs === inputs && existsSync(packagedExecutable(flavour))) return;
  rmSync(stampPath, { force: true });
  rmSync(folder, { recursive: true, force: true });
  await longStep(`package (${flavour})`, () => build({ config: configuration(flavour, folder, plan.out, electron), targets: Platform.current().createTarget('dir') }));
  if (!existsSync(packagedExecutable(flavour))) throw new SetupError(`electron-builder ended well, but ${packagedExecutable(flavour)} is not there.`);
  writeWhole(stampPath, JSON.stringify({ inputs }));
}

function configuration(flavour: PackagedFlavour, folder: string, bundle: string, electron: ElectronRuntime): Configuration {
  const file: Configuration = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  return {
    ...file,
    directories: { ...file.directories, output: folder },
    electronDist: electron.dist,
    electronVersion: electron.version,
    // Only what runs: the bundle, package.json, and the native package that the bundle leaves out.
    files: ['package.json', { from: relative(root, bundle), to: 'out/app', filter: ['**/*'] }],
    // Fuses come before signing, which seals them.
    afterPack: async (context: AfterPackContext) => {
      rmSync(join(context.appOutDir, RUNTIME_MANIFEST), { force: true });
      await setFuses(join(context.appOutDir, executableName(context)), flavour);
    },
  };
}

function executableName(context: AfterPackContext): string {
  const product = context.packager.appInfo.productFilename;
  if (context.electronPlatformName === 'darwin') return join(`${product}.app`, 'Contents', 'MacOS', product);
  return context.electronPlatformName === 'win32' ? `${product}.exe` : 'skranke';
}
