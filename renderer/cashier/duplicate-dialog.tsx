import type { SaleId } from '../../shared/ids.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Language } from '../../shared/settings.ts';
import { useText } from '../i18n/index.ts';
import { formatMoney, formatTime } from '../i18n/format.ts';
import { saleScreen } from '../select-screen.ts';
import { selectSale, useWindow } from '../store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { changeDraft, clearDraft } from './draft.ts';
import { SALE_LOOKS } from './sale-look.ts';
import './rail.css';

/** The same amount to the same number a moment ago: shows what became of it before another request is sent. */
export default function DuplicateDialog({ saleId, language, onAnyway }: { readonly saleId: SaleId; readonly language: Language; readonly onAnyway: () => void }) {
  const text = useText();
  const earlier = useWindow(({ view }) => view?.sales.find((sale) => sale.saleId === saleId));
  const close = () => changeDraft({ duplicateOf: null });
  const show = () => {
    clearDraft();
    selectSale(saleId);
  };
  const look = earlier && SALE_LOOKS[saleScreen(currentPayment(earlier)).name];
  return (
    <Dialog
      title={text('dialog.duplicateTitle')}
      onClose={close}
      actions={
        <>
          <Button onPress={onAnyway}>{text('dialog.sendAnyway')}</Button>
          <Button kind="filled" autoFocus onPress={earlier ? show : close}>{earlier ? text('dialog.showIt') : text('action.back')}</Button>
        </>
      }
    >
      {earlier && look && (
        <>
          <p>{text('dialog.duplicateBody', { time: formatTime(earlier.openedAt, language) })}</p>
          <p className="duplicate-state" data-tone={look.tone}>
            <look.icon size={24} aria-hidden />
            <strong>{formatMoney(earlier.total)}</strong> …{currentPayment(earlier).recipient.lastTwo} · {text(`rail.status.${look.status}`)}
          </p>
        </>
      )}
    </Dialog>
  );
}
