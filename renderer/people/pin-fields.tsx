import { Field } from '../ui/field.tsx';
import { forgetTyped } from '../ui/forget-typed.ts';
import { usePeopleText } from './use-people-text.ts';

export interface PinDraft {
  readonly pin: string;
  readonly again: string;
}
export const NO_PIN: PinDraft = { pin: '', again: '' };

export type PinProblem = 'pin' | 'again';

/** What is wrong with a PIN that is typed twice; null when nothing is. */
export function pinProblem({ pin, again }: PinDraft): PinProblem | null {
  if (!/^[0-9]{4,8}$/.test(pin)) return 'pin';
  return pin === again ? null : 'again';
}

export interface PinFieldsProps {
  readonly draft: PinDraft;
  readonly label: string;
  readonly note?: string | undefined;
  readonly problem: PinProblem | null;
  readonly onChange: (draft: PinDraft) => void;
}

/** A new PIN, typed twice: a slip would lock somebody out. */
export function PinFields({ draft, label, note, problem, onChange }: PinFieldsProps) {
  const text = usePeopleText();
  const digits = (typed: string) => typed.replace(/[^0-9]/g, '').slice(0, 8);
  return (
    <div className="pin-fields">
      <Field
        ref={forget}
        type="password"
        inputMode="numeric"
        label={label}
        note={note}
        value={draft.pin}
        problem={problem === 'pin' && text('problems.pin')}
        onText={(typed) => onChange({ ...draft, pin: digits(typed) })}
      />
      <Field
        ref={forget}
        type="password"
        inputMode="numeric"
        label={text('person.again')}
        value={draft.again}
        problem={problem === 'again' && text('problems.again')}
        onText={(typed) => onChange({ ...draft, again: digits(typed) })}
      />
    </div>
  );
}

const forget = (input: HTMLInputElement | null) => (input ? forgetTyped(input) : undefined);
