import './entry.css';
import { ArrowLeft, Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isCertain } from './check-draft.ts';
import { forgetTyped, numberOf, rememberTyped, typedFor } from './draft.ts';
import type { TypedNumber } from './draft.ts';
import { BeneathPhone, PhoneField } from './phone-field.tsx';
import { readPhoneText } from './phone-text.ts';
import { FrozenAmount, Stage } from './stage.tsx';
import type { SaleViewProps } from './state-band.tsx';
import { ScanNotice } from '../frame/scan-notice.tsx';
import { formatMoney } from '../i18n/format.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { askedText } from '../payment/recipient.ts';
import { useKept, useSaidHere } from '../scan/listen.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { useScreenKeys } from '../ui/keyboard.ts';
import { Keypad } from '../ui/keypad.tsx';
import type { ErrorCode } from '../../shared/errors.ts';
import { isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import { parsePhone } from '../../shared/phone.ts';
import type { Msisdn } from '../../shared/phone.ts';

export interface NumberEntryProps extends SaleViewProps {
  readonly refused: ErrorCode | null;
  readonly onBack: () => void;
  readonly onSend: (msisdn: Msisdn) => void;
}

const focusedField = (): HTMLInputElement | null => document.querySelector<HTMLInputElement>('[data-first-field]');

/**
 * Another number for a sale, with the one before in place; its amount stays as it was. What is typed replaces that
 * number, and is still there when the state of the sale came between. A request that is live stays so until this one is
 * sent.
 */
export function NumberEntry({ sale, store, refused, onBack, onSend }: NumberEntryProps) {
  const text = useText();
  const errorText = useErrorText();
  const kept = typedFor(sale.saleId);
  const [value, setValue] = useState(() => kept ?? readPhoneText(numberOf(sale.saleId) ?? '', store.country));
  /** Nothing was keyed yet: the next digit begins a new number, as it does in a field whose text is selected. */
  const [fresh, setFresh] = useState(kept === undefined);
  const [asked, setAsked] = useState(false);
  const parsed = parsePhone(value.phone, value.country);
  const problem = !parsed.ok && (asked || isCertain(parsed.problem)) ? errorText(parsed.problem) : null;
  const take = (typed: TypedNumber) => {
    setValue(typed);
    setFresh(false);
    rememberTyped(sale.saleId, typed);
  };
  const change = (phone: string, country = value.country) => take(readPhoneText(phone, country));
  const send = () => (parsed.ok ? onSend(parsed.msisdn) : setAsked(true));
  const feed = (key: string) => {
    if (key === 'erase' || key === 'Backspace') change(value.phone.trimEnd().slice(0, -1));
    else change(fresh ? key : value.phone + key);
  };
  useEffect(() => {
    if (kept === undefined) focusedField()?.select();
    // Once, when the field appears.
  }, []);
  useScreenKeys({ onType: feed });
  useKept(() => () => {
    setValue(value);
    setFresh(fresh);
    setAsked(asked);
    if (kept) rememberTyped(sale.saleId, kept);
    else forgetTyped();
  });
  const scanned = useSaidHere();
  const refusal = refused ? errorText(refused) : null;
  const payment = currentPayment(sale);
  const { phase } = payment;
  const live = askedText('still', payment, text);
  return (
    <Stage hero={<FrozenAmount amount={sale.total} />}>
      <div className="entry">
        <div className="entry-customer">
          <PhoneField
            label={text('entry.phone')}
            phone={value.phone}
            country={value.country}
            home={store.country}
            onPhone={(phone, country) => take({ phone, country })}
            invalid={problem !== null}
            readOnly={false}
            onFocus={() => undefined}
            onEnter={send}
            firstField
          />
          <div className="entry-send">
            <Button kind="filled" tone="accent" big wide icon={Send} testId="send" blocked={!parsed.ok} onPress={send}>
              {text('entry.send', { amount: formatMoney(sale.total) })}
            </Button>
          </div>
          <div className="entry-country">
            <BeneathPhone
              phone={value.phone}
              country={value.country}
              problem={problem && `${problem.title}. ${problem.action}`}
            />
          </div>
        </div>
        <div className="entry-keys">
          <Button icon={ArrowLeft} onPress={onBack} className="entry-lines">
            {text('action.back')} <kbd>Esc</kbd>
          </Button>
          <Keypad onKey={feed} onOk={send} separator={false} leads={false} />
        </div>
        <div className="entry-notice">
          <p role="status" className={refusal || scanned ? 'visually-hidden' : 'entry-status'}>
            {refusal
              ? `${refusal.title}. ${refusal.sentence}`
              : parsed.ok && !fresh
                ? text('entry.ready', { phone: `…${parsed.msisdn.slice(-2)}` })
                : isUnpaid(phase)
                  ? text('entry.enterPhone')
                  : live}
          </p>
          {scanned && <ScanNotice meaning={scanned} />}
          {refused && !scanned && <ErrorBanner problem={refused} live={false} />}
        </div>
      </div>
    </Stage>
  );
}
