import './attention.css';
import { ArrowRight, BanknoteArrowDown, PenLine, RefreshCw } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import type { SaleHandlers } from './sale-actions.tsx';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { refund } from '../payment/money-calls.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import { isDecidable, isFinal } from '../../shared/payment-standing.ts';
import { currentPayment, reservedOf } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';

const ResolveDialog = lazy(() => import('./attention-resolve.tsx'));

/**
 * On a payment that needs a person. What ends the need is an answer of the wallet (so its steps stay open where the
 * money is known to be reserved) or a written reason; nothing here says paid or asks to try again.
 */
export function AttentionActions({ sale, on }: { readonly sale: Sale; readonly on: SaleHandlers }) {
  const text = useText();
  const [resolving, setResolving] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const payment = currentPayment(sale);
  const amount = formatMoney(money(payment.amount.currency, reservedOf(payment)));
  // Of a payment that has ended the wallet is asked nothing more.
  const checkNow = !isFinal(payment.phase) && (
    <Button icon={RefreshCw} testId="check-now" onPress={on.checkNow}>
      {text('action.checkNow')}
    </Button>
  );
  const decidable = isDecidable(payment);
  const unmade = payment.phase.name === 'refunding' ? null : payment.unmadeRefund;
  const back = unmade && formatMoney(money(payment.amount.currency, unmade.amount));
  const make = async (): Promise<void> => {
    if (unmade === null || busy) return;
    setBusy(true);
    const { amount: value, parts, reason } = unmade;
    const input = {
      saleId: sale.saleId,
      reference: payment.reference,
      before: payment.amounts.refunded,
      amount: value,
      parts: parts && [...parts],
      reason: reason ?? '',
    };
    setRefused(await refund(input, text('alerts.makeRefund', { amount: back ?? '' })));
    setBusy(false);
  };
  return (
    <div className="actions actions-attention">
      {refused && <ErrorBanner tone="stop" problem={refused} />}
      {unmade && (
        <div className="actions-left actions-ways">
          <Button icon={BanknoteArrowDown} testId="make-refund" blocked={busy} onPress={() => void make()}>
            {text('alerts.makeRefund', { amount: back ?? '' })}
          </Button>
        </div>
      )}
      {decidable && (
        <div className="actions-left actions-ways">
          {checkNow}
          <Button testId="release" onPress={on.release}>
            {text('dialog.releaseYes', { amount })}
          </Button>
          <Button testId="capture" onPress={on.capture}>
            {text('action.capture', { amount })}
          </Button>
        </div>
      )}
      <div className="actions-left">
        {!decidable && checkNow}
        <Button icon={PenLine} testId="resolve" onPress={() => setResolving(true)}>
          {text(unmade ? 'alerts.giveUpRefund' : 'alerts.resolve')}
        </Button>
      </div>
      <div className="actions-right">
        <Button kind="filled" big wide primary icon={ArrowRight} testId="serve-next" onPress={on.leave}>
          {text('action.serveNext')} <kbd>F4</kbd>
        </Button>
      </div>
      {resolving && (
        <Suspense>
          <ResolveDialog
            why={unmade ? 'giveUp' : 'resolve'}
            sale={sale}
            payment={payment}
            onClose={() => setResolving(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
