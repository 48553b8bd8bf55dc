import { ArrowRight, HandCoins, QrCode, RefreshCw, ScanQrCode, Send, ShoppingBag } from 'lucide-react';
import type { ReactNode } from 'react';
import { assertNever } from '../../shared/result.ts';
import { ERRORS } from '../../shared/errors.ts';
import { useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import type { SaleScreen } from '../state/select-screen.ts';
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

const serveNext = (text: Text, on: SaleHandlers): ReactNode => (
  <Button key="next" icon={ArrowRight} testId="serve-next" onPress={on.leave}>
    {text('action.serveNext')} <kbd>F4</kbd>
  </Button>
);

/**
 * While it is not known how a payment stands, the next customer is the next step: the till goes on asking by itself.
 */
const parkAndServe = (text: Text, on: SaleHandlers): ReactNode => (
  <Button kind="filled" big wide primary icon={ArrowRight} testId="serve-next" onPress={on.leave}>
    {text('action.parkAndServe')} <kbd>F4</kbd>
  </Button>
);

const newSale = (text: Text, on: SaleHandlers, kind: 'quiet' | 'filled' = 'quiet'): ReactNode => (
  <Button
    key="new"
    kind={kind}
    big={kind === 'filled'}
    wide={kind === 'filled'}
    primary={kind === 'filled'}
    testId="new-sale"
    {...(kind === 'filled' ? { icon: ShoppingBag } : {})}
    onPress={on.leave}
  >
    {text('action.newSale')} <kbd>F4</kbd>
  </Button>
);

/** Somebody at the till ended it on purpose: whoever wants the same once more says so. */
const ENDED_HERE: ReadonlySet<SaleScreen['name']> = new Set(['withdrawn', 'released']);

/** By the code that a customer holds out after an end without money: that is the next step, whatever else was. */
const byHeldCode = (text: Text, amount: string, on: SaleHandlers, onAsk: () => void): Actions => ({
  left: newSale(text, on),
  right: (
    <Button kind="filled" tone="accent" big wide primary icon={ScanQrCode} testId="ask-by-code" onPress={onAsk}>
      {text('recipient.held.again', { amount })}
    </Button>
  ),
});

/** After an end without money: the same sale once more, with the number in place or a corrected one; or the next. */
function unpaid(screen: SaleScreen, { byCode, byPersonalCode, amount }: Shown, text: Text, on: SaleHandlers): Actions {
  const problem = screen.name === 'refused' ? screen.problem : null;
  const correct = !byCode && problem !== null && ERRORS[problem] === 'correct';
  const endedHere = ENDED_HERE.has(screen.name);
  const next = endedHere
    ? {}
    : { kind: 'filled' as const, tone: 'accent' as const, big: true, wide: true, primary: true };
  const words = screen.name === 'notSent' ? 'action.retry' : byCode ? 'action.codeAgain' : 'action.sendAgain';
  const again = (
    <Button
      key="again"
      {...next}
      testId="send-again"
      icon={screen.name === 'notSent' ? RefreshCw : byCode ? QrCode : Send}
      onPress={on.sendAgain}
    >
      {text(words, { amount })}
    </Button>
  );
  // A code is good for one request: the next one is scanned, or the customer is asked in another way.
  if (byPersonalCode)
    return endedHere ? { left: null, right: newSale(text, on, 'filled') } : { left: newSale(text, on), right: null };
  if (endedHere) return { left: again, right: newSale(text, on, 'filled') };
  const change = (
    <Button key="change" kind="filled" big wide primary testId="change-number" onPress={on.changeNumber}>
      {text('recipient.change.number')} <kbd>F2</kbd>
    </Button>
  );
  return { left: newSale(text, on), right: correct ? change : again };
}

/** What the actions name: whether the newest request was shown as a code, and what the next step would take. */
interface Shown {
  readonly byCode: boolean;
  readonly byPersonalCode: boolean;
  readonly amount: string;
}

function actionsFor(screen: SaleScreen, shown: Shown, text: Text, on: SaleHandlers): Actions {
  const { amount } = shown;
  const checkNow = (
    <Button key="check" icon={RefreshCw} testId="check-now" onPress={on.checkNow}>
      {text('action.checkNow')}
    </Button>
  );
  switch (screen.name) {
    case 'sending':
    case 'waiting':
      return {
        left: (
          <Button testId="cancel" onPress={on.cancel}>
            {text('action.cancel')} <kbd>F10</kbd>
          </Button>
        ),
        right: serveNext(text, on),
      };
    case 'cancelling':
    case 'changing':
    case 'releasing':
    case 'capturing':
    case 'refunding':
      return { left: null, right: serveNext(text, on) };
    case 'approved':
    case 'partTaken':
      return {
        left: [
          <Button key="release" testId="release" onPress={on.release}>
            {text('action.release')}
          </Button>,
          serveNext(text, on),
        ],
        right: (
          <Button kind="filled" tone="go" big wide primary icon={HandCoins} testId="capture" onPress={on.capture}>
            {text('action.capture', { amount })}
          </Button>
        ),
      };
    case 'captureUnclear':
    case 'refundUnclear':
    case 'unclear':
    case 'attention':
      return { left: checkNow, right: parkAndServe(text, on) };
    case 'paid':
    case 'paidPart':
    case 'refundedPart':
    case 'refunded':
      return { left: null, right: newSale(text, on, 'filled') };
    case 'declined':
    case 'expired':
    case 'withdrawn':
    case 'released':
    case 'refused':
    case 'notSent':
      return unpaid(screen, shown, text, on);
    case 'settledByHand':
      return { left: null, right: newSale(text, on, 'filled') };
    default:
      return assertNever(screen, 'screen');
  }
}

export interface SaleActionsProps {
  readonly screen: SaleScreen;
  /** The newest request was shown as a code. */
  readonly byCode: boolean;
  /** It was sent by the customer's own code. */
  readonly byPersonalCode: boolean;
  /** What the next step would take. */
  readonly amount: string;
  readonly on: SaleHandlers;
  /** Asks by the customer's code that was scanned after the end, where there is one. */
  readonly onHeldCode: (() => void) | null;
  /** In the corner, where a state has no action of its own there. */
  readonly aside: ReactNode;
}

/** The row of actions at the bottom: the one next step at the right, all else quiet at the left. */
export function SaleActions({ screen, byCode, byPersonalCode, amount, on, onHeldCode, aside }: SaleActionsProps) {
  const text = useText();
  const { left, right } = onHeldCode
    ? byHeldCode(text, amount, on, onHeldCode)
    : actionsFor(screen, { byCode, byPersonalCode, amount }, text, on);
  return (
    <div className="actions">
      <div className="actions-left">{left ?? aside}</div>
      <div className="actions-right">{right}</div>
    </div>
  );
}
