import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { filesBelow, folderSize } from '../setup/files.ts';
import { root } from '../setup/paths.ts';
import { megabytes, say } from '../setup/progress.mjs';

interface Weight {
  readonly name: string;
  readonly bytes: number;
}

const TOP = 6;

const heaviest = (weights: readonly Weight[]): Weight[] =>
  weights.toSorted((one, other) => other.bytes - one.bytes).slice(0, TOP);

/** @returns the files of an unpacked program that its Electron does not bring: what is ours in it */
export function ownFiles(folder: string, electron: Pick<ElectronRuntime, 'dist'>): string[] {
  const program = /^(skranke|.*\.exe)$/;
  const renamed = /^LICENSE\.electron\.txt$/;
  return filesBelow(folder).filter(
    (file) =>
      !program.test(file) && !renamed.test(file) && !existsSync(join(electron.dist, file)) && !file.endsWith('.pak'),
  );
}

/** Says what an unpacked program weighs, and what in it the most. */
export function sayWeights(folder: string, electron: Pick<ElectronRuntime, 'dist'>): void {
  const own = ownFiles(folder, electron).map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
  const ours = own.reduce((sum, { bytes }) => sum + bytes, 0);
  say(`  ${relative(root, folder)}: ${megabytes(folderSize(folder))}, of which ours ${megabytes(ours)}:`);
  const archive = own.find(({ name }) => name.endsWith('app.asar'));
  const inArchive = archive === undefined ? [] : archived(join(folder, archive.name));
  for (const { name, bytes } of heaviest([...own.filter((each) => each !== archive), ...inArchive]))
    say(`  ${megabytes(bytes).padStart(9)}  ${name}`);
}

function archived(archive: string): Weight[] {
  return listPackage(archive, { isPack: false }).flatMap((path) => {
    const entry = statFile(archive, path.slice(1));
    return 'size' in entry && entry.unpacked !== true ? [{ name: `app.asar${path}`, bytes: Number(entry.size) }] : [];
  });
}
