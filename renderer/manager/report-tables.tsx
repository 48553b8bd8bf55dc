import type { ReactNode } from 'react';
import type { CalendarDate } from '../../shared/calendar-date.ts';
import { REQUEST_OUTCOMES } from '../../shared/day-report.ts';
import type { DayReport } from '../../shared/day-report.ts';
import { METHODS } from '../../shared/methods.ts';
import { money, totalOf } from '../../shared/money.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatMoney, formatRate, formatRound } from '../i18n/format.ts';
import { BarChart } from './bar-chart.tsx';
import type { Bar } from './bar-chart.tsx';
import { formatShortDay } from './dates.ts';
import { isToCome } from './to-come.ts';
import { useDayText } from './use-day-text.ts';
import type { DayText } from './use-day-text.ts';
import '../ui/figures.css';

export interface ReportProps {
  readonly report: DayReport;
  readonly language: Language;
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly string[];
}

/** A table whose first column names the row and whose others are figures. */
export function Figures({
  heads,
  rows,
  foot,
}: {
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
  readonly foot?: Row | undefined;
}) {
  const line = ({ key, name, cells }: Row) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      {cells.map((cell, index) => (
        <td key={heads[index + 1]}>{cell}</td>
      ))}
    </tr>
  );
  return (
    <table className="figures">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map(line)}</tbody>
      {foot && <tfoot>{line(foot)}</tfoot>}
    </table>
  );
}

export function Part({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="day-part">
      <h2>{title}</h2>
      {note && <p className="day-note">{note}</p>}
      {children}
    </section>
  );
}

const padded = (hour: number): string => String(hour).padStart(2, '0');

/** The hours in which something was sold, and those between them; at least the middle of a shop's day. */
export function shownHours(hours: DayReport['hours']): DayReport['hours'] {
  const first = hours.findIndex(({ count, hour }) => count > 0 || hour === 9);
  const last = hours.findLastIndex(({ count, hour }) => count > 0 || hour === 17);
  return hours.slice(Math.max(0, first), last + 1);
}

interface Sold {
  readonly key: string;
  readonly label: string;
  readonly name: string;
  readonly count: number;
  readonly amount: number;
  readonly toCome: boolean;
}

function soldBy({ report, language }: ReportProps, today: CalendarDate | null, text: DayText): readonly Sold[] {
  if (report.days.length > 0) {
    return report.days.map(({ date, count, amount }) => ({
      key: date,
      label: report.period.unit === 'week' ? formatShortDay(date, language) : String(Number(date.slice(8))),
      name: formatShortDay(date, language),
      count,
      amount,
      toCome: today !== null && date > today,
    }));
  }
  return hourly(report, text);
}

const hourly = (report: DayReport, text: DayText): readonly Sold[] =>
  shownHours(report.hours).map(({ hour, again, count, amount }) => ({
    key: `${hour} ${again}`,
    label: padded(hour),
    name: `${padded(hour)}–${padded((hour + 1) % 24)}${again ? ` ${text('again')}` : ''}`,
    count,
    amount,
    toCome: isToCome(report, { hour, again }),
  }));

/**
 * When it was sold: a chart, and the same as a table. A week or a month by its days and by the hours of the day. What
 * is still to come has its place in the chart and no figure.
 *
 * @param today the business day that runs now
 */
export function SoldWhen({ report, today, language }: ReportProps & { readonly today: CalendarDate | null }) {
  const text = useDayText();
  const sold = soldBy({ report, language }, today, text);
  const title = text(report.days.length > 0 ? 'days' : 'hours');
  const inMoney = (amount: number) => formatMoney(money(report.currency, amount));
  const bars = sold.map(({ key, label, name, amount }): Bar => ({
    key,
    label,
    value: amount,
    words: `${name}: ${inMoney(amount)}`,
  }));
  const table = (list: readonly Sold[], head: string) => (
    <Figures
      heads={[head, text('columns.sales'), text('columns.amount')]}
      rows={list
        .filter(({ toCome, count }) => !toCome || count > 0)
        .map(({ key, name, count, amount }) => ({ key, name, cells: [String(count), inMoney(amount)] }))}
      foot={{
        key: 'sum',
        name: text('columns.sum'),
        cells: [String(report.takings.count), inMoney(report.takings.amount)],
      }}
    />
  );
  const highest = inMoney(Math.max(0, ...sold.map(({ amount }) => amount)));
  return (
    <>
      <Part title={title}>
        {report.takings.count === 0 && <p className="day-note">{text('noSales')}</p>}
        <BarChart
          bars={bars}
          name={text('chart', { title, count: bars.length, highest })}
          scale={(value) => formatRound(money(report.currency, Math.round(value)))}
        />
        {table(sold, text(report.days.length > 0 ? 'columns.day' : 'columns.hour'))}
      </Part>
      {report.days.length > 0 && <Part title={text('hours')}>{table(hourly(report, text), text('columns.hour'))}</Part>}
    </>
  );
}

