import { ChevronDown } from 'lucide-react';
import { useId, useLayoutEffect, useRef } from 'react';
import { CALLING_CODES, parsePhone } from '../../shared/phone.ts';
import type { PhoneCountry } from '../../shared/country.ts';
import { useText } from '../i18n/index.ts';
import { spellDigits } from '../i18n/format.ts';
import { forgetTyped } from '../ui/forget-typed.ts';
import { Problem } from '../ui/problem.tsx';
import { caretAfter, digitsIn, readPhoneText } from './phone-text.ts';

export interface PhoneFieldProps {
  readonly label: string;
  readonly phone: string;
  readonly country: PhoneCountry;
  /** The store's own. */
  readonly home: PhoneCountry;
  readonly onPhone: (phone: string, country: PhoneCountry) => void;
  /** Something is wrong with it; `BeneathPhone` says what. */
  readonly invalid: boolean;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  readonly onEnter: () => void;
  readonly firstField?: boolean;
}

/** One number is keyed at a time. */
const BENEATH = 'phone-beneath';

/** The number, grouped while it is typed, with whose country's it is in front of it. */
export function PhoneField(props: PhoneFieldProps) {
  const { phone, country } = props;
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (caret.current === null) return;
    ref.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [phone]);
  useLayoutEffect(() => (ref.current ? forgetTyped(ref.current) : undefined), []);

  return (
    <div className="field phone-field">
      <label className="field-label" htmlFor={id}>
        {props.label}
      </label>
      <div className="field-box phone-box" data-problem={props.invalid ? '' : undefined}>
        {!phone.startsWith('+') && (
          <CountryChoice
            value={country}
            home={props.home}
            onChange={(chosen) => {
              const read = readPhoneText(phone, chosen);
              props.onPhone(read.phone, read.country);
              ref.current?.focus();
            }}
          />
        )}
        <input
          ref={ref}
          id={id}
          type="text"
          data-kept
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          data-testid="phone-number"
          data-field="phone"
          aria-invalid={props.invalid || undefined}
          aria-describedby={props.invalid ? BENEATH : undefined}
          readOnly={props.readOnly}
          data-first-field={props.firstField ? '' : undefined}
          value={phone}
          onFocus={props.onFocus}
          onKeyDown={(event) => event.key === 'Enter' && props.onEnter()}
          onChange={(event) => {
            const input = event.currentTarget;
            const read = readPhoneText(input.value, country);
            caret.current = caretAfter(
              read.phone,
              digitsIn(input.value.slice(0, input.selectionStart ?? input.value.length)),
            );
            props.onPhone(read.phone, read.country);
          }}
        />
      </div>
    </div>
  );
}

const COUNTRIES: readonly PhoneCountry[] = ['NO', 'DK', 'FI', 'SE'];

/** Whose number it is: one small choice in front of it, the store's own first. */
function CountryChoice({
  value,
  home,
  onChange,
}: {
  readonly value: PhoneCountry;
  readonly home: PhoneCountry;
  readonly onChange: (country: PhoneCountry) => void;
}) {
  const text = useText();
  const order = [home, ...COUNTRIES.filter((each) => each !== home)];
  return (
    <span className="country-choice">
      <span aria-hidden>+{CALLING_CODES[value]}</span>
      <ChevronDown size={20} aria-hidden />
      <select
        aria-label={text('entry.country')}
        data-testid="phone-country"
        value={value}
        onChange={({ currentTarget }) => onChange(order.find((each) => each === currentTarget.value) ?? value)}
      >
        {order.map((each) => (
          <option key={each} value={each}>
            {text(`entry.countries.${each}`)} +{CALLING_CODES[each]}
          </option>
        ))}
      </select>
    </span>
  );
}

export interface BeneathPhoneProps {
  readonly phone: string;
  readonly country: PhoneCountry;
  readonly problem: string | null;
}

/** What is wrong with the number, or the number as it is read to the customer: in one place, so that nothing moves. */
export function BeneathPhone({ phone, country, problem }: BeneathPhoneProps) {
  const text = useText();
  const parsed = parsePhone(phone, country);
  return (
    <div id={BENEATH} className="phone-beneath">
      {problem && <Problem>{problem}</Problem>}
      {!problem && parsed.ok && (
        <>
          <p className="field-label">{text('entry.readBack')}</p>
          <p className="read-back-words">{spellDigits(parsed.national, text)}</p>
        </>
      )}
    </div>
  );
}
