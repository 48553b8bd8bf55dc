import type { ClosingReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import { formatMoney } from '../i18n/format.ts';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';

/** The totals of a report in one look: what it begins with, before it is made and for ever after. */
export function ClosingTotals({ report }: { readonly report: ClosingReport }) {
  const text = useClosingText();
  const { currency } = report.shop;
  const inMoney = (amount: number) => formatMoney(money(currency, amount));
  const figures = [
    ['takings', inMoney(report.takings.amount), text('figures.sales', { count: report.takings.count })],
    ['refunds', inMoney(report.refunds.amount), text('figures.payments', { count: report.refunds.count })],
    ['net', signedMoney(currency, report.net), ''],
    ['reserved', inMoney(report.reservations.amount), text('figures.payments', { count: report.reservations.count })],
  ] as const;
  const { discounts } = report;
  return (
    <>
      <dl className="day-figures closing-totals">
        {figures.map(([name, value, note]) => (
          <div key={name} className={name === 'net' ? 'day-figure day-figure-first' : 'day-figure'}>
            <dt>{text(`figures.${name}`)}</dt>
            <dd>{value}</dd>
            {note && <dd className="day-figure-note">{note}</dd>}
          </div>
        ))}
      </dl>
      {discounts !== null && discounts.count > 0 && (
        <p className="day-note">
          {text('figures.discounts', { amount: inMoney(discounts.amount), count: discounts.count })}
        </p>
      )}
    </>
  );
}
