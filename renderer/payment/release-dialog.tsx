import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import { reservedOf } from '../../shared/payment.ts';
import type { Payment } from '../../shared/payment.ts';
import { release } from './money-calls.ts';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { firstReason, ReasonField, reasonWords } from './reason-field.tsx';
import { useOnce } from './use-once.ts';
import { useHandoverText } from './use-handover-text.ts';

/**
 * Asks before a reservation, or what is left of it, goes back to the customer. Keeping it is the way of Esc and of the
 * first button.
 */
export default function ReleaseDialog({
  payment,
  onClose,
}: {
  readonly payment: Payment;
  readonly onClose: () => void;
}) {
  const text = useHandoverText();
  const tillText = useText();
  const [reason, setReason] = useState(() => firstReason('release'));
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const { busy, once } = useOnce();
  const amount = formatMoney(money(payment.amount.currency, reservedOf(payment)));
  const yes = (): void => {
    setAsked(true);
    const words = reasonWords('release', reason, text);
    if (words === null) return;
    void once(async () => {
      const refusal = await release(
        { saleId: payment.saleId, reference: payment.reference, reason: words },
        text('release.approve', { amount }),
      );
      setRefused(refusal);
      if (refusal === null) onClose();
    });
  };
  return (
    <Dialog
      title={tillText('dialog.releaseTitle')}
      onClose={onClose}
      actions={{
        back: (
          <Button autoFocus onPress={onClose}>
            {tillText('dialog.keep')}
          </Button>
        ),
        act: (
          <Button kind="danger" blocked={busy} onPress={yes}>
            {tillText('dialog.releaseYes', { amount })}
          </Button>
        ),
      }}
    >
      <div className="move">
        <p>{tillText('dialog.releaseBody', { amount })}</p>
        <ReasonField kind="release" draft={reason} onDraft={setReason} asked={asked} />
        {refused && <ErrorBanner tone="stop" problem={refused} />}
      </div>
    </Dialog>
  );
}
