import { BanknoteArrowDown, PackageMinus } from 'lucide-react';
import { money } from '../../shared/money.ts';
import { refundableOf } from '../../shared/payment.ts';
import type { Payment } from '../../shared/payment.ts';
import { formatMoney } from '../i18n/format.ts';
import { useText } from '../i18n/index.ts';
import type { SaleScreen } from '../state/select-screen.ts';
import { Button } from '../ui/button.tsx';
import { leavesNoPart } from './attention-words.ts';
import { sumsOf } from './moved-texts.ts';
import './other-ways.css';
import './sums.css';

export interface MoneyWaysProps {
  readonly screen: SaleScreen;
  readonly payment: Payment;
  readonly onPart: () => void;
  readonly onRefund: () => void;
}

/** Nothing else is at stake there: giving money back stands in the corner, far from what everybody looks at. */
const REFUND_ASIDE: ReadonlySet<SaleScreen['name']> = new Set(['paid', 'paidPart', 'refundedPart']);

function canRefund(screen: SaleScreen, payment: Payment): boolean {
  const paidTwice =
    screen.name === 'attention' && screen.problem === 'sale.settledOtherwise' && payment.phase.name === 'captured';
  return refundableOf(payment) > 0 && (paidTwice || screen.name === 'partTaken' || REFUND_ASIDE.has(screen.name));
}

function RefundKey({ onRefund, aside = false }: { readonly onRefund: () => void; readonly aside?: boolean }) {
  const text = useText();
  return (
    <Button kind={aside ? 'plain' : 'quiet'} icon={BanknoteArrowDown} testId="refund" onPress={onRefund}>
      {text('moved.refund')}
    </Button>
  );
}

/** The same in the corner of a sale that is done. */
export function RefundAside({ screen, payment, onRefund }: Omit<MoneyWaysProps, 'onPart'>) {
  return REFUND_ASIDE.has(screen.name) && canRefund(screen, payment) ? <RefundKey aside onRefund={onRefund} /> : null;
}

/** What else can be done with the money of a sale: quiet, and far from the next step. */
export function MoneyWays({ screen, payment, onPart, onRefund }: MoneyWaysProps) {
  const text = useText();
  const part =
    (screen.name === 'approved' && !leavesNoPart(screen.captureProblem)) ||
    (screen.name === 'partTaken' && !leavesNoPart(screen.problem));
  const refund = canRefund(screen, payment) && !REFUND_ASIDE.has(screen.name);
  if (!part && !refund) return null;
  return (
    <div className="other-ways">
      {part && (
        <Button icon={PackageMinus} testId="deliver-part" onPress={onPart}>
          {text('moved.deliverPart')}
        </Button>
      )}
      {refund && <RefundKey onRefund={onRefund} />}
    </div>
  );
}

/** Every sum that moved, where one figure does not tell it all. */
export function Sums({ screen, payment }: { readonly screen: SaleScreen; readonly payment: Payment }) {
  const text = useText();
  const sums = sumsOf(screen, payment);
  if (sums.length < 2) return null;
  return (
    <dl className="sums" aria-label={text('moved.sums.label')}>
      {sums.map(([name, value]) => (
        <div key={name}>
          <dt>{text(`moved.sums.${name}`)}</dt>
          <dd>{formatMoney(money(payment.amount.currency, value))}</dd>
        </div>
      ))}
    </dl>
  );
}
