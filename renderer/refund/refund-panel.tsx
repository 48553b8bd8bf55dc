import '../payment/move.css';
import './refund.css';
import { BanknoteArrowDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatMoney, formatWhen } from '../i18n/format.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { ChoiceField } from '../payment/choice-field.tsx';
import { refund } from '../payment/money-calls.ts';
import type { OnPayment } from '../payment/money-calls.ts';
import { refundedInPortal } from '../payment/moved-texts.ts';
import { canChooseLines, firstChoice, modesOf, readChoice } from '../payment/parts-choice.ts';
import { ReasonField, firstReason, reasonWords } from '../payment/reason-field.tsx';
import { recipientWords } from '../payment/recipient.ts';
import { useHandoverText } from '../payment/use-handover-text.ts';
import { useOnce } from '../payment/use-once.ts';
import { WalletNote } from '../payment/wallet-note.tsx';
import { progressOf, watchOf, watched } from './refund-progress.ts';
import type { Watch } from './refund-progress.ts';
import { RefundResult } from './refund-result.tsx';
import { useAskedPayment, useRefundLeft } from './use-payment.ts';
import type { PaymentInHand } from './use-payment.ts';
import { useRefundText } from './use-refund-text.ts';
import { mainNow } from '../state/clock.ts';
import { windowStore } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import { isDecidable } from '../../shared/payment-standing.ts';
import { refundableOf, reservedOf } from '../../shared/payment.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import { refundBarrier } from '../../shared/reservation.ts';
import type { Language } from '../../shared/texts/languages.ts';

export interface RefundPanelProps extends OnPayment {
  readonly language: Language;
  /** Nothing is captured yet, and the person chose to give the reservation back instead. */
  readonly onRelease: () => void;
  readonly onClose: () => void;
  /** Instead, once the money is given back. */
  readonly onDone?: () => void;
}

/**
 * Gives taken money back: first the wallet is asked what is left, then how much and why, then the result as it comes.
 */
export default function RefundPanel(props: RefundPanelProps) {
  const { language, onClose } = props;
  const text = useRefundText();
  const errorText = useErrorText();
  const { inHand, asked, again } = useAskedPayment(props);
  const { watch, setWatch } = useWatch(props, inHand);
  if (inHand && watch) {
    const progress = progressOf(watch, inHand.payment);
    const leave = (progress.name === 'done' && props.onDone) || onClose;
    return <RefundResult {...inHand} progress={progress} onClose={leave} onBack={() => setWatch(null)} />;
  }
  if (inHand && asked.name === 'known') {
    const barrier = refundBarrier(inHand.payment, mainNow());
    if (barrier) return <Barred {...props} {...inHand} barrier={barrier} />;
    return <RefundForm {...inHand} language={language} onClose={onClose} onAsked={setWatch} />;
  }
  const problem = asked.name === 'failed' ? asked.problem : null;
  // Only asked, and nothing moved by it.
  const why = problem && errorText(problem, 'notDone');
  return (
    <Panel title={text('title')} close={text('close')} onClose={onClose}>
      {problem && why ? (
        <ErrorBanner
          problem={problem}
          known="notDone"
          title={text('notAsked')}
          sentence={`${why.title}. ${why.sentence}`}
          button={<Button onPress={again}>{text('again')}</Button>}
        />
      ) : (
        <p className="move-note" role="status">
          {text('asking')}
        </p>
      )}
      {problem && inHand && <WalletNote payment={inHand.payment} />}
    </Panel>
  );
}

/** Follows a refund from the moment it was asked for; one that is under way already is followed too. */
function useWatch(
  { saleId, reference }: OnPayment,
  inHand: PaymentInHand | null,
): { readonly watch: Watch | null; readonly setWatch: (watch: Watch | null) => void } {
  const [watch, setWatch] = useState<Watch | null>(null);
  const underWay = inHand?.payment.phase.name === 'refunding';
  useEffect(() => {
    if (underWay && inHand) setWatch((now) => now ?? watchOf(inHand.payment));
  }, [underWay]);
  // Heard from the store itself: two events that come together are drawn once, and the first would be missed.
  const watching = watch !== null;
  useEffect(() => {
    if (!watching) return undefined;
    return windowStore.subscribe(({ view }) => {
      const payment = view?.sales
        .find((sale) => sale.saleId === saleId)
        ?.payments.find((each) => each.reference === reference);
      if (payment) setWatch((now) => now && watched(now, payment));
    });
  }, [watching, saleId, reference]);
  return { watch, setWatch };
}

