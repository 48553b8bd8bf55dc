import { useId } from 'react';
import { useSetupText } from './use-setup-text.ts';

const HOURS = Array.from({ length: 13 }, (_, hour) => hour);

/** Hour at which a business day begins, for shops that are open past midnight. */
export function DayStartField({
  value,
  onChange,
}: {
  readonly value: number;
  readonly onChange: (hour: number) => void;
}) {
  const text = useSetupText();
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {text('shop.dayStartsAt')}
      </label>
      <select
        id={id}
        className="select"
        value={value}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</option>
        ))}
      </select>
      <p id={`${id}-note`} className="field-note">
        {text('shop.dayStartsAtHint')}
      </p>
    </div>
  );
}
