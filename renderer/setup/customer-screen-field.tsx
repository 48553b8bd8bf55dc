import { displayName, findDisplay } from '../../shared/display.ts';
import type { Display } from '../../shared/display.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useSetupText } from './use-setup-text.ts';

const NONE = 'none';

/** Which display faces the customer: one of those that are there now, or none; one that is unplugged stays chosen. */
export function CustomerScreenField({
  chosen,
  displays,
  onChange,
}: {
  readonly chosen: Display | null;
  readonly displays: readonly Display[];
  readonly onChange: (display: Display | null) => void;
}) {
  const text = useSetupText();
  const found = chosen && findDisplay(chosen, displays);
  const gone = chosen !== null && found === null ? [chosen] : [];
  const hint = displays.length === 0 && chosen === null ? 'noOther' : 'hint';
  const all = [...displays, ...gone];
  const valueOf = (display: Display) => String(all.indexOf(display));
  return (
    <div className="setup-country">
      {all.length > 0 && (
        <Segmented
          label={text('customerScreen.label')}
          showLabel
          value={chosen === null ? NONE : valueOf(found ?? chosen)}
          options={[
            { value: NONE, label: text('customerScreen.none') },
            ...displays.map((display) => ({ value: valueOf(display), label: displayName(display) })),
            ...gone.map((display) => ({
              value: valueOf(display),
              label: text('customerScreen.gone', { display: displayName(display) }),
            })),
          ]}
          onChange={(value) => onChange(all.find((display) => valueOf(display) === value) ?? null)}
        />
      )}
      {all.length === 0 && <p className="field-label">{text('customerScreen.label')}</p>}
      <p className="field-note">{text(`customerScreen.${hint}`)}</p>
    </div>
  );
}
