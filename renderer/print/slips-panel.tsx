import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { isDone, needsPerson } from '../../shared/printing.ts';
import type { PrintJobId, PrintJobView } from '../../shared/printing.ts';
import { useErrorText } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner, SupportCode } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import { discardSlip, retrySlip } from './calls.ts';
import { SlipState } from './print-slip.tsx';
import { problemOf, usePrintText } from './use-print-text.ts';

/** All slips that are not on paper, and the last ones that are: what is known of each, and the ways on. */
export default function SlipsPanel({ till, onClose }: { readonly till: Till; readonly onClose: () => void }) {
  const text = usePrintText();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const open = till.slips.filter((job) => !isDone(job));
  const done = till.slips.filter(isDone).toReversed();
  const { language } = till.preferences;
  const act = (call: (id: PrintJobId) => Promise<ErrorCode | null>, { id }: PrintJobView) =>
    void call(id).then(setProblem);
  return (
    <Panel title={text('panel.title')} close={text('panel.close')} onClose={onClose}>
      <p className="slips-intro">{text(open.length > 0 ? 'panel.intro' : 'panel.none')}</p>
      {problem && <ErrorBanner problem={problem} />}
      <ul className="slips-list">
        {open.map((job) => (
          <li key={job.id} data-stuck={problemOf(job) === null ? undefined : ''}>
            <SlipName job={job} />
            <SlipState job={job} language={language} />
            <SlipProblem job={job} />
            {job.state.name !== 'printing' && (
              <SlipWays job={job} onRetry={() => act(retrySlip, job)} onDiscard={() => act(discardSlip, job)} />
            )}
          </li>
        ))}
      </ul>
      {done.length > 0 && <h3 className="slips-done">{text('panel.finished')}</h3>}
      <ul className="slips-list">
        {done.map((job) => (
          <li key={job.id}>
            <SlipName job={job} />
            <SlipState job={job} language={language} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function SlipName({ job }: { readonly job: PrintJobView }) {
  const text = usePrintText();
  return (
    <p className="slip-name">
      {text(`name.${job.kind}`, { name: job.name })}
      {job.copy > 0 && <span> · {text('copyMark')}</span>}
    </p>
  );
}

function SlipProblem({ job }: { readonly job: PrintJobView }) {
  const text = usePrintText();
  const errorText = useErrorText();
  const problem = problemOf(job);
  if (problem === null) return null;
  const { title, sentence, action } = errorText(problem);
  const look = job.state.name === 'unconfirmed' && problem !== 'printer.notConfirmed' ? text('panel.look') : '';
  return (
    <p>
      {title}. {sentence} {action} {look} <SupportCode problem={problem} />
    </p>
  );
}

/** Where it may be on paper, a person looks and says which. */
function SlipWays({
  job,
  onRetry,
  onDiscard,
}: {
  readonly job: PrintJobView;
  readonly onRetry: () => void;
  readonly onDiscard: () => void;
}) {
  const text = usePrintText();
  const perhaps = needsPerson(job) && job.state.name === 'unconfirmed';
  return (
    <div className="slip-ways">
      <Button testId="print-again" onPress={onRetry}>
        {text(perhaps ? 'panel.retryCopy' : 'panel.retry')}
      </Button>
      <Button testId="discard" onPress={onDiscard}>
        {text(perhaps ? 'panel.onPaper' : 'panel.discard')}
      </Button>
    </div>
  );
}
