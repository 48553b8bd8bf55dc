import { ShieldCheck, ShoppingBag } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatWhen } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import './settled.css';

const ReasonDialog = lazy(() => import('./attention-resolve.tsx'));

export interface SettledByProps {
  readonly payment: Payment;
  readonly language: Language;
  readonly now: number;
}

/** What a person wrote when it was settled by hand, who and when. */
export function SettledBy({ payment: { resolution }, language, now }: SettledByProps) {
  const text = useText();
  if (!resolution) return null;
  const { by, reason, at } = resolution;
  const time = formatWhen(at, now, language);
  return (
    <figure className="settled-by">
      <blockquote>{text('alerts.quote', { reason })}</blockquote>
      <figcaption>
        <strong>{by ? by.name : text('alerts.settledHere')}</strong> {time}
      </figcaption>
      <p>{text('alerts.settledNote')}</p>
    </figure>
  );
}

/** Nothing here moves money: the next sale, and a manager who takes it back. */
export function SettledActions({ sale, onLeave }: { readonly sale: Sale; readonly onLeave: () => void }) {
  const text = useText();
  const [reopening, setReopening] = useState(false);
  return (
    <div className="actions">
      <div className="actions-left">
        <Button icon={ShieldCheck} testId="reopen" onPress={() => setReopening(true)}>
          {text('alerts.reopen')}
        </Button>
      </div>
      <div className="actions-right">
        <Button kind="filled" big wide primary icon={ShoppingBag} testId="new-sale" onPress={onLeave}>
          {text('action.newSale')} <kbd>F4</kbd>
        </Button>
      </div>
      {reopening && (
        <Suspense>
          <ReasonDialog why="reopen" sale={sale} payment={currentPayment(sale)} onClose={() => setReopening(false)} />
        </Suspense>
      )}
    </div>
  );
}
