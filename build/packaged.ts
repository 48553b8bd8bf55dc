import { join } from 'node:path';
import type { Flavour } from '../electron/shell/flavour.ts';
import type { ElectronRuntime } from './setup/electron-runtime.ts';
import { root } from './setup/paths.ts';

export type PackagedFlavour = Exclude<Flavour, 'development'>;

/** Name of the program, and with it of the folder of its data: what is not for shops never opens a shop's journal. */
export const PRODUCT: Readonly<Record<PackagedFlavour, string>> = {
  production: 'Skranke',
  rehearsal: 'Skranke Rehearsal',
  test: 'Skranke Test',
};

/** What package managers and the system's menus know it by: nothing that is not for shops ever replaces what is. */
export const packageName = (flavour: PackagedFlavour): string => PRODUCT[flavour].toLowerCase().replaceAll(' ', '-');

/**
 * SECURITY: what may lie beside the app's archive: code there would run, and a file for updates would be obeyed. macOS
 * keeps icons, languages and papers there.
 */
const BESIDE = /^app\.asar(\.unpacked)?$/;
const BESIDE_ON_MAC = /^(app\.asar(\.unpacked)?|icon\.icns|[\w-]+\.lproj|LICENSE\.txt|THIRD-PARTY-NOTICES\.txt)$/;

export const isBeside = (name: string, platform: NodeJS.Platform = process.platform): boolean =>
  (platform === 'darwin' ? BESIDE_ON_MAC : BESIDE).test(name);

/** The folder that `npm run dist` leaves for a flavour, for this system. */
export function packagedFolder(flavour: PackagedFlavour): string {
  const arm = process.arch === 'arm64';
  const system =
    { darwin: arm ? 'mac-arm64' : 'mac', win32: 'win-unpacked' }[String(process.platform)] ??
    (arm ? 'linux-arm64-unpacked' : 'linux-unpacked');
  return join(root, 'out', 'dist', flavour, system);
}

/** @returns the program of a flavour */
export function packagedExecutable(flavour: PackagedFlavour): string {
  const folder = packagedFolder(flavour);
  if (process.platform === 'darwin')
    return join(folder, `${PRODUCT[flavour]}.app`, 'Contents', 'MacOS', PRODUCT[flavour]);
  return join(folder, process.platform === 'win32' ? `${PRODUCT[flavour]}.exe` : 'skranke');
}

/** @returns the folder of the app's archive */
export function packagedResources(flavour: PackagedFlavour): string {
  const folder = packagedFolder(flavour);
  return process.platform === 'darwin'
    ? join(folder, `${PRODUCT[flavour]}.app`, 'Contents', 'Resources')
    : join(folder, 'resources');
}

/** @returns what a build as for shops is called when it is made with this Electron */
export const releasedFlavour = ({ source }: Pick<ElectronRuntime, 'source'>): 'production' | 'rehearsal' =>
  source === 'pinned' ? 'production' : 'rehearsal';
