import { ArrowRight, CircleAlert, CircleCheckBig } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { SaleId } from '../../shared/ids.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { lateApprovals, needingAttention } from '../state/alerts.ts';
import { useText } from '../i18n/index.ts';
import { formatMoney } from '../i18n/format.ts';
import { selectSale, useWindow } from '../state/store.ts';
import { askedText } from '../payment/recipient.ts';
import './alerts.css';

const AttentionPanel = lazy(() => import('./attention-panel.tsx'));

/** Late approvals that are told in full; the rest is counted. */
const TOLD = 3;

/**
 * On top of the rail, whatever is in the middle: payments that need a person, and approvals that came late. Takes no
 * focus.
 */
export function Alerts({
  sales,
  selected,
  language,
}: {
  readonly sales: readonly Sale[];
  readonly selected: SaleId | null;
  readonly language: Language;
}) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const late = useWindow((state) => state.late);
  const attention = needingAttention(sales);
  return (
    <div className="alerts">
      <div aria-live="assertive">
        {attention.length > 0 && (
          <button type="button" className="alert-attention" data-testid="attention-alert" onClick={() => setOpen(true)}>
            <CircleAlert size={28} aria-hidden />
            <span>
              <strong>{text('alerts.attention', { count: attention.length })}</strong>
              <span>{text('alerts.attentionShow')}</span>
            </span>
          </button>
        )}
      </div>
      <LateApprovals late={lateApprovals(sales, late, selected)} />
      <UpdateAlert />
      {open && (
        <Suspense>
          <AttentionPanel payments={attention} language={language} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** Told beside the work; what there is to do about it is in the settings. */
function UpdateAlert() {
  const text = useText();
  const update = useWindow(({ view }) => view?.till.update ?? null);
  const ready = update?.state === 'ready' && update.offered !== null;
  return (
    <div aria-live="polite">
      {update?.updated && <p className="alert-update">{text('alerts.updated', update.updated)}</p>}
      {ready && <p className="alert-update">{text('alerts.updateReady', { version: update.offered.version })}</p>}
    </div>
  );
}

function LateApprovals({ late }: { readonly late: readonly Sale[] }) {
  const text = useText();
  const words = (sale: Sale): string => {
    return askedText('late', currentPayment(sale), text, { amount: formatMoney(sale.total) });
  };
  return (
    <div aria-live="polite">
      {late.length > 0 && (
        <section className="alert-late">
          <ul>
            {late.slice(0, TOLD).map((sale) => (
              <li key={sale.saleId}>
                <button type="button" data-testid="show-late" onClick={() => selectSale(sale.saleId)}>
                  <CircleCheckBig size={24} aria-hidden />
                  <span>{words(sale)}</span>
                  <span className="alert-show">
                    {text('alerts.show')}
                    <ArrowRight size={16} aria-hidden />
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <p>
            {late.length > TOLD
              ? `${text('alerts.lateNote')} ${text('alerts.lateMore', { count: late.length - TOLD })}`
              : text('alerts.lateNote')}
          </p>
        </section>
      )}
    </div>
  );
}

/** The same, in few words, where there is no rail: during set-up, in settings, while the till opens. */
export function AlertsElsewhere() {
  const text = useText();
  const sales = useWindow(({ view }) => view?.sales) ?? [];
  const late = useWindow((state) => state.late);
  const attention = needingAttention(sales).length;
  const approvals = lateApprovals(sales, late, null).length;
  if (attention + approvals === 0) return null;
  return (
    <div className="alerts-elsewhere" aria-live="polite">
      {attention > 0 && (
        <p className="alert-attention">
          <CircleAlert size={22} aria-hidden />
          <strong>{text('alerts.attention', { count: attention })}</strong>
        </p>
      )}
      {approvals > 0 && (
        <p className="alert-late">
          <CircleCheckBig size={22} aria-hidden />
          <strong>{text('alerts.lateElsewhere', { count: approvals })}</strong>
        </p>
      )}
    </div>
  );
}
