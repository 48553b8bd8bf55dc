import { Delete } from 'lucide-react';
import { useText } from '../i18n/index.ts';
import './keypad.css';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '0'] as const;

/**
 * Keys for touch; they feed the field that was used last and leave the focus there. They are not stops for the
 * keyboard, which has digits of its own.
 */
export function Keypad({ onKey }: { readonly onKey: (key: (typeof KEYS)[number] | 'erase') => void }) {
  const text = useText();
  return (
    <div
      className="keypad"
      role="group"
      aria-label={text('entry.keypad')}
      onPointerDown={(event) => event.preventDefault()}
    >
      {KEYS.map((key) => (
        <button key={key} type="button" tabIndex={-1} className="key" onClick={() => onKey(key)}>
          {key}
        </button>
      ))}
      <button
        type="button"
        tabIndex={-1}
        className="key key-erase"
        aria-label={text('entry.erase')}
        onClick={() => onKey('erase')}
      >
        <Delete size={30} aria-hidden />
      </button>
    </div>
  );
}
