import Database from 'libsql';
import type { JournalProblem } from '../../../../shared/journal.ts';

/** What is wrong, before it is known in which file. */
export interface Finding {
  readonly problem: JournalProblem;
  /** First entry that cannot be trusted, or null where that is not known. */
  readonly seq: number | null;
  /** Of the sale it belongs to, where that is known. */
  readonly receiptNumber?: number | null;
}

/** The journal is damaged; the file is left as it is. */
export class JournalDamage extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(`journal is damaged: ${finding.problem}${finding.seq === null ? '' : ` at entry ${finding.seq}`}`);
    this.finding = finding;
  }
}

/** What SQLite answers when the file itself is not in order; a disk that is full, busy or gone is none of these. */
const STRUCTURE = /^SQLITE_(?:CORRUPT|NOTADB|FORMAT)/;
/** While a journal is opened or checked: its tables are not what they were made as. */
const TABLES = /^SQLITE_(?:ERROR|SCHEMA|MISMATCH)$/;

/**
 * What an error of a read or write says about the file; null when it says nothing. @param whole the journal is being
 * opened or checked
 */
export function findingOf(error: unknown, whole = false): Finding | null {
  if (error instanceof JournalDamage) return error.finding;
  if (error instanceof Database.SqliteError && (STRUCTURE.test(error.code) || (whole && TABLES.test(error.code))))
    return { problem: 'structure', seq: null };
  return null;
}

/** @throws a JournalDamage in place of an error that tells of one */
export function reading<T>(work: () => T, whole = false): T {
  try {
    return work();
  } catch (error) {
    const finding = findingOf(error, whole);
    throw finding ? new JournalDamage(finding) : error;
  }
}
