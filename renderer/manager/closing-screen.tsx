import { ReceiptText } from 'lucide-react';
import { useState } from 'react';
import { formatDateTime } from '../i18n/format.ts';
import { ClosingDraft } from './closing-draft.tsx';
import { KeptReport } from './kept-report.tsx';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { printReport, useClosing, useClosings } from './use-closing.ts';
import { XDialog } from './x-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Field } from '../ui/field.tsx';
import { useScreenKeys } from '../ui/keyboard.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { reasonSchema } from '../../shared/payment.ts';
import { ScreenTop } from '../frame/screen-top.tsx';
import type { ScreenProps } from '../frame/screen-top.tsx';
import './day.css';
import './closing.css';
import './export-dialog.css';

/** Closing the day, and every closing that was made before. */
export default function ClosingScreen({ till, store, onClose }: ScreenProps) {
  const text = useClosingText();
  const state = useClosing();
  const { language } = till.preferences;
  /** Entry of the closing that is looked at; null: the one to come. */
  const [shown, setShown] = useState<number | null>(null);
  const [made, setMade] = useState(0);
  const [explaining, setExplaining] = useState<readonly string[] | null>(null);
  const [totals, setTotals] = useState(false);
  /** Why the closing that was just made does not come out of the printer. */
  const [unprinted, setUnprinted] = useState<ErrorCode | null>(null);
  const { closings, more } = useClosings(made);
  useScreenKeys({ Escape: onClose });
  const { draft } = state;
  const prints = store.printer.kind !== 'none';
  const closed = (entry: number) => {
    setShown(entry);
    setMade((before) => before + 1);
    if (prints) void printReport({ kind: 'closing', entry }).then(setUnprinted);
  };
  const look = (entry: number | null) => {
    setShown(entry);
    setUnprinted(null);
  };
  const item = (entry: number | null, name: string, note: string) => (
    <li key={entry ?? 'now'}>
      <button type="button" aria-current={shown === entry ? 'true' : undefined} onClick={() => look(entry)}>
        {name}
        <small>{note}</small>
      </button>
    </li>
  );
  return (
    <div className="day closing">
      <ScreenTop environment={store.environment} title={text('title')} onClose={onClose}>
        <Button icon={ReceiptText} testId="totals-so-far" onPress={() => setTotals(true)}>
          {text('soFar')}
        </Button>
      </ScreenTop>
      <nav className="day-list" aria-label={text('list')}>
        <ul>
          {item(null, text('now'), draft ? signedMoney(draft.report.shop.currency, draft.report.net) : '')}
          {closings.map(({ entry, number, at, differences }) =>
            item(
              entry,
              text('number', { number }),
              `${formatDateTime(at, language)}${differences > 0 ? ` · ${text('some', { count: differences })}` : ''}`,
            ),
          )}
        </ul>
        {more && <Button onPress={more}>{text('older')}</Button>}
      </nav>
      <main className="day-main closing-main">
        {shown !== null ? (
          <div key={shown} className="day-body" role="group" tabIndex={0} aria-label={text('title')}>
            {state.problem && <ErrorBanner problem={state.problem} />}
            <KeptReport
              what={{ kind: 'closing', entry: shown }}
              till={till}
              made={made}
              unprinted={unprinted}
              onExplain={setExplaining}
            />
          </div>
        ) : draft ? (
          <ClosingDraft
            state={state}
            report={draft.report}
            unused={draft.unused}
            language={language}
            prints={prints}
            onExplain={setExplaining}
            onClosed={closed}
          />
        ) : (
          <div className="day-body">
            {state.problem && <ErrorBanner problem={state.problem} />}
            <p role="status">{!state.problem && text('loading')}</p>
          </div>
        )}
      </main>
      {totals && <XDialog till={till} onClose={() => setTotals(false)} />}
      {explaining !== null && (
        <ExplainDialog
          count={explaining.length}
          onKeep={async (reason) => {
            const refused = await state.explain(shown, explaining, reason);
            setMade((before) => before + 1);
            return refused;
          }}
          onClose={() => setExplaining(null)}
        />
      )}
    </div>
  );
}

interface ExplainProps {
  /** Differences that the reason is for. */
  readonly count: number;
  readonly onKeep: (reason: string) => Promise<ErrorCode | null>;
  readonly onClose: () => void;
}

function ExplainDialog({ count, onKeep, onClose }: ExplainProps) {
  const text = useClosingText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const given = reasonSchema.safeParse(reason);
  const title = count === 1 ? text('explainTitle') : text('explainManyTitle', { count });
  const keep = async () => {
    setTried(true);
    if (!given.success) return;
    const refused = await onKeep(given.data);
    setProblem(refused);
    if (refused === null) onClose();
  };
  const actions = {
    back: <Button onPress={onClose}>{text('cancel')}</Button>,
    act: (
      <Button kind="filled" onPress={() => void keep()}>
        {text('keep')}
      </Button>
    ),
  };
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Field
          label={text('reason')}
          value={reason}
          maxLength={500}
          autoFocus
          onText={setReason}
          note={text('explainNote')}
          problem={tried && !given.success && text('reasonProblem')}
        />
        {problem && <ErrorBanner tone="stop" problem={problem} />}
      </form>
    </Dialog>
  );
}
