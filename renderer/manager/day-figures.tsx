import { spanOf } from '../../shared/calendar-date.ts';
import type { DayReport } from '../../shared/day-report.ts';
import { formatMoney } from '../i18n/format.ts';
import { money } from '../../shared/money.ts';
import { formatShortDay } from './dates.ts';
import type { ReportProps } from './report-tables.tsx';
import { useDayText } from './use-day-text.ts';
import type { DayText } from './use-day-text.ts';

/** The figures of the period in one look, and how it stands against the one before. */
export function DayFigures({ report, language }: ReportProps) {
  const text = useDayText();
  const inMoney = (amount: number) => formatMoney(money(report.currency, amount));
  const figures = [
    ['takings', inMoney(report.takings.amount)],
    ['refunds', inMoney(report.refunds.amount)],
    ['net', report.net < 0 ? `\u2212${inMoney(-report.net)}` : inMoney(report.net)],
    ['sales', String(report.takings.count)],
    ['average', inMoney(report.average)],
    ['open', inMoney(report.reservations.amount)],
  ] as const;
  const { unit } = report.period;
  const before =
    unit === 'day'
      ? text('compare.day', { date: formatShortDay(spanOf(report.earlier.period).first, language) })
      : text(`compare.${unit}`);
  return (
    <>
      <dl className="day-figures">
        {figures.map(([name, value], index) => (
          <div key={name} className={index === 0 ? 'day-figure day-figure-first' : 'day-figure'}>
            <dt>{text(`figures.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {before}
        {report.earlier.partly && `, ${text('compare.upToNow')}`}:{' '}
        <strong>{inMoney(report.earlier.takings.amount)}</strong> ({report.earlier.takings.count}) –{' '}
        {difference(report, text)}
      </p>
      {report.discounts.count > 0 && (
        <p className="day-note">
          {text('discounts', { amount: inMoney(report.discounts.amount), count: report.discounts.count })}
        </p>
      )}
      {report.refundsElsewhere.count > 0 && (
        <p className="day-note">{text('elsewhere', { amount: inMoney(report.refundsElsewhere.amount) })}</p>
      )}
    </>
  );
}

/** In whole percent of what was taken before. */
function difference({ takings, earlier }: DayReport, text: DayText): string {
  const before = earlier.takings.amount;
  if (before === 0) return text('compare.none');
  const percent = Math.round((Math.abs(takings.amount - before) / before) * 100);
  if (percent === 0) return text('compare.same');
  return text(takings.amount > before ? 'compare.more' : 'compare.less', { percent: `${percent}\u00a0%` });
}
