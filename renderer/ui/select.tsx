import { Check, ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Label } from 'react-aria-components/Label';
import './button.css';
import './field.css';
import './select.css';

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

/** One of many. For up to four choices use `Segmented`. Not for the sale screen: it brings react-aria's overlays. */
export function Select<T extends string>({ label, value, options, onChange }: SelectProps<T>) {
  const choose = (key: unknown) => {
    const option = options.find((each) => each.value === key);
    if (option) onChange(option.value);
  };
  return (
    <AriaSelect className="select" value={value} onChange={choose}>
      <Label className="field-label">{label}</Label>
      <AriaButton className="button button-quiet select-button">
        <SelectValue />
        <ChevronDown size={20} aria-hidden />
      </AriaButton>
      <Popover className="select-list" offset={4}>
        <ListBox className="select-options">
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.label} className="select-option">
              {option.label}
              {option.value === value && <Check size={20} aria-hidden />}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
