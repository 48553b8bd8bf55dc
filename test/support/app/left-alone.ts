import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder, removeFolder } from './terminal-app.ts';

/**
 * A released program that nobody touches, in a network of its own where each try to reach anything is counted by the
 * system.
 */
export interface LeftAlone {
  /**
   * `network`: counters that moved, with their values. `sandboxed`: every page's process runs under a filter of system
   * calls.
   */
  readonly minute: Promise<{
    readonly network: readonly string[];
    readonly sandboxed: boolean;
    readonly started: boolean;
  }>;
  end(): void;
}

const MINUTE_MS = 60_000;
const NOBODY = 65_534;
const inside = ['--net', '--', 'setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];

/**
 * It needs Linux, and root: to make the network, and to start the program as somebody who is not root, as in a shop.
 */
export const canLeaveAlone = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', [...inside, 'true']).status === 0;

/** What the system counts of one network: connections begun, packets sent, and tries for which there was no way out. */
function counters(pid: number): Map<string, number> {
  const counted = new Map<string, number>();
  const lines = readFileSync(`/proc/${pid}/net/snmp`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  for (let at = 0; at + 1 < lines.length; at += 2)
    lines[at]?.forEach((name, index) => counted.set(`${lines[at]?.[0]}${name}`, Number(lines[at + 1]?.[index])));
  for (const line of readFileSync(`/proc/${pid}/net/snmp6`, 'utf8').trim().split('\n')) {
    const [name = '', value] = line.split(/\s+/);
    counted.set(name, Number(value));
  }
  const told = [
    'Ip:OutRequests',
    'Ip:OutNoRoutes',
    'Tcp:ActiveOpens',
    'Udp:OutDatagrams',
    'Ip6OutNoRoutes',
    'Udp6OutDatagrams',
  ];
  return new Map(told.map((name) => [name, counted.get(name) ?? NaN]));
}

const seccompOf = (pid: number): string =>
  /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';

/** Processes of a program that show pages, by the folder of its data. */
function renderers(home: string): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    try {
      return (
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer') &&
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(home)
      );
    } catch {
      return false;
    }
  });
}

export function leftAlone(executable: string): LeftAlone {
  const home = freshFolder();
  const { DISPLAY, XAUTHORITY, PATH } = process.env;
  const authority = join(home, 'x-authority');
  if (XAUTHORITY) copyFileSync(XAUTHORITY, authority);
  for (const path of [home, ...(XAUTHORITY ? [authority] : [])]) chownSync(path, NOBODY, NOBODY);
  chmodSync(home, 0o700);
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_RUNTIME_DIR: home,
    PATH,
    DISPLAY,
    ...(XAUTHORITY ? { XAUTHORITY: authority } : {}),
  };
  const child = spawn('unshare', [...inside, executable], { env, stdio: 'ignore' });
  const { pid } = child;
  let ended = false;
  child.once('close', () => (ended = true));
  let timer: NodeJS.Timeout | undefined;
  const minute = new Promise<Awaited<LeftAlone['minute']>>((resolve) => {
    timer = setTimeout(() => {
      if (pid === undefined || ended) return resolve({ network: [], sandboxed: false, started: false });
      const pages = renderers(home);
      const moved = [...counters(pid)].filter(([, value]) => value !== 0).map(([name, value]) => `${name} ${value}`);
      resolve({
        network: moved,
        sandboxed: pages.length > 0 && pages.every((page) => seccompOf(page) === '2'),
        started: true,
      });
    }, MINUTE_MS);
  });
  return {
    minute,
    end() {
      clearTimeout(timer);
      child.once('close', () => removeFolder(home));
      if (ended) removeFolder(home);
      child.kill('SIGKILL');
    },
  };
}
