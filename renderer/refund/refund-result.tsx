import { BadgeQuestionMark, BanknoteArrowDown, CircleX, Undo2 } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { money } from '../../shared/money.ts';
import { refundableOf } from '../../shared/payment.ts';
import { formatMoney } from '../i18n/format.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import type { RefundProgress } from './refund-progress.ts';
import type { PaymentInHand } from './use-payment.ts';
import { useRefundText } from './use-refund-text.ts';
import './refund.css';

const PrintRefund = lazy(() => import('../print/print-refund.tsx'));

export interface RefundResultProps extends PaymentInHand {
  readonly progress: RefundProgress;
  readonly onClose: () => void;
  /** To the amount once more: after a refusal, or for another refund. */
  readonly onBack: () => void;
}

interface Words {
  readonly tone: 'waiting' | 'unclear' | 'back' | 'amber';
  readonly icon: LucideIcon;
  readonly title: string;
  readonly notes: readonly string[];
}

function useWords({ payment, progress }: Pick<RefundResultProps, 'payment' | 'progress'>): Words {
  const text = useRefundText();
  const tillText = useText();
  const errorText = useErrorText();
  const say = (value: number) => formatMoney(money(payment.amount.currency, value));
  const amount = payment.phase.name === 'refunding' ? say(payment.phase.order.amount) : '';
  switch (progress.name) {
    case 'pending':
      return {
        tone: 'waiting',
        icon: BanknoteArrowDown,
        title: tillText('moved.refunding', { amount }),
        notes: [tillText('moved.refundingNote')],
      };
    case 'unclear':
      return {
        tone: 'unclear',
        icon: BadgeQuestionMark,
        title: tillText('moved.refundUnclear', { amount }),
        notes: [tillText('moved.refundUnclearNote'), tillText('moved.refundUnclearMore')],
      };
    case 'done':
      return {
        tone: 'back',
        icon: Undo2,
        title: text('done', { amount: say(progress.amount) }),
        notes: [text('doneOf', { amount: say(payment.amounts.captured) }), text('doneNote')],
      };
    case 'refused': {
      const { title, sentence, action } = errorText(progress.problem, 'notDone');
      return { tone: 'amber', icon: CircleX, title: text('refused'), notes: [`${title}. ${sentence}`, action] };
    }
  }
}

/** How the refund stands, live. It can be closed at any time: the till goes on asking, and the sale shows it. */
export function RefundResult({ payment, progress, onClose, onBack }: RefundResultProps) {
  const text = useRefundText();
  const { tone, icon: Icon, title, notes } = useWords({ payment, progress });
  const more = progress.name === 'done' && refundableOf(payment) > 0;
  return (
    <Panel
      title={text('title')}
      close={text('close')}
      onClose={onClose}
      foot={
        <>
          {more && <Button onPress={onBack}>{text('another')}</Button>}
          {progress.name === 'refused' && <Button onPress={onBack}>{text('tryAgain')}</Button>}
          <Button kind="filled" big testId="refund-done" onPress={onClose}>
            {text(progress.name === 'done' ? 'finish' : 'close')}
          </Button>
        </>
      }
    >
      <section className="refund-band" data-tone={tone} data-progress={progress.name}>
        <span className="refund-icon">
          <Icon size={tone === 'back' ? 56 : 72} strokeWidth={1.6} aria-hidden />
        </span>
        <p role="status" className="refund-title">
          {title}
        </p>
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {progress.name === 'done' && (
          <Suspense>
            <PrintRefund payment={payment} />
          </Suspense>
        )}
        <p>
          <SupportCode problem={progress.name === 'refused' ? progress.problem : null} reference={payment.reference} />
        </p>
      </section>
    </Panel>
  );
}
