import { ArrowRight, HandCoins, RefreshCw, Send, ShoppingBag } from 'lucide-react';
import type { ReactNode } from 'react';
import { assertNever } from '../../shared/result.ts';
import { ERRORS } from '../../shared/errors.ts';
import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import type { SaleScreen } from '../select-screen.ts';
import { Button } from '../ui/button.tsx';

export interface SaleHandlers {
  readonly cancel: () => void;
  readonly capture: () => void;
  readonly release: () => void;
  readonly checkNow: () => void;
  readonly leave: () => void;
  readonly sendAgain: () => void;
  readonly changeNumber: () => void;
}

interface Actions {
  readonly left: ReactNode;
  readonly right: ReactNode;
}

const serveNext = (text: Text, on: SaleHandlers, kind: 'quiet' | 'filled' = 'quiet'): ReactNode => (
  <Button key="next" kind={kind} big={kind === 'filled'} wide={kind === 'filled'} primary={kind === 'filled'} icon={ArrowRight} onPress={on.leave}>
    {text('action.serveNext')} <kbd>F4</kbd>
  </Button>
);

const newSale = (text: Text, on: SaleHandlers, kind: 'quiet' | 'filled' = 'quiet'): ReactNode => (
  <Button key="new" kind={kind} big={kind === 'filled'} wide={kind === 'filled'} primary={kind === 'filled'} name="New sale" {...(kind === 'filled' ? { icon: ShoppingBag } : {})} onPress={on.leave}>
    {text('action.newSale')}
  </Button>
);

/** After an end without money: the same sale once more, with the number in place or a corrected one. */
function unpaid(screen: SaleScreen, text: Text, on: SaleHandlers): Actions {
  const problem = screen.name === 'refused' ? screen.problem : null;
  const correct = problem !== null && ERRORS[problem] === 'correct';
  const again = (
    <Button key="again" kind="filled" tone="accent" big wide primary icon={screen.name === 'notSent' ? RefreshCw : Send} onPress={on.sendAgain}>
      {text(screen.name === 'notSent' ? 'action.retry' : 'action.sendAgain')}
    </Button>
  );
  const change = (filled: boolean) => (
    <Button key="change" kind={filled ? 'filled' : 'quiet'} big={filled} wide={filled} primary={filled} onPress={on.changeNumber}>
      {text('action.changeNumber')}
    </Button>
  );
  return correct ? { left: newSale(text, on), right: change(true) } : { left: [newSale(text, on), change(false)], right: again };
}

function actionsFor(screen: SaleScreen, amount: string, text: Text, on: SaleHandlers): Actions {
  const checkNow = <Button key="check" icon={RefreshCw} onPress={on.checkNow}>{text('action.checkNow')}</Button>;
  switch (screen.name) {
    case 'sending':
    case 'waiting':
      return { left: <Button name="Cancel request" onPress={on.cancel}>{text('action.cancel')}</Button>, right: serveNext(text, on) };
    case 'cancelling':
    case 'releasing':
    case 'capturing':
      return { left: null, right: serveNext(text, on) };
    case 'approved':
      return {
        left: [<Button key="release" onPress={on.release}>{text('action.release')}</Button>, serveNext(text, on)],
        right: <Button kind="filled" tone="go" big wide primary icon={HandCoins} name="Capture" onPress={on.capture}>{text('action.capture', { amount })}</Button>,
      };
    case 'captureUnclear':
    case 'unclear':
    case 'attention':
      return { left: checkNow, right: serveNext(text, on, 'filled') };
    case 'paid':
      return { left: null, right: newSale(text, on, 'filled') };
    case 'declined':
    case 'expired':
    case 'withdrawn':
    case 'released':
    case 'refused':
    case 'notSent':
      return unpaid(screen, text, on);
    default:
      return assertNever(screen, 'screen');
  }
}

/** The row of actions at the bottom: the one next step at the right, all else quiet at the left. */
export function SaleActions({ screen, amount, on, facts }: { readonly screen: SaleScreen; readonly amount: string; readonly on: SaleHandlers; readonly facts: ReactNode }) {
  const text = useText();
  const { left, right } = actionsFor(screen, amount, text, on);
  return (
    <div className="actions">
      <div className="actions-left">{facts ?? left}</div>
      <div className="actions-right">{right}</div>
    </div>
  );
}
