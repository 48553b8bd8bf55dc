import './closing.css';
import { FileDown, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatDateTime } from '../i18n/format.ts';
import { ClosingTotals } from './closing-totals.tsx';
import { DifferenceList } from './differences.tsx';
import { useClosingText } from './use-closing-text.ts';
import { printReport } from './use-closing.ts';
import type { OneReport } from './use-closing.ts';
import { SlipState } from '../print/print-slip.tsx';
import { bridge, denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner, ErrorNote } from '../ui/error-banner.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallOutput, Till } from '../../shared/ipc/contract.ts';
import type { PersonRef } from '../../shared/people.ts';

export type Shown = Extract<CallOutput<'closing.show'>, { readonly accepted: true }>;

/** A report as the journal keeps it. */
export function useReportAt(
  { kind, entry, person }: OneReport,
  made: number,
): { readonly shown: Shown | null; readonly problem: ErrorCode | null } {
  const [state, setState] = useState<{ readonly shown: Shown | null; readonly problem: ErrorCode | null }>({
    shown: null,
    problem: null,
  });
  useEffect(() => {
    let wanted = true;
    bridge.call['closing.show']({ kind, entry, person }).then(
      (reply) =>
        wanted && setState(reply.accepted ? { shown: reply, problem: null } : { shown: null, problem: reply.error }),
      (reason: unknown) => wanted && setState({ shown: null, problem: denialOf(reason) }),
    );
    return () => {
      wanted = false;
    };
  }, [kind, entry, person, made]);
  return state;
}

/** The slip itself, as it comes out of the printer. */
export function Roll({ lines, name }: { readonly lines: readonly string[]; readonly name: string }) {
  return (
    <pre className="roll" tabIndex={0} aria-label={name}>
      {lines.join('\n')}
    </pre>
  );
}

/** Prints a kept report or keeps it as a PDF file, and says what became of it. */
export function ReportWays({
  what,
  name,
  till,
  unprinted = null,
}: {
  readonly what: OneReport;
  /** What it is called in the queue. */
  readonly name: string;
  readonly till: Till;
  readonly unprinted?: ErrorCode | null;
}) {
  const text = useClosingText();
  const [tried, setProblem] = useState<ErrorCode | null>(null);
  const problem = tried ?? unprinted;
  const [file, setFile] = useState<string | null>(null);
  const job = till.slips.findLast((each) => each.kind === 'report' && each.name === name);
  const print = async () => setProblem(await printReport(what));
  const save = async () => {
    const reply = await bridge.call['closing.pdf'](what).catch((reason: unknown) => ({
      accepted: false as const,
      error: denialOf(reason),
    }));
    setProblem(reply.accepted ? null : reply.error);
    setFile(reply.accepted ? reply.file : null);
  };
  return (
    <div className="report-ways">
      <Button icon={Printer} onPress={() => void print()}>
        {text('print')}
      </Button>
      <Button icon={FileDown} onPress={() => void save()}>
        {text('pdf')}
      </Button>
      <div aria-live="polite">
        {problem ? (
          <ErrorNote problem={problem} />
        ) : job ? (
          <SlipState job={job} language={till.preferences.language} />
        ) : (
          file !== null && <p>{text('saved', { file })}</p>
        )}
      </div>
    </div>
  );
}

interface KeptProps {
  readonly what: OneReport;
  readonly till: Till;
  readonly made: number;
  readonly unprinted: ErrorCode | null;
  readonly onExplain: (differences: readonly string[]) => void;
}

/** An earlier closing: the slip as it was, and what was said about it since. */
export function KeptReport({ what, till, made, unprinted, onExplain }: KeptProps) {
  const text = useClosingText();
  const { shown, problem } = useReportAt(what, made);
  if (problem) return <ErrorBanner problem={problem} />;
  if (!shown) return <p role="status">{text('loading')}</p>;
  const { report, lines, later } = shown;
  const saidBy = (by: PersonRef | null, at: number) => {
    const when = formatDateTime(at, language);
    return by ? text('by', { name: by.name, when }) : when;
  };
  /** Kinds of what a reason was given for, with how many of each. */
  const namesOf = ({ reconciliation }: typeof report, ids: readonly string[]): readonly string[] => {
    const explained = new Set(ids);
    const own = (reconciliation?.differences ?? []).filter(({ id }) => explained.has(id));
    return [...Map.groupBy(own, ({ kind }) => kind)].map(([kind, { length }]) => {
      const name = text(`kinds.${kind}`);
      return length === 1 ? name : text('explainedMany', { kind: name, count: length });
    });
  };
  const language = till.preferences.language;
  const said = new Set(later.flatMap(({ differences }) => differences));
  const { differences: all = [] } = report.reconciliation ?? {};
  const open = all.filter((each) => needsReason(each) && each.reason === null && !said.has(each.id));
  return (
    <>
      <div className="day-when">
        <strong>{text('number', { number: report.number })}</strong>
        <span className="day-note">
          {formatDateTime(report.at, language)}
          {report.by && ` · ${report.by.name}`}
        </span>
      </div>
      <ClosingTotals report={report} />
      <ReportWays what={what} name={`${what.kind}-${report.number}`} till={till} unprinted={unprinted} />
      {open.length > 0 && (
        <DifferenceList differences={open} currency={report.shop.currency} language={language} onExplain={onExplain} />
      )}
      {later.length > 0 && (
        <section className="day-part">
          <h2>{text('later')}</h2>
          <ul className="closing-later">
            {later.map(({ at, by, differences, text: reason }) => (
              <li key={`${differences[0] ?? ''} ${at}`}>
                <strong>{namesOf(report, differences).join(', ')}</strong> {reason}{' '}
                <span className="day-note">{saidBy(by, at)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Roll lines={lines} name={text('report')} />
    </>
  );
}
