import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import { z } from 'zod';
import { ensureBundle, inputsHash, planFor } from '../bundle.ts';
import { packagedExecutable, packagedResources, PRODUCT, releasedFlavour, type PackagedFlavour } from '../packaged.ts';
import { setFuses } from '../fuses.ts';
import { chosenElectron, type ElectronRuntime } from '../setup/electron-runtime.ts';
import { readJson, writeWhole } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { MANIFEST as RUNTIME_MANIFEST } from '../setup/runtime-store.ts';
import { longStep, say, SetupError } from '../setup/progress.mjs';

const Stamp = z.object({ inputs: z.string() });

/**
 * What may lie beside the app's archive: code there would run, and a file for updates would be obeyed. macOS keeps
 * icons and languages there.
 */
const IN_RESOURCES = /^(app\.asar|app\.asar\.unpacked|icon\.icns|[\w-]+\.lproj)$/;

/**
 * The unpacked desktop build in `out/dist/`: the released one and the one for tests, or those named: `npm run dist --
 * production`. They differ in one compile-time constant, their name and one fuse.
 *
 * SECURITY: only the pinned Electron makes `production`. On the runtime for development the same build is called
 * `rehearsal`.
 */
export async function dist(args: string[]): Promise<number> {
  const released = releasedFlavour(chosenElectron());
  const flavours =
    args.length > 0 ? z.array(z.enum(['production', 'rehearsal', 'test'])).parse(args) : [released, 'test' as const];
  for (const flavour of flavours) {
    if (flavour === 'production') requireReleasable(chosenElectron());
    await ensurePackaged(flavour);
    say(`${flavour}: ${relative(root, packagedExecutable(flavour))}`);
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

/** Packages one flavour, unless the last package of it was made of the same bundle, Electron and instructions. */
async function ensurePackaged(flavour: PackagedFlavour): Promise<void> {
  const plan = planFor(flavour);
  const electron = chosenElectron();
  const bundle = await ensureBundle(plan);
  const inputs = inputsHash(
    root,
    ['electron-builder.yml', 'build/fuses.ts', 'build/packaged.ts', 'build/tasks/dist.ts', 'build/icons'],
    `${bundle} ${electron.version}`,
  );
  const folder = join(root, 'out', 'dist', flavour);
  const stampPath = `${folder}.stamp.json`;
  const stamp = Stamp.safeParse(readJson(stampPath));
  if (stamp.success && stamp.data.inputs === inputs && existsSync(packagedExecutable(flavour))) return;
  rmSync(stampPath, { force: true });
  rmSync(folder, { recursive: true, force: true });
  await longStep(`package (${flavour})`, () =>
    build({
      config: configuration(flavour, folder, plan.out, electron),
      targets: Platform.current().createTarget('dir'),
    }),
  );
  if (!existsSync(packagedExecutable(flavour)))
    throw new SetupError(`electron-builder ended well, but ${packagedExecutable(flavour)} is not there.`);
  writeWhole(stampPath, JSON.stringify({ inputs }));
}

function configuration(
  flavour: PackagedFlavour,
  folder: string,
  bundle: string,
  electron: ElectronRuntime,
): Configuration {
  const file: Configuration = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  return {
    ...file,
    productName: PRODUCT[flavour],
    extraMetadata: { productName: PRODUCT[flavour] },
    directories: { ...file.directories, output: folder },
    electronDist: electron.dist,
    electronVersion: electron.version,
    // Only what runs: the bundle, package.json, and the native package that the bundle leaves out.
    files: [
      'package.json',
      { from: relative(root, bundle), to: 'out/app', filter: ['**/*'] },
      '!node_modules/@libsql/*-musl/**',
    ],
    // Both come before signing, which seals them.
    afterPack: async (context: AfterPackContext) => {
      rmSync(join(context.appOutDir, RUNTIME_MANIFEST), { force: true });
      clearResources(packagedResources(flavour));
      await setFuses(join(context.appOutDir, executableName(context)), flavour);
    },
  };
}

/** Takes out what the runtime brought along, such as its default app. */
function clearResources(folder: string): void {
  for (const name of readdirSync(folder))
    if (!IN_RESOURCES.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

function executableName(context: AfterPackContext): string {
  const product = context.packager.appInfo.productFilename;
  if (context.electronPlatformName === 'darwin') return join(`${product}.app`, 'Contents', 'MacOS', product);
  return context.electronPlatformName === 'win32' ? `${product}.exe` : 'skranke';
}
