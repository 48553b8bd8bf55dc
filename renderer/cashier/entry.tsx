import { LayoutGrid, ListPlus, QrCode, Send } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { SHOWN } from '../../shared/address.ts';
import { COUNTRIES } from '../../shared/country.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { money } from '../../shared/money.ts';
import type { ItemPages } from '../../shared/items.ts';
import { METHODS } from '../../shared/methods.ts';
import type { Method } from '../../shared/methods.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import type { Text } from '../i18n/index.ts';
import { formatMoney } from '../i18n/format.ts';
import { useKept, useSaidHere, useScans } from '../scan/listen.ts';
import { ScanNotice } from '../frame/scan-notice.tsx';
import { selectSale, useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/banner.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Problem } from '../ui/problem.tsx';
import { AmountHero } from '../ui/amount-field.tsx';
import { centsOf } from '../ui/amount-entry.ts';
import { AgeLimitField } from './age-limit-field.tsx';
import { prepareCode } from './code-band.tsx';
import { checkDraft } from './check-draft.ts';
import type { CheckedDraft } from './check-draft.ts';
import { changeDraft, clearDraft, draftStore, keepDraft, useDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { escape, feed, focusField, goOn, onFromAmount, send, takeScan, toNumber } from './entry-keys.ts';
import { startSale } from './intents.ts';
import { showGoods, toGoods, typeOverGoods } from './goods-ways.ts';
import { useFocusOn, useScreenKeys } from '../ui/keyboard.ts';
import type { ScreenKeys } from '../ui/keyboard.ts';
import { Keypad } from '../ui/keypad.tsx';
import { BeneathPhone, PhoneField } from './phone-field.tsx';
import { useHeld } from './scanned.ts';
import { ScannedCustomer } from './scanned-customer.tsx';
import { FrozenAmount, Stage } from './stage.tsx';
import './entry.css';

const Goods = lazy(() => import('./goods.tsx'));
const LinesEditor = lazy(() => import('./lines-editor.tsx'));
const Duplicate = lazy(() => import('./duplicate-dialog.tsx'));

/** Shows the sale as a code instead, for a customer who gives no number. */
function showCode(store: StoreSettings): void {
  const draft = draftStore.getState();
  if (draft.sending) return;
  const { sale, total } = checkDraft(draft, store);
  if (sale) {
    prepareCode();
    void startSale({ ...sale, to: SHOWN }, false);
  } else if (!total) {
    changeDraft({ asked: 'amount', linesOpen: false });
    focusField('amount');
  }
}

interface Beside {
  readonly key: Exclude<keyof ScreenKeys, 'onType'>;
  readonly icon: LucideIcon;
  readonly words: Parameters<Text>[0];
  readonly testId: string;
  readonly begin: (store: StoreSettings) => void;
}

/** How a sale begins by each method: with a key of its own beside the button that sends, or null: by that button. */
const BEGINS: Readonly<Record<Method, Beside | null>> = {
  phone: null,
  code: { key: 'F3', icon: QrCode, words: 'recipient.change.showCode', testId: 'show-code', begin: showCode },
  personalCode: null,
};
const BESIDE = METHODS.flatMap((method) => BEGINS[method] ?? []);

/** It was this sale all along: what was keyed is not needed. */
function showEarlier(saleId: SaleId | null): void {
  clearDraft();
  selectSale(saleId);
}

const toggleLines = (): void =>
  changeDraft({
    linesOpen: !draftStore.getState().linesOpen,
    active: draftStore.getState().linesOpen ? 'amount' : 'price',
  });

const NO_PAGES: ItemPages = [];

/** Keying a sale: amount, number, send. */
export function Entry({ till, store }: { readonly till: Till; readonly store: StoreSettings }) {
  const text = useText();
  const errorText = useErrorText();
  const draft = useDraft((each) => each);
  const checked = checkDraft(draft, store);
  const { language, wholeAmounts: whole } = till.preferences;
  const keying = { store, whole };
  const held = useHeld(null) !== null;
  useScans((scanned) => takeScan(scanned, store), true);
  const pages = useWindow(({ view }) => view?.items.pages) ?? NO_PAGES;
  const hasItems = pages.some(({ items }) => items.length > 0);
  const byItems = hasItems && draft.by === 'items' && !draft.linesOpen;
  const goods = byItems && draft.active !== 'phone';
  useKept(keepDraft);
  useFocusOn(goods ? 'goods' : draft.linesOpen ? 'lines' : 'customer');
  useScreenKeys({
    F2: () => toNumber(store),
    F5: byItems ? toGoods : toggleLines,
    ...Object.fromEntries(BESIDE.map(({ key, begin }) => [key, () => begin(store)])),
    Escape: escape,
    onType: (key) => (goods ? typeOverGoods(key, keying) : feed(draft, key, keying)),
  });

  const problem = checked.amountProblem && (
    <Problem id="amount-problem">{errorText(checked.amountProblem).title}</Problem>
  );
  const { currency } = COUNTRIES[store.country];
  if (goods)
    return (
      <Stage hero={<FrozenAmount amount={checked.total ?? checked.linesSum ?? money(currency, 0)} problem={problem} />}>
        <EntryNotice draft={draft} checked={checked} quiet />
        <Suspense fallback={<div className="goods" />}>
          <Goods
            draft={draft}
            pages={pages}
            currency={currency}
            whole={whole}
            next={checked.total ? formatMoney(checked.total) : null}
            onNext={() => toNumber(store)}
          />
        </Suspense>
      </Stage>
    );
  return (
    <Stage
      hero={
        <AmountHero
          label={text('entry.amount')}
          entry={draft.amount}
          currency={currency}
          whole={whole}
          onEntry={(amount) => changeDraft({ amount })}
          problem={problem}
          problemId={problem ? 'amount-problem' : undefined}
          active={draft.active === 'amount'}
          readOnly={draft.sending !== null}
          onFocus={() => draftStore.setState({ active: 'amount' })}
          onEnter={() => onFromAmount(store)}
          firstField={!draft.linesOpen && draft.active === 'amount'}
        />
      }
    >
      <div className="entry">
        <Suspense fallback={<div className="entry-customer" />}>
          {draft.linesOpen ? (
            <LinesEditor store={store} draft={draft} whole={whole} />
          ) : held ? (
            <ScannedCustomer checked={checked} store={store} sending={draft.sending !== null} />
          ) : (
            <Customer draft={draft} checked={checked} store={store} language={language} />
          )}
        </Suspense>
        <div className="entry-keys">
          <GoodsButtons hasItems={hasItems} byItems={byItems} count={draft.lines.length} />
          <Keypad
            onKey={(key) => feed(draftStore.getState(), key, keying)}
            onOk={() => goOn(store)}
            separator={draft.active !== 'phone'}
            leads={draft.active !== 'phone' && checked.ready === null}
          />
        </div>
        <EntryNotice draft={draft} checked={checked} />
      </div>
      {draft.duplicateOf && (
        <Suspense>
          <Duplicate
            saleId={draft.duplicateOf}
            language={language}
            onAnyway={() => checked.ready && void startSale(checked.ready, true)}
            onShow={() => showEarlier(draft.duplicateOf)}
            onClose={() => changeDraft({ duplicateOf: null })}
          />
        </Suspense>
      )}
    </Stage>
  );
}

/** To the lines of the sale, and to the keys of goods where the shop has some. */
function GoodsButtons(props: { readonly hasItems: boolean; readonly byItems: boolean; readonly count: number }) {
  const { hasItems, byItems, count } = props;
  const text = useText();
  const bothWays = hasItems && !byItems;
  return (
    <div className={bothWays ? 'entry-lines-both' : 'entry-lines-one'}>
      {bothWays && (
        <Button icon={LayoutGrid} testId="use-items" onPress={showGoods} className="entry-lines">
          {text('entry.items')}
        </Button>
      )}
      <Button icon={byItems ? LayoutGrid : ListPlus} onPress={byItems ? toGoods : toggleLines} className="entry-lines">
        {count > 0 ? text('entry.linesCount', { count }) : text('entry.addLines')}
        <kbd>F5</kbd>
      </Button>
    </div>
  );
}

/** The number and the send button. In the order of the keyboard: number, send, then what is rarely needed. */
function Customer(props: {
  readonly draft: Draft;
  readonly checked: CheckedDraft;
  readonly store: StoreSettings;
  readonly language: Till['preferences']['language'];
}) {
  const { draft, checked, store } = props;
  const text = useText();
  const errorText = useErrorText();
  const problem = checked.phoneProblem && errorText(checked.phoneProblem);
  return (
    <div className="entry-customer">
      <PhoneField
        label={text('entry.phone')}
        phone={draft.phone}
        country={checked.country}
        home={store.country}
        onPhone={(phone, country) => changeDraft({ phone, country })}
        invalid={problem !== null}
        readOnly={draft.sending !== null}
        onFocus={() => draftStore.setState({ active: 'phone' })}
        onEnter={() => send(store)}
        firstField={draft.active === 'phone'}
      />
      <div className="entry-send">
        <Button
          kind="filled"
          tone="accent"
          big
          wide
          icon={Send}
          testId="send"
          blocked={!checked.ready || draft.sending !== null}
          onPress={() => send(store)}
        >
          {checked.total ? text('entry.send', { amount: formatMoney(checked.total) }) : text('entry.sendEmpty')}
        </Button>
      </div>
      <div className="entry-beside">
        {BESIDE.map(({ key, icon, words, testId, begin }) => (
          <Button key={key} className="entry-code" icon={icon} testId={testId} onPress={() => begin(store)}>
            {text(words)} <kbd>{key}</kbd>
          </Button>
        ))}
        <AgeLimitField draft={draft} />
      </div>
      <div className="entry-country">
        <BeneathPhone
          phone={draft.phone}
          country={checked.country}
          problem={problem && `${problem.title}. ${problem.action}`}
        />
      </div>
    </div>
  );
}

/** The state line, and above the keys what stands in the way. */
function EntryNotice({
  draft,
  checked,
  quiet = false,
}: {
  readonly draft: Draft;
  readonly checked: CheckedDraft;
  /** The line is for those who do not see what was touched. */
  readonly quiet?: boolean;
}) {
  const text = useText();
  const errorText = useErrorText();
  const { linesSum, total } = checked;
  const scanned = useSaidHere();
  const line = (): string => {
    if (draft.sending) return text('entry.starting');
    if (quiet && draft.lines.length > 0) return text('entry.linesCount', { count: draft.lines.length });
    if (draft.linesOpen) return text('lines.title');
    if (checked.amountProblem) return errorText(checked.amountProblem).title;
    if (!total) return text('entry.enterAmount');
    return checked.phone.ok
      ? text('entry.ready', { phone: `…${checked.phone.msisdn.slice(-2)}` })
      : text('entry.enterPhone');
  };
  const refused = draft.refused === 'sale.duplicate' ? null : draft.refused;
  return (
    <div className="entry-notice" data-quiet={quiet ? '' : undefined}>
      <p
        role="status"
        className={
          quiet || refused || linesSum || scanned || checked.amountProblem ? 'visually-hidden' : 'entry-status'
        }
      >
        {refused ? `${errorText(refused).title}. ${errorText(refused).sentence}` : line()}
      </p>
      {scanned && <ScanNotice meaning={scanned} />}
      {refused && !scanned && <ErrorBanner problem={refused} live={false} />}
      {linesSum && !quiet && !refused && !scanned && (
        <Banner
          tone="warn"
          action={
            <Button onPress={() => changeDraft({ amount: centsOf(linesSum.value) })}>
              {text('entry.useSum', { amount: formatMoney(linesSum) })}
            </Button>
          }
        >
          {total ? text('entry.sumDiffers', { sum: formatMoney(linesSum), amount: formatMoney(total) }) : ''}
        </Banner>
      )}
    </div>
  );
}
