import { ArrowLeft, Plus, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { settleLines } from '../../shared/discount.ts';
import { COUNTRIES } from '../../shared/country.ts';
import { money } from '../../shared/money.ts';
import { lineTotal, linesTotal, MAX_LINES, quantitySchema, quantityText } from '../../shared/receipt.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { formatMoney, formatRate } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { readAmount } from '../ui/amount-entry.ts';
import { AmountInput } from '../ui/amount-field.tsx';
import { changeSale } from './sale-lines.ts';
import { changeDraft, EMPTY_LINE } from './draft.ts';
import type { Draft, LineForm } from './draft.ts';
import { useFocusOn } from '../ui/keyboard.ts';
import './lines-editor.css';

interface LinesEditorProps {
  readonly draft: Draft;
  readonly store: StoreSettings;
  /** Digits of a price are whole kroner until a separator comes. */
  readonly whole: boolean;
}

/** What goods are sold, in place of the customer's number while it is open. */
export default function LinesEditor({ draft, store, whole }: LinesEditorProps) {
  const text = useText();
  const lines = settleLines(draft.lines, draft.off);
  const { currency } = COUNTRIES[store.country];
  useFocusOn('lines');
  const close = () => changeDraft({ linesOpen: false, active: lines.length > 0 ? 'phone' : 'amount' });
  return (
    <div className="entry-customer lines">
      <ul className="lines-list" aria-label={text('lines.title')} tabIndex={0}>
        {lines.length === 0 && (
          <li className="lines-none">{text('lines.none', { rate: formatRate(store.defaultVatRate) })}</li>
        )}
        {lines.map((line, index) => (
          <li key={`${index}-${line.name}`}>
            <span className="lines-name">
              {line.quantity === '1' && !line.unit ? '' : `${quantityText(line)} × `}
              {line.name} <small>{formatRate(line.vatRate)}</small>
            </span>
            <span>{formatMoney(money(currency, lineTotal(line)))}</span>
            <Button
              kind="plain"
              square
              icon={X}
              name={text('lines.remove', { name: line.name })}
              onPress={() => changeSale({ lines: draft.lines.filter((_, at) => at !== index) })}
            />
          </li>
        ))}
      </ul>
      <NewLine draft={draft} store={store} whole={whole} />
      <div className="entry-send">
        <Button kind="filled" big wide primary icon={ArrowLeft} onPress={close}>
          {lines.length > 0
            ? text('lines.done', { amount: formatMoney(money(currency, linesTotal(lines))) })
            : text('lines.doneEmpty')}
        </Button>
      </div>
    </div>
  );
}

const focusPrice = (): void => document.getElementById('line-price')?.focus();

/**
 * The line that is being keyed: what, how many, at what price and rate. Enter goes on, and in the price adds the line.
 */
function NewLine({ draft, store, whole }: LinesEditorProps) {
  const text = useText();
  const errorText = useErrorText();
  const { line, lines } = draft;
  const { currency } = COUNTRIES[store.country];
  const change = (part: Partial<LineForm>) => changeDraft({ line: { ...line, ...part } });
  const price = readAmount(line.price, currency);
  const quantity = quantitySchema.safeParse(line.quantity.replace(',', '.'));
  const rate = line.vatRate ?? store.defaultVatRate;
  const full = lines.length >= MAX_LINES;
  const problem = (): string | null => {
    if (full) return text('lines.full');
    if (!quantity.success) return text('lines.quantityInvalid');
    return price && !price.ok ? errorText(price.problem).title : null;
  };
  const add = (): void => {
    if (!price?.ok || !quantity.success || full) return;
    const name = line.name.trim() || text('lines.namePlaceholder');
    changeSale({ lines: [...lines, { name, quantity: quantity.data, unitPrice: price.value, vatRate: rate }] });
    changeDraft({ line: { ...EMPTY_LINE, vatRate: line.vatRate }, active: 'price' });
    focusPrice();
  };
  const onEnter = (event: KeyboardEvent) => event.key === 'Enter' && focusPrice();
  return (
    <div className="lines-form">
      <div className="field-box">
        <input
          value={line.name}
          maxLength={100}
          placeholder={text('lines.namePlaceholder')}
          aria-label={text('lines.name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
          onKeyDown={onEnter}
        />
      </div>
      <div className="lines-numbers">
        <div className="field-box">
          <input
            value={line.quantity}
            maxLength={9}
            inputMode="none"
            aria-label={text('lines.quantity')}
            onFocus={(event) => {
              event.currentTarget.select();
              changeDraft({ active: 'quantity' });
            }}
            onChange={(event) => change({ quantity: event.currentTarget.value })}
            onKeyDown={onEnter}
          />
        </div>
        <span aria-hidden>×</span>
        <div className="field-box">
          <AmountInput
            id="line-price"
            name={text('lines.price')}
            entry={line.price}
            currency={currency}
            whole={whole}
            onEntry={(entry) => change({ price: entry })}
            onFocus={() => changeDraft({ active: 'price' })}
            onEnter={add}
            firstField
          />
        </div>
        <Button
          square
          icon={Plus}
          name={text('lines.add')}
          testId="add-line"
          blocked={!price?.ok || !quantity.success || full}
          onPress={add}
        />
      </div>
      <Segmented
        label={text('lines.vat')}
        value={String(rate)}
        options={store.vatRates.map((each) => ({
          value: String(each),
          label: formatRate(each),
          name: `${text('lines.vat')} ${formatRate(each)}`,
        }))}
        onChange={(value) => change({ vatRate: store.vatRates.find((each) => String(each) === value) ?? null })}
      />
      {problem() && <Problem>{problem()}</Problem>}
    </div>
  );
}
