import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import './switch.css';

export interface SwitchProps {
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, takes effect at once. */
export function Switch({ children, note, on, onChange }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={on} onChange={onChange}>
      <span>
        {children}
        {note && <small>{note}</small>}
      </span>
      <span className="switch-track" aria-hidden>
        <span className="switch-thumb" style={{ display: 'block' }} />
      </span>
    </AriaSwitch>
  );
}
