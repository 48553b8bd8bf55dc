import { CornerDownLeft, Delete } from 'lucide-react';
import { useText } from '../i18n/index.ts';
import './keypad.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const;

export interface KeypadProps {
  readonly onKey: (key: (typeof DIGITS)[number] | ',' | 'erase') => void;
  /** Goes on, as Enter does in the field that the keys feed. */
  readonly onOk: () => void;
  /** Whether there is anything behind a separator in that field. */
  readonly separator: boolean;
  /** Going on here is the next step of the screen; otherwise another button is. */
  readonly leads: boolean;
}

/**
 * Keys for touch; they feed the field that was used last and leave the focus there. They are not stops for the
 * keyboard, which has digits of its own.
 */
export function Keypad({ onKey, onOk, separator, leads }: KeypadProps) {
  const text = useText();
  return (
    <div
      className="keypad"
      role="group"
      aria-label={text('entry.keypad')}
      onPointerDown={(event) => event.preventDefault()}
    >
      {DIGITS.map((key) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          className="key"
          data-testid={`key-${key}`}
          onClick={() => onKey(key)}
        >
          {key}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className="key"
        data-testid="key-comma"
        aria-label={text('entry.separator')}
        aria-disabled={separator ? undefined : true}
        onClick={() => separator && onKey(',')}
      >
        ,
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="key key-erase"
        data-testid="key-erase"
        aria-label={text('entry.erase')}
        onClick={() => onKey('erase')}
      >
        <Delete size={30} aria-hidden />
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="key key-ok"
        data-testid="key-ok"
        data-leads={leads ? '' : undefined}
        onClick={onOk}
      >
        <span>{text('entry.ok')}</span>
        <CornerDownLeft size={24} aria-hidden />
      </button>
    </div>
  );
}
