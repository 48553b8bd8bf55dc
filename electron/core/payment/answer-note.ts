import type { AnswerNote } from '../../../shared/payment.ts';
import type { NewEvent } from '../journal/events.ts';
import type { Step } from './steps.ts';
import type { ApiFailure } from '../ports/api-failure.ts';

/** What support needs of an answer that was no success; null where there was none, or nothing to be had from it. */
export function answerNoteOf(failure: ApiFailure): AnswerNote | null {
  const { status = 0, problemCode = null, traceId = null } = failure;
  // 0: nothing was sent.
  return status === 0 ? null : { status, code: problemCode, traceId };
}

function withNote(event: NewEvent, answer: AnswerNote): NewEvent {
  switch (event.type) {
    case 'payment.refused':
    case 'payment.becameUnclear':
    case 'payment.needsAttention':
    case 'cancel.rejected':
    case 'capture.rejected':
    case 'refund.rejected':
      return { ...event, answer };
    default:
      return event;
  }
}

/** The events that a failure has caused, each with what support needs of it. */
export function noted({ events, effects }: Step, failure: ApiFailure): Step {
  const answer = answerNoteOf(failure);
  return { events: answer === null ? events : events.map((event) => withNote(event, answer)), effects };
}
