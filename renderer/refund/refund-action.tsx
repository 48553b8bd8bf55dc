import { BanknoteArrowDown } from 'lucide-react';
import { useState } from 'react';
import type { Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useText } from '../i18n/index.ts';
import ReleaseDialog from '../payment/release-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { paymentToRefund } from './payment-to-refund.ts';
import RefundPanel from './refund-panel.tsx';

/** Wherever a sale is shown: gives its money back, or releases it while nothing is taken yet. */
export function RefundAction({
  sale,
  language,
  onDone,
}: {
  readonly sale: Sale;
  readonly language: Language;
  /** The money is given back, and somebody has seen it: what was opened to find the sale is not needed any more. */
  readonly onDone?: () => void;
}) {
  const text = useText();
  const [over, setOver] = useState<'refund' | 'release' | null>(null);
  const payment = paymentToRefund(sale);
  if (!payment) return null;
  return (
    <>
      <Button icon={BanknoteArrowDown} testId="refund" onPress={() => setOver('refund')}>
        {text('moved.refund')}
      </Button>
      {over === 'refund' && (
        <RefundPanel
          saleId={sale.saleId}
          reference={payment.reference}
          language={language}
          onRelease={() => setOver('release')}
          onClose={() => setOver(null)}
          onDone={() => {
            setOver(null);
            onDone?.();
          }}
        />
      )}
      {over === 'release' && <ReleaseDialog payment={payment} onClose={() => setOver(null)} />}
    </>
  );
}
