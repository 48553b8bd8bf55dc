import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Arch, build, Platform, type AfterPackContext, type Configuration } from 'electron-builder';
import { parse } from 'yaml';
import type { BundlePlan } from './vite.ts';
import { setFuses } from './fuses.ts';
import { isBeside, packageName, PRODUCT, type PackagedFlavour } from './packaged.ts';
import type { ElectronRuntime } from './setup/electron-runtime.ts';
import { root } from './setup/paths.ts';
import { MANIFEST as RUNTIME_MANIFEST } from './setup/runtime-store.ts';

/** One package to be made. */
export interface PackagePlan {
  readonly flavour: PackagedFlavour;
  /** What the program calls itself, and its bundle. */
  readonly bundle: Pick<BundlePlan, 'out' | 'version'>;
  /** Where it goes. */
  readonly folder: string;
  readonly electron: ElectronRuntime;
  /** Texts that go beside the program, by file name: its licence, and those of what is inside. */
  readonly papers: Readonly<Record<string, string>>;
}

/** @returns the configuration of `electron-builder.yml`, as it stands there */
export const writtenConfiguration = (): Configuration =>
  parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));

/** Makes the unpacked program. */
export async function packageProgram(plan: PackagePlan): Promise<void> {
  await build({ config: configuration(plan), targets: Platform.current().createTarget('dir') });
}

/** Makes what electron-builder makes for this system: `targets` of `electron-builder.yml`. @returns the files */
export async function packageInstallers(plan: PackagePlan): Promise<string[]> {
  // One program for both kinds of Mac is put together of two Electrons, which electron-builder fetches and checks.
  const fetched = process.platform === 'darwin' ? { electronDist: null } : {};
  const config = { ...configuration(plan), ...fetched };
  const arch = process.platform === 'darwin' ? Arch.universal : process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  return build({ config, targets: Platform.current().createTarget(null, arch), publish: 'never' });
}

function configuration({ flavour, bundle, folder, electron, papers }: PackagePlan): Configuration {
  const file = writtenConfiguration();
  return {
    ...file,
    productName: PRODUCT[flavour],
    extraMetadata: {
      productName: PRODUCT[flavour],
      version: bundle.version,
      // By this a desktop knows which entry a window belongs to.
      desktopName: `${packageName(flavour)}.desktop`,
    },
    directories: { ...file.directories, output: folder },
    electronDist: electron.dist,
    electronVersion: electron.version,
    // Only what runs: the bundle, package.json, and the native package that the bundle leaves out, for one libc.
    files: [
      'package.json',
      { from: relative(root, bundle.out), to: 'out/app', filter: ['**/*'] },
      '!node_modules/@libsql/*-musl*/**',
      '!node_modules/**/*.{map,d.ts,d.mts,d.cts}',
    ],
    // Both come before signing, which seals them.
    afterPack: async (context: AfterPackContext) => {
      for (const name of [RUNTIME_MANIFEST, 'version']) rmSync(join(context.appOutDir, name), { force: true });
      const resources = resourcesOf(context);
      clearResources(resources);
      const beside = context.electronPlatformName === 'darwin' ? resources : context.appOutDir;
      for (const [name, text] of Object.entries(papers)) writeFileSync(join(beside, name), text);
      await setFuses(join(context.appOutDir, executableName(context)), flavour);
    },
  };
}

/** Takes out what the runtime brought along, such as its default app. */
function clearResources(folder: string): void {
  for (const name of readdirSync(folder))
    if (!isBeside(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

const bundleOf = (context: AfterPackContext): string => `${context.packager.appInfo.productFilename}.app`;

function resourcesOf(context: AfterPackContext): string {
  return context.electronPlatformName === 'darwin'
    ? join(context.appOutDir, bundleOf(context), 'Contents', 'Resources')
    : join(context.appOutDir, 'resources');
}

function executableName(context: AfterPackContext): string {
  const product = context.packager.appInfo.productFilename;
  if (context.electronPlatformName === 'darwin') return join(bundleOf(context), 'Contents', 'MacOS', product);
  return context.electronPlatformName === 'win32' ? `${product}.exe` : 'skranke';
}
