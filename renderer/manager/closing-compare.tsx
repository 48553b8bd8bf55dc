import type { Reconciliation, ClosingReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { useErrorText } from '../i18n/index.ts';
import { formatTypedDate } from './dates.ts';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import '../ui/figures.css';

export interface CompareProps {
  readonly report: ClosingReport;
  readonly language: Language;
  readonly onCompare: () => void;
}

/** The three books side by side. */
export function ClosingCompare({ report, language, onCompare }: CompareProps) {
  const text = useClosingText();
  const errorText = useErrorText();
  const found = report.reconciliation;
  if (!found) return null;
  const { wallet } = found;
  const isStale = wallet.notAsked === 0 && report.needs.includes('notCompared');
  const isEven = found.differences.length + found.leftOut.length + wallet.notAsked === 0 && !isStale;
  const inMoney = (amount: number) => formatMoney(money(report.shop.currency, amount));
  return (
    <section className="day-part">
      <div className="closing-head">
        <h2>{text('compareTitle')}</h2>
        <span className="day-note">{text('comparedAt', { when: formatDateTime(found.at, language) })}</span>
        <Button testId="compare-again" onPress={onCompare}>
          {text('compareAgain')}
        </Button>
      </div>
      {isStale && <Banner tone="warn">{text('stale')}</Banner>}
      {isEven && <Banner tone="good">{text('noDifferences')}</Banner>}
      {wallet.notAsked > 0 && (
        <Banner tone="warn" title={wallet.problem && `${errorText(wallet.problem, 'notDone').title}.`}>
          {text('notAsked', { count: wallet.notAsked })}{' '}
          {wallet.unasked &&
            text('unasked', {
              captures: inMoney(wallet.unasked.captures.amount),
              refunds: inMoney(wallet.unasked.refunds.amount),
            })}{' '}
          {wallet.problem && <SupportCode problem={wallet.problem} />}
        </Banner>
      )}
      <Books report={report} found={found} />
    </section>
  );
}

function Books({ report, found }: { readonly report: ClosingReport; readonly found: Reconciliation }) {
  const text = useClosingText();
  const errorText = useErrorText();
  const { settlement } = found;
  const odd = settlement.odd.signs + settlement.odd.balances;
  const inMoney = (amount: number) => formatMoney(money(report.shop.currency, amount));
  const books = [
    ['journal', found.journal],
    ['wallet', found.wallet],
    ...(settlement.dates === null ? [] : [['settlement', settlement] as const]),
  ] as const;
  const dates = {
    first: settlement.dates ? formatTypedDate(settlement.dates.first) : '',
    last: settlement.dates ? formatTypedDate(settlement.dates.last) : '',
  };
  return (
    <>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{text('columns.book')}</th>
            <th scope="col">{text('columns.count')}</th>
            <th scope="col">{text('columns.captures')}</th>
            <th scope="col">{text('columns.count')}</th>
            <th scope="col">{text('columns.refunds')}</th>
          </tr>
        </thead>
        <tbody>
          {books.map(([name, { captures, refunds }]) => (
            <tr key={name}>
              <th scope="row">{text(`books.${name}`)}</th>
              <td>{captures.count}</td>
              <td>{inMoney(captures.amount)}</td>
              <td>{refunds.count}</td>
              <td>{inMoney(refunds.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="day-note">
        {text(`settlement.${settlement.status}`, dates)}
        {settlement.problem && (
          <>
            {` ${errorText(settlement.problem, 'notDone').title}. `}
            <SupportCode problem={settlement.problem} />
          </>
        )}
      </p>
      {odd > 0 && <p className="day-note">{text('odd', { count: odd })}</p>}
      {settlement.others.length > 0 && (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{text('columns.entry')}</th>
              <th scope="col">{text('columns.count')}</th>
              <th scope="col">{text('columns.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {settlement.others.map(({ type, count, amount }) => (
              <tr key={type}>
                <th scope="row">
                  <code>{type}</code>
                </th>
                <td>{count}</td>
                <td>{signedMoney(report.shop.currency, amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
