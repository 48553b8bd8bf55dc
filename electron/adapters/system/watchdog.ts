import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Log } from '../../core/ports/log.ts';

/**
 * A process that outlives this one and holds the other end of a pipe. Whatever ends this process closes the pipe; only
 * who ends on purpose says so first. A till that dies again and again within a minute is started at once three times,
 * then every half minute: a cause that goes away (a full disk) must find it running.
 *
 * The shell of the system, not a second Electron: it costs a megabyte, and there is nothing in it that can fail.
 */
const POSIX = `
from=$(date +%s); word=
IFS= read -r word
[ "$word" = bye ] && exit 0
n=$1; shift
[ $(($(date +%s) - from)) -ge 60 ] && n=0
[ "$n" -ge 3 ] && sleep 30
SKRANKE_RETURNED=$((n + 1)) exec "$@"
`;

/** The same for Windows, where nobody has seen it run yet. The program comes in by its environment. */
const WINDOWS = `
$word = [Console]::In.ReadLine()
if ($word -eq 'bye') { exit 0 }
$again = $env:SKRANKE_AGAIN | ConvertFrom-Json
if ($again.args.Count -gt 0) { Start-Process -FilePath $again.path -ArgumentList $again.args }
else { Start-Process -FilePath $again.path }
`;

export interface Watchdog {
  /** This process ends on purpose. */
  bye(): void;
}

/** @param command what starts this program as it runs now */
export function startWatchdog(
  command: readonly [string, ...string[]],
  log: Log,
  platform: NodeJS.Platform = process.platform,
): Watchdog {
  const [path, ...args] = command;
  const returned = /^\d{1,6}$/.test(process.env['SKRANKE_RETURNED'] ?? '') ? process.env['SKRANKE_RETURNED'] : '0';
  const [shell, parameters, more]: readonly [string, readonly string[], Readonly<Record<string, string>>] =
    platform === 'win32'
      ? [
          'powershell.exe',
          ['-NoProfile', '-NonInteractive', '-WindowStyle', 'Hidden', '-Command', WINDOWS],
          { SKRANKE_AGAIN: JSON.stringify({ path, args }) },
        ]
      : ['/bin/sh', ['-c', POSIX, 'skranke-watchdog', returned ?? '0', ...command], {}];
  const child: ChildProcess = spawn(shell, parameters, {
    // A group of its own: what ends the till with its group does not end it.
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...more },
  });
  const failed = (error: unknown) =>
    log.warn('watchdog gone', { error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
  child.on('error', failed);
  child.stdin?.on('error', failed);
  child.unref();
  return { bye: () => void child.stdin?.end('bye\n') };
}
