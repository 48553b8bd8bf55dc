import type { Reconciliation, ClosingReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import type { Language } from '../../shared/texts/languages.ts';
import type { Progress } from '../../shared/progress.ts';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { useErrorText } from '../i18n/index.ts';
import { formatTypedDate } from './dates.ts';
import { Differences } from './differences.tsx';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import '../ui/figures.css';

export interface CompareProps {
  readonly report: ClosingReport;
  readonly progress: Progress | null;
  readonly language: Language;
  readonly onCompare: () => void;
  readonly onStop: () => void;
  readonly onExplain: (differences: readonly string[]) => void;
}

/** The three books side by side, and every difference by its name. */
export function ClosingCompare(props: CompareProps) {
  const { report, progress, language, onCompare, onStop, onExplain } = props;
  const text = useClosingText();
  const errorText = useErrorText();
  const found = report.reconciliation;
  const isStale = found !== null && found.wallet.notAsked === 0 && report.needs.includes('notCompared');
  const { wallet } = found ?? {};
  const inMoney = (amount: number) => formatMoney(money(report.shop.currency, amount));
  return (
    <section className="day-part">
      <div className="closing-head">
        <h2>{text('compareTitle')}</h2>
        {progress ? (
          <Button onPress={onStop}>{text('stop')}</Button>
        ) : (
          <Button kind={found === null ? 'filled' : 'quiet'} onPress={onCompare}>
            {text(found ? 'compareAgain' : 'compare')}
          </Button>
        )}
      </div>
      {progress && (
        <div className="export-progress">
          <progress aria-label={text('compareTitle')} max={progress.total || 1} value={progress.done} />
          <span>{text('comparing', { done: progress.done, total: progress.total })}</span>
        </div>
      )}
      {!found && !progress && <p className="day-note">{text('neverCompared')}</p>}
      {found && <p className="day-note">{text('comparedAt', { when: formatDateTime(found.at, language) })}</p>}
      {isStale && <Banner tone="warn">{text('stale')}</Banner>}
      {wallet && wallet.notAsked > 0 && (
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
      {found && <Books report={report} found={found} />}
      {found && <Differences found={found} currency={report.shop.currency} language={language} onExplain={onExplain} />}
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
