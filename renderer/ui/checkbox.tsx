import { useId } from 'react';
import type { ReactNode } from 'react';
import { Problem } from './problem.tsx';
import './field.css';
import './checkbox.css';

export interface CheckboxProps {
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly problem?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Mark by which the focus finds it. */
  readonly field?: string;
}

/** A consent that is given with the rest of a form; for what takes effect at once use `Switch`. */
export function Checkbox({ children, note, problem, checked, onChange, field }: CheckboxProps) {
  const id = useId();
  const beneath = problem || note ? `${id}-beneath` : undefined;
  return (
    <div className="checkbox">
      <label>
        <input
          type="checkbox"
          data-field={field}
          checked={checked}
          aria-invalid={problem ? true : undefined}
          aria-describedby={beneath}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{children}</span>
      </label>
      {beneath && (
        <div id={beneath}>{problem ? <Problem>{problem}</Problem> : <p className="field-note">{note}</p>}</div>
      )}
    </div>
  );
}
