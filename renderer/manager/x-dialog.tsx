import './x-dialog.css';
import { useEffect, useState } from 'react';
import { ReportWays, Roll, useReportAt } from './kept-report.tsx';
import { useClosingText } from './use-closing-text.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import type { CallOutput, Till } from '../../shared/ipc/contract.ts';

type Answer = CallOutput<'closing.soFar'>;

/** The totals so far as a slip, to read, to print or to keep. Opening it makes the report: it stands in the journal. */
export function XDialog({ till, onClose }: { readonly till: Till; readonly onClose: () => void }) {
  const text = useClosingText();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    let asked = true;
    // Not twice, where the development tools draw everything twice: each is a report of its own.
    const timer = setTimeout(() => {
      const denied = (reason: unknown): Answer => ({ accepted: false, error: denialOf(reason) });
      void bridge.call['closing.soFar'](undefined)
        .catch(denied)
        .then((reply) => asked && setAnswer(reply));
    });
    return () => {
      asked = false;
      clearTimeout(timer);
    };
  }, []);
  const problem = answer && !answer.accepted ? answer.error : null;
  return (
    <Dialog title={text('soFar')} onClose={onClose} actions={<Button onPress={onClose}>{text('done')}</Button>}>
      {problem && <ErrorBanner problem={problem} />}
      {answer?.accepted ? (
        <Made entry={answer.entry} lines={answer.lines} till={till} />
      ) : (
        <p role="status">{!problem && text('loading')}</p>
      )}
    </Dialog>
  );
}

function Made({
  entry,
  lines,
  till,
}: {
  readonly entry: number;
  readonly lines: readonly string[];
  readonly till: Till;
}) {
  const text = useClosingText();
  const what = { kind: 'x', entry } as const;
  const { shown } = useReportAt(what, 0);
  return (
    <div className="closing-made">
      <p className="day-note">{text('soFarNote')}</p>
      <Roll lines={lines} name={text('soFar')} />
      {shown && <ReportWays what={what} number={shown.report.number} till={till} />}
    </div>
  );
}
