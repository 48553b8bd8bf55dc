import { existsSync, openSync, readSync, closeSync } from 'node:fs';
import { toLookAt } from '../store/query.ts';
import { verifyLinks } from './verify.ts';
import { verifyLines } from './verify-lines.ts';
import type { LinesProblem } from './verify-lines.ts';
import { runThrough } from '../damage/check.ts';
import { isOurs } from '../damage/examine.ts';
import { findingOf } from '../damage/damage.ts';
import type { Finding } from '../damage/damage.ts';

/**
 * `npm run verify-journal -- FILE`: whether a journal, or one that was exported as JSON lines, is what the terminal
 * wrote. Ends with 1 where it is not.
 */

const HELP = `Checks a journal of Skranke: a file journal-….db (which is only read), or an export (.jsonl).

  npm run verify-journal -- FILE

Says where the first broken link is, and ends with 1; with 0 when every link holds.
`;

const IN_JOURNAL: Readonly<Record<Finding['problem'], string>> = {
  missing: 'the file is empty',
  structure: 'the order of the file itself is broken, or this is no journal of this version',
  gap: 'an entry is missing here',
  hash:
    'the entry is not what was written: its hash does not follow from its ' +
    'content and the entry before it, or it is filed under another sale',
  payload: 'the entry cannot be read',
  end: 'the newest entries are lost',
  foreign: 'the file belongs to another journal',
};
const IN_LINES: Readonly<Record<LinesProblem, string>> = {
  head: 'the first line does not name a journal',
  line: 'the line is no entry',
  order: 'the entry with this number should stand here: it is missing, or entries have another order',
  hash: 'the entry is not what was written: its hash does not follow from its content and the line before it',
  cut: 'the file ends before its last line: what follows was cut off',
  end: 'the last line names another end than the entries have: entries are missing before it',
  more: 'there are lines after the last one',
};

function isDatabase(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    return readSync(file, head, 0, 16, 0) === 16 && head.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(file);
  }
}

interface Outcome {
  readonly entries: number;
  readonly hash: string;
  /** In words, with the place; null when all is well. */
  readonly broken: string | null;
}

const receipt = (number: number | null | undefined): string =>
  number === null || number === undefined ? '' : `, receipt ${number}`;

function database(path: string): Outcome {
  const broken = ({ problem, seq, receiptNumber }: Finding) =>
    `${seq === null ? '' : `entry ${seq}${receipt(receiptNumber)}: `}${IN_JOURNAL[problem]}`;
  if (!isOurs(path)) return { entries: 0, hash: '', broken: broken({ problem: 'structure', seq: null }) };
  const db = toLookAt(path);
  try {
    const { end, finding } = runThrough(verifyLinks(db));
    return { entries: end.seq, hash: end.hash, broken: finding && broken(finding) };
  } finally {
    db.close();
  }
}

async function lines(path: string): Promise<Outcome> {
  const { end, broken } = await verifyLines(path);
  if (!broken) return { entries: end.seq, hash: end.hash, broken: null };
  const { line, seq, receiptNumber, problem } = broken;
  return {
    entries: end.seq,
    hash: end.hash,
    broken: `line ${line}${seq === null ? '' : `, entry ${seq}${receipt(receiptNumber)}`}: ${IN_LINES[problem]}`,
  };
}

async function main(path: string | undefined): Promise<number> {
  if (path === undefined || path === '--help') {
    process.stdout.write(HELP);
    return path === undefined ? 1 : 0;
  }
  if (!existsSync(path)) {
    process.stderr.write(`There is no file ${path}.\n`);
    return 1;
  }
  const started = performance.now();
  const { entries, hash, broken } = isDatabase(path) ? database(path) : await lines(path);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    broken === null
      ? `Whole: every link holds. ${entries} entries in ${seconds} s; the newest is ${entries} ${hash}\n`
      : `BROKEN at ${broken}.\n`,
  );
  return broken === null ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  const finding = findingOf(error, true);
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${finding ? `BROKEN: ${IN_JOURNAL[finding.problem]}` : `The file cannot be read: ${why}`}.\n`);
  process.exitCode = 1;
}
