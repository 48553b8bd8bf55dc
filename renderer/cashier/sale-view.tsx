import { lazy, Suspense, useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { parsePhone } from '../../shared/phone.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useMainNow } from '../clock.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { formatCountdown, formatMoney, formatTime, formatWhen } from '../i18n/format.ts';
import type { SaleScreen } from '../select-screen.ts';
import { selectSale } from '../store.ts';
import { Banner } from '../ui/banner.tsx';
import { numberOf } from './draft.ts';
import { ask, sendAgain } from './intents.ts';
import type { Intent } from './intents.ts';
import { useFocusOn, useScreenKeys } from './keyboard.ts';
import { NumberEntry } from './number-entry.tsx';
import { Ring } from './ring.tsx';
import { SaleActions } from './sale-actions.tsx';
import type { SaleHandlers } from './sale-actions.tsx';
import { SALE_LOOKS } from './sale-look.ts';
import { FrozenAmount, Stage } from './stage.tsx';
import { stateTexts } from './state-texts.ts';
import './sale-view.css';

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
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { reference } = currentPayment(sale);
  useEffect(() => {
    setQuestion(null);
    setRefused(null);
    setEditing(false);
    setBusy(false);
  }, [screen.name, sale.saleId, reference]);

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
  const number = numberOf(sale.saleId);
  const known = number ? parsePhone(number, 'NO') : null;
  const handlers: SaleHandlers = {
    cancel: intent('cancel'),
    capture: intent('capture'),
    release: () => setQuestion('release'),
    checkNow: intent('checkNow'),
    leave: () => selectSale(null),
    sendAgain: () => (known?.ok ? run(() => sendAgain(sale, known.msisdn)) : setEditing(true)),
    changeNumber: () => setEditing(true),
  };
  return { question, setQuestion, refused, editing, setEditing, handlers, confirmed: { cancel: intent('cancel'), release: intent('release') }, run };
}

/** One sale in the middle: its amount, its state as a band of colour, icon, shape and words, and what can be done. */
export function SaleView(props: SaleViewProps) {
  const { sale, screen, till } = props;
  const text = useText();
  const actions = useSaleActions(props);
  const payment = currentPayment(sale);
  const phone = `…${payment.recipient.lastTwo}`;
  const amount = formatMoney(sale.total);
  const cancellable = screen.name === 'waiting' || screen.name === 'sending';
  useFocusOn(actions.editing ? 'editing' : `${payment.reference} ${screen.name}`);
  useScreenKeys({
    F4: actions.handlers.leave,
    Escape: () => {
      if (actions.editing) actions.setEditing(false);
      else if (cancellable) actions.setQuestion('cancel');
      else actions.handlers.leave();
    },
  });

  if (actions.editing) {
    return <NumberEntry {...props} refused={actions.refused} onBack={() => actions.setEditing(false)} onSend={(msisdn) => actions.run(() => sendAgain(sale, msisdn))} />;
  }
  return (
    <Stage hero={<FrozenAmount amount={sale.total} label={text('entry.amount')} />}>
      <StateBand {...props} refused={actions.refused} />
      <SaleActions
        screen={screen}
        amount={amount}
        on={actions.handlers}
        facts={screen.name === 'paid' ? <PaidFacts sale={sale} at={screen.at} language={till.preferences.language} /> : null}
      />
      {actions.question && (
        <Suspense>
          <Confirm question={actions.question} amount={amount} phone={phone} onNo={() => actions.setQuestion(null)} onYes={actions.confirmed[actions.question]} />
        </Suspense>
      )}
    </Stage>
  );
}

function StateBand({ sale, screen, till, refused }: SaleViewProps & { readonly refused: ErrorCode | null }) {
  const text = useText();
  const errorText = useErrorText();
  const now = useMainNow();
  const payment = currentPayment(sale);
  const look = SALE_LOOKS[screen.name];
  const since = 'since' in screen ? formatTime(screen.since, till.preferences.language) : null;
  const words = stateTexts(screen, { phone: `…${payment.recipient.lastTwo}`, since, waited: now - payment.requestedAt }, text, errorText);
  const refusal = refused ? errorText(refused) : null;
  return (
    <section className="band" data-tone={look.tone} data-screen={screen.name}>
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
      {screen.name === 'unclear' && <NextLook since={text('state.since', { time: since ?? '' })} nextLookAt={sale.nextLookAt} now={now} />}
      {refusal && <div className="band-refusal"><Banner tone="stop" live title={`${refusal.title}.`}>{refusal.sentence}</Banner></div>}
      <p className="band-code">{words.code ? `${words.code} · ` : ''}{payment.reference}</p>
    </section>
  );
}

function Countdown({ requestedAt, expiresAt, now }: { readonly requestedAt: number; readonly expiresAt: number; readonly now: number }) {
  const text = useText();
  const left = expiresAt - now;
  if (left <= 0) return <p className="band-note">{text('state.timeOver')}</p>;
  return (
    <Ring left={left / Math.max(1, expiresAt - requestedAt)}>
      <span className="ring-time" role="timer" aria-live="off" aria-label={text('state.timeLeft', { time: formatCountdown(left) })}>
        {formatCountdown(left)}
      </span>
    </Ring>
  );
}

function NextLook({ since, nextLookAt, now }: { readonly since: string; readonly nextLookAt: number | null; readonly now: number }) {
  const text = useText();
  const count = nextLookAt === null ? null : Math.max(0, Math.ceil((nextLookAt - now) / 1000));
  const next = count === null ? null : count === 0 ? text('state.lookingNow') : text('state.nextLook', { count });
  return <p className="band-meta">{next ? `${since} · ${next}` : since}</p>;
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
