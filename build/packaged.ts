import { join } from 'node:path';
import { root } from './setup/paths.ts';

export type PackagedFlavour = 'production' | 'test';

/** @returns where `npm run dist` leaves the program of a flavour, for this system */
export function packagedExecutable(flavour: PackagedFlavour): string {
  const folder = join(root, 'out', 'dist', flavour);
  if (process.platform === 'darwin') {
    return join(folder, process.arch === 'arm64' ? 'mac-arm64' : 'mac', 'Skranke.app', 'Contents', 'MacOS', 'Skranke');
  }
  return process.platform === 'win32' ? join(folder, 'win-unpacked', 'Skranke.exe') : join(folder, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'skranke');
}
