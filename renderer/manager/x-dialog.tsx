import { Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallOutput, Till } from '../../shared/ipc/contract.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { bridge, denialOf } from '../bridge.ts';
import { useErrorText } from '../i18n/index.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useDayText } from './use-texts.ts';
import { xReport } from './x-report.ts';
import './x-dialog.css';

type Answer = CallOutput<'day.totals'>;

/** The totals of the running day as a slip, to read or to print. */
export function XDialog({ till, store, onClose }: { readonly till: Till; readonly store: StoreSettings; readonly onClose: () => void }) {
  const text = useDayText();
  const errorText = useErrorText();
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const denied = (reason: unknown): Answer => ({ accepted: false, error: denialOf(reason) });
    void bridge.call['day.totals'](undefined).catch(denied).then(setAnswer);
  }, []);
  const problem: ErrorCode | null = answer && !answer.accepted ? answer.error : null;
  const lines = answer?.accepted
    ? xReport({ report: answer.report, grand: answer.grand, store, environment: store.environment, version: till.version, language: till.preferences.language }, text)
    : [];
  const actions = (
    <>
      <Button onPress={onClose}>{text('export.back')}</Button>
      <Button kind="filled" icon={Printer} blocked={lines.length === 0} onPress={() => lines.length > 0 && window.print()}>{text('print')}</Button>
    </>
  );
  return (
    <Dialog title={text('x.open')} onClose={onClose} actions={actions}>
      {problem && <Banner tone="warn" title={errorText(problem).title} live>{errorText(problem).sentence} {errorText(problem).action}</Banner>}
      <pre className="roll" tabIndex={0} aria-label={text('x.title')}>{lines.join('\n')}</pre>
    </Dialog>
  );
}
