import type { PrintOutcome, Queue, QueuedSlip } from '../ports/printing.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { isDone } from '../../../shared/printing.ts';
import type { PrintJobId, PrintState } from '../../../shared/printing.ts';
import { assertNever, err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { centred } from '../../../shared/slip.ts';
import type { Slip } from '../../../shared/slip.ts';

/** Slips that are not on paper yet, or of which it is not known. More than that is a printer nobody looks at. */
export const MAX_OPEN = 50;
/** Finished ones that a window can still show. */
const MAX_DONE = 10;

/**
 * A printer that is being switched on, or a roll that is being changed, is back within these times; after the last a
 * person is asked.
 */
const NEXT_TRY_MS = [2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000];

const change = (queue: Queue, id: PrintJobId, change: (job: QueuedSlip) => QueuedSlip): Queue =>
  queue.map((job) => (job.id === id ? change(job) : job));
const WAITING: PrintState = { name: 'waiting', problem: null, tries: 0, notBefore: 0 };

/** Finished slips beyond the newest few are let go, once the journal has them; nothing else ever is. */
function trimmed(queue: Queue): Queue {
  const gone = new Set(
    queue
      .filter((job) => isDone(job) && job.noted)
      .slice(0, -MAX_DONE)
      .map(({ id }) => id),
  );
  return gone.size === 0 ? queue : queue.filter(({ id }) => !gone.has(id));
}

/** The slip of the same thing that is on its way already: asking twice prints once. */
export const onItsWay = (queue: Queue, of: string): QueuedSlip | null =>
  queue.find((job) => job.of === of && (job.state.name === 'waiting' || job.state.name === 'printing')) ?? null;

export function add(queue: Queue, job: Omit<QueuedSlip, 'state' | 'noted'>): Result<Queue, ErrorCode> {
  if (queue.filter((each) => !isDone(each)).length >= MAX_OPEN) return err('printer.queueFull');
  return ok(trimmed([...queue, { ...job, state: WAITING, noted: false }]));
}

/**
 * As the queue is found at a start. What was being printed when the app ended may be on paper or not: a person must
 * look.
 */
export const afterRestart = (queue: Queue, now: number): Queue =>
  queue.map((job) =>
    job.state.name === 'printing'
      ? { ...job, state: { name: 'unconfirmed', at: now, problem: 'printer.notConfirmed' } }
      : job,
  );

/** The oldest slip that waits: one printer, one order. Null while one is being printed or none waits. */
export function next(queue: Queue): QueuedSlip | null {
  if (queue.some(({ state }) => state.name === 'printing')) return null;
  return queue.find(({ state }) => state.name === 'waiting') ?? null;
}

export const began = (queue: Queue, id: PrintJobId): Queue =>
  change(queue, id, (job) => ({ ...job, state: { name: 'printing' } }));

/** @param job as it was before it began: its tries are counted on */
export function ended(queue: Queue, job: QueuedSlip, outcome: PrintOutcome, now: number): Queue {
  const tries = job.state.name === 'waiting' ? job.state.tries : 0;
  return trimmed(change(queue, job.id, (each) => ({ ...each, state: stateAfter(outcome, tries, now) })));
}

function stateAfter(outcome: PrintOutcome, tries: number, now: number): PrintState {
  switch (outcome.kind) {
    case 'printed':
      return { name: 'printed', at: now };
    case 'sent':
      return { name: 'unconfirmed', at: now, problem: null };
    case 'unclear':
      return { name: 'unconfirmed', at: now, problem: outcome.problem };
    case 'notPrinted': {
      const pause = NEXT_TRY_MS[tries];
      return pause === undefined
        ? { name: 'failed', problem: outcome.problem }
        : { name: 'waiting', problem: outcome.problem, tries: tries + 1, notBefore: now + pause };
    }
    default:
      return assertNever(outcome, 'print outcome');
  }
}

/**
 * A person wants it printed now. One that may be on paper, wholly or in part, comes as a copy; one that is not comes as
 * it is.
 * @returns `printer.slipGone` when it is not in the queue, or is printed already
 */
export function retry(queue: Queue, id: PrintJobId): Result<Queue, ErrorCode> {
  const job = queue.find((each) => each.id === id);
  if (!job || job.state.name === 'printing' || isDone(job)) return err('printer.slipGone');
  const copy = job.state.name === 'unconfirmed' ? job.copy + 1 : job.copy;
  // Somebody stands at the printer: what waits for its time need not wait.
  const due = queue.map((each) =>
    each.state.name === 'waiting' ? { ...each, state: { ...each.state, notBefore: 0 } } : each,
  );
  return ok(change(due, id, (each) => ({ ...each, copy, noted: false, state: WAITING })));
}

/**
 * A person says that it is not needed, or that it is on paper after all. One that is being printed cannot be called
 * back.
 */
export function discard(queue: Queue, id: PrintJobId): Result<Queue, ErrorCode> {
  const job = queue.find((each) => each.id === id);
  if (!job || job.state.name === 'printing') return err('printer.slipGone');
  return ok(queue.filter((each) => each.id !== id));
}

/** A slip of which the journal must hear: it came out, wholly or in part. */
export const toNote = (queue: Queue): readonly QueuedSlip[] =>
  queue.filter(({ state, noted }) => !noted && (state.name === 'printed' || state.name === 'unconfirmed'));
export const wasNoted = (queue: Queue, id: PrintJobId): Queue =>
  trimmed(change(queue, id, (job) => ({ ...job, noted: true })));

/** What goes to the printer: a copy says so at its beginning and at its end. */
export function toPrint({ slip, copy, copyWord }: Pick<QueuedSlip, 'slip' | 'copy' | 'copyWord'>): Slip {
  if (copy === 0) return slip;
  const word = copy === 1 ? copyWord : `${copyWord} ${copy}`;
  return [{ kind: 'text', text: word, align: 'centre', bold: true, size: 2 }, ...slip, centred(word)];
}

export const viewOfQueue = (queue: Queue) =>
  queue.map(({ id, kind, of, name, sale, madeAt, copy, state }) => ({ id, kind, of, name, sale, madeAt, copy, state }));
