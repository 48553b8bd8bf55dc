import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { SHOWN } from '../../shared/address.ts';
import type { Address } from '../../shared/address.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { policyOf } from '../../shared/methods.ts';
import type { Method } from '../../shared/methods.ts';
import { isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment, reservedOf } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { money } from '../../shared/money.ts';
import { parsePhone } from '../../shared/phone.ts';
import { useText } from '../i18n/index.ts';
import { formatMoney } from '../i18n/format.ts';
import { useKept } from '../scan/listen.ts';
import { selectSale, useWindow, windowStore } from '../state/store.ts';
import { AttentionActions } from './attention-actions.tsx';
import { changeDraft, draftStore, keepDraft, numberOf } from './draft.ts';
import { ask, askInstead } from './intents.ts';
import type { Intent } from './intents.ts';
import { typeInto } from '../ui/amount-entry.ts';
import { ignoreEnterFor, useFocusOn, useScreenKeys } from '../ui/keyboard.ts';
import { LateApprovalActions } from './late-approval.tsx';
import { NumberEntry } from './number-entry.tsx';
import { MoneyWays, RefundAside } from '../payment/money-ways.tsx';
import { refundInHand } from '../payment/moved-texts.ts';
import { OtherWays, isNumberWay, keysOf } from './other-ways.tsx';
import { otherWays } from '../payment/recipient.ts';
import { SaleActions } from './sale-actions.tsx';
import type { SaleHandlers } from './sale-actions.tsx';
import { SettledActions } from './settled.tsx';
import { HeldCode, useHeldCode } from './held-code.tsx';
import { forgetCode } from './scanned.ts';
import { SaleOverlay } from './sale-overlay.tsx';
import type { Over } from './sale-overlay.tsx';
import { FrozenAmount, Stage } from './stage.tsx';
import { GIVE_WAY, StateBand } from './state-band.tsx';
import type { SaleViewProps } from './state-band.tsx';
import './sale-view.css';

const Duplicate = lazy(() => import('./duplicate-dialog.tsx'));
/** What the screen's own buttons need beside the sale: a question that is open, and why main refused the last press. */
function useSaleActions({ sale, screen }: SaleViewProps) {
  const [over, setOver] = useState<Over | null>(null);
  /**
   * It would go to a number that was asked for the same amount a moment ago. Main's answer can come when the screen has
   * gone on: `on` is what it is about.
   */
  const [twice, setTwice] = useState<{
    readonly on: string;
    readonly earlier: SaleId;
    readonly to: Address;
  } | null>(null);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const payment = currentPayment(sale);
  const { reference, method } = payment;
  const stands = `${reference} ${screen.name}`;
  const numberMayChange = otherWays(screen, payment, sale).some(isNumberWay);
  const typing = useRef(false);
  useEffect(() => {
    // A refund shows its own progress; what it does to the sale must not close it.
    setOver((open) => (open === 'refund' ? open : null));
    setTwice(null);
    setRefused(null);
    setBusy(false);
    // A number that is being typed stays on the screen as long as it can still be asked.
    if (numberMayChange) return;
    if (typing.current) ignoreEnterFor(800);
    setEditing(false);
  }, [screen.name, sale.saleId, reference]);
  useEffect(() => {
    setOver(null);
    setEditing(false);
  }, [sale.saleId, reference]);
  useEffect(() => {
    typing.current = editing;
  }, [editing, refused]);

  const run = (act: () => Promise<ErrorCode | null>): void => {
    if (busy) return;
    setBusy(true);
    setOver(null);
    void act().then((problem) => {
      setBusy(false);
      setRefused(problem);
    });
  };
  const intent = (name: Intent) => () => run(() => ask(name, sale));
  const askFor = (to: Address, anyway = false): void => {
    setTwice(null);
    typing.current = false;
    run(async () => {
      const refusal = await askInstead(sale, to, anyway);
      if (!refusal?.duplicateOf) return refusal?.error ?? null;
      // Nothing was sent: an Enter that is meant for the question must still not reach what may come beneath it.
      typing.current = editing;
      setTwice({ on: stands, earlier: refusal.duplicateOf, to });
      return null;
    });
  };
  const number = numberOf(sale.saleId);
  const known = number ? parsePhone(number, 'NO') : null;
  const handlers: SaleHandlers = {
    cancel: intent('cancel'),
    capture: intent('capture'),
    release: () => setOver('release'),
    checkNow: intent('checkNow'),
    leave: () => selectSale(null),
    sendAgain: () => {
      if (method === 'code') askFor(SHOWN);
      else if (method === 'phone' && known?.ok) askFor({ method, msisdn: known.msisdn });
      else setEditing(true);
    },
    changeNumber: () => setEditing(true),
  };
  return {
    over,
    setOver,
    twice: twice?.on === stands ? twice : null,
    setTwice,
    refused,
    editing,
    setEditing,
    handlers,
    askFor,
  };
}

/** The first digit of the next sale takes the place of one that is done. What was keyed before it is not lost. */
function beginNext(key: string, till: Till): void {
  selectSale(null);
  const { amount, active } = draftStore.getState();
  if (active === 'amount' && key !== 'Backspace')
    changeDraft({ amount: typeInto(amount, key, till.preferences.wholeAmounts) });
}

