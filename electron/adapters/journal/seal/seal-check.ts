import type Database from 'libsql';
import type { Sealed } from './sealed.ts';
import { prepareSeals } from '../tables/statements.ts';
import type { SealRow } from '../tables/statements.ts';

/** In one slice of the caretaker's: about four milliseconds. */
const AT_ONCE = 1_000;

/** The first entry whose seal is missing or wrong, or null. */
export const firstWrong = ({ key, tag, from }: Sealed, rows: readonly SealRow[]): number | null =>
  rows.find((row) => row.seq >= from && row.mac !== key.macOf(tag, row))?.seq ?? null;

/**
 * The seal of every entry that must have one; yields after each slice. Reads only. @returns the first that does not
 * hold, or null
 */
export function* checkSeals(db: Database.Database, sealed: Sealed): Generator<number, number | null> {
  const { sealsAfter } = prepareSeals(db);
  for (let after = sealed.from - 1; ;) {
    const rows = sealsAfter.all(after, AT_ONCE);
    const wrong = firstWrong(sealed, rows);
    if (wrong !== null) return wrong;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return null;
    after = last.seq;
    yield after;
  }
}
