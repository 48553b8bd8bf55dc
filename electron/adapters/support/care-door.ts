import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir, hostname, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { writeExport } from '../files/export-file.ts';
import type { FileLog } from '../log/log.ts';
import type { CareDoor, FileFact, PackedFile } from '../../core/ports/care.ts';
import type { Log } from '../../core/ports/log.ts';

export interface CareDoorOptions extends Pick<CareDoor, 'world' | 'choose'> {
  /** The profile. */
  readonly folder: string;
  /** Where the system writes down how the program crashed. */
  readonly crashFolder: string;
  readonly log: Log & Pick<FileLog, 'read' | 'redact'>;
}

const MOST_FILES = 500;
const MOST_CRASHES = 3;
const MOST_CRASH_BYTES = 20 * 1024 * 1024;
const MINIDUMP = /\.dmp$/;
/** Chromium keeps folders of its own there. */
const isOurs = (name: string): boolean => !/[\\/]/.test(name) || /^(?:logs|seals)[\\/]/.test(name);

/** The machine as support may learn of it. */
export function createCareDoor({ folder, crashFolder, log, world, choose }: CareDoorOptions): CareDoor {
  return {
    world,
    choose,
    log: () => log.read(),
    redact: (line) => log.redact(line),
    newName: () => randomUUID(),
    userNames: [userInfo().username, basename(homedir()), hostname()],
    files: () => filesIn(folder, isOurs),
    async crashes() {
      const found = await filesIn(crashFolder, (name) => MINIDUMP.test(name));
      const newest = found
        .filter(({ bytes }) => bytes <= MOST_CRASH_BYTES)
        .toSorted((a, b) => b.changedAt - a.changedAt)
        .slice(0, MOST_CRASHES);
      return Promise.all(
        newest.map(async ({ name }) => ({ name: basename(name), bytes: await readFile(join(crashFolder, name)) })),
      );
    },
    pack: (path, files) => writeExport(path, [zipped(files)], log),
  };
}

const zipped = (files: readonly PackedFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])));

async function filesIn(folder: string, wanted: (name: string) => boolean): Promise<readonly FileFact[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const facts = await Promise.all(
    names
      .filter(wanted)
      .slice(0, MOST_FILES)
      .map(async (name): Promise<FileFact | null> => {
        const found = await stat(join(folder, name)).catch(() => null);
        return found?.isFile() ? { name, bytes: found.size, changedAt: found.mtimeMs } : null;
      }),
  );
  return facts.filter((each) => each !== null);
}
