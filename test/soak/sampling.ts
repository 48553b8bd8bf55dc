import { appendFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weighFamily, type ProcessWeight } from '../support/app/processes.ts';
import { countOf, type Sample } from './verdict.ts';

/** Chromium's word for the process in which the simulated wallet runs: no shop has one. */
const WALLET = 'node';
const COLUMNS = ['minute', 'sales', 'memory', 'resident', 'wallet', 'processes', 'files', 'bytes'] as const;
const HANDLES = ['file', 'socket', 'pipe', 'memory', 'other'] as const;

/** Looks at a running program and writes what it sees into a file, a line a look. */
export class Sampler {
  readonly samples: Sample[] = [];
  readonly #pid: number;
  readonly #profile: string;
  readonly #file: string;

  constructor(pid: number, profile: string, file: string) {
    this.#pid = pid;
    this.#profile = profile;
    this.#file = file;
    writeFileSync(file, `${[...COLUMNS, ...HANDLES, 'each'].join(',')}\n`);
  }

  look(minute: number, sales: number): Sample {
    const all = weighFamily(this.#pid);
    const ours = all.filter(({ kind }) => kind !== WALLET);
    const files = filesOf(this.#profile);
    const sample: Sample = {
      minute,
      sales,
      memory: megabytes(ours, 'proportional'),
      resident: megabytes(ours, 'resident'),
      wallet: megabytes(
        all.filter(({ kind }) => kind === WALLET),
        'proportional',
      ),
      processes: ours.length,
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      handles: ours.flatMap(({ kind, handles }) => handles.map((each) => `${kind} ${each}`)),
      names: files.map(({ name }) => name),
    };
    this.samples.push(sample);
    const each = ours.map(({ kind, proportional }) => `${kind} ${(proportional / 1024).toFixed(1)}`).join(' ');
    const handles = HANDLES.map((kind) => countOf(sample, kind));
    const figures = COLUMNS.map((column) => round(sample[column]));
    appendFileSync(this.#file, `${[...figures, ...handles, each].join(',')}\n`);
    return sample;
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

const megabytes = (processes: readonly ProcessWeight[], of: 'proportional' | 'resident'): number =>
  processes.reduce((sum, each) => sum + each[of], 0) / 1024;

function filesOf(folder: string): { name: string; bytes: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const path = join(entry.parentPath, entry.name);
    // It can have gone since.
    const bytes = statSync(path, { throwIfNoEntry: false })?.size;
    return bytes === undefined ? [] : [{ name: path.slice(folder.length + 1), bytes }];
  });
}
