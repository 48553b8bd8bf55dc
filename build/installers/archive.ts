import { mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { run } from '../setup/command.mjs';
import { SetupError } from '../setup/progress.mjs';

/** An archive to be made of an unpacked program. */
export interface ArchivePlan {
  /** the unpacked program */
  readonly program: string;
  /** the name of the one folder in the archive */
  readonly folder: string;
  /** the file to make, a `.tar.gz` */
  readonly archive: string;
  /** seconds since 1970, which stand in it */
  readonly time: number;
}

/** Modes as in the Debian package; `X` asks who may run a file already. */
const MODES = 'u=rwX,go=rX';

/** Makes a `.tar.gz` in which nothing tells when, where or by whom it was packed. */
export async function makeArchive({ program, folder, archive, time }: ArchivePlan): Promise<void> {
  mkdirSync(dirname(archive), { recursive: true });
  const same = ['--sort=name', '--owner=root:0', '--group=root:0', '--numeric-owner', '--format=gnu'];
  const named = [`--mtime=@${time}`, `--mode=${MODES}`, `--transform=s,^\\.,${folder},`];
  const made = await run('tar', [...same, ...named, '-C', program, '-I', 'gzip -9 -n', '-cf', archive, '.']);
  if (made.code !== 0) throw new SetupError(`tar could not make ${basename(archive)}:\n${made.stderr}`);
}
