import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBundle, planFor } from '../../../build/bundle.ts';
import { debName, makeDeb, type DebPlan } from '../../../build/installers/deb.ts';
import { writeManifest } from '../../../build/installers/manifest.ts';
import { papersFor } from '../../../build/installers/papers.ts';
import { packagedFolder, packageName, PRODUCT } from '../../../build/packaged.ts';
import { packageProgram } from '../../../build/packaging.ts';
import { chosenElectron } from '../../../build/setup/electron-runtime.ts';
import { root } from '../../../build/setup/paths.ts';
import { signingKey } from '../../../build/update-keys.ts';
import { updateServer, type UpdateServer } from '../network/update-server.ts';
import { cleanRoot, type CleanRoot } from './clean-root.ts';
import { until } from './simulator-process.ts';
import { freshFolder, removeFolder } from './terminal-app.ts';

export const NAME = packageName('test');
export const { version: FIRST } = planFor('test');
export const NEXT = '98.0.0';
const HELPER = `/usr/lib/${NAME}/install-update`;
const TIME = 1_780_000_000;

/** A clean system in which a version of the program is installed, with its doors, and a server with the next one. */
export interface UpdatingShop {
  readonly system: CleanRoot;
  readonly server: UpdateServer;
  readonly profile: string;
  /** bytes of the next version's package */
  readonly size: number;
  installed(): string;
  /** The first version again, with nothing begun of the next one. */
  installFirst(): void;
  /** Starts the program as the person who sells. */
  starter(): string;
  /** Programs that run in there: ours, or with `all` whatever is being installed too. */
  running(which?: 'ours' | 'all'): number[];
  /** As a power cut does. */
  kill(which?: 'ours' | 'all'): Promise<void>;
  /** What the system's service does at its next start. */
  finishInstalling(): void;
  end(): Promise<void>;
}

/** As a system has it where a person sits in front: who they are is asked of nobody in a root without a seat. */
const RULE = `polkit.addRule(function (action, subject) {
  if (action.id === 'no.skranke.${NAME}.update' && subject.user === 'seller') return polkit.Result.YES;
});
`;

/** The same sources under a higher version. */
async function nextProgram(made: string): Promise<string> {
  const plan = { ...planFor('test'), version: NEXT, out: join(root, 'out', 'app-test-update') };
  await ensureBundle(plan);
  const folder = join(made, 'next');
  const papers = papersFor(plan);
  await packageProgram({ flavour: 'test', bundle: plan, folder, electron: chosenElectron(), papers });
  const [unpacked = ''] = readdirSync(folder).filter((name) => name.endsWith('-unpacked'));
  return join(folder, unpacked);
}

/** The doors of a real system: its bus, and who says what a person may have done as root. */
async function openDoors(system: CleanRoot): Promise<readonly ReturnType<typeof spawn>[]> {
  writeFileSync(join(system.folder, '/etc/polkit-1/rules.d/10-seller.rules'), RULE);
  mkdirSync(join(system.folder, '/run/dbus'), { recursive: true });
  const daemon = (...command: string[]) => spawn('chroot', [system.folder, ...command], { stdio: 'ignore' });
  system.asRoot('sh', '-c', 'test -s /etc/machine-id || dbus-uuidgen > /etc/machine-id');
  const bus = daemon('/usr/bin/dbus-daemon', '--system', '--nofork', '--nopidfile');
  const socket = join(system.folder, '/run/dbus/system_bus_socket');
  await until('the bus', async () => statSync(socket, { throwIfNoEntry: false }) !== undefined);
  return [bus, daemon('/usr/lib/polkit-1/polkitd', '--no-debug')];
}

/** @param compression of the next version's package: `small` is as it is released */
export async function updatingShop(compression: DebPlan['compression'] = 'quick'): Promise<UpdatingShop> {
  const made = freshFolder();
  const server = await updateServer();
  const system = await cleanRoot();
  const daemons = await openDoors(system);
  const doors = daemons.map(({ pid }) => pid);
  const deb = async (version: string, program: string, squeeze: DebPlan['compression']): Promise<string> => {
    const file = join(made, debName('test', version));
    await makeDeb({ flavour: 'test', version, program, deb: file, time: TIME, compression: squeeze });
    return file;
  };
  const first = await deb(FIRST, packagedFolder('test'), 'quick');
  spawnSync('cp', [first, join(system.folder, '/tmp/first.deb')]);
  system.asRoot('dpkg', '--install', '/tmp/first.deb');
  const next = await deb(NEXT, await nextProgram(made), compression);
  const key = signingKey('test');
  const told = { product: NAME, channel: 'stable', version: NEXT, time: TIME, files: [next], folder: made } as const;
  const manifest = await writeManifest({ ...told, keys: key ? [key] : [] });
  for (const file of [next, manifest]) server.files.set(file.split('/').at(-1) ?? '', readFileSync(file));
  const size = statSync(next).size;
  const profile = join(system.home, '.config', PRODUCT['test']);
  mkdirSync(profile, { recursive: true });
  writeFileSync(join(profile, 'updates.json'), JSON.stringify({ address: server.address }));
  removeFolder(made);

  const running = (which: 'ours' | 'all' = 'ours'): number[] => programsIn(system, which, doors);
  const kill = async (which: 'ours' | 'all' = 'ours'): Promise<void> => {
    await until('their end', async () => {
      const found = running(which);
      for (const pid of found) if (isThere(pid)) process.kill(pid, 'SIGKILL');
      return found.length === 0;
    });
  };
  return {
    system,
    server,
    profile,
    size,
    running,
    kill,
    installed: () => system.asRoot('dpkg-query', '--show', '--showformat=${Version}', NAME),
    installFirst() {
      rmSync(join(system.folder, `/var/lib/${NAME}-update`), { recursive: true, force: true });
      rmSync(join(profile, 'updates'), { recursive: true, force: true });
      system.asRoot('dpkg', '--force-downgrade', '--install', '/tmp/first.deb');
    },
    starter: () => system.starter(`/usr/bin/${NAME}`),
    finishInstalling: () => void system.asRoot(HELPER, 'finish'),
    async end() {
      await kill('all');
      for (const daemon of daemons) daemon.kill('SIGKILL');
      system.end();
      await server.end();
    },
  };
}

function programsIn(system: CleanRoot, which: 'ours' | 'all', doors: readonly (number | undefined)[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      if (doors.includes(pid)) return false;
      try {
        if (readlinkSync(`/proc/${pid}/root`) !== system.folder) return false;
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return which === 'all' ? line !== '' : line.startsWith(`/opt/${NAME}/`);
      } catch {
        return false;
      }
    });
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
