import { needsReason } from '../../shared/closing.ts';
import type { Difference, Reconciliation, TerminalReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import { formatReceiptNumber } from '../../shared/receipt.ts';
import type { Language } from '../../shared/settings.ts';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { useErrorText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { formatTypedDate } from './dates.ts';
import { useClosingText } from './use-closing.ts';
import type { Progress } from './use-closing.ts';

export interface CompareProps {
  readonly report: TerminalReport;
  readonly progress: Progress;
  readonly language: Language;
  readonly onCompare: () => void;
  readonly onStop: () => void;
  readonly onExplain: (difference: string) => void;
}

/** A signed amount: money that the wallet's side has more or less. */
export const signedMoney = (currency: TerminalReport['shop']['currency'], amount: number): string => `${amount < 0 ? '\u2212' : ''}${formatMoney(money(currency, Math.abs(amount)))}`;

/** The three books side by side, and every difference by its name. */
export function ClosingCompare(props: CompareProps) {
  const { report, progress, language, onCompare, onStop } = props;
  const text = useClosingText();
  const errorText = useErrorText();
  const found = report.reconciliation;
  const isStale = found !== null && found.wallet.notAsked === 0 && report.needs.includes('notCompared');
  const { wallet } = found ?? {};
  return (
    <section className="day-part">
      <div className="closing-head">
        <h2>{text('compareTitle')}</h2>
        {progress ? <Button onPress={onStop}>{text('stop')}</Button> : <Button kind={found === null ? 'filled' : 'quiet'} onPress={onCompare}>{text(found ? 'compareAgain' : 'compare')}</Button>}
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
      {wallet && wallet.notAsked > 0 && <Banner tone="warn" title={wallet.problem ? errorText(wallet.problem).title : undefined}>{text('notAsked', { count: wallet.notAsked })}</Banner>}
      {found && <Books report={report} found={found} />}
      {found && <Differences {...props} found={found} />}
    </section>
  );
}

function Books({ report, found }: { readonly report: TerminalReport; readonly found: Reconciliation }) {
  const text = useClosingText();
  const errorText = useErrorText();
  const { settlement } = found;
  const inMoney = (amount: number) => formatMoney(money(report.shop.currency, amount));
  const books = [
    ['journal', found.journal],
    ['wallet', found.wallet],
    ...(settlement.dates === null ? [] : [['settlement', settlement] as const]),
  ] as const;
  const dates = { first: settlement.dates ? formatTypedDate(settlement.dates.first) : '', last: settlement.dates ? formatTypedDate(settlement.dates.last) : '' };
  return (
    <>
      <table className="figures">
        <thead><tr><th scope="col">{text('columns.book')}</th><th scope="col">{text('columns.count')}</th><th scope="col">{text('columns.captures')}</th><th scope="col">{text('columns.count')}</th><th scope="col">{text('columns.refunds')}</th></tr></thead>
        <tbody>
          {books.map(([name, { captures, refunds }]) => (
            <tr key={name}><th scope="row">{text(`books.${name}`)}</th><td>{captures.count}</td><td>{inMoney(captures.amount)}</td><td>{refunds.count}</td><td>{inMoney(refunds.amount)}</td></tr>
          ))}
        </tbody>
      </table>
      <p className="day-note">{text(`settlement.${settlement.status}`, dates)}{settlement.problem && ` ${errorText(settlement.problem).title}.`}</p>
      {settlement.others.length > 0 && (
        <table className="figures">
          <thead><tr><th scope="col">{text('columns.entry')}</th><th scope="col">{text('columns.count')}</th><th scope="col">{text('columns.amount')}</th></tr></thead>
          <tbody>{settlement.others.map(({ type, count, amount }) => <tr key={type}><th scope="row"><code>{type}</code></th><td>{count}</td><td>{signedMoney(report.shop.currency, amount)}</td></tr>)}</tbody>
        </table>
      )}
    </>
  );
}

function Differences({ report, found, language, onExplain }: CompareProps & { readonly found: Reconciliation }) {
  const text = useClosingText();
  if (found.differences.length === 0) return <Banner tone="good">{text('noDifferences')}</Banner>;
  const line = ({ id, kind, receiptNumber, count, amount, reason }: Difference) => (
    <li key={id} data-needs={needsReason({ kind }) && reason === null ? '' : undefined}>
      <span className="closing-kind"><strong>{text(`kinds.${kind}`)}</strong>{receiptNumber === null ? ` · ${count}` : ` · ${text('receipt', { number: formatReceiptNumber(receiptNumber) })}`}</span>
      {needsReason({ kind }) && reason === null && <Button onPress={() => onExplain(id)}>{text('explain')}</Button>}
      <span className="closing-amount">{signedMoney(report.shop.currency, amount)}</span>
      {reason && <p className="day-note">{reason.text} – {reason.by ? text('by', { name: reason.by.name, when: formatDateTime(reason.at, language) }) : formatDateTime(reason.at, language)}</p>}
    </li>
  );
  return (
    <>
      <h3>{text('differences')}</h3>
      <ul className="closing-differences">{found.differences.map(line)}</ul>
      {found.leftOut > 0 && <p className="day-note">{text('more', { count: found.leftOut })}</p>}
    </>
  );
}
