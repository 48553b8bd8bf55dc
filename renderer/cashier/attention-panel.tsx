import { useEffect, useId, useState } from 'react';
import { money } from '../../shared/money.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/texts/languages.ts';
import type { PaymentOfSale } from '../state/alerts.ts';
import { bridge } from '../state/bridge.ts';
import { mainNow } from '../state/clock.ts';
import { formatMoney, formatWhen } from '../i18n/format.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { selectSale } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import { attentionWords } from '../payment/attention-words.ts';
import { refundInHand } from '../payment/moved-texts.ts';
import ResolveDialog from './attention-resolve.tsx';
import { recipientWords } from '../payment/recipient.ts';
import { useAttentionText } from './use-attention-text.ts';
import './attention.css';

export interface AttentionPanelProps {
  readonly payments: readonly PaymentOfSale[];
  readonly language: Language;
  readonly onClose: () => void;
}

/**
 * All payments that need a person: which sale, since when, what is wrong and what to do. Nothing here takes one off the
 * list but its two ends.
 */
export default function AttentionPanel({ payments, language, onClose }: AttentionPanelProps) {
  const text = useAttentionText();
  const [resolving, setResolving] = useState<PaymentOfSale | null>(null);
  /** The button that opened the dialog may be gone with its row: the keyboard goes on in the list. */
  const resolved = (): void => {
    setResolving(null);
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.panel-body')?.focus({ preventScroll: true }));
  };
  const show = ({ sale }: PaymentOfSale): void => {
    selectSale(sale.saleId);
    onClose();
  };
  return (
    <Panel title={text('title')} close={text('close')} onClose={onClose}>
      <p className="attention-intro">{text(payments.length > 0 ? 'intro' : 'none')}</p>
      <ul className="attention-list">
        {payments.map((each) => (
          <Row
            key={each.payment.reference}
            {...each}
            language={language}
            onShow={() => show(each)}
            onResolve={() => setResolving(each)}
          />
        ))}
      </ul>
      {resolving && (
        <ResolveDialog why={resolving.payment.unmadeRefund ? 'giveUp' : 'resolve'} {...resolving} onClose={resolved} />
      )}
    </Panel>
  );
}

/** When a person was called, as the journal tells it; until it has, when the sale was opened. */
function useCalledAt({ sale, payment }: PaymentOfSale): number {
  const { saleId } = sale;
  const { reference } = payment;
  const [calledAt, setCalledAt] = useState<number | null>(null);
  useEffect(() => {
    let over = false;
    bridge.call['payment.history']({ saleId, reference }).then(
      ({ entries }) =>
        over || setCalledAt(entries.findLast(({ type }) => type === 'payment.needsAttention')?.at ?? null),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [saleId, reference]);
  return calledAt ?? sale.openedAt;
}

function Row(
  props: PaymentOfSale & { readonly language: Language; readonly onShow: () => void; readonly onResolve: () => void },
) {
  const { sale, payment, language } = props;
  const text = useAttentionText();
  const tillText = useText();
  const errorText = useErrorText();
  const calledAt = useCalledAt(props);
  const words = attentionWords(payment, payment.attention ?? 'internal', tillText, errorText);
  const back = refundInHand(payment);
  const amount = formatMoney(payment.amount);
  const amountId = useId();
  return (
    <li>
      <p className="attention-amount" id={amountId}>
        {back === null ? (
          amount
        ) : (
          <>
            {formatMoney(money(payment.amount.currency, back))}{' '}
            <small>
              {tillText('moved.heroBack')} · {tillText('moved.heroSale', { amount })}
            </small>
          </>
        )}
      </p>
      <p className="attention-meta">
        {text('sale', {
          receipt: formatReceiptNumber(sale.receiptNumber),
          phone: recipientWords(payment, tillText),
        })}{' '}
        · {text('since', { time: formatWhen(calledAt, mainNow(), language) })}
      </p>
      <p className="attention-wrong">{words.wrong}</p>
      <p>
        <strong>{text('whatToDo')}:</strong> {words.action}
      </p>
      <p>
        <SupportCode problem={payment.attention} reference={payment.reference} />
      </p>
      <div className="attention-ways">
        <Button testId="show-sale" describedBy={amountId} onPress={props.onShow}>
          {text('show')}
        </Button>
        <Button testId="resolve" describedBy={amountId} onPress={props.onResolve}>
          {text(payment.unmadeRefund ? 'giveUp.save' : 'resolve')}
        </Button>
      </div>
    </li>
  );
}
