import type { Currency, Minor } from '../../shared/money.ts';
import { money } from '../../shared/money.ts';
import type { Evidence, HistoryEntry } from '../../shared/payment.ts';
import { formatMoney } from '../i18n/format.ts';
import type { RoomKey, RoomText } from '../i18n/rooms.ts';

export type EvidenceText = RoomText<'evidence'>;

/**
 * How a line of the history is marked: an answer that proves something, one that says no, a doubt, a call for a person,
 * what a person has settled, or a step of our own.
 */
export type EntryMark = 'answer' | 'refusal' | 'doubt' | 'person' | 'settled' | 'step';

/** One line of the history for people. */
export interface EntryWords {
  readonly sentence: string;
  readonly mark: EntryMark;
  /** For support: event, source, state, pspReference, key, sums. */
  readonly details: readonly string[];
}

/** Entries whose sentence says nothing about what is in them: a new one needs its words here, or below. */
type PlainEntry = Exclude<
  HistoryEntry['type'],
  'payment.reported' | 'payment.registered' | 'payment.attentionResolved'
>;

const PLAIN = {
  'payment.requested': ['event.requested', 'step'],
  'payment.codeLearnt': ['event.codeLearnt', 'answer'],
  'payment.expiryLearnt': ['event.expiryLearnt', 'answer'],
  'payment.refused': ['event.refused', 'refusal'],
  'payment.mayExist': ['event.mayExist', 'doubt'],
  'payment.becameUnclear': ['event.becameUnclear', 'doubt'],
  'payment.becameClear': ['event.becameClear', 'answer'],
  'payment.needsAttention': ['event.needsAttention', 'person'],
  'payment.attentionCleared': ['event.attentionCleared', 'answer'],
  'payment.reopened': ['event.reopened', 'person'],
  'payment.idSeen': ['event.idSeen', 'settled'],
  'cancel.wanted': ['event.cancelWanted', 'step'],
  'cancel.requested': ['event.cancelRequested', 'step'],
  'cancel.rejected': ['event.cancelRejected', 'refusal'],
  'capture.requested': ['event.captureRequested', 'step'],
  'capture.rejected': ['event.captureRejected', 'refusal'],
  'refund.requested': ['event.refundRequested', 'step'],
  'refund.rejected': ['event.refundRejected', 'refusal'],
  'operation.found': ['event.operationFound', 'answer'],
} as const satisfies Readonly<Record<PlainEntry, readonly [RoomKey<'evidence'>, EntryMark]>>;

/** What the wallet told, by its state and its sums: only the sums say that money moved. */
function told(evidence: Evidence, entry: HistoryEntry, currency: Currency, text: EvidenceText): string {
  const { amounts } = entry;
  const say = (key: RoomKey<'evidence'>, value: Minor) => text(key, { amount: formatMoney(money(currency, value)) });
  switch (evidence.state) {
    case 'AUTHORIZED':
      if (!amounts) return text('event.other');
      if (amounts.refunded > 0) return say('told.refunded', amounts.refunded);
      if (amounts.captured > 0 && amounts.cancelled > 0) {
        return text('told.capturedPart', {
          amount: formatMoney(money(currency, amounts.captured)),
          released: formatMoney(money(currency, amounts.cancelled)),
        });
      }
      if (amounts.captured > 0) return say('told.captured', amounts.captured);
      return amounts.cancelled > 0 ? say('told.released', amounts.cancelled) : say('told.approved', amounts.authorized);
    case 'ABORTED':
      return text('told.declined');
    case 'EXPIRED':
      return text('told.expired');
    case 'TERMINATED':
      return text('told.withdrawn');
    case 'CREATED':
    case null:
      return text('told.waiting');
  }
}

function sentenceOf(
  entry: HistoryEntry,
  currency: Currency,
  text: EvidenceText,
): Pick<EntryWords, 'sentence' | 'mark'> {
  const { type, evidence, reason } = entry;
  if (type === 'payment.reported')
    return { sentence: evidence ? told(evidence, entry, currency, text) : text('event.other'), mark: 'answer' };
  if (type === 'payment.registered')
    return {
      sentence: text(evidence?.source === 'events' ? 'event.registeredByLog' : 'event.registered'),
      mark: 'answer',
    };
  if (type === 'payment.attentionResolved')
    return { sentence: text('event.attentionResolved', { reason: reason ?? '' }), mark: 'settled' };
  const [key, mark] = PLAIN[type];
  return { sentence: text(key), mark };
}

/** @param currency of the payment's amounts */
export function entryWords(entry: HistoryEntry, currency: Currency, text: EvidenceText): EntryWords {
  const { type, evidence, amounts, key, problem, by, approvedBy, reason, answer } = entry;
  const sum = (value: Minor) => formatMoney(money(currency, value));
  const details = [
    by && text('detail.by', { name: by.name }),
    approvedBy && text('detail.approvedBy', { name: approvedBy.name }),
    reason && type !== 'payment.attentionResolved' && text('detail.reason', { reason }),
    type,
    evidence ? text(`source.${evidence.source}`) : type === 'payment.expiryLearnt' && text('source.events'),
    evidence?.state,
    evidence?.pspReference && text('detail.psp', { value: evidence.pspReference }),
    key && text('detail.key', { value: key }),
    amounts &&
      text('detail.sums', {
        authorized: sum(amounts.authorized),
        captured: sum(amounts.captured),
        cancelled: sum(amounts.cancelled),
        refunded: sum(amounts.refunded),
      }),
    problem,
    answer && text('detail.status', { value: String(answer.status) }),
    answer?.code && text('detail.code', { value: answer.code }),
    answer?.traceId && text('detail.trace', { value: answer.traceId }),
  ].filter((part) => typeof part === 'string' && part !== '');
  return { ...sentenceOf(entry, currency, text), details: details as readonly string[] };
}
