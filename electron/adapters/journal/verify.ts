import type Database from 'libsql';
import { checkChain, checkOrder, checkStructure } from './check.ts';
import { BEGINNING } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import { findingOf } from './damage.ts';
import type { Finding } from './damage.ts';
import { query, text } from './query.ts';

/** Links in one slice: about eight milliseconds on a counter PC. */
const LINKS = 4_000;

/** How far a verification is. */
export interface Verifying {
  readonly done: number;
  readonly total: number;
}

/** What it found. `end`: the newest link, which stands for all before it; `receiptNumber` of the finding is known where its sale is. */
export interface Verified {
  readonly end: ChainEnd;
  readonly finding: Finding | null;
}

/**
 * Every link of a journal, that each is filed and found where it belongs, and the file's own order: what a person asks for who wants to know whether
 * anything was changed. Not the tables for reading, which follow from the links and are the caretaker's. Reads only; meant for a connection of its own.
 */
export function* verifyLinks(db: Database.Database): Generator<Verifying, Verified> {
  let end = BEGINNING;
  try {
    end = query<ChainEnd>(db, `SELECT seq, ${text('hash')} FROM events ORDER BY seq DESC LIMIT 1`).get() ?? BEGINNING;
    const total = end.seq * 2;
    const finding = checkStructure(db) ?? (yield* counted(checkChain(db, LINKS), 0, total)) ?? (yield* counted(checkOrder(db, LINKS), end.seq, total));
    return { end, finding: finding && { ...finding, receiptNumber: receiptNumberOf(db, finding.seq) } };
  } catch (error) {
    const finding = findingOf(error, true);
    if (!finding) throw error;
    return { end, finding };
  }
}

/** The till may have gone on meanwhile: never more than all. */
function* counted(steps: Generator<number, Finding | null>, before: number, total: number): Generator<Verifying, Finding | null> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield { done: Math.min(before + step.value, total), total };
  }
}

function receiptNumberOf(db: Database.Database, seq: number | null): number | null {
  if (seq === null) return null;
  return query<{ readonly number: number }>(db, 'SELECT s.receipt_number AS number FROM events e JOIN sales s ON s.sale_id = e.sale_id WHERE e.seq = ?').get(seq)?.number ?? null;
}
