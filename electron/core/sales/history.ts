import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { HistoryEntry } from '../../../shared/payment.ts';
import type { JournalEvent } from '../journal/events.ts';

/** A payment that is looked at for days gains few events; more than this is cut at the old end. */
const MOST_ENTRIES = 300;

/** What was done and learnt about one payment, oldest first, out of the events of its sale. */
export function historyOf(events: readonly JournalEvent[], reference: Reference): HistoryEntry[] {
  const own = events.flatMap((event) => ('reference' in event && event.reference === reference ? [event] : []));
  return own.slice(-MOST_ENTRIES).map((event) => ({
    seq: event.seq,
    at: event.at,
    type: event.type,
    evidence: 'evidence' in event ? event.evidence : null,
    amounts: 'amounts' in event ? event.amounts : null,
    problem: 'problem' in event ? event.problem : null,
    reason: 'reason' in event ? event.reason : 'wish' in event ? event.wish.reason : null,
    by: 'by' in event ? event.by : 'wish' in event ? event.wish.by : null,
    approvedBy: 'wish' in event ? event.wish.approvedBy : null,
    key: keyOf(event),
    answer: 'answer' in event ? (event.answer ?? null) : null,
  }));
}

/** The keys of our own operations among these events. */
export const keysOf = (events: readonly JournalEvent[]): readonly IdempotencyKey[] =>
  events.flatMap((event) => keyOf(event) ?? []);

function keyOf(event: JournalEvent): IdempotencyKey | null {
  switch (event.type) {
    case 'payment.requested':
      return event.create.key;
    case 'capture.requested':
      return event.capture.key;
    case 'cancel.requested':
      return event.cancel.key;
    case 'refund.requested':
      return event.refund.key;
    case 'cancel.rejected':
    case 'capture.rejected':
    case 'refund.rejected':
    case 'operation.found':
      return event.key;
    default:
      return null;
  }
}
