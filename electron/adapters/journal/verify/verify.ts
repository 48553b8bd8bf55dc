import type Database from 'libsql';
import { checkChain, checkOrder, checkStructure } from '../damage/check.ts';
import { findingOf } from '../damage/damage.ts';
import type { Finding } from '../damage/damage.ts';
import { checkSeals } from '../seal/seal-check.ts';
import type { Sealed } from '../seal/sealed.ts';
import { BEGINNING } from '../store/chain.ts';
import type { ChainEnd } from '../store/chain.ts';
import { query, text } from '../store/query.ts';

/** Links in one slice: about eight milliseconds on a counter PC. */
const LINKS = 4_000;

/** How far a verification is. */
export interface Verifying {
  readonly done: number;
  readonly total: number;
}

/**
 * What it found. `end`: the newest link, which stands for all before it; `receiptNumber` of the finding is known where
 * its sale is.
 */
export interface Verified {
  readonly end: ChainEnd;
  readonly finding: Finding | null;
  /** The first entry without the seal that it must have; null also where no seals were looked at. */
  readonly wrongSeal: number | null;
}

/**
 * Every link of a journal, its seals, that each entry is filed and found where it belongs, and the file's own order:
 * what a person asks for who wants to know whether anything was changed. Not the tables for reading, which follow from
 * the links and are the caretaker's. Reads only; meant for a connection of its own.
 *
 * @param sealed the seals that must hold; null: none
 */
export function* verifyLinks(db: Database.Database, sealed: Sealed | null = null): Generator<Verifying, Verified> {
  let end = BEGINNING;
  try {
    end = query<ChainEnd>(db, `SELECT seq, ${text('hash')} FROM events ORDER BY seq DESC LIMIT 1`).get() ?? BEGINNING;
    const total = end.seq * (sealed ? 3 : 2);
    const finding =
      checkStructure(db) ??
      (yield* counted(checkChain(db, LINKS), 0, total)) ??
      (yield* counted(checkOrder(db, LINKS), end.seq, total));
    const receiptNumber = receiptNumberOf(db, finding?.seq ?? null);
    if (finding) return { end, finding: { ...finding, receiptNumber }, wrongSeal: null };
    return { end, finding, wrongSeal: sealed && (yield* counted(checkSeals(db, sealed), 2 * end.seq, total)) };
  } catch (error) {
    const finding = findingOf(error, true);
    if (!finding) throw error;
    return { end, finding, wrongSeal: null };
  }
}

/** The till may have gone on meanwhile: never more than all. */
function* counted<T>(steps: Generator<number, T>, before: number, total: number): Generator<Verifying, T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield { done: Math.min(before + step.value, total), total };
  }
}

function receiptNumberOf(db: Database.Database, seq: number | null): number | null {
  if (seq === null) return null;
  return (
    query<{ readonly number: number }>(
      db,
      'SELECT s.receipt_number AS number FROM events e JOIN sales s ON s.sale_id = e.sale_id WHERE e.seq = ?',
    ).get(seq)?.number ?? null
  );
}
