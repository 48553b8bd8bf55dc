import type { SaleId } from '../../shared/ids.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { useText } from '../i18n/index.ts';
import { formatMoney, formatTime } from '../i18n/format.ts';
import { screenOf } from '../state/select-screen.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { recipientWords } from '../payment/recipient.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import './rail.css';

export interface DuplicateProps {
  /** The earlier sale. */
  readonly saleId: SaleId;
  readonly language: Language;
  readonly onAnyway: () => void;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/**
 * The same amount to the same number a moment ago: shows what has become of it by now, before another request is sent.
 */
export default function DuplicateDialog({ saleId, language, onAnyway, onShow, onClose }: DuplicateProps) {
  const text = useText();
  const earlier = useWindow(({ view }) => view?.sales.find((sale) => sale.saleId === saleId));
  const look = earlier && SALE_LOOKS[screenOf(earlier).name];
  return (
    <Dialog
      title={text('dialog.duplicateTitle')}
      onClose={onClose}
      actions={{
        back: (
          <Button testId="back" autoFocus={!earlier} onPress={onClose}>
            {text('action.back')}
          </Button>
        ),
        beside: (
          <Button testId="send-anyway" onPress={onAnyway}>
            {text('dialog.sendAnyway')}
          </Button>
        ),
        act: earlier && (
          <Button kind="filled" autoFocus testId="show-it" onPress={onShow}>
            {text('dialog.showIt')}
          </Button>
        ),
      }}
    >
      {earlier && look && (
        <>
          <p>{text('dialog.duplicateBody', { time: formatTime(currentPayment(earlier).requestedAt, language) })}</p>
          <p className="duplicate-state" data-tone={look.tone}>
            <look.icon size={24} aria-hidden />
            <strong>{formatMoney(earlier.total)}</strong> {recipientWords(currentPayment(earlier), text)}
            {` · ${text(`rail.status.${look.status}`)}`}
          </p>
        </>
      )}
    </Dialog>
  );
}
