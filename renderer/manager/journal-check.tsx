import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { JournalVerdict } from '../../shared/journal.ts';
import type { Progress } from '../../shared/progress.ts';
import { denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';
import { useProgress, useWindow } from '../state/store.ts';
import { Banner } from '../ui/banner.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Button } from '../ui/button.tsx';
import { useSalesText } from '../sales/use-sales-text.ts';
import './export-dialog.css';

type CheckState =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly progress: Progress | null }
  | { readonly name: 'done'; readonly verdict: JournalVerdict }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

/** As much of a hash as a person compares by eye. */
const MARK = 16;

function useCheck(what: string): { readonly state: CheckState; readonly start: () => void } {
  const [state, setState] = useState<CheckState>({ name: 'idle' });
  const progress = useProgress('verify');
  const start = () => {
    setState({ name: 'running', progress: null });
    withApproval('journal.verify', undefined, what).then(
      (reply) =>
        setState(reply.accepted ? { name: 'done', verdict: reply.verdict } : { name: 'refused', problem: reply.error }),
      (reason: unknown) => setState({ name: 'refused', problem: denialOf(reason) }),
    );
  };
  return { state: state.name === 'running' ? { name: 'running', progress } : state, start };
}

/** Whether anything of the journal was changed: asked by a person, answered in plain words. */
export function JournalCheck() {
  const text = useSalesText();
  const { state, start } = useCheck(text('journal.verify'));
  const running = state.name === 'running';
  const sealed = useWindow(({ view }) => view?.till.keychain === 'available');
  return (
    <div className="journal-check">
      <Button icon={ShieldCheck} blocked={running} onPress={() => !running && start()}>
        {text(running ? 'journal.verifying' : 'journal.verify')}
      </Button>
      <Outcome state={state} />
      {!sealed && <p className="field-note">{text('journal.notSealed')}</p>}
    </div>
  );
}

function Outcome({ state }: { readonly state: CheckState }) {
  const text = useSalesText();
  switch (state.name) {
    case 'idle':
      return <div aria-live="polite" />;
    case 'refused':
      return <ErrorBanner problem={state.problem} />;
    case 'running': {
      const { progress } = state;
      return (
        <div className="export-progress">
          <progress aria-label={text('journal.verifying')} max={progress?.total} value={progress?.done} />
          <span>
            {progress &&
              text('journal.progress', {
                percent: Math.floor((100 * progress.done) / Math.max(1, progress.total)),
                total: progress.total,
              })}
          </span>
        </div>
      );
    }
    case 'done':
      return <Verdict verdict={state.verdict} />;
  }
}

function Verdict({ verdict: { entries, hash, damage, tampering } }: { readonly verdict: JournalVerdict }) {
  const text = useSalesText();
  if (tampering && !damage) {
    const { file } = tampering;
    return (
      <Banner tone="warn" title={text('journal.tampered')} live>
        {text('journal.tamperedNote', { file })}
      </Banner>
    );
  }
  if (!damage)
    return (
      <Banner tone="good" title={text('journal.whole')} live>
        {text('journal.wholeNote', { count: entries, mark: hash.slice(0, MARK) })}
      </Banner>
    );
  const where = [
    damage.seq !== null && text('journal.damagedAt', { seq: damage.seq }),
    damage.receiptNumber !== null && text('journal.damagedReceipt', { receipt: damage.receiptNumber }),
    text('journal.damagedNote', { file: damage.file }),
  ];
  return (
    <Banner tone="warn" title={text('journal.damaged')} live>
      {where.filter(Boolean).join(' ')}
    </Banner>
  );
}
