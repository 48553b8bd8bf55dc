import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';

/**
 * Another connection holds the file for moments: a `verify-journal` that ends, or a program before us whose connection
 * is closed only when it is collected.
 */
export const WAIT_WHILE_BUSY = 'PRAGMA busy_timeout = 2000;';

/**
 * A connection through which SQLite never writes to the files, whatever it finds in them, not even when it is closed.
 */
export function readOnly(file: string): Database.Database {
  const db = new Database(`${pathToFileURL(file).href}?mode=ro`);
  db.exec(WAIT_WHILE_BUSY);
  return db;
}

/**
 * As {@link readOnly}, for a file that nobody writes to: nothing is made beside it either, so that it may stand in a
 * folder or on a disk that cannot be written to.
 */
const atRest = (file: string): Database.Database => new Database(`${pathToFileURL(file).href}?mode=ro&immutable=1`);

/** To look at a file without leaving a trace. Who writes to a journal, or did not end, has a log beside it. */
export const toLookAt = (file: string): Database.Database =>
  existsSync(`${file}-wal`) ? readOnly(file) : atRest(file);

type Value = string | number | null;

/**
 * A SELECT whose texts come as bytes and are decoded here: libsql ends the whole process when a text is not UTF-8, and
 * one flipped bit makes it so. Every text column must go through {@link text}. A byte that is no UTF-8 becomes U+FFFD,
 * and then the hash does not hold.
 */
export interface Query<T> {
  get(...values: Value[]): T | undefined;
  all(...values: Value[]): T[];
}

/** Columns of text in a SELECT. */
export const text = (...columns: string[]): string =>
  columns.map((column) => `CAST(${column} AS BLOB) AS ${column.slice(column.indexOf('.') + 1)}`).join(', ');

export function query<T>(db: Database.Database, sql: string): Query<T> {
  const statement = db.prepare(sql);
  return {
    get(...values) {
      const row = statement.get(...values);
      return row === undefined ? undefined : (decoded(row) as T);
    },
    all: (...values) => statement.all(...values).map((row) => decoded(row) as T),
  };
}

function decoded(row: unknown): unknown {
  const record = row as Record<string, unknown>;
  for (const name in record) {
    const value = record[name];
    if (value instanceof ArrayBuffer) record[name] = Buffer.from(value).toString('utf8');
    else if (value instanceof Uint8Array)
      record[name] = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
  }
  return record;
}
