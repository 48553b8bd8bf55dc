import { ArrowRight, PenLine, RefreshCw } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { money } from '../../shared/money.ts';
import { currentPayment, isFinal, reservedOf } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { useText } from '../i18n/index.ts';
import { formatMoney } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import type { SaleHandlers } from './sale-actions.tsx';
import './attention.css';

const ResolveDialog = lazy(() => import('./attention-resolve.tsx'));

/**
 * On a payment that needs a person. What ends the need is an answer of the wallet (so its steps stay open where the money is known to be
 * reserved) or a written reason; nothing here says paid or asks to try again.
 */
export function AttentionActions({ sale, on }: { readonly sale: Sale; readonly on: SaleHandlers }) {
  const text = useText();
  const [resolving, setResolving] = useState(false);
  const payment = currentPayment(sale);
  const amount = formatMoney(money(payment.amount.currency, reservedOf(payment)));
  // Of a payment that has ended the wallet is asked nothing more.
  const checkNow = !isFinal(payment.phase) && <Button icon={RefreshCw} name="Check now" onPress={on.checkNow}>{text('action.checkNow')}</Button>;
  const reserved = payment.phase.name === 'authorized' && payment.certainty.name === 'confirmed';
  return (
    <div className="actions actions-attention">
      {reserved && (
        <div className="actions-left actions-ways">
          {checkNow}
          <Button name="Release" onPress={on.release}>{text('dialog.releaseYes', { amount })}</Button>
          <Button name="Capture" onPress={on.capture}>{text('action.capture', { amount })}</Button>
        </div>
      )}
      <div className="actions-left">
        {!reserved && checkNow}
        <Button icon={PenLine} name="Resolved: write why" onPress={() => setResolving(true)}>{text('alerts.resolve')}</Button>
      </div>
      <div className="actions-right">
        <Button kind="filled" big wide primary icon={ArrowRight} name="Serve next" onPress={on.leave}>{text('action.serveNext')} <kbd>F4</kbd></Button>
      </div>
      {resolving && (
        <Suspense>
          <ResolveDialog sale={sale} payment={payment} onClose={() => setResolving(false)} />
        </Suspense>
      )}
    </div>
  );
}
