import { HandCoins } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { money, subtract, ZERO } from '../../shared/money.ts';
import type { Payment, Rest, Sale } from '../../shared/payment.ts';
import { capturePart } from './money-calls.ts';
import { canChooseLines, firstChoice, limitOf, readChoice } from './parts-choice.ts';
import { formatMoney } from '../i18n/format.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ChoiceField } from './choice-field.tsx';
import { firstReason, ReasonField, reasonWords } from './reason-field.tsx';
import { useOnce } from './use-once.ts';
import { useHandoverText } from './use-handover-text.ts';
import './move.css';

export interface PartPanelProps {
  readonly sale: Sale;
  readonly payment: Payment;
  readonly onClose: () => void;
}

/**
 * Takes a part of what is reserved, by line or as an amount, and says what becomes of the rest. Closes when it was
 * accepted.
 */
export default function PartPanel({ sale, payment, onClose }: PartPanelProps) {
  const text = useHandoverText();
  const [choice, setChoice] = useState(() => firstChoice(sale, payment, 'capture'));
  const [rest, setRest] = useState<Rest>('keep');
  const [reason, setReason] = useState(() => firstReason('release'));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const { busy, once } = useOnce();
  const say = (value: number) => formatMoney(money(payment.amount.currency, value));
  const read = readChoice(sale, payment, 'capture', choice);
  const left = read.ok ? subtract(limitOf(payment, 'capture'), read.amount) : ZERO;
  const why = rest === 'release' && left > 0 ? reasonWords('release', reason, text) : null;
  const submit = (): void => {
    setAsked(true);
    if (!read.ok || (rest === 'release' && left > 0 && why === null)) return;
    const { amount, parts } = read;
    void once(async () => {
      const what = text('part.approve', { amount: say(amount), rest: say(left) });
      const refusal = await capturePart(
        {
          saleId: sale.saleId,
          reference: payment.reference,
          before: payment.amounts.captured,
          amount,
          parts: parts && [...parts],
          rest: left > 0 ? rest : 'keep',
          reason: why,
        },
        what,
      );
      setRefused(refusal);
      if (refusal === null) onClose();
    });
  };
  return (
    <Panel
      title={text('part.title')}
      close={text('part.close')}
      onClose={onClose}
      foot={
        <>
          <span className="move-foot-sum">
            {text('pick.of', { taken: say(read.ok ? read.amount : 0), limit: say(limitOf(payment, 'capture')) })}
          </span>
          <Button kind="filled" tone="go" big icon={HandCoins} blocked={busy} onPress={submit}>
            {busy
              ? text('part.sending')
              : read.ok
                ? text('part.capture', { amount: say(read.amount) })
                : text('part.captureEmpty')}
          </Button>
        </>
      }
    >
      <div className="move">
        {refused && <ErrorBanner tone="stop" problem={refused} />}
        {canChooseLines(sale, payment, 'capture') && (
          <Segmented
            label={text('part.what')}
            value={choice.mode === 'amount' ? 'amount' : 'lines'}
            options={[
              { value: 'lines', label: text('part.lines') },
              { value: 'amount', label: text('part.amount') },
            ]}
            onChange={(mode) => setChoice({ ...choice, mode })}
          />
        )}
        <ChoiceField
          sale={sale}
          payment={payment}
          kind="capture"
          choice={choice}
          onChoice={setChoice}
          asked={asked}
          amountLabel={text('part.amountLabel')}
        />
        {read.ok && left === 0 && <p className="move-note">{text('part.noRest')}</p>}
        {read.ok && left > 0 && (
          <>
            <Segmented
              label={text('part.rest', { amount: say(left) })}
              showLabel
              value={rest}
              options={[
                { value: 'keep', label: text('part.keep') },
                { value: 'release', label: text('part.release') },
              ]}
              onChange={setRest}
            />
            <p className="move-note">{text(rest === 'keep' ? 'part.keepNote' : 'part.releaseNote')}</p>
            {rest === 'release' && <ReasonField kind="release" draft={reason} onDraft={setReason} asked={asked} />}
          </>
        )}
      </div>
    </Panel>
  );
}
