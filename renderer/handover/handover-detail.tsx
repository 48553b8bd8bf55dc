import PartPanel from '../payment/part-panel.tsx';
import ReleaseDialog from '../payment/release-dialog.tsx';
import { ArrowRight, HandCoins, PackageMinus, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { URGENCY_LOOKS } from './urgency-look.ts';
import { formatDateTime, formatDay, formatMoney } from '../i18n/format.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { Details } from '../payment/evidence-button.tsx';
import { capture, checkNow } from '../payment/money-calls.ts';
import { Sums } from '../payment/money-ways.tsx';
import { refundInHand } from '../payment/moved-texts.ts';
import { customerWords, recipientWords, wishOf } from '../payment/recipient.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import { stateTexts } from '../payment/state-texts.ts';
import { useHandoverText } from '../payment/use-handover-text.ts';
import { useOnce } from '../payment/use-once.ts';
import { saleScreen } from '../state/select-screen.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner, SupportCode } from '../ui/error-banner.tsx';
import type { StoreCountry } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import { isDecidable } from '../../shared/payment-standing.ts';
import { currentPayment, reservedOf } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { formatReceiptNumber, lineTotal, quantityText } from '../../shared/receipt.ts';
import { reservationOf } from '../../shared/reservation.ts';
import type { Language } from '../../shared/texts/languages.ts';

export interface HandoverDetailProps {
  readonly sale: Sale;
  readonly payment: Payment;
  readonly country: StoreCountry;
  readonly language: Language;
  readonly now: number;
  readonly onShow: () => void;
}

/**
 * One payment of the board: how pressing it is, what was sold, and what can be done. It stays in view when it is
 * decided, with how it ended.
 */
export function HandoverDetail(props: HandoverDetailProps) {
  const { sale, payment, country, language, now } = props;
  const text = useHandoverText();
  const tillText = useText();
  const { urgency, deadline, since } = reservationOf(payment, country, now);
  const screen = saleScreen(payment);
  const open = screen.name === 'approved' || screen.name === 'partTaken';
  /** Why the last step was not done. */
  const notDone = open ? ('problem' in screen ? screen.problem : screen.captureProblem) : null;
  const look = URGENCY_LOOKS[urgency];
  const reserved = reservedOf(payment);
  const back = refundInHand(payment);
  const say = (value: number) => formatMoney(money(payment.amount.currency, value));
  return (
    <>
      <div
        className="handover-scroll"
        tabIndex={0}
        role="group"
        aria-label={text('receipt', { number: formatReceiptNumber(sale.receiptNumber) })}
      >
        <p className="handover-hero">
          {say(open ? reserved : (back ?? payment.amount.value))}
          {!open && back !== null && (
            <small>
              {` ${tillText('moved.heroBack')} · ${tillText('moved.heroSale', { amount: say(payment.amount.value) })}`}
            </small>
          )}
        </p>
        {open ? (
          <p className="handover-urgency" data-tone={look.tone} role="status">
            <look.icon size={28} aria-hidden />
            <span>
              <strong>{text(`urgency.${urgency}`)}</strong>{' '}
              {text(`meaning.${urgency}`, {
                date:
                  urgency === 'lastDays' || urgency === 'over'
                    ? formatDateTime(deadline, language)
                    : formatDay(deadline, language),
              })}
            </span>
          </p>
        ) : (
          <State {...props} />
        )}
        {screen.name === 'partTaken' && <Sums screen={screen} payment={payment} />}
        {notDone && <ErrorBanner tone="stop" problem={notDone} known="notDone" />}
        <div className="handover-about">
          <dl className="handover-facts">
            <div>
              <dt>{tillText('state.receipt')}</dt>
              <dd>{formatReceiptNumber(sale.receiptNumber)}</dd>
            </div>
            <div>
              <dt>{text('customer')}</dt>
              <dd>{recipientWords(payment, tillText)}</dd>
            </div>
            <div>
              <dt>{text('approved')}</dt>
              <dd>{formatDateTime(since, language)}</dd>
            </div>
            <div>
              <dt>{text('reference')}</dt>
              <dd className="handover-reference">{payment.reference}</dd>
            </div>
          </dl>
          <Details sale={sale} language={language} />
        </div>
        <Goods sale={sale} />
      </div>
      {/* Another payment begins anew: what was asked about the one before is forgotten. */}
      <Actions key={payment.reference} {...props} open={open} />
    </>
  );
}

function State({ payment, now }: HandoverDetailProps) {
  const text = useText();
  const errorText = useErrorText();
  const screen = saleScreen(payment);
  const look = SALE_LOOKS[screen.name];
  const words = stateTexts(
    screen,
    {
      payment,
      late: false,
      phone: customerWords(payment, text),
      notAsked: wishOf(payment.reference),
      waited: now - payment.requestedAt,
    },
    text,
    errorText,
  );
  return (
    <section className="handover-state" data-tone={look.tone} data-screen={screen.name}>
      <look.icon size={44} aria-hidden />
      <p role="status">{words.title}</p>
      {words.notes.filter(Boolean).map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Sums screen={screen} payment={payment} />
      {words.code && <SupportCode problem={words.code} />}
    </section>
  );
}

function Goods({ sale }: { readonly sale: Sale }) {
  const text = useHandoverText();
  if (sale.lines.length === 0) return null;
  return (
    <section>
      <h2 className="handover-goods-title">{text('lines')}</h2>
      <ul className="handover-goods">
        {sale.lines.map((line, index) => (
          <li key={index}>
            <span>
              {quantityText(line)} × {line.name}
            </span>
            <span>{formatMoney(money(sale.total.currency, lineTotal(line)))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Capture is never under the Enter of a scanner: nothing here takes the focus by itself. */
function Actions({ sale, payment, country, now, open, onShow }: HandoverDetailProps & { readonly open: boolean }) {
  const text = useHandoverText();
  const tillText = useText();
  const [over, setOver] = useState<'part' | 'release' | null>(null);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const { busy, once } = useOnce();
  const decidable = isDecidable(payment);
  // Past the deadline the wallet will most likely refuse: taking it is no longer the next step that is offered first.
  const filled = open && reservationOf(payment, country, now).urgency !== 'over';
  const unclear = payment.certainty.name === 'unclear';
  useEffect(() => {
    setOver(null);
    setRefused(null);
    // The button that was pressed may be gone: the keyboard goes on where the result is.
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>('.handover-scroll')?.focus({ preventScroll: true });
  }, [payment.phase.name]);
  const on = { saleId: sale.saleId, reference: payment.reference };
  const amount = formatMoney(money(payment.amount.currency, reservedOf(payment)));
  const ask = (act: typeof capture) => () => void once(async () => setRefused(await act(on)));
  const isCurrent = currentPayment(sale).reference === payment.reference;
  return (
    <div className="handover-actions">
      {refused && <ErrorBanner tone="stop" problem={refused} />}
      {/* Other buttons, not the same with other words: the focus must not stay on what now does something else. */}
      {decidable ? (
        <div key="decide" className="handover-buttons">
          <Button testId="release" onPress={() => setOver('release')}>
            {tillText('action.release')}
          </Button>
          <Button icon={PackageMinus} onPress={() => setOver('part')}>
            {tillText('moved.deliverPart')}
          </Button>
          <Button
            kind={filled ? 'filled' : 'quiet'}
            tone="go"
            big
            icon={HandCoins}
            testId="capture"
            blocked={busy}
            onPress={ask(capture)}
          >
            {tillText('action.capture', { amount })}
          </Button>
        </div>
      ) : (
        <div key="decided" className="handover-buttons">
          {unclear && (
            <Button icon={RefreshCw} testId="check-now" onPress={ask(checkNow)}>
              {tillText('action.checkNow')}
            </Button>
          )}
          {isCurrent && (
            <Button icon={ArrowRight} onPress={onShow}>
              {text('show')}
            </Button>
          )}
        </div>
      )}
      {over === 'part' && <PartPanel sale={sale} payment={payment} onClose={() => setOver(null)} />}
      {over === 'release' && <ReleaseDialog payment={payment} onClose={() => setOver(null)} />}
    </div>
  );
}
