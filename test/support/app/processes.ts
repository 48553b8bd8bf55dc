import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What Linux tells of a process and all that it has started. Elsewhere nothing is told. */

export interface ProcessWeight {
  readonly pid: number;
  /** `main`, or what Chromium calls it: renderer, gpu-process, zygote, a utility's service … */
  readonly kind: string;
  /** KB of its own, with its share of what several use. */
  readonly proportional: number;
  /** KB in memory; what several use counts for each. */
  readonly resident: number;
  /** What it holds open, as the system names it; numbers that say nothing are left out. */
  readonly handles: readonly string[];
}

/** A process and all its descendants, by their numbers. */
export function familyOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const belongs = (each: number): boolean =>
    each === pid || (parents.get(each) !== undefined && belongs(parents.get(each) ?? 0));
  return [...parents.keys()].filter(belongs);
}

export const weighFamily = (pid: number): ProcessWeight[] =>
  familyOf(pid).map((each) => ({
    pid: each,
    kind: kindOf(tryRead(`/proc/${each}/cmdline`)),
    proportional: proportionalOf(each),
    resident: Number(/^VmRSS:\s+(\d+) kB/m.exec(tryRead(`/proc/${each}/status`))?.[1] ?? 0),
    handles: handlesOf(each),
  }));

export const proportionalOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(tryRead(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

function parentOf(pid: number): number | undefined {
  const stat = tryRead(`/proc/${pid}/stat`);
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return parent > 0 ? parent : undefined;
}

/** @param commandLine as the system keeps it, with a zero after each word */
export function kindOf(commandLine: string): string {
  const of = (name: string) => new RegExp(`--${name}=([^\0 ]+)`).exec(commandLine)?.[1];
  return of('utility-sub-type')?.split('.')[0] ?? of('type') ?? 'main';
}

function handlesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((name) => {
      try {
        return [handleName(readlinkSync(`${folder}/${name}`))];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

/** A socket is a socket, whatever its number. */
export const handleName = (target: string): string =>
  target
    .replace(/^(socket|pipe):.*$/, '$1')
    .replace(/^.*\/(dev\/shm|tmp)\/\.?org\.chromium\..*$/, 'memory')
    .replace(/^\/memfd:.*$/, 'memory')
    .replace(/^\/proc\/\d+\//, '/proc/N/');

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
