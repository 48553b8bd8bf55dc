import { hash as digest } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../../files/whole-file.ts';
import { chainHash } from './chain.ts';
import type { ChainEnd, ChainLink } from './chain.ts';

/**
 * The audit roll: the newest entries once more, in a plain file beside the database, as the paper roll that stays in
 * the till. SQLite drops the end of a torn or flipped log without a word; the roll knows what was there. It is written
 * after each commit and not synced: a killed process does not lose it, and after a power cut the database, which is
 * synced, is ahead of it. Bodies are not in it, so no phone number is.
 *
 * First line: `skranke-roll <sha256 of the rest> {tag, version, seq, hash}`, the link before its first entry. Then
 * `<seq> <hash>[.<seal>] <payload>` each.
 */
const headSchema = z.object({
  tag: z.string(),
  version: z.number().int(),
  seq: z.number().int().min(0),
  hash: z.string(),
});
export type RollHead = z.infer<typeof headSchema>;

/** Longer than this it is cut to its newest part. */
export const ROLL_BYTES = 512 * 1024;
/** Entries that stay: more than the write-ahead log can hold before it is moved into the database. */
export const ROLL_ENTRIES = 600;
/** Never read further: a roll is cut long before. */
const MOST_BYTES = 16 * 1024 * 1024;

const WORD = 'skranke-roll';
const LINE = /^(\d{1,15}) ([0-9a-f]{64})(?:\.([0-9a-f]{64}))? (\{.*\})$/;

export interface RollFound {
  readonly head: RollHead;
  /** Where the roll ends by its own account, when its last line is whole; not verified. */
  readonly end: ChainEnd | null;
  /** Every entry that chains on the line before it, in order; where a line is garbled, the next is not among them. */
  verified(): readonly ChainLink[];
}

/** Enough for the first line, and for the last one: an entry of a sale with many lines. */
const PEEK_BYTES = 16 * 1024;

/**
 * Reads the two ends of a roll; what is between only when it is asked for.
 *
 * @returns null when there is no roll, or its first line cannot be trusted
 */
export function readRoll(path: string): RollFound | null {
  let ends: string[];
  try {
    ends = readEnds(path);
  } catch {
    return null;
  }
  const [first = '', last = ''] = ends;
  const head = headOf(first.slice(0, first.indexOf('\n')));
  if (!head) return null;
  const newest = last.endsWith('\n') ? last.slice(last.lastIndexOf('\n', last.length - 2) + 1, -1) : '';
  const link = newest.startsWith(WORD) ? head : linkOf(newest);
  return { head, end: link && { seq: link.seq, hash: link.hash }, verified: () => verify(head, readLines(path)) };
}

function readEnds(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    return [0, Math.max(0, size - PEEK_BYTES)].map((from) => {
      const bytes = Buffer.alloc(Math.min(PEEK_BYTES, size));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from));
    });
  } finally {
    closeSync(file);
  }
}

/** The lines after the first; a torn last one is no line. */
function readLines(path: string): string[] {
  try {
    if (statSync(path).size > MOST_BYTES) return [];
    return readFileSync(path, 'utf8').split('\n').slice(1, -1);
  } catch {
    return [];
  }
}

function verify(head: RollHead, lines: readonly string[]): ChainLink[] {
  const links: ChainLink[] = [];
  let before: string | null = head.hash;
  for (const line of lines) {
    const link = linkOf(line);
    if (link && before !== null && chainHash(before, link.seq, link.payload) === link.hash) links.push(link);
    before = link?.hash ?? null;
  }
  return links;
}

function linkOf(line: string): ChainLink | null {
  const parts = LINE.exec(line);
  return parts ? { seq: Number(parts[1]), hash: parts[2] ?? '', mac: parts[3] ?? null, payload: parts[4] ?? '' } : null;
}

function headOf(line: string): RollHead | null {
  const [word, sum, ...rest] = line.split(' ');
  const json = rest.join(' ');
  if (word !== WORD || sum !== digest('sha256', json, 'hex')) return null;
  return headSchema.safeParse(JSON.parse(json)).data ?? null;
}

const textOf = (links: readonly ChainLink[]): string =>
  links.map(({ seq, hash, mac, payload }) => `${seq} ${hash}${mac ? `.${mac}` : ''} ${payload}\n`).join('');

/**
 * The roll of a journal that is open. Nothing here throws: a disk that refuses costs the second copy, never the sale.
 */
export class AuditRoll {
  readonly #path: string;
  #file: number | null = null;
  #size = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether it must be written anew: it is too long, or the disk refused a line and it has a hole. */
  get isDue(): boolean {
    return this.#file === null || this.#size > ROLL_BYTES;
  }

  /** Goes on with the file as it stands; it must end where the database ends. */
  resume(): void {
    this.#attempt(() => {
      this.#file = openSync(this.#path, 'a', 0o600);
      this.#size = fstatSync(this.#file).size;
    });
  }

  /** Writes it anew with these newest entries, whole or not at all. */
  rewrite(head: RollHead, links: readonly ChainLink[]): void {
    this.close();
    const json = JSON.stringify(head);
    const text = `${WORD} ${digest('sha256', json, 'hex')} ${json}\n${textOf(links)}`;
    this.#attempt(() => {
      writeWhole(this.#path, text);
      this.#file = openSync(this.#path, 'a');
      this.#size = Buffer.byteLength(text);
    });
  }

  /** The entries of one commit, in one write. */
  add(links: readonly ChainLink[]): void {
    const file = this.#file;
    if (file === null) return;
    const text = Buffer.from(textOf(links));
    this.#attempt(() => {
      if (writeSync(file, text) < text.length) throw new Error('short write');
      this.#size += text.length;
    });
  }

  close(): void {
    const file = this.#file;
    this.#file = null;
    if (file !== null) this.#attempt(() => closeSync(file));
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch {
      const file = this.#file;
      this.#file = null;
      if (file !== null) this.#attempt(() => closeSync(file));
    }
  }
}
