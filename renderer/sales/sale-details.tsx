import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import { money } from '../../shared/money.ts';
import type { Movement, Payment, Sale } from '../../shared/payment.ts';
import { formatReceiptNumber, lineTotal, quantityText } from '../../shared/receipt.ts';
import { saleRowOf } from '../../shared/sale-row.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Details } from '../payment/evidence-button.tsx';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { useWindow } from '../state/store.ts';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import { askedInFull } from './asked.ts';
import { useSalesText } from './use-sales-text.ts';
import '../ui/figures.css';

/** Recalled from the journal once; from then on its changes arrive as of any other sale. */
function useSale(saleId: SaleId): { readonly sale: Sale | null; readonly problem: ErrorCode | null } {
  const live = useWindow(({ view }) => view?.sales.find((each) => each.saleId === saleId) ?? null);
  const [recalled, setRecalled] = useState<Sale | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let wanted = true;
    bridge.call['sale.recall']({ saleId }).then(
      (reply) => wanted && (reply.accepted ? setRecalled(reply.sale) : setProblem(reply.error)),
      (reason: unknown) => wanted && setProblem(denialOf(reason)),
    );
    return () => {
      wanted = false;
    };
  }, [saleId]);
  return { sale: live ?? recalled, problem };
}

export interface SaleDetailsProps {
  readonly saleId: SaleId;
  readonly language: Language;
  /** What can be done with it. */
  readonly actionsOf?: ((sale: Sale, close: () => void) => ReactNode) | undefined;
  readonly onClose: () => void;
}

/** It stands in the room itself: there is nothing to close over it. */
const stay = (): void => undefined;

/** The one sale that was found, in place of a list of one. */
export function SaleFound({ saleId, language, actionsOf }: Omit<SaleDetailsProps, 'onClose'>) {
  const text = useSalesText();
  const { sale, problem } = useSale(saleId);
  const title = sale && text('details.title', { number: formatReceiptNumber(sale.receiptNumber) });
  return (
    <section className="sale-found" data-testid="sale-found" aria-label={title ?? text('details.loading')}>
      <div className="sale-found-body" tabIndex={0} role="group" aria-label={title ?? text('details.loading')}>
        {title && <h2>{title}</h2>}
        {problem && <ErrorBanner problem={problem} />}
        {sale && <Whole sale={sale} language={language} />}
      </div>
      {sale && actionsOf && <footer className="sale-found-foot">{actionsOf(sale, stay)}</footer>}
    </section>
  );
}

/** Everything about one sale: what was sold, whom it was asked of, what moved, and how it is known. */
export function SaleDetails({ saleId, language, actionsOf, onClose }: SaleDetailsProps) {
  const text = useSalesText();
  const { sale, problem } = useSale(saleId);
  return (
    <Panel
      title={
        sale ? text('details.title', { number: formatReceiptNumber(sale.receiptNumber) }) : text('details.loading')
      }
      close={text('details.close')}
      foot={sale && actionsOf?.(sale, onClose)}
      onClose={onClose}
    >
      {problem && <ErrorBanner problem={problem} />}
      {sale && <Whole sale={sale} language={language} />}
    </Panel>
  );
}

function Whole({ sale, language }: { readonly sale: Sale; readonly language: Language }) {
  const text = useSalesText();
  const { state } = saleRowOf(sale);
  return (
    <div className="sale-details">
      <p className="sale-amount">{formatMoney(sale.total)}</p>
      <p>
        <span data-sale-state={state}>{text(`states.${state}`)}</span>
      </p>
      <p className="sale-note">
        {text('details.when', { time: formatDateTime(sale.openedAt, language), till: sale.posId })}
      </p>
      <section className="sale-part">
        <h3>{text('details.lines')}</h3>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{text('details.line')}</th>
              <th scope="col">{text('details.quantity')}</th>
              <th scope="col">{text('details.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {sale.lines.map((line, index) => (
              <tr key={index}>
                <th scope="row">
                  {line.name}
                  {(line.discount ?? 0) > 0 && (
                    <small className="sale-note">
                      {text('details.discount', {
                        amount: formatMoney(money(sale.total.currency, line.discount ?? 0)),
                      })}
                    </small>
                  )}
                </th>
                <td>{quantityText(line)}</td>
                <td>{formatMoney(money(sale.total.currency, lineTotal(line)))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {text('details.total')}
              </th>
              <td>{formatMoney(sale.total)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      {sale.payments.toReversed().map((payment) => (
        <Request key={payment.reference} payment={payment} language={language} />
      ))}
      <Details sale={sale} language={language} />
    </div>
  );
}

function Request({ payment, language }: { readonly payment: Payment; readonly language: Language }) {
  const text = useSalesText();
  const { requestedBy, movements, reference } = payment;
  return (
    <section className="sale-part">
      <h3>{text('details.request', { number: payment.attempt })}</h3>
      <p className="sale-note">
        {[
          askedInFull(payment, text),
          formatDateTime(payment.requestedAt, language),
          requestedBy && text('details.by', { name: requestedBy.name }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="sale-note">
        {text('details.reference')} {reference}
      </p>
      {movements.length === 0 ? (
        <p>{text('details.nothingMoved')}</p>
      ) : (
        <ul className="sale-moves" aria-label={text('details.moved')}>
          {movements.map((movement, index) => (
            <Move key={index} movement={movement} payment={payment} language={language} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Move({
  movement,
  payment,
  language,
}: {
  readonly movement: Movement;
  readonly payment: Payment;
  readonly language: Language;
}) {
  const text = useSalesText();
  const { kind, at, amount, by, approvedBy, reason, key } = movement;
  const notes = [
    formatDateTime(at, language),
    by && text('details.by', { name: by.name }),
    approvedBy && text('details.approvedBy', { name: approvedBy.name }),
    key === null && text('details.inPortal'),
    reason,
  ];
  return (
    <li>
      <strong>{text(`details.movements.${kind}`)}</strong>
      <strong>{formatMoney(money(payment.amount.currency, amount))}</strong>
      <span className="sale-note">{notes.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
