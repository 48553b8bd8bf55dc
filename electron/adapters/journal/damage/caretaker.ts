import type { CheckResult } from './check.ts';
import type { Finding } from './damage.ts';
import type { Sealed } from '../seal/sealed.ts';
import type { SqliteJournal } from '../store/sqlite-journal.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Log } from '../../../core/ports/log.ts';

const FIRST_CHECK_MS = 2_000;
const CHECK_AGAIN_MS = 24 * 3_600_000;
/** A slice takes a few milliseconds; the pause after it leaves the machine to the sale. */
const PAUSE_MS = 20;
/** How long a forgotten body may stay in the write-ahead log. */
const EMPTY_LOG_MS = 60_000;
/** How far the head may be behind the journal. Never written on the way of a sale. */
const HEAD_MS = 15_000;

export interface CaretakerDeps {
  readonly journal: SqliteJournal;
  readonly clock: Clock;
  readonly log: Log;
  damaged(finding: Finding): void;
  /** The journal's seal: which entries must carry one, how far it has come, and that one does not hold. */
  readonly seal?: { wanted(): Sealed | null; keep(): void; wrong(seq: number): void };
  /** Tables for reading were wrong and have been put right: what was read from them must be read again. */
  rebuilt(): void;
}

/**
 * Looks after an open journal beside the work: checks all of it after the start and once a day, and empties the
 * write-ahead log of what was forgotten.
 */
export function startCaretaker({ journal, clock, log, damaged, rebuilt, seal }: CaretakerDeps): () => void {
  let stopCheck: () => void = () => undefined;
  let abandon: () => void = () => undefined;
  let stopLog: () => void = () => undefined;
  let stopHead: () => void = () => undefined;

  const ended = ({ finding, rebuilt: count, wrongSeal }: CheckResult, ms: number) => {
    log.info('journal checked', {
      entries: journal.size,
      ms: Math.round(ms),
      problem: finding?.problem ?? null,
      rebuilt: count,
    });
    if (finding) return damaged(finding);
    if (wrongSeal !== null) seal?.wrong(wrongSeal);
    stopCheck = clock.after(CHECK_AGAIN_MS, begin);
    if (count === 0) return;
    log.warn('tables for reading did not say what the events say and were written anew', { sales: count });
    rebuilt();
  };
  const begin = () => {
    const steps = journal.check(seal?.wanted() ?? null);
    abandon = () => void steps.return({ finding: null, rebuilt: 0, wrongSeal: null });
    const started = clock.monotonic();
    const next = () => {
      try {
        const step = steps.next();
        if (step.done) ended(step.value, clock.monotonic() - started);
        else stopCheck = clock.after(PAUSE_MS, next);
      } catch (error) {
        // A disk that is busy or gone says nothing about the file: the next check will.
        log.warn('journal not checked', { error: error instanceof Error ? error.message : String(error) });
        stopCheck = clock.after(CHECK_AGAIN_MS, begin);
      }
    };
    next();
  };
  const emptyLog = () => {
    if (journal.hasForgotten) journal.emptyLog();
    stopLog = clock.after(EMPTY_LOG_MS, emptyLog);
  };

  const keepHead = () => {
    seal?.keep();
    stopHead = clock.after(HEAD_MS, keepHead);
  };

  stopCheck = clock.after(FIRST_CHECK_MS, begin);
  if (seal) stopHead = clock.after(HEAD_MS, keepHead);
  stopLog = clock.after(EMPTY_LOG_MS, emptyLog);
  return () => {
    stopCheck();
    abandon();
    stopLog();
    stopHead();
  };
}
