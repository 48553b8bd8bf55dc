import { HandCoins, Undo2 } from 'lucide-react';
import { useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import type { SaleHandlers } from './sale-actions.tsx';
import './alerts.css';

/**
 * After an approval that nobody waited for any more: finishing the sale and giving the money back weigh the same, and
 * Enter chooses neither.
 */
export function LateApprovalActions({ amount, on }: { readonly amount: string; readonly on: SaleHandlers }) {
  const text = useText();
  return (
    <div className="choices">
      <div className="choice">
        <p>{text('alerts.releaseChoice')}</p>
        <Button big wide icon={Undo2} testId="release" onPress={on.release}>
          {text('dialog.releaseYes', { amount })}
        </Button>
      </div>
      <div className="choice">
        <p>{text('alerts.captureChoice')}</p>
        <Button big wide icon={HandCoins} testId="capture" onPress={on.capture}>
          {text('action.capture', { amount })}
        </Button>
      </div>
      <Button kind="plain" testId="serve-next" onPress={on.leave}>
        {text('action.serveNext')} <kbd>F4</kbd>
      </Button>
    </div>
  );
}
