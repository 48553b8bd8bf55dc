import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { AGE_LIMITS } from '../../shared/age-limit.ts';
import type { AgeLimit } from '../../shared/age-limit.ts';
import { COUNTRIES } from '../../shared/country.ts';
import { UNITS } from '../../shared/item-words.ts';
import { COLOURS, itemPageSchema, itemSchema, LONGEST_ITEM_NAME, LONGEST_PAGE_NAME } from '../../shared/items.ts';
import type { Item, ItemPages } from '../../shared/items.ts';
import { parseAmount } from '../../shared/money.ts';
import type { Minor } from '../../shared/money.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { CURRENCY_SIGNS, formatAmount, formatRate } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { isFull, moved, movedItem, withItem, withoutItem } from './items-edit.ts';
import { useItemsText } from './use-items-text.ts';

interface ItemDialogProps {
  readonly item: Item;
  readonly isNew: boolean;
  readonly page: number;
  readonly pages: ItemPages;
  readonly store: StoreSettings;
  readonly onSave: (pages: ItemPages) => void;
  readonly onClose: () => void;
}

/** Null: keyed at the sale. Undefined: it cannot be read. */
function priceOf(typed: string): Minor | null | undefined {
  if (typed.trim() === '') return null;
  const read = parseAmount(typed);
  return read.ok && read.value > 0 ? read.value : undefined;
}

