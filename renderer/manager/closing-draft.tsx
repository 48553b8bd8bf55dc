import { useState } from 'react';
import { formatDateTime, formatMoney } from '../i18n/format.ts';
import { ClosingCompare } from './closing-compare.tsx';
import { OpenList } from './open-items.tsx';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import type { ClosingState } from './use-closing.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { ClosingReport } from '../../shared/closing.ts';
import { money } from '../../shared/money.ts';
import { reasonSchema } from '../../shared/payment.ts';
import type { Language } from '../../shared/texts/languages.ts';

export interface DraftProps {
  readonly state: ClosingState;
  readonly report: ClosingReport;
  readonly unused: boolean;
  readonly language: Language;
  readonly onExplain: (differences: readonly string[]) => void;
  readonly onClosed: (entry: number) => void;
}

/** What is to be closed: the figures, what is still open, how it compares, and the step itself. */
export function ClosingDraft({ state, report, unused, language, onExplain, onClosed }: DraftProps) {
  const text = useClosingText();
  const { currency } = report.shop;
  const inMoney = (amount: number) => formatMoney(money(currency, amount));
  const figures = [
    ['takings', inMoney(report.takings.amount)],
    ['refunds', inMoney(report.refunds.amount)],
    ['net', signedMoney(currency, report.net)],
    ['sales', String(report.takings.count)],
    ['requests', String(report.requests.sent.count)],
    ['reserved', inMoney(report.reservations.amount)],
  ] as const;
  const open = report.reservations.count + report.undecided.count + report.attention.count;
  return (
    <>
      <div className="day-when">
        <strong>{text('number', { number: report.number })}</strong>
        <span className="day-note">
          {report.since === null
            ? text(report.carried ? 'sinceDamage' : 'sinceFirst')
            : text('since', { number: report.number - 1, when: formatDateTime(report.since, language) })}
        </span>
      </div>
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
      <dl className="day-figures">
        {figures.map(([name, value], index) => (
          <div key={name} className={index === 0 ? 'day-figure day-figure-first' : 'day-figure'}>
            <dt>{text(`figures.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {open === 0 && <p className="day-note">{text('openNone')}</p>}
      <OpenList title={text('attention')} open={report.attention} currency={currency} language={language} />
      <OpenList title={text('undecided')} open={report.undecided} currency={currency} language={language} />
      <OpenList title={text('reserved')} open={report.reservations} currency={currency} language={language} />
      {report.reservations.count > 0 && <p className="day-note">{text('reservedNote')}</p>}
      <ClosingCompare
        report={report}
        progress={state.progress}
        language={language}
        onCompare={state.compare}
        onStop={state.stop}
        onExplain={onExplain}
      />
      {!unused && <CloseStep state={state} report={report} onClosed={onClosed} />}
    </>
  );
}

function CloseStep({ state, report, onClosed }: Pick<DraftProps, 'state' | 'report' | 'onClosed'>) {
  const text = useClosingText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const amount = signedMoney(report.shop.currency, report.net);
  const { needs, reconciliation } = report;
  const given = reasonSchema.safeParse(reason);
  const withDifferences = reconciliation?.differences.some(needsReason) ?? false;
  const close = async () => {
    setTried(needs.length > 0 && !given.success);
    if (state.progress || (needs.length > 0 && !given.success)) return;
    const entry = await state.close(needs.length > 0 && given.success ? given.data : null, text('approve', { amount }));
    if (entry !== null) onClosed(entry);
  };
  return (
    <section className="day-part">
      <h2>{text('closeTitle')}</h2>
      {needs.length > 0 && (
        <>
          <ul className="closing-needs">
            {needs.map((need) => (
              <li key={need}>{text(`needs.${need}`)}</li>
            ))}
          </ul>
          <p className="day-note">{text('needsNote')}</p>
          <Field
            label={text('closeReason')}
            value={reason}
            maxLength={500}
            onText={setReason}
            problem={tried && !given.success && text('reasonProblem')}
          />
        </>
      )}
      {needs.length === 0 && withDifferences && <p className="day-note">{text('managerOnly')}</p>}
      <div className="closing-step">
        <Button
          kind={reconciliation === null ? 'quiet' : 'filled'}
          big
          blocked={state.progress !== null}
          onPress={() => void close()}
        >
          {text('close', { amount })}
        </Button>
      </div>
    </section>
  );
}
