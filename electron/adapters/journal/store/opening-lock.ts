import Database from 'libsql';

/** Somebody has this journal open already: another window of this process, or another process. */
export class JournalInUse extends Error {}

/**
 * Beside a volume; empty, and it stays there: only the system's lock on it counts, which ends with the process, however
 * it ends.
 */
export const lockOf = (file: string): string => file.replace(/\.db$/, '.lock');

/**
 * One journal has one writer. The lock stands on a file of its own, because the journal itself is read through other
 * connections while it is open: by its caretaker and by `verify-journal`.
 *
 * @returns what gives it back
 * @throws a JournalInUse when it is held, in this process too
 */
export function takeOpeningLock(file: string): () => void {
  const lock = new Database(lockOf(file));
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new JournalInUse('the journal is open already');
    throw error;
  }
  return () => {
    // Said in so many words: a closed connection of libsql lives on until it is collected, and its lock with it.
    if (lock.inTransaction) lock.exec('ROLLBACK');
    lock.close();
  };
}

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY';
