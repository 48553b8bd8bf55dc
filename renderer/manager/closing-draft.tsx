import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { ClosingCompare } from './closing-compare.tsx';
import { ClosingDecide } from './closing-decide.tsx';
import { ClosingFoot } from './closing-foot.tsx';
import { ClosingSteps } from './closing-steps.tsx';
import { ClosingTotals } from './closing-totals.tsx';
import { closingReason, groupsOf, needsBeside, NOT_CHOSEN, wordsChosen } from './decisions.ts';
import { useDecisions } from './kept-decisions.ts';
import type { Decisions } from './kept-decisions.ts';
import { OpenList } from './open-items.tsx';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import type { ClosingState } from './use-closing.ts';
import { Banner } from '../ui/banner.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import type { ClosingNeed, ClosingReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import type { Language } from '../../shared/texts/languages.ts';

export interface DraftProps {
  readonly state: ClosingState;
  readonly report: ClosingReport;
  readonly unused: boolean;
  readonly language: Language;
  readonly prints: boolean;
  readonly onExplain: (differences: readonly string[]) => void;
  readonly onClosed: (entry: number) => void;
}

/** What of it nobody has decided yet, and the reason that is to stand on the closing. */
function useDecided(report: ClosingReport, decisions: Decisions) {
  const text = useClosingText();
  const needs = needsBeside(report);
  const wordsOf = (need: ClosingNeed) => wordsChosen(decisions[need] ?? NOT_CHOSEN, (quick) => text(`quick.${quick}`));
  const kinds = groupsOf(report.reconciliation?.differences ?? []).filter(({ open }) => open.length > 0);
  return {
    left: kinds.length + needs.filter((need) => wordsOf(need) === null).length,
    reason: closingReason(needs, wordsOf, (need) => text(`needs.${need}`)),
  };
}

/** What is to be closed, in three steps: it is compared by itself, somebody decides, and then it is closed. */
export function ClosingDraft({ state, report, unused, language, prints, onExplain, onClosed }: DraftProps) {
  const text = useClosingText();
  const [decisions, setDecisions] = useDecisions(report);
  const { left, reason } = useDecided(report, decisions);
  const { currency } = report.shop;
  const amount = signedMoney(currency, report.net);
  const close = async () => {
    if (state.comparing || left > 0) return;
    const entry = await state.close(reason, text('approve', { amount }));
    if (entry !== null) onClosed(entry);
  };
  return (
    <>
      {!unused && <ClosingSteps at={state.comparing ? 'compare' : left > 0 ? 'decide' : 'close'} prints={prints} />}
      <div className="day-body" role="group" tabIndex={0} aria-label={text('title')}>
        {state.problem && <ErrorBanner problem={state.problem} />}
        <div className="day-when">
          <strong>{text('number', { number: report.number })}</strong>
          <span className="day-note">
            {report.since === null
              ? text(report.carried ? 'sinceDamage' : 'sinceFirst')
              : text('since', { number: report.number - 1, when: formatDateTime(report.since, language) })}
          </span>
        </div>
        <Notes report={report} unused={unused} />
        <ClosingTotals report={report} />
        <OpenList title={text('attention')} open={report.attention} currency={currency} language={language} />
        {!unused && !state.comparing && (
          <>
            <ClosingDecide
              report={report}
              currency={currency}
              language={language}
              decisions={decisions}
              onDecisions={setDecisions}
              onReason={(differences, words) => state.explain(null, differences, words)}
              onExplain={onExplain}
              onCompare={state.compare}
            />
            <ClosingCompare report={report} language={language} onCompare={state.compare} />
          </>
        )}
      </div>
      {!unused && (
        <ClosingFoot state={state} report={report} left={left} prints={prints} onClose={() => void close()} />
      )}
    </>
  );
}

function Notes({ report, unused }: Pick<DraftProps, 'report' | 'unused'>) {
  const text = useClosingText();
  const inMoney = (amount: number) => formatMoney(money(report.shop.currency, amount));
  return (
    <>
      {report.carried && (
        <Banner tone="info">
          {text('carried', {
            takings: inMoney(report.carried.takings.amount),
            refunds: inMoney(report.carried.refunds.amount),
          })}
          {!report.carried.exact && ` ${text('carriedInexact')}`}
        </Banner>
      )}
      {report.clockSetBack && <Banner tone="info">{text('clockSetBack')}</Banner>}
      {unused && <Banner tone="info">{text('unused')}</Banner>}
    </>
  );
}
