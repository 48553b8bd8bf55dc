import { Segmented } from '../ui/segmented.tsx';
import { useSetupText } from './use-setup-text.ts';

const FORMS = ['picture', 'own'] as const;

/** Whether the wallet's own picture of a code is shown, or one drawn here, which wants the wallet's approval. */
export function DrawsCodeField({
  value,
  onChange,
}: {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const text = useSetupText();
  const chosen = value ? 'own' : 'picture';
  return (
    <div className="setup-country">
      <Segmented
        label={text('shop.drawsCode')}
        showLabel
        value={chosen}
        options={FORMS.map((each) => ({ value: each, label: text(`shop.codes.${each}`) }))}
        onChange={(each) => onChange(each === 'own')}
      />
      <p className="field-note">{text(`shop.codesHint.${chosen}`)}</p>
    </div>
  );
}
