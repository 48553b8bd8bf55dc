import { takesPaymentSchema } from '../../shared/settings.ts';
import type { TakesPayment } from '../../shared/settings.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useSetupText } from './use-setup-text.ts';

/** Whether a person takes the payment as the goods are handed over, or the till as soon as it is approved. */
export function TakesPaymentField({
  value,
  onChange,
}: {
  readonly value: TakesPayment;
  readonly onChange: (value: TakesPayment) => void;
}) {
  const text = useSetupText();
  return (
    <div className="setup-country">
      <Segmented
        label={text('shop.takesPayment')}
        showLabel
        value={value}
        options={takesPaymentSchema.options.map((each) => ({ value: each, label: text(`shop.takes.${each}`) }))}
        onChange={onChange}
      />
      <p className="field-note">{text(`shop.takesHint.${value}`)}</p>
    </div>
  );
}
