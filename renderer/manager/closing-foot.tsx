import { CircleCheck, LockKeyhole } from 'lucide-react';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import type { ClosingState } from './use-closing.ts';
import { Button } from '../ui/button.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { ClosingReport } from '../../shared/closing.ts';

export interface FootProps {
  readonly state: ClosingState;
  readonly report: ClosingReport;
  /** Groups that nobody has decided yet. */
  readonly left: number;
  /** Whether it comes out of a printer when it is made. */
  readonly prints: boolean;
  readonly onClose: () => void;
}

/** Always in sight: what still stands in the way of closing, and the step itself. */
export function ClosingFoot({ state, report, left, prints, onClose }: FootProps) {
  const text = useClosingText();
  const { comparing, progress } = state;
  const amount = signedMoney(report.shop.currency, report.net);
  const withDifferences = report.reconciliation?.differences.some(needsReason) ?? false;
  const note =
    left > 0 || comparing
      ? text('foot.after', { amount })
      : report.needs.length > 0 || withDifferences
        ? text('managerOnly')
        : text('foot.then');
  return (
    <footer className="closing-foot">
      <div role="status" className="closing-foot-words" data-testid="closing-state" data-left={comparing ? '' : left}>
        <strong>
          {comparing ? (
            progress && progress.total > 0 ? (
              text('comparing', { done: progress.done, total: progress.total })
            ) : (
              text('comparingBegins')
            )
          ) : left > 0 ? (
            text('foot.left', { count: left })
          ) : (
            <>
              <CircleCheck size={22} aria-hidden /> {text('foot.nothing')}
            </>
          )}
        </strong>
        {comparing ? (
          <progress aria-label={text('compareTitle')} max={progress?.total || 1} value={progress?.done ?? 0} />
        ) : (
          <span className="day-note">{note}</span>
        )}
      </div>
      {comparing && progress && <Button onPress={state.stop}>{text('stop')}</Button>}
      <Button
        kind="filled"
        big
        primary
        icon={LockKeyhole}
        testId="close-day"
        blocked={comparing || left > 0}
        onPress={onClose}
      >
        {text(prints ? 'closeAndPrint' : 'close', { amount })}
      </Button>
    </footer>
  );
}
