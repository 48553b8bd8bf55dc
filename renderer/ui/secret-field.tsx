import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import type { ClipboardEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { forgetTyped } from './forget-typed.ts';
import { Problem } from './problem.tsx';
import './field.css';

export interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  /** A paste over the selection; the owner decides what becomes of it. */
  readonly onPasted: (pasted: string, start: number, end: number) => void;
  readonly note?: ReactNode;
  readonly problem?: ReactNode;
  /** Names of the button that shows and hides what is typed. */
  readonly show: string;
  readonly hide: string;
  /** Mark by which the focus finds it. */
  readonly field: string;
}

/** A field for a secret: dots while typing, a button that shows them, and nothing that remembers it. */
export function SecretField({ label, value, onText, onPasted, note, problem, show, hide, field }: SecretFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const beneath = problem || note ? `${id}-beneath` : undefined;
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    onPasted(event.clipboardData.getData('text'), selectionStart ?? value.length, selectionEnd ?? value.length);
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-box" data-problem={problem ? '' : undefined}>
        <input
          ref={forgetTyped}
          id={id}
          data-field={field}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1000}
          value={value}
          aria-invalid={problem ? true : undefined}
          aria-describedby={beneath}
          onPaste={paste}
          onChange={(event) => onText(event.currentTarget.value)}
        />
        <Button
          kind="plain"
          square
          icon={shown ? EyeOff : Eye}
          name={shown ? hide : show}
          onPress={() => setShown(!shown)}
        />
      </div>
      {beneath && (
        <div id={beneath}>{problem ? <Problem>{problem}</Problem> : <p className="field-note">{note}</p>}</div>
      )}
    </div>
  );
}