/** One sale in the middle: its amount, its state as a band of colour, icon, shape and words, and what can be done. */
export function SaleView(props: SaleViewProps) {
  const { sale, screen, till } = props;
  const actions = useSaleActions(props);
  const payment = currentPayment(sale);
  const cameLate = useWindow((state) => state.late.has(payment.reference));
  const late = screen.name === 'approved' && (cameLate || screen.cancelLost || screen.captureProblem !== null);
  const reserved = reservedOf(payment);
  const amount = formatMoney(reserved > 0 ? money(sale.total.currency, reserved) : sale.total);
  const cancellable = screen.name === 'waiting' || screen.name === 'sending';
  const ways = actions.editing ? [] : otherWays(screen, payment, sale);
  const askBy = (method: Method) => (method === 'code' ? actions.askFor(SHOWN) : actions.handlers.changeNumber());
  const held = useHeldCode(sale, screen, () => actions.setEditing(false));
  const isAgain = held !== null && isUnpaid(payment.phase);
  const askByCode = () => held && actions.askFor({ method: 'personalCode', personalCode: held });
  useFocusOn(actions.editing ? 'editing' : `${payment.reference} ${screen.name} ${isAgain ? 'held' : ''}`);
  useScreenKeys({
    ...keysOf(ways, askBy),
    onType: GIVE_WAY.has(screen.name) && !actions.editing ? (key) => beginNext(key, till) : undefined,
    F4: actions.handlers.leave,
    F10: cancellable && !actions.editing ? () => actions.setOver('cancel') : undefined,
    Escape: () => (actions.editing ? actions.setEditing(false) : held ? forgetCode() : actions.handlers.leave()),
  });

  // A scan that began as digits here was no sale.
  useKept(() => {
    const restore = keepDraft();
    return () => {
      restore();
      if (windowStore.getState().selected === null) selectSale(sale.saleId);
    };
  });

  const { twice } = actions;
  const duplicate = twice && (
    <Suspense>
      <Duplicate
        saleId={twice.earlier}
        language={till.preferences.language}
        onAnyway={() => actions.askFor(twice.to, true)}
        onShow={() => selectSale(twice.earlier)}
        onClose={() => actions.setTwice(null)}
      />
    </Suspense>
  );

  if (actions.editing) {
    return (
      <>
        <NumberEntry
          {...props}
          refused={actions.refused}
          onBack={() => actions.setEditing(false)}
          onSend={(msisdn) => actions.askFor({ method: 'phone', msisdn })}
        />
        {duplicate}
      </>
    );
  }
  return (
    <Stage hero={<Hero sale={sale} isSettledByHand={screen.name === 'settledByHand'} />}>
      <StateBand
        {...props}
        late={late}
        refused={actions.refused}
        onNewCode={() => askBy(payment.method)}
        onLeave={actions.handlers.leave}
      >
        {held !== null ? (
          <HeldCode onInstead={isAgain ? null : askByCode} />
        ) : (
          <OtherWays ways={ways.filter((way) => way !== 'newCode')} onAsk={askBy} />
        )}
        <MoneyWays
          screen={screen}
          payment={payment}
          onPart={() => actions.setOver('part')}
          onRefund={() => actions.setOver('refund')}
        />
      </StateBand>
      {screen.name === 'attention' ? (
        <AttentionActions sale={sale} on={actions.handlers} />
      ) : screen.name === 'settledByHand' ? (
        <SettledActions sale={sale} onLeave={actions.handlers.leave} />
      ) : late ? (
        <LateApprovalActions amount={amount} on={actions.handlers} />
      ) : (
        <SaleActions
          screen={screen}
          byCode={policyOf(payment).shows === 'code'}
          byPersonalCode={policyOf(payment).addressedBy === 'personalCode'}
          amount={amount}
          on={actions.handlers}
          onHeldCode={isAgain ? askByCode : null}
          aside={<RefundAside screen={screen} payment={payment} onRefund={() => actions.setOver('refund')} />}
        />
      )}
      {duplicate}
      <SaleOverlay
        over={actions.over}
        sale={sale}
        amount={amount}
        language={till.preferences.language}
        onOver={actions.setOver}
        onCancel={actions.handlers.cancel}
      />
    </Stage>
  );
}

/**
 * What the customer was asked for; where a refund is at stake what is to go back, and of a sale that was settled by
 * hand what the wallet has really taken: then with the sale's own sum beside it.
 */
function Hero({ sale, isSettledByHand }: { readonly sale: Sale; readonly isSettledByHand: boolean }) {
  const text = useText();
  const payment = currentPayment(sale);
  const back = refundInHand(payment);
  if (!isSettledByHand && back !== null)
    return (
      <FrozenAmount
        amount={money(sale.total.currency, back)}
        after={text('moved.heroBack')}
        label={text('moved.heroSale', { amount: formatMoney(sale.total) })}
      />
    );
  if (!isSettledByHand) return <FrozenAmount amount={sale.total} />;
  const taken = money(sale.total.currency, payment.amounts.captured);
  return (
    <FrozenAmount
      amount={taken}
      after={text('alerts.heroTaken')}
      label={text('alerts.asked', { amount: formatMoney(sale.total) })}
    />
  );
}
