import { COUNTRIES } from '../../shared/country.ts';
import { storeCountrySchema } from '../../shared/country.ts';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { Problems, ShopDraft } from './draft.ts';
import { useSetupText } from './use-setup-text.ts';

export interface ShopFieldsProps {
  readonly draft: ShopDraft;
  readonly problems: Problems;
  readonly onChange: (changes: Partial<ShopDraft>) => void;
}

/** What stands in the name field: what was typed, or the suggestion in the language in force. */
export const shownName = (draft: ShopDraft, suggestion: string): string => draft.storeName ?? suggestion;

/** The shop's own facts. Currency and wallet follow from the country and are shown, not asked. */
export function ShopFields({ draft, problems, onChange }: ShopFieldsProps) {
  const text = useSetupText();
  return (
    <div className="setup-fields">
      <Field
        label={text('shop.storeName')}
        data-field="storeName"
        data-first=""
        value={shownName(draft, text('shop.suggestion'))}
        onText={(storeName) => onChange({ storeName })}
        note={text('shop.storeNameHint')}
        problem={problems.storeName && text(`problems.${problems.storeName}`)}
      />
      <div className="setup-country">
        <Segmented
          label={text('shop.country')}
          showLabel
          value={draft.country}
          options={storeCountrySchema.options.map((country) => ({
            value: country,
            label: text(`shop.countries.${country}`),
          }))}
          onChange={(country) => onChange({ country })}
        />
        <p className="field-note" aria-live="polite">
          {text('shop.follows', { currency: text(`shop.currencies.${COUNTRIES[draft.country].currency}`) })}
        </p>
      </div>
      <Field
        label={text('shop.posId')}
        data-field="posId"
        value={draft.posId}
        onText={(posId) => onChange({ posId })}
        note={text('shop.posIdHint')}
        problem={problems.posId && text(`problems.${problems.posId}`)}
      />
    </div>
  );
}
