import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Currency } from '../../shared/money.ts';
import { CURRENCY_SIGNS } from '../i18n/format.ts';
import { useKept } from '../scan/listen.ts';
import { eraseFrom, EMPTY_AMOUNT, setWhole, showAmount, typeInto } from './amount-entry.ts';
import type { AmountEntry } from './amount-entry.ts';
import { heroSize } from './hero-size.ts';

export interface AmountInputProps {
  readonly entry: AmountEntry;
  readonly currency: Currency;
  /** Digits are whole kroner until a separator comes. */
  readonly whole?: boolean;
  readonly onEntry: (entry: AmountEntry) => void;
  readonly id: string;
  /** Accessible name, English in every language because other programs drive the till by it. */
  readonly name?: string;
  readonly testId?: string;
  readonly className?: string;
  readonly problemId?: string | undefined;
  readonly readOnly?: boolean;
  readonly onFocus: () => void;
  readonly onEnter: () => void;
  readonly firstField?: boolean;
}

/**
 * What a change of the field means. A character that followed a key press counts from the right (cents first); text
 * that came at once, by paste or from a program, replaces the field and is read as a whole.
 */
function changed(
  entry: AmountEntry,
  event: InputEvent,
  { allSelected, keyed, whole }: { readonly allSelected: boolean; readonly keyed: boolean; readonly whole: boolean },
): AmountEntry {
  const data = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  if (event.inputType.startsWith('delete')) {
    if (allSelected || event.inputType !== 'deleteContentBackward')
      return allSelected || /Word|Line/.test(event.inputType) ? EMPTY_AMOUNT : entry;
    return eraseFrom(entry, whole);
  }
  if (!event.inputType.startsWith('insert') || data === '') return entry;
  if (data.length === 1 && keyed) return typeInto(allSelected ? EMPTY_AMOUNT : entry, data, whole);
  return setWhole(data);
}

/** A real text input whose value is always what the entry shows; every change goes through the entry's own rules. */
export function AmountInput(props: AmountInputProps) {
  const { entry, currency, whole = false, onEntry } = props;
  const ref = useRef<HTMLInputElement>(null);
  const keyed = useRef(false);
  const latest = useRef(entry);
  latest.current = entry;
  const shown = showAmount(entry, currency);
  useKept(() => () => (entry === latest.current ? undefined : onEntry(entry)));

  useLayoutEffect(() => {
    const input = ref.current;
    if (input && document.activeElement === input) input.setSelectionRange(shown.length, shown.length);
  }, [shown]);

  useEffect(() => {
    const input = ref.current;
    if (!input) return;
    // React's own onBeforeInput does not tell the kind of change, so the native event is heard.
    const onBeforeInput = (event: InputEvent): void => {
      event.preventDefault();
      if (input.readOnly) return;
      const allSelected = input.value !== '' && input.selectionStart === 0 && input.selectionEnd === input.value.length;
      onEntry(changed(entry, event, { allSelected, keyed: keyed.current, whole }));
      keyed.current = false;
    };
    input.addEventListener('beforeinput', onBeforeInput);
    return () => input.removeEventListener('beforeinput', onBeforeInput);
  }, [entry, whole, onEntry]);

  return (
    <input
      ref={ref}
      id={props.id}
      type="text"
      data-kept
      inputMode="none"
      autoComplete="off"
      spellCheck={false}
      placeholder="0,00"
      className={props.className}
      aria-label={props.name}
      data-testid={props.testId}
      data-field={props.testId}
      aria-invalid={props.problemId ? true : undefined}
      aria-describedby={props.problemId}
      readOnly={props.readOnly}
      data-first-field={props.firstField ? '' : undefined}
      value={shown}
      onFocus={props.onFocus}
      onKeyDown={(event) => {
        keyed.current = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
        if (event.key === 'Enter') props.onEnter();
      }}
      onChange={(event) => onEntry(setWhole(event.currentTarget.value))}
    />
  );
}

export interface AmountHeroProps extends Omit<AmountInputProps, 'id' | 'className' | 'name'> {
  readonly label: string;
  /** In place of the label. */
  readonly problem: ReactNode;
  readonly active: boolean;
}

/** The amount as the hero of the screen while it is keyed. */
export function AmountHero({ label, problem, active, ...input }: AmountHeroProps) {
  const shown = showAmount(input.entry, input.currency) || '0,00';
  return (
    <div className="hero hero-field" data-active={active ? '' : undefined}>
      {problem ?? (
        <label className="hero-label" htmlFor="amount">
          {label}
        </label>
      )}
      <div
        className="hero-amount"
        data-size={heroSize(shown)}
        onPointerDown={(event) => event.target instanceof HTMLInputElement || focusAmount(event)}
      >
        <span className="hero-measure" data-shown={shown}>
          <AmountInput {...input} id="amount" testId="amount" name={label} />
        </span>
        <small>{CURRENCY_SIGNS[input.currency]}</small>
      </div>
    </div>
  );
}

function focusAmount(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('amount')?.focus();
}