function Barred({
  payment,
  barrier,
  onRelease,
  onClose,
}: RefundPanelProps & PaymentInHand & { readonly barrier: ErrorCode }) {
  const text = useRefundText();
  const errorText = useErrorText();
  const reserved = isDecidable(payment) && payment.amounts.captured === 0 ? reservedOf(payment) : 0;
  const amount = formatMoney(money(payment.amount.currency, reserved));
  return (
    <Panel
      title={text('title')}
      close={text('close')}
      onClose={onClose}
      foot={
        reserved > 0 && (
          <Button big onPress={onRelease}>
            {text('release', { amount })}
          </Button>
        )
      }
    >
      <div className="move">
        <ErrorBanner
          problem={barrier}
          title={`${text('barred')}: ${errorText(barrier).title}`}
          {...(reserved > 0 ? { sentence: text('nothingTaken'), action: '' } : {})}
        />
        <PortalNote payment={payment} />
      </div>
    </Panel>
  );
}

function PortalNote({ payment }: Pick<PaymentInHand, 'payment'>) {
  const text = useRefundText();
  const portal = refundedInPortal(payment);
  return (
    portal > 0 && (
      <p className="move-note">{text('inPortal', { amount: formatMoney(money(payment.amount.currency, portal)) })}</p>
    )
  );
}

interface RefundFormProps extends PaymentInHand {
  readonly language: Language;
  readonly onAsked: (watch: Watch) => void;
  readonly onClose: () => void;
}

function RefundForm({ sale, payment, language, onAsked, onClose }: RefundFormProps) {
  const text = useRefundText();
  const tillText = useText();
  const reasonText = useHandoverText();
  const [choice, setChoice] = useState(() => firstChoice(sale, payment, 'refund'));
  const [reason, setReason] = useState(() => firstReason('refund'));
  const [pressed, setPressed] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const { busy, once } = useOnce();
  const say = (value: number) => formatMoney(money(payment.amount.currency, value));
  const left = refundableOf(payment);
  const read = readChoice(sale, payment, 'refund', choice);
  // Said in place beside the field; nothing chosen yet is said when it is pressed.
  const isWrong = !read.ok && read.problem !== 'nothing';
  const free = useRefundLeft({ sale, payment });
  const submit = (): void => {
    setPressed(true);
    const words = reasonWords('refund', reason, reasonText);
    if (!read.ok || words === null) return;
    const { amount, parts } = read;
    const watch = watchOf(payment);
    void once(async () => {
      const before = payment.amounts.refunded;
      const what = text(before > 0 ? 'approveMore' : 'approve', { amount: say(amount), earlier: say(before) });
      const on = { saleId: sale.saleId, reference: payment.reference };
      const refusal = await refund({ ...on, before, amount, parts: parts && [...parts], reason: words }, what);
      setRefused(refusal);
      if (refusal === null) onAsked(watch);
    });
  };
  return (
    <Panel
      title={text('title')}
      close={text('close')}
      onClose={onClose}
      foot={
        <>
          <span className="move-foot-sum">
            {text(payment.recipient ? 'under' : 'underCode', {
              phone: recipientWords(payment, tillText),
              receipt: formatReceiptNumber(sale.receiptNumber),
            })}
          </span>
          <Button
            kind="filled"
            big
            icon={BanknoteArrowDown}
            testId="give-back"
            blocked={busy || isWrong}
            onPress={submit}
          >
            {busy ? text('sending') : read.ok ? text('submit', { amount: say(read.amount) }) : text('submitEmpty')}
          </Button>
        </>
      }
    >
      <div className="move refund-form">
        <div className="move-head">
          <p role="status">
            <span>{text('toCustomer')}</span> <strong>{say(read.ok ? read.amount : 0)}</strong>{' '}
            <span>{text('ofLeft', { amount: say(left) })}</span>
          </p>
          <span>
            {text('taken', {
              when: formatWhen(
                payment.phase.name === 'captured' ? payment.phase.at : (payment.approvedAt ?? payment.requestedAt),
                mainNow(),
                language,
              ),
            })}
            {payment.amounts.refunded > 0 && ` · ${text('earlier', { amount: say(payment.amounts.refunded) })}`}
          </span>
        </div>
        <PortalNote payment={payment} />
        <Segmented
          label={text('what')}
          views
          value={choice.mode}
          options={modesOf(sale, payment, 'refund').map((value) => ({ value, label: text(`modes.${value}`) }))}
          onChange={(mode) => setChoice({ ...choice, mode })}
        />
        {sale.lines.length > 1 && !canChooseLines(sale, payment, 'refund') && (
          <p className="move-note">{text('noLines')}</p>
        )}
        <ChoiceField
          sale={sale}
          payment={payment}
          kind="refund"
          choice={choice}
          onChoice={setChoice}
          asked={pressed}
          amountLabel={text('amountLabel')}
        />
        {free !== null && (
          <p className="move-note" data-refund-left={free}>
            {text(read.ok && read.amount > free ? 'limitOver' : 'limitLeft', { amount: say(free) })}
          </p>
        )}
        <ReasonField kind="refund" draft={reason} onDraft={setReason} asked={pressed} />
        {refused && <ErrorBanner tone="stop" problem={refused} />}
      </div>
    </Panel>
  );
}
