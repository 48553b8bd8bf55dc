import '../payment/move.css';
import { useId } from 'react';
import { LONGEST_DECISION } from './decisions.ts';
import type { Chosen, QuickReason } from './decisions.ts';
import { useClosingText } from './use-closing-text.ts';

/** Why: one touch for the usual reasons, or own words. */
export function ReasonChoice({
  label,
  quick,
  chosen,
  onChosen,
}: {
  readonly label: string;
  readonly quick: readonly QuickReason[];
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const text = useClosingText();
  const group = useId();
  const chip = (value: string | null, words: string) => (
    <label key={value ?? ''}>
      <input
        type="radio"
        name={group}
        data-testid={`reason-${value ?? 'own'}`}
        checked={chosen.quick === value}
        onChange={() => onChosen({ ...chosen, quick: value })}
      />
      <span>{words}</span>
    </label>
  );
  return (
    <fieldset className="reason-field">
      <legend className="field-label">{label}</legend>
      <div className="reason-chips">
        {quick.map((each) => chip(each, text(`quick.${each}`)))}
        {chip(null, text('quickOwn'))}
      </div>
      {chosen.quick === null && (
        <div className="field-box">
          <input
            autoFocus
            autoComplete="off"
            maxLength={LONGEST_DECISION}
            aria-label={text('quickOwn')}
            placeholder={text('reasonProblem')}
            value={chosen.own}
            onChange={(event) => onChosen({ ...chosen, own: event.currentTarget.value })}
          />
        </div>
      )}
    </fieldset>
  );
}
