import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { goneFrom } from './terminal-app.ts';

/** A program that was started, and the processes that show its pages. */
export interface Pages {
  /**
   * Waits until there is a page. `filtered`: every page's process has a filter of system calls. `apart`: each is among
   * processes of its own, which needs the system's namespaces. `switchedOff`: somebody told it not to.
   */
  inSandbox(): Promise<{ readonly filtered: boolean; readonly apart: boolean; readonly switchedOff: boolean }>;
  end(): Promise<void>;
}

const LOOK_MS = 200;

/** @param installed the folder of the program, as its own processes know it */
export async function pagesOf(starter: string, installed: string): Promise<Pages> {
  const child = spawn(starter, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const pages = (): number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isPage(pid, installed));
  return {
    async inSandbox() {
      let all = pages();
      for (; all.length === 0; all = pages()) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`it ended (${child.exitCode ?? child.signalCode}):\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      const own = readlinkSync('/proc/self/ns/pid');
      return {
        filtered: all.every((pid) => /^Seccomp:\s+2$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))),
        apart: all.every((pid) => readlinkSync(`/proc/${pid}/ns/pid`) !== own),
        switchedOff: all.some((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--no-sandbox')),
      };
    },
    async end() {
      child.kill('SIGTERM');
      await goneFrom(child);
    },
  };
}

function isPage(pid: number, installed: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command.includes(installed) && command.includes('--type=renderer');
  } catch {
    return false;
  }
}
