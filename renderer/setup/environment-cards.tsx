import { FlaskConical, GraduationCap, Store } from 'lucide-react';
import { useId } from 'react';
import type { Environment } from '../../shared/settings.ts';
import { useSetupText } from './use-setup-text.ts';

const CARDS = [
  { value: 'practice', icon: GraduationCap },
  { value: 'test', icon: FlaskConical },
  { value: 'production', icon: Store },
] as const satisfies readonly { value: Environment; icon: unknown }[];

/** Where the till's money is: native radio buttons as large cards. */
export function EnvironmentCards({
  value,
  onChange,
}: {
  readonly value: Environment;
  readonly onChange: (environment: Environment) => void;
}) {
  const text = useSetupText();
  const group = useId();
  return (
    <fieldset>
      <legend className="visually-hidden">{text('settings.environment')}</legend>
      <div className="environment-cards">
        {CARDS.map(({ value: each, icon: Icon }) => (
          <label key={each} className="environment-card">
            <input
              type="radio"
              name={group}
              value={each}
              checked={each === value}
              aria-label={text(`where.${each}.title`)}
              aria-describedby={`${group}-${each}`}
              data-first={each === value ? '' : undefined}
              onChange={() => onChange(each)}
            />
            <span className="environment-face">
              <span className="environment-head">
                <Icon size={28} aria-hidden />
                {each === 'practice' && <span className="environment-badge">{text('where.practice.badge')}</span>}
              </span>
              <strong>{text(`where.${each}.title`)}</strong>
              <span id={`${group}-${each}`}>{text(`where.${each}.text`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
