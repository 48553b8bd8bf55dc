import { Segmented } from '../ui/segmented.tsx';
import { useSetupText } from './use-setup-text.ts';

const ASKS = ['press', 'atOnce'] as const;

/** Whether a customer's own code waits for Send when it is scanned, or asks at once. */
export function AskOnScanField({
  value,
  onChange,
}: {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const text = useSetupText();
  const chosen = value ? 'atOnce' : 'press';
  return (
    <div className="setup-country">
      <Segmented
        label={text('shop.askOnScan')}
        showLabel
        value={chosen}
        options={ASKS.map((each) => ({ value: each, label: text(`shop.asks.${each}`) }))}
        onChange={(each) => onChange(each === 'atOnce')}
      />
      <p className="field-note">{text(`shop.asksHint.${chosen}`)}</p>
    </div>
  );
}
