import { PackageCheck } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { COUNTRIES } from '../../shared/country.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { policyOf } from '../../shared/methods.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { money } from '../../shared/money.ts';
import { changedAt, isSaleLive, isOldReservation } from '../../shared/sale-in-front.ts';
import { mainNow, useMainNow } from '../state/clock.ts';
import { useText } from '../i18n/index.ts';
import { formatCountdown, formatDay, formatMoney, formatTime } from '../i18n/format.ts';
import { screenOf } from '../state/select-screen.ts';
import { selectSale } from '../state/store.ts';
import { Alerts } from './alerts.tsx';
import { recipientWords } from '../payment/recipient.ts';
import { SALE_LOOKS } from '../payment/sale-look.ts';
import './rail.css';

const PracticeGuide = lazy(() => import('./practice-guide.tsx'));
const SlipAlert = lazy(() => import('../print/slip-alert.tsx'));

/** Finished sales in view; the day's list has the rest. */
const RECENT = 30;

export interface RailProps {
  readonly sales: readonly Sale[];
  readonly selected: SaleId | null;
  readonly till: Till;
  readonly store: StoreSettings;
  readonly onHandover: () => void;
}

/**
 * Live sales first, then what changed last; each is one touch from the middle. What the till took today stands below.
 */
export function Rail({ sales, selected, till, store, onHandover }: RailProps) {
  const text = useText();
  const { language } = till.preferences;
  const now = useMainNow(30_000);
  // What waits to be handed over since longer is on its own board, or it would bury the sales under way.
  const waitsElsewhere = (sale: Sale) => sale.saleId !== selected && isOldReservation(sale, now);
  const elsewhere = sales.filter(waitsElsewhere).length;
  const live = sales.filter((sale) => isSaleLive(sale) && !waitsElsewhere(sale)).toReversed();
  const recent = sales
    .filter((sale) => !isSaleLive(sale))
    .toSorted((a, b) => changedAt(b) - changedAt(a))
    .slice(0, RECENT);
  const rows = (list: readonly Sale[]) =>
    list.map((sale) => (
      <RailRow key={sale.saleId} sale={sale} language={language} selected={sale.saleId === selected} />
    ));
  return (
    <aside className="rail" aria-label={text('rail.title')}>
      {till.school && till.preferences.guide && (
        <Suspense>
          <PracticeGuide
            till={till}
            school={till.school}
            store={store}
            sale={sales.find(({ saleId }) => saleId === selected) ?? null}
          />
        </Suspense>
      )}
      <Alerts sales={sales} selected={selected} language={language} />
      {till.slips.length > 0 && (
        <Suspense>
          <SlipAlert till={till} />
        </Suspense>
      )}
      <div className="rail-scroll" tabIndex={0} role="group" aria-label={text('rail.title')}>
        {live.length > 0 && (
          <h2 className="rail-head">
            {text('rail.live')} <span>{live.length}</span>
          </h2>
        )}
        {live.length > 0 && <ul>{rows(live)}</ul>}
        {elsewhere > 0 && (
          <button type="button" className="rail-handover" onClick={onHandover}>
            <PackageCheck size={22} aria-hidden />
            <span>{text('rail.handover', { count: elsewhere })}</span>
            <kbd>F6</kbd>
          </button>
        )}
        {recent.length > 0 && <h2 className="rail-head">{text('rail.recent')}</h2>}
        {recent.length > 0 && <ul>{rows(recent)}</ul>}
        {sales.length === 0 && (
          <div className="rail-none">
            <p>
              <strong>{text('rail.none')}</strong>
            </p>
            <p>{text('rail.noneNote')}</p>
          </div>
        )}
      </div>
      <div className="rail-today">
        <span>{text('rail.today')}</span>
        <strong>{formatMoney(money(COUNTRIES[store.country].currency, till.today.sum))}</strong>
        <span>{text('rail.todayCount', { count: till.today.count })}</span>
      </div>
    </aside>
  );
}

const RailRow = memo(function RailRow({
  sale,
  language,
  selected,
}: {
  readonly sale: Sale;
  readonly language: Language;
  readonly selected: boolean;
}) {
  const text = useText();
  const payment = currentPayment(sale);
  const screen = screenOf(sale);
  const look = SALE_LOOKS[screen.name];
  return (
    <li>
      <button
        type="button"
        className="rail-row"
        data-tone={look.tone}
        aria-current={selected ? true : undefined}
        onClick={() => selectSale(sale.saleId)}
      >
        <span className="rail-icon">
          <look.icon size={20} aria-hidden />
        </span>
        <span className="rail-amount">{formatMoney(sale.total)}</span>
        <span className="rail-time">
          {screen.name === 'waiting' ? (
            <TimeLeft expiresAt={screen.expiresAt} lifetimeMs={policyOf(payment).lifetimeMs} />
          ) : (
            formatRailTime(changedAt(sale), language)
          )}
        </span>
        <span className="rail-words">{text(`rail.status.${look.status}`)}</span>
        <span className="rail-phone">{recipientWords(payment, text)}</span>
      </button>
    </li>
  );
});

/** The time of a sale of today, the day of an older one. */
const formatRailTime = (at: number, language: Language): string =>
  new Date(at).toDateString() === new Date(mainNow()).toDateString()
    ? formatTime(at, language)
    : formatDay(at, language).replace(/\s*\d{4}$/, '');

function TimeLeft({ expiresAt, lifetimeMs }: { readonly expiresAt: number; readonly lifetimeMs: number }) {
  const now = useMainNow(500);
  return <>{formatCountdown(Math.min(expiresAt - now, lifetimeMs))}</>;
}
