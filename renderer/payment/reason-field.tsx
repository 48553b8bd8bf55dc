import { useId } from 'react';
import { reasonSchema } from '../../shared/payment.ts';
import { Problem } from '../ui/problem.tsx';
import type { HandoverText } from './use-handover-text.ts';
import { useHandoverText } from './use-handover-text.ts';
import './move.css';

const LEAST = reasonSchema.minLength ?? 0;
const MOST = reasonSchema.maxLength ?? 0;

const QUICK = {
  release: ['notDelivered', 'customerLeft', 'soldOut', 'wrongAmount'],
  refund: ['returned', 'faulty', 'wrongPrice', 'notDelivered'],
} as const;
export type ReasonFor = keyof typeof QUICK;

/** A reason as it is being given: one of the quick ones, or own words. `quick` null: own words. */
export interface ReasonDraft {
  readonly quick: string | null;
  readonly own: string;
}

/** A release has a reason that is nearly always right; a refund is asked for one. */
export const firstReason = (kind: ReasonFor): ReasonDraft => ({
  quick: kind === 'release' ? QUICK.release[0] : '',
  own: '',
});

function quickWords(kind: ReasonFor, quick: string, text: HandoverText): string | null {
  if (kind === 'release') {
    const known = QUICK.release.find((each) => each === quick);
    return known ? text(`reason.release.${known}`) : null;
  }
  const known = QUICK.refund.find((each) => each === quick);
  return known ? text(`reason.refund.${known}`) : null;
}

/** The words that go into the journal, or null while there are none. */
export function reasonWords(kind: ReasonFor, { quick, own }: ReasonDraft, text: HandoverText): string | null {
  const words = quick === null ? own : quickWords(kind, quick, text);
  const parsed = reasonSchema.safeParse(words);
  return parsed.success ? parsed.data : null;
}

/** Why: one touch for the usual reasons, or own words. */
export function ReasonField(props: {
  readonly kind: ReasonFor;
  readonly draft: ReasonDraft;
  readonly onDraft: (draft: ReasonDraft) => void;
  readonly asked: boolean;
}) {
  const { kind, draft, onDraft, asked } = props;
  const text = useHandoverText();
  const group = useId();
  const missing = asked && reasonWords(kind, draft, text) === null;
  const problem =
    draft.own.trim().length > MOST ? text('reason.tooLong', { count: MOST }) : missing ? text('reason.missing') : null;
  return (
    <fieldset className="reason-field">
      <legend className="field-label">{text('reason.label')}</legend>
      <div className="reason-chips">
        {QUICK[kind].map((quick) => (
          <label key={quick}>
            <input
              type="radio"
              name={group}
              checked={draft.quick === quick}
              onChange={() => onDraft({ ...draft, quick })}
            />
            <span>{quickWords(kind, quick, text)}</span>
          </label>
        ))}
        <label>
          <input
            type="radio"
            name={group}
            checked={draft.quick === null}
            onChange={() => onDraft({ ...draft, quick: null })}
          />
          <span>{text('reason.own')}</span>
        </label>
      </div>
      {draft.quick === null && (
        <div className="field-box" data-problem={problem ? '' : undefined}>
          <input
            autoFocus
            autoComplete="off"
            maxLength={MOST + LEAST}
            aria-label={text('reason.own')}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${group}-beneath` : undefined}
            placeholder={text('reason.ownPlaceholder')}
            value={draft.own}
            onChange={(event) => onDraft({ ...draft, own: event.currentTarget.value })}
          />
        </div>
      )}
      <div id={`${group}-beneath`} aria-live="polite">
        {problem && <Problem>{problem}</Problem>}
      </div>
    </fieldset>
  );
}
