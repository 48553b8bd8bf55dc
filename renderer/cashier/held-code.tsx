import { ScanQrCode, X } from 'lucide-react';
import { useEffect } from 'react';
import type { PersonalCode } from '../../shared/personal-code.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { otherWays } from '../payment/recipient.ts';
import { useScans } from '../scan/listen.ts';
import type { SaleScreen } from '../state/select-screen.ts';
import { selectSale } from '../state/store.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { CodeRead } from './scanned-customer.tsx';
import { forgetCode, holdCode, readPersonalCode, useHeld } from './scanned.ts';
import { GIVE_WAY } from './state-band.tsx';

/**
 * The code that is held out for this sale, or by the next customer where this one is done. It is never what asks by
 * itself here.
 * @param onHeld it takes the place of what is being keyed
 */
export function useHeldCode(sale: Sale, screen: SaleScreen, onHeld: () => void): PersonalCode | null {
  const { saleId } = sale;
  const held = useHeld(saleId);
  const mayAsk = otherWays(screen, currentPayment(sale), sale).length > 0;
  useEffect(() => {
    if (!mayAsk) forgetCode();
  }, [mayAsk]);
  useScans((scanned) => {
    const isDone = GIVE_WAY.has(screen.name);
    const code = mayAsk || isDone ? readPersonalCode(scanned) : null;
    if (code === null) return false;
    if (code === 'doubled') return true;
    if (isDone) selectSale(null);
    else onHeld();
    holdCode(code, isDone ? null : saleId);
    return true;
  }, true);
  return held;
}

/**
 * A customer's code that was scanned at a sale which stands or has ended unpaid. Who is asked at a live request changes
 * by a press here alone; after an end it is the next step and stands among the actions.
 */
export function HeldCode({ onInstead }: { readonly onInstead: (() => void) | null }) {
  const text = useText();
  return (
    <CodeRead note={text(onInstead ? 'recipient.held.live' : 'recipient.held.note')}>
      {onInstead && (
        <Button icon={ScanQrCode} testId="ask-by-code" onPress={onInstead}>
          {text('recipient.held.instead')}
        </Button>
      )}
      <Button square icon={X} name={text('recipient.held.forget')} testId="forget-code" onPress={forgetCode} />
    </CodeRead>
  );
}
