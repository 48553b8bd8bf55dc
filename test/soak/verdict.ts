import { median } from '../bench/figures.ts';

/** One look at the program; the simulated wallet's process is in none of it but its own figure. */
export interface Sample {
  readonly minute: number;
  /** turns of the cashier until then */
  readonly sales: number;
  /** MB, with what processes share divided among them */
  readonly memory: number;
  /** MB, what processes share counted for each */
  readonly resident: number;
  readonly wallet: number;
  readonly processes: number;
  /** in the profile */
  readonly files: number;
  readonly bytes: number;
  /** kind of process and what it holds open */
  readonly handles: readonly string[];
  readonly names: readonly string[];
}

/** A look while nobody had touched the till for a while, so that lines that are kept for the next request are shut. */
export interface Rest {
  readonly first: Sample;
  readonly last: Sample;
}

export type HandleKind = 'file' | 'socket' | 'pipe' | 'memory' | 'other';

export const LIMIT_PERCENT = 5;
/** Minutes that are taken together: one look in the middle of a sale says little. */
const WINDOW = 10;
/** Of Chromium's own: what is shared between its processes for pictures comes and goes, and is weighed as memory. */
const JUDGED: readonly HandleKind[] = ['file', 'socket', 'pipe', 'other'];

/** Chromium's caches and databases of its own, which it makes when it first has something to keep. */
const CHROMIUM = [
  'Cache',
  'Code Cache',
  'Cookies',
  'Crashpad',
  'DIPS',
  'DawnGraphiteCache',
  'DawnWebGPUCache',
  'GPUCache',
  'Local State',
  'Local Storage',
  'Network',
  'Partitions',
  'Preferences',
  'Session Storage',
  'Shared Dictionary',
  'SharedStorage',
  'TransportSecurity',
  'Trust Tokens',
  'blob_storage',
];
const isOurs = (name: string): boolean => !CHROMIUM.some((each) => name.startsWith(each));

export const handleKind = (handle: string): HandleKind => {
  const target = handle.slice(handle.indexOf(' ') + 1);
  if (target === 'socket' || target === 'pipe' || target === 'memory') return target;
  return target.startsWith('/') && !target.startsWith('/dev/') ? 'file' : 'other';
};

export const countOf = ({ handles }: Pick<Sample, 'handles'>, kind: HandleKind): number =>
  handles.filter((handle) => handleKind(handle) === kind).length;

export interface Verdict {
  /** more memory than at the end of the first quarter, at the highest of any ten minutes */
  readonly growthPercent: number;
  readonly said: readonly string[];
  readonly faults: readonly string[];
}

/**
 * @param minutes how long it ran: memory is held against the last ten minutes of its first quarter
 * @param rest the first one at the end of the first quarter
 */
export function judge(samples: readonly Sample[], rest: Rest, minutes: number): Verdict {
  const quarter = minutes / 4;
  const window = Math.max(1, Math.min(WINDOW, Math.floor(quarter)));
  const upTo = (end: number): number =>
    median(samples.filter(({ minute }) => minute > end - window && minute <= end).map(({ memory }) => memory));
  const before = upTo(quarter);
  const later = samples.map(({ minute }) => minute).filter((minute) => minute >= quarter + window);
  const highest = Math.max(...later.map(upTo));
  const growthPercent = (highest / before - 1) * 100;
  const grown = JUDGED.filter((kind) => countOf(rest.last, kind) > countOf(rest.first, kind));
  const left = rest.last.names.filter((name) => !rest.first.names.includes(name) && isOurs(name));
  const counts = (sample: Sample) => JUDGED.map((kind) => `${countOf(sample, kind)} ${kind}`).join(', ');
  return {
    growthPercent,
    said: [
      `memory ${before.toFixed(1)} MB after the first quarter, at the highest ${highest.toFixed(1)} MB: ` +
        `${growthPercent.toFixed(1)} % (at most ${LIMIT_PERCENT})`,
      `open at rest after the first quarter: ${counts(rest.first)}; at the end: ${counts(rest.last)}`,
      `files in the profile: ${rest.first.files}, at the end ${rest.last.files}`,
    ],
    faults: [
      ...(growthPercent <= LIMIT_PERCENT ? [] : ['memory grew too much']),
      ...grown.map((kind) => `left open: ${kind} (${added(rest, kind).join('; ')})`),
      ...left.map((name) => `left in the profile: ${name}`),
    ],
  };
}

/** What is there more often than it was. */
function added({ first, last }: Rest, kind: HandleKind): string[] {
  const of = ({ handles }: Sample) => handles.filter((handle) => handleKind(handle) === kind);
  const times = (list: readonly string[], wanted: string) => list.filter((each) => each === wanted).length;
  return [...new Set(of(last))]
    .map((handle) => ({ handle, more: times(of(last), handle) - times(of(first), handle) }))
    .filter(({ more }) => more > 0)
    .map(({ handle, more }) => `${handle} +${more}`);
}
