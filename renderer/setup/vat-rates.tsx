import { Plus, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatRate } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { addRate, defaultVatRateOf, parseRate, vatRatesOf } from './draft.ts';
import type { ParsedRate, ShopDraft } from './draft.ts';
import { useSetupText } from './use-setup-text.ts';

type RateProblem = Extract<ParsedRate, { ok: false }>['problem'];

export interface VatRatesProps {
  readonly draft: ShopDraft;
  readonly onChange: (changes: Partial<ShopDraft>) => void;
}

/** The rates a cashier can choose from; the chosen one is for a bare amount. The last rate cannot be removed. */
export function VatRates({ draft, onChange }: VatRatesProps) {
  const text = useSetupText();
  const group = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const rates = vatRatesOf(draft);
  const chosen = defaultVatRateOf(draft);
  const remove = (rate: number) => {
    onChange({ vatRates: rates.filter((each) => each !== rate) });
    list.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  };
  return (
    <div className="vat-rates">
      <fieldset ref={list} aria-describedby={`${group}-intro`}>
        <legend className="field-label">{text('vat.title')}</legend>
        <ul className="vat-list">
          {rates.map((rate) => (
            <li key={rate} className="vat-rate">
              <label>
                <input
                  type="radio"
                  name={group}
                  checked={rate === chosen}
                  aria-label={text('vat.rate', { rate: formatRate(rate) })}
                  onChange={() => onChange({ defaultVatRate: rate })}
                />
                <span>
                  {formatRate(rate)} {rate === chosen && <small>{text('vat.chosen')}</small>}
                </span>
              </label>
              {rates.length > 1 && (
                <Button
                  kind="plain"
                  square
                  icon={X}
                  name={text('vat.remove', { rate: formatRate(rate) })}
                  onPress={() => remove(rate)}
                />
              )}
            </li>
          ))}
        </ul>
      </fieldset>
      <p className="field-note" id={`${group}-intro`}>
        {text('vat.intro')}
      </p>
      <NewRate rates={rates} onAdd={(rate) => onChange({ vatRates: addRate(rates, rate) })} />
    </div>
  );
}

interface NewRateProps {
  readonly rates: ReturnType<typeof vatRatesOf>;
  readonly onAdd: (rate: ReturnType<typeof defaultVatRateOf>) => void;
}

function NewRate({ rates, onAdd }: NewRateProps) {
  const text = useSetupText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<RateProblem | null>(null);
  const add = () => {
    const parsed = parseRate(typed, rates);
    setProblem(parsed.ok ? null : parsed.problem);
    if (!parsed.ok) return;
    onAdd(parsed.rate);
    setTyped('');
  };
  /** Enter adds the rate; the screen's own next step is for a rate that is already in the list. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <div className="vat-new">
      <Field
        label={text('vat.addLabel')}
        inputMode="decimal"
        value={typed}
        maxLength={12}
        onKeyDown={onKeyDown}
        onText={(next) => {
          setTyped(next);
          setProblem(null);
        }}
        problem={problem && text(`vat.problems.${problem}`)}
      />
      <Button icon={Plus} onPress={add}>
        {text('vat.add')}
      </Button>
    </div>
  );
}