/** One item: all that its key says, and where it stands. */
export function ItemDialog({ item, isNew, page, pages, store, onSave, onClose }: ItemDialogProps) {
  const text = useItemsText();
  const [draft, setDraft] = useState(item);
  const { currency } = COUNTRIES[store.country];
  const [typed, setTyped] = useState(item.price === null ? '' : formatAmount({ currency, value: item.price }));
  const [on, setOn] = useState(page);
  const [asked, setAsked] = useState(false);
  const change = (part: Partial<Item>) => setDraft({ ...draft, ...part });
  const price = priceOf(typed);
  const parsed = itemSchema.safeParse({ ...draft, price: price ?? null });
  const full = (pages[on] ? isFull(pages[on]) : false) && (isNew || on !== page);
  const place = pages[page]?.items.findIndex(({ id }) => id === item.id) ?? -1;
  const rates = [...new Set([...store.vatRates, item.vatRate])];
  const save = () => {
    setAsked(true);
    if (parsed.success && price !== undefined && !full) onSave(withItem(pages, on, parsed.data));
  };
  return (
    <Dialog
      title={isNew ? text('editor.newItem') : item.name}
      onClose={onClose}
      actions={{
        back: <Button onPress={onClose}>{text('editor.cancel')}</Button>,
        beside: !isNew && (
          <Button icon={Trash2} testId="remove-item" onPress={() => onSave(withoutItem(pages, item.id))}>
            {text('editor.removeItem')}
          </Button>
        ),
        act: (
          <Button kind="filled" testId="save-item" onPress={save}>
            {text('editor.save')}
          </Button>
        ),
      }}
    >
      <form
        className="item-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={text('editor.name')}
          data-testid="item-name"
          autoFocus
          maxLength={LONGEST_ITEM_NAME}
          value={draft.name}
          onText={(name) => change({ name })}
          problem={asked && draft.name.trim() === '' && text('editor.problems.name')}
        />
        <Field
          label={text('editor.price')}
          data-testid="item-price"
          inputMode="decimal"
          maxLength={12}
          value={typed}
          prefix={CURRENCY_SIGNS[currency]}
          note={text('editor.priceNote')}
          onText={setTyped}
          problem={asked && price === undefined && text('editor.problems.price')}
        />
        <Segmented
          label={text('editor.vat')}
          showLabel
          value={String(draft.vatRate)}
          options={rates.map((rate) => ({ value: String(rate), label: formatRate(rate) }))}
          onChange={(value) => change({ vatRate: rates.find((rate) => String(rate) === value) ?? draft.vatRate })}
        />
        <Choice
          label={text('editor.unit')}
          value={draft.unit}
          options={UNITS.map((unit) => [unit, text(`editor.units.${unit}`)])}
          onChange={(value) => change({ unit: UNITS.find((unit) => unit === value) ?? 'PCS' })}
        />
        <AgeLimitChoice item={draft} onChange={setDraft} />
        <Colours value={draft.colour} onChange={(colour) => change({ colour })} />
        {pages.length > 1 && (
          <Choice
            label={text('editor.onPage')}
            value={String(on)}
            options={pages.map(({ name }, index) => [String(index), name])}
            onChange={(value) => setOn(Number(value))}
          />
        )}
        {asked && full && <p className="field-note">{text('editor.problems.full')}</p>}
        {!isNew && (
          <div className="item-place" role="group" aria-label={text('editor.place')}>
            <Button icon={ArrowLeft} blocked={place <= 0} onPress={() => onSave(movedItem(pages, item.id, -1))}>
              {text('editor.earlier')}
            </Button>
            <Button
              icon={ArrowRight}
              blocked={place < 0 || place === (pages[page]?.items.length ?? 0) - 1}
              onPress={() => onSave(movedItem(pages, item.id, 1))}
            >
              {text('editor.later')}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** Those to choose from, with one that came otherwise. */
const limitsWith = (own: AgeLimit | undefined): readonly AgeLimit[] =>
  [...new Set([...AGE_LIMITS, ...(own === undefined ? [] : [own])])].toSorted((a, b) => a - b);

function AgeLimitChoice({ item, onChange }: { readonly item: Item; readonly onChange: (item: Item) => void }) {
  const text = useItemsText();
  const limits = limitsWith(item.minimumAge);
  const choose = (value: string): void => {
    const minimumAge = limits.find((age) => String(age) === value);
    const { minimumAge: _before, ...plain } = item;
    onChange(minimumAge === undefined ? plain : { ...plain, minimumAge });
  };
  return (
    <Choice
      label={text('editor.ageLimit')}
      value={String(item.minimumAge ?? '')}
      options={[
        ['', text('editor.ageLimits.none')],
        ...limits.map((age) => [String(age), text('editor.ageLimits.some', { age })] as const),
      ]}
      onChange={choose}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ColoursProps {
  readonly value: Item['colour'];
  readonly onChange: (colour: Item['colour']) => void;
}

/** The palette, each colour with its name for who cannot see it. */
function Colours({ value, onChange }: ColoursProps) {
  const text = useItemsText();
  const group = useId();
  return (
    <fieldset>
      <legend className="field-label">{text('editor.colour')}</legend>
      <div className="item-colours">
        {COLOURS.map((colour) => (
          <label key={colour} className="item-colour" title={text(`editor.colours.${colour}`)}>
            <input
              type="radio"
              name={group}
              aria-label={text(`editor.colours.${colour}`)}
              checked={colour === value}
              onChange={() => onChange(colour)}
            />
            <span className="item-key" data-colour={colour} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface PageDialogProps {
  readonly pages: ItemPages;
  readonly page: number;
  readonly isNew: boolean;
  readonly onSave: (pages: ItemPages, showAt: number) => void;
  readonly onClose: () => void;
}

/** A page: its name, its place among the others, and its end. */
export function PageDialog({ pages, page, isNew, onSave, onClose }: PageDialogProps) {
  const text = useItemsText();
  const before = isNew ? undefined : pages[page];
  const [name, setName] = useState(before?.name ?? '');
  const [asked, setAsked] = useState(false);
  const next = itemPageSchema.safeParse({ name, items: before?.items ?? [] });
  const twice = pages.some((each, index) => each.name === name.trim() && (isNew || index !== page));
  const save = () => {
    setAsked(true);
    if (!next.success || twice) return;
    if (isNew) onSave([...pages, next.data], pages.length);
    else
      onSave(
        pages.map((each, index) => (index === page ? next.data : each)),
        page,
      );
  };
  const move = (by: 1 | -1) => onSave(moved(pages, page, by), Math.min(pages.length - 1, Math.max(0, page + by)));
  const count = before?.items.length ?? 0;
  return (
    <Dialog
      title={isNew ? text('editor.newPage') : text('editor.changePage')}
      onClose={onClose}
      actions={{
        back: <Button onPress={onClose}>{text('editor.cancel')}</Button>,
        beside: !isNew && (
          <Button
            icon={Trash2}
            onPress={() =>
              onSave(
                pages.filter((_, index) => index !== page),
                0,
              )
            }
          >
            {text('editor.removePage')}
          </Button>
        ),
        act: (
          <Button kind="filled" testId="save-page" onPress={save}>
            {text('editor.save')}
          </Button>
        ),
      }}
    >
      <form
        className="item-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={text('editor.pageName')}
          data-testid="page-name"
          autoFocus
          maxLength={LONGEST_PAGE_NAME}
          value={name}
          onText={setName}
          problem={asked && (!next.success ? text('editor.problems.page') : twice && text('editor.problems.pageTwice'))}
        />
        {before && pages.length > 1 && (
          <div className="item-place">
            <Button icon={ArrowLeft} blocked={page === 0} onPress={() => move(-1)}>
              {text('editor.earlierPage')}
            </Button>
            <Button icon={ArrowRight} blocked={page === pages.length - 1} onPress={() => move(1)}>
              {text('editor.laterPage')}
            </Button>
          </div>
        )}
        {count > 0 && <p className="field-note">{text('editor.removePageNote', { count })}</p>}
      </form>
    </Dialog>
  );
}
