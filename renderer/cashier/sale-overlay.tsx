import { lazy, Suspense } from 'react';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useText } from '../i18n/index.ts';
import { customerWords } from '../payment/recipient.ts';

const Confirm = lazy(() => import('./confirm-dialog.tsx'));
const Release = lazy(() => import('../payment/release-dialog.tsx'));
const Part = lazy(() => import('../payment/part-panel.tsx'));
const Refund = lazy(() => import('../refund/refund-panel.tsx'));

/** A question or a sheet over a sale. */
export type Over = 'cancel' | 'release' | 'part' | 'refund';

export interface SaleOverlayProps {
  readonly over: Over | null;
  readonly sale: Sale;
  readonly amount: string;
  readonly language: Language;
  readonly onOver: (over: Over | null) => void;
  readonly onCancel: () => void;
}

export function SaleOverlay({ over, sale, amount, language, onOver, onCancel }: SaleOverlayProps) {
  const text = useText();
  const payment = currentPayment(sale);
  const close = () => onOver(null);
  if (over === null) return null;
  return (
    <Suspense>
      {over === 'cancel' && (
        <Confirm amount={amount} phone={customerWords(payment, text)} onNo={close} onYes={onCancel} />
      )}
      {over === 'release' && <Release payment={payment} onClose={close} />}
      {over === 'part' && <Part sale={sale} payment={payment} onClose={close} />}
      {over === 'refund' && (
        <Refund
          saleId={sale.saleId}
          reference={payment.reference}
          language={language}
          onRelease={() => onOver('release')}
          onClose={close}
        />
      )}
    </Suspense>
  );
}
