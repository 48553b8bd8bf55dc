import { closeSync, constants, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/**
 * Reading a database's file beside SQLite. Who closes any descriptor of a file gives up all locks of the process on it
 * [sqlite.org/howtocorrupt, 2.2], also those of connections that are open, or closed and not collected yet. Another
 * program that looks at the journal would then take it for one that nobody uses, and delete the log that the till
 * writes to. So a descriptor stays open for as long as the process lives, one for each file.
 */
const held = new Map<string, number>();

/** @returns a descriptor that must not be closed */
function hold(file: string): number {
  const { dev, ino } = statSync(file, { bigint: true });
  const name = `${dev}:${ino}`;
  const known = held.get(name);
  if (known !== undefined) return known;
  const opened = openSync(file, constants.O_RDONLY);
  held.set(name, opened);
  return opened;
}

function reading<T>(file: string, work: (descriptor: number) => T): T {
  // Windows locks by handle, and an open one would keep the file from being renamed or removed.
  if (process.platform !== 'win32') return work(hold(file));
  const opened = openSync(file, constants.O_RDONLY);
  try {
    return work(opened);
  } finally {
    closeSync(opened);
  }
}

/** @returns the first bytes of a file, or null where it is shorter */
export function firstBytes(file: string, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  return reading(file, (descriptor) => readSync(descriptor, bytes, 0, length, 0)) < length ? null : bytes;
}

const AT_ONCE = 1024 * 1024;

/** Copies a database's file, not its log. Not synced. @throws when the disk refuses, or the copy is there already */
export function copyBytes(from: string, to: string): void {
  reading(from, (source) => {
    const copy = openSync(to, 'wx', 0o600);
    try {
      const { size } = fstatSync(source);
      const piece = Buffer.alloc(Math.min(AT_ONCE, Math.max(1, size)));
      for (let at = 0; at < size;) {
        const read = readSync(source, piece, 0, piece.length, at);
        if (read === 0) break;
        for (let written = 0; written < read;) written += writeSync(copy, piece, written, read - written);
        at += read;
      }
    } finally {
      closeSync(copy);
    }
  });
}
