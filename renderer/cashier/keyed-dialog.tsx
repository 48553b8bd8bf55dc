import type { KeyboardEvent, ReactNode } from 'react';
import type { Discount } from '../../shared/discount.ts';
import type { Currency } from '../../shared/money.ts';
import { CURRENCY_SIGNS } from '../i18n/format.ts';
import { showAmount } from '../ui/amount-entry.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Keypad } from '../ui/keypad.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { OffEntry } from './keyed-off.ts';
import { useItemsText } from './use-items-text.ts';
import './line-dialog.css';

/** A box that the keypad feeds once it is chosen. */
export function Box(props: {
  readonly label: string;
  readonly value: ReactNode;
  readonly sign: string;
  readonly active: boolean;
  readonly testId: string;
  readonly onChoose: () => void;
}) {
  return (
    <button
      type="button"
      className="keyed-box"
      aria-pressed={props.active}
      autoFocus={props.active}
      data-testid={props.testId}
      onClick={props.onChoose}
    >
      <span className="field-label">{props.label}</span>
      <span className="keyed-value">
        {props.value} <small>{props.sign}</small>
      </span>
    </button>
  );
}

interface OffBoxProps {
  readonly off: OffEntry;
  readonly currency: Currency;
  readonly active: boolean;
  readonly onChoose: () => void;
  readonly onKind: (kind: Discount['kind']) => void;
}

export function OffBox({ off, currency, active, onChoose, onKind }: OffBoxProps) {
  const text = useItemsText();
  const isPercent = off.kind === 'percent';
  return (
    <div className="keyed-off">
      <Box
        label={text('discount')}
        value={isPercent ? off.percent || '0' : showAmount(off.amount, currency) || '0,00'}
        sign={isPercent ? '%' : CURRENCY_SIGNS[currency]}
        active={active}
        testId="keyed-discount"
        onChoose={onChoose}
      />
      <Segmented
        label={text('discountIn')}
        value={off.kind}
        options={[
          { value: 'percent', label: '%', name: text('percent') },
          { value: 'amount', label: CURRENCY_SIGNS[currency], name: text('amount') },
        ]}
        onChange={onKind}
      />
    </div>
  );
}

/** The dialog around boxes and keypad; typed digits feed the chosen box, and Enter is the filled button. */
export function KeyedDialog(props: {
  readonly title: string;
  readonly boxes: ReactNode;
  readonly note: ReactNode;
  readonly separator: boolean;
  /** What else can be done, between the way back and the step. */
  readonly beside?: ReactNode;
  readonly done: string;
  readonly blocked: boolean;
  readonly onKey: (key: string) => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const text = useItemsText();
  const onKeyDown = (event: KeyboardEvent) => {
    if (/^[\d.,]$/.test(event.key) || event.key === 'Backspace') props.onKey(event.key);
    else if (event.key === 'Enter') props.onDone();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      actions={{
        back: <Button onPress={props.onClose}>{text('back')}</Button>,
        beside: props.beside,
        act: (
          <Button kind="filled" testId="keyed-done" blocked={props.blocked} onPress={props.onDone}>
            {props.done}
          </Button>
        ),
      }}
    >
      <div className="keyed" role="group" onKeyDown={onKeyDown}>
        <div className="keyed-boxes">
          {props.boxes}
          <p className="keyed-note" aria-live="polite">
            {props.note}
          </p>
        </div>
        <Keypad onKey={props.onKey} onOk={props.onDone} separator={props.separator} leads={false} />
      </div>
    </Dialog>
  );
}
