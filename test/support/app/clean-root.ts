import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOR_UPDATES, LIBRARIES } from '../../../build/installers/deb.ts';
import { run } from '../../../build/setup/command.mjs';
import { userCache } from '../../../build/setup/paths.ts';
import { longStep, say } from '../../../build/setup/progress.mjs';

/**
 * A Debian of its own, in which nothing is installed but what our package asks for: what root does there, the machine
 * around it does not notice.
 */
export interface CleanRoot {
  /** its folder, as the machine around it sees it */
  readonly folder: string;
  /** where it comes from, in words */
  readonly from: string;
  /** Runs a program there as root. @throws where it fails, with what it said */
  asRoot(...command: string[]): string;
  /** @returns a program of the machine around, which starts one in there as the person who sells */
  starter(program: string): string;
  /** the home of that person, as the machine around it sees it */
  readonly home: string;
  end(): void;
}

const RELEASE = 'bookworm';
const SELLER = 1000;
/** Of the person who sells, in there. */
export const HOME = '/srv/seller';
/**
 * What a desktop brings and a package needs not: what checks entries of menus, and the system's own door to what root
 * does for whoever sits there.
 */
const TO_LOOK = ['desktop-file-utils', 'pkexec', 'polkitd', 'dbus-daemon'];

/** It needs Linux, and root: for another root folder, and to install anything in it. */
export const canHaveRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** Our package's libraries by the name that they have in {@link RELEASE}. */
const wanted = [...[...LIBRARIES, FOR_UPDATES].map((each) => each.split(' ')[0] ?? each), ...TO_LOOK];

/**
 * A Debian with the libraries, made once for all clones of a person; where none can be fetched, this machine's own.
 */
async function base(): Promise<{ folder: string; from: string }> {
  const key = createHash('sha256')
    .update(`${RELEASE} ${wanted.join(' ')}`)
    .digest('hex')
    .slice(0, 12);
  const folder = join(userCache, 'roots', `${RELEASE}-${key}`);
  if (existsSync(folder)) return { folder, from: `a Debian ${RELEASE} of its own` };
  const partial = `${folder}.${process.pid}.partial`;
  mkdirSync(join(userCache, 'roots'), { recursive: true });
  const made = await longStep(`a clean Debian ${RELEASE}, once`, async () => {
    if (spawnSync('mmdebstrap', ['--version']).error) {
      await run('apt-get', ['-q', 'update']);
      await run('apt-get', ['-q', 'install', '-y', '--no-install-recommends', 'mmdebstrap'], {
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
    const options = ['--mode=root', '--variant=apt', `--include=${wanted.join(',')}`, '--dpkgopt=force-unsafe-io'];
    return run('mmdebstrap', [...options, RELEASE, partial], { timeoutMs: 900_000 });
  });
  if (made.code === 0) {
    renameSync(partial, folder);
    return { folder, from: `a Debian ${RELEASE} of its own` };
  }
  rmSync(partial, { recursive: true, force: true });
  say(`  no Debian ${RELEASE} could be made (${made.stderr.trim().split('\n').at(-1) ?? ''}): this machine's own root`);
  return { folder: '/', from: 'a copy of this machine’s own root' };
}

function must(file: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${file} ${args.join(' ')} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}

export async function cleanRoot(): Promise<CleanRoot> {
  const { folder: lower, from } = await base();
  const place = mkdtempSync(join(tmpdir(), 'skranke-root-'));
  const folder = join(place, 'root');
  for (const name of ['root', 'above', 'work']) mkdirSync(join(place, name));
  const layers = `lowerdir=${lower},upperdir=${place}/above,workdir=${place}/work`;
  must('mount', ['-t', 'overlay', 'overlay', '-o', layers, folder]);
  must('chmod', ['755', place]);
  must('mount', ['-t', 'proc', 'proc', join(folder, 'proc')]);
  must('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'dev', join(folder, 'dev')]);
  for (const [name, minor] of [
    ['null', 3],
    ['zero', 5],
    ['random', 8],
    ['urandom', 9],
  ] as const)
    must('mknod', ['-m', '666', join(folder, 'dev', name), 'c', '1', String(minor)]);
  mkdirSync(join(folder, 'dev', 'shm'));
  must('chmod', ['1777', join(folder, 'dev', 'shm'), join(folder, 'tmp')]);
  const home = join(folder, HOME);
  const asRoot = (...command: string[]) =>
    must('chroot', [folder, '/usr/bin/env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C.UTF-8', ...command]);
  asRoot('useradd', '--create-home', '--home-dir', HOME, '--uid', String(SELLER), '--non-unique', 'seller');
  return {
    folder,
    from,
    home,
    asRoot,
    starter(program) {
      const script = join(place, `start-${program.replaceAll('/', '-')}`);
      const { DISPLAY = '', XAUTHORITY } = process.env;
      if (XAUTHORITY) copyFileSync(XAUTHORITY, join(home, '.Xauthority'));
      asRoot('chown', '--recursive', 'seller:', HOME);
      const inside = `HOME=${HOME} PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY=${DISPLAY}`;
      const start = `exec chroot --userspec=${SELLER}:${SELLER} '${folder}' /usr/bin/env -i ${inside} ${program} "$@"`;
      writeFileSync(script, `#!/bin/sh\n${start}\n`, { mode: 0o755 });
      return script;
    },
    end() {
      // A process that is just ending can hold it for a moment.
      must('umount', ['--recursive', '--lazy', folder]);
      rmSync(place, { recursive: true, force: true });
    },
  };
}
