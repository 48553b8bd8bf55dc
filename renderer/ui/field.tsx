import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { Problem } from './problem.tsx';
import './field.css';

export interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'prefix' | 'children'> {
  readonly label: ReactNode;
  /** Accessible name where it differs from the visible label. */
  readonly name?: string;
  readonly onText: (text: string) => void;
  readonly prefix?: ReactNode;
  /** What it is for, beneath the field. */
  readonly note?: ReactNode;
  /** What is wrong with it, in place of the note. */
  readonly problem?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A text field with its label above, and a note or a problem beneath. */
export function Field({ label, name, onText, prefix, note, problem, ref, ...input }: FieldProps) {
  const id = useId();
  const beneath = problem || note ? `${id}-beneath` : undefined;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-box" data-problem={problem ? '' : undefined}>
        {prefix && <span className="field-prefix">{prefix}</span>}
        <input
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          {...input}
          ref={ref}
          id={id}
          aria-label={name}
          aria-invalid={problem ? true : undefined}
          aria-describedby={beneath}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </div>
      {beneath && (
        <div id={beneath}>{problem ? <Problem>{problem}</Problem> : <p className="field-note">{note}</p>}</div>
      )}
    </div>
  );
}