export function Vat({ report }: ReportProps) {
  const text = useDayText();
  return (
    <>
      <VatOf report={report} vat={report.vat} title={text('vat')} note={text('vatNote')} />
      {report.refundVat.length > 0 && (
        <VatOf report={report} vat={report.refundVat} title={text('refundVat')} note={text('refundVatNote')} />
      )}
    </>
  );
}

function VatOf({
  report,
  vat,
  title,
  note,
}: {
  readonly report: DayReport;
  readonly vat: DayReport['vat'];
  readonly title: string;
  readonly note: string;
}) {
  const text = useDayText();
  const inMoney = (amount: number) => formatMoney(money(report.currency, amount));
  const sums = (key: 'gross' | 'net' | 'tax') => inMoney(totalOf(vat.map((each) => each[key])));
  return (
    <Part title={title} note={note}>
      <Figures
        heads={[text('columns.rate'), text('columns.gross'), text('columns.net'), text('columns.tax')]}
        rows={vat.map(({ rate, gross, net, tax }) => ({
          key: String(rate),
          name: formatRate(rate),
          cells: [inMoney(gross), inMoney(net), inMoney(tax)],
        }))}
        foot={{ key: 'sum', name: text('columns.sum'), cells: [sums('gross'), sums('net'), sums('tax')] }}
      />
    </Part>
  );
}

export function Methods({ report }: ReportProps) {
  const text = useDayText();
  return (
    <Part title={text('channels')}>
      <Figures
        heads={[text('columns.channel'), text('columns.sales'), text('columns.amount')]}
        rows={METHODS.map((method) => ({
          key: method,
          name: text(`channel.${method}`),
          cells: [
            String(report.methods[method].count),
            formatMoney(money(report.currency, report.methods[method].amount)),
          ],
        }))}
      />
    </Part>
  );
}

/** Who took and gave back how much. Where PINs are off there is nobody to tell apart. */
export function Cashiers({ report }: ReportProps) {
  const text = useDayText();
  if (report.cashiers.every(({ by }) => by === null)) return null;
  const inMoney = (amount: number) => formatMoney(money(report.currency, amount));
  return (
    <Part title={text('cashiers')}>
      <Figures
        heads={[
          text('columns.cashier'),
          text('columns.sales'),
          text('columns.amount'),
          text('columns.refunds'),
          text('columns.refunded'),
        ]}
        rows={report.cashiers.map(({ by, takings, refunds }) => ({
          key: by?.id ?? '',
          name: by?.name ?? text('nobody'),
          cells: [String(takings.count), inMoney(takings.amount), String(refunds.count), inMoney(refunds.amount)],
        }))}
      />
    </Part>
  );
}

export function Requests({ report }: ReportProps) {
  const text = useDayText();
  const { sent, outcomes } = report.requests;
  const cells = ({ count, amount }: { readonly count: number; readonly amount: number }) => [
    String(count),
    formatMoney(money(report.currency, amount)),
  ];
  return (
    <Part title={text('requests')} note={text('requestsNote')}>
      <Figures
        heads={[text('columns.outcome'), text('columns.requests'), text('columns.amount')]}
        rows={REQUEST_OUTCOMES.map((outcome) => ({
          key: outcome,
          name: text(`outcomes.${outcome}`),
          cells: cells(outcomes[outcome]),
        }))}
        foot={{ key: 'sum', name: text('columns.sum'), cells: cells(sent) }}
      />
    </Part>
  );
}
