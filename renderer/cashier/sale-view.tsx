import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { channelOf, currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { parsePhone } from '../../shared/phone.ts';
import type { Msisdn } from '../../shared/phone.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useMainNow } from '../clock.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { formatMoney, formatWhen } from '../i18n/format.ts';
import type { SaleScreen } from '../select-screen.ts';
import { selectSale, useWindow } from '../store.ts';
import { Banner } from '../ui/banner.tsx';
import { AttentionActions } from './attention-actions.tsx';
import { CodeBand, showsCode } from './code-band.tsx';
import { Countdown } from './countdown.tsx';
import { numberOf } from './draft.ts';
import { HowWeKnow } from './evidence-button.tsx';
import { ask, askInstead, earlierOf } from './intents.ts';
import type { Intent } from './intents.ts';
import { ignoreEnterFor, useFocusOn, useScreenKeys } from './keyboard.ts';
import { LateApprovalActions } from './late-approval.tsx';
import { NumberEntry } from './number-entry.tsx';
import { OtherWays, isNumberWay } from './other-ways.tsx';
import { customerWords, otherWays, wishOf } from './recipient.ts';
import { SaleActions } from './sale-actions.tsx';
import type { SaleHandlers } from './sale-actions.tsx';
import { SALE_LOOKS } from './sale-look.ts';
import { FrozenAmount, Stage } from './stage.tsx';
import { stateTexts } from './state-texts.ts';
import './sale-view.css';

const Duplicate = lazy(() => import('./duplicate-dialog.tsx'));
const Confirm = lazy(() => import('./confirm-dialog.tsx'));

export interface SaleViewProps {
  readonly sale: Sale;
  readonly screen: SaleScreen;
  readonly till: Till;
  readonly store: StoreSettings;
}

/** What the screen's own buttons need beside the sale: a question that is open, and why main refused the last press. */
function useSaleActions({ sale, screen }: SaleViewProps) {
  const [question, setQuestion] = useState<'cancel' | 'release' | null>(null);
  /** It would go to a number that was asked for the same amount a moment ago. */
  const [twice, setTwice] = useState<{ readonly earlier: SaleId; readonly msisdn: Msisdn } | null>(null);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const payment = currentPayment(sale);
  const { reference, recipient } = payment;
  const numberMayChange = otherWays(screen, payment).some(isNumberWay);
  const typing = useRef(false);
  useEffect(() => {
    setQuestion(null);
    setTwice(null);
    setRefused(null);
    setBusy(false);
    // A number that is being typed stays on the screen as long as it can still be asked.
    if (numberMayChange) return;
    if (typing.current) ignoreEnterFor(800);
    setEditing(false);
  }, [screen.name, sale.saleId, reference]);
  useEffect(() => setEditing(false), [sale.saleId, reference]);
  useEffect(() => {
    typing.current = editing;
  }, [editing, refused]);

  const run = (act: () => Promise<ErrorCode | null>): void => {
    if (busy) return;
    setBusy(true);
    setQuestion(null);
    void act().then((problem) => {
      setBusy(false);
      setRefused(problem);
    });
  };
  const intent = (name: Intent) => () => run(() => ask(name, sale));
  const askFor = (msisdn: Msisdn | null, anyway = false): void => {
    const earlier = anyway ? null : earlierOf(sale, msisdn);
    setTwice(earlier && msisdn ? { earlier, msisdn } : null);
    if (earlier) return;
    typing.current = false;
    run(() => askInstead(sale, msisdn));
  };
  const number = numberOf(sale.saleId);
  const known = number ? parsePhone(number, 'NO') : null;
  const handlers: SaleHandlers = {
    cancel: intent('cancel'),
    capture: intent('capture'),
    release: () => setQuestion('release'),
    checkNow: intent('checkNow'),
    leave: () => selectSale(null),
    sendAgain: () => (recipient === null ? askFor(null) : known?.ok ? askFor(known.msisdn) : setEditing(true)),
    changeNumber: () => setEditing(true),
  };
  return { question, setQuestion, twice, setTwice, refused, editing, setEditing, handlers, confirmed: { cancel: intent('cancel'), release: intent('release') }, askFor };
}

/** One sale in the middle: its amount, its state as a band of colour, icon, shape and words, and what can be done. */
export function SaleView(props: SaleViewProps) {
  const { sale, screen, till } = props;
  const text = useText();
  const actions = useSaleActions(props);
  const payment = currentPayment(sale);
  const phone = customerWords(payment.recipient, text);
  const cameLate = useWindow((state) => state.late.has(payment.reference));
  const late = screen.name === 'approved' && (cameLate || screen.cancelLost || screen.captureProblem !== null);
  const amount = formatMoney(sale.total);
  const cancellable = screen.name === 'waiting' || screen.name === 'sending';
  useFocusOn(actions.editing ? 'editing' : `${payment.reference} ${screen.name}`);
  const ways = actions.editing ? [] : otherWays(screen, payment);
  const showCode = () => actions.askFor(null);
  useScreenKeys({
    F2: ways.some(isNumberWay) ? actions.handlers.changeNumber : undefined,
    F3: ways.some((way) => !isNumberWay(way)) ? showCode : undefined,
    F4: actions.handlers.leave,
    Escape: () => {
      if (actions.editing) actions.setEditing(false);
      else if (cancellable) actions.setQuestion('cancel');
      else actions.handlers.leave();
    },
  });

  const { twice } = actions;
  const duplicate = twice && (
    <Suspense>
      <Duplicate
        saleId={twice.earlier}
        language={till.preferences.language}
        onAnyway={() => actions.askFor(twice.msisdn, true)}
        onShow={() => selectSale(twice.earlier)}
        onClose={() => actions.setTwice(null)}
      />
    </Suspense>
  );

  if (actions.editing) {
    return (
      <>
        <NumberEntry {...props} refused={actions.refused} onBack={() => actions.setEditing(false)} onSend={actions.askFor} />
        {duplicate}
      </>
    );
  }
  return (
    <Stage hero={<FrozenAmount amount={sale.total} label={text('entry.amount')} />}>
      <StateBand {...props} late={late} refused={actions.refused} onNewCode={showCode}>
        <OtherWays ways={ways.filter((way) => way !== 'newCode')} onNumber={actions.handlers.changeNumber} onCode={showCode} />
      </StateBand>
      {screen.name === 'attention' ? (
        <AttentionActions sale={sale} on={actions.handlers} />
      ) : late ? (
        <LateApprovalActions amount={amount} on={actions.handlers} />
      ) : (
        <SaleActions
          screen={screen}
          byCode={channelOf(payment) === 'code'}
          amount={amount}
          on={actions.handlers}
          facts={screen.name === 'paid' ? <PaidFacts sale={sale} at={screen.at} language={till.preferences.language} /> : null}
        />
      )}
      {duplicate}
      {actions.question && (
        <Suspense>
          <Confirm question={actions.question} amount={amount} phone={phone} onNo={() => actions.setQuestion(null)} onYes={actions.confirmed[actions.question]} />
        </Suspense>
      )}
    </Stage>
  );
}

interface StateBandProps extends SaleViewProps {
  readonly late: boolean;
  readonly refused: ErrorCode | null;
  readonly onNewCode: () => void;
  readonly children: ReactNode;
}

function StateBand({ sale, screen, till, late, refused, onNewCode, children }: StateBandProps) {
  const { language } = till.preferences;
  const text = useText();
  const errorText = useErrorText();
  const now = useMainNow();
  const payment = currentPayment(sale);
  const look = SALE_LOOKS[screen.name];
  const since = payment.certainty.name === 'unclear' ? formatWhen(payment.certainty.since, now, language) : null;
  const words = stateTexts(screen, { payment, late, phone: customerWords(payment.recipient, text), notAsked: wishOf(payment.reference), waited: now - payment.requestedAt }, text, errorText);
  const refusal = refused ? errorText(refused) : null;
  const beneath = (
    <>
      {screen.name === 'unclear' && sale.changingTo && <p className="band-note band-note-more">{text('recipient.changing.unclear')}</p>}
      {payment.resolution && <p className="band-resolved">{text('alerts.resolved', { time: formatWhen(payment.resolution.at, now, language), reason: payment.resolution.reason })}</p>}
      {refusal && <div className="band-refusal"><Banner tone="stop" live title={`${refusal.title}.`}>{refusal.sentence}</Banner></div>}
      {children}
      <HowWeKnow sale={sale} language={language} />
    </>
  );
  if (showsCode(screen.name, payment)) return <CodeBand payment={payment} onNewCode={onNewCode}>{beneath}</CodeBand>;
  return (
    <section className="band" data-tone={look.tone} data-screen={screen.name} data-late={late ? '' : undefined} data-dense={late || payment.resolution || screen.name === 'attention' ? '' : undefined}>
      {screen.name === 'waiting' ? (
        <Countdown requestedAt={payment.requestedAt} expiresAt={screen.expiresAt} now={now} />
      ) : (
        <span className="band-mark" data-busy={look.busy ? '' : undefined} data-bare={look.bare ? '' : undefined}>
          <look.icon size={look.bare ? 112 : screen.name === 'paid' ? 84 : 60} strokeWidth={look.bare ? 1.5 : 2.4} aria-hidden />
        </span>
      )}
      <p role="status" className="band-title">{words.title}</p>
      {words.notes.filter((note) => note !== '').map((note, index) => (
        <p key={note} className={index === 0 ? 'band-note' : 'band-note band-note-more'}>{note}</p>
      ))}
      {since !== null && <NextLook since={text('state.since', { time: since })} nextLookAt={sale.nextLookAt} now={now} />}
      {beneath}
      <p className="band-code">{words.code ? `${words.code} · ` : ''}{payment.reference}</p>
    </section>
  );
}

function NextLook({ since, nextLookAt, now }: { readonly since: string; readonly nextLookAt: number | null; readonly now: number }) {
  const text = useText();
  // No plan while in doubt means that a question is on its way at this moment.
  const count = nextLookAt === null ? 0 : Math.max(0, Math.ceil((nextLookAt - now) / 1000));
  return <p className="band-meta">{since} · {count === 0 ? text('state.lookingNow') : text('state.nextLook', { count })}</p>;
}

function PaidFacts({ sale, at, language }: { readonly sale: Sale; readonly at: number; readonly language: Till['preferences']['language'] }) {
  const text = useText();
  const now = useMainNow();
  return (
    <dl className="facts">
      <div><dt>{text('state.receipt')}</dt><dd>{formatReceiptNumber(sale.receiptNumber)}</dd></div>
      <div><dt>{text('state.till')}</dt><dd>{sale.posId}</dd></div>
      <div><dt>{text('state.time')}</dt><dd>{formatWhen(at, now, language)}</dd></div>
    </dl>
  );
}
