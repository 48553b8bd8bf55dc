import './print.css';
import { CircleAlert, CircleCheck, FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import { useErrorText } from '../i18n/index.ts';
import { printSlip, savePdf } from './calls.ts';
import { stateWords } from './slip-words.ts';
import { usePrintText } from './use-print-text.ts';
import { Button } from '../ui/button.tsx';
import { SupportCode } from '../ui/error-banner.tsx';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { isDone, needsPerson, printableKey } from '../../shared/printing.ts';
import type { PrintJobView, Printable } from '../../shared/printing.ts';

/** What became of a slip, as an icon and words. */
export function SlipState({
  job,
  language,
}: {
  readonly job: PrintJobView;
  readonly language: Till['preferences']['language'];
}) {
  const text = usePrintText();
  const Icon = job.state.name === 'printed' ? CircleCheck : needsPerson(job) ? CircleAlert : Printer;
  return (
    <span className="slip-state" data-state={job.state.name}>
      <Icon size={18} aria-hidden />
      {stateWords(job, language, text)}
    </span>
  );
}

/** Prints a slip of something, or keeps it as PDF, and says what became of it. Quiet: a slip is never the next step. */
export default function PrintSlip({ what, till }: { readonly what: Printable; readonly till: Till }) {
  const text = usePrintText();
  const errorText = useErrorText();
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const { language } = till.preferences;
  const job = till.slips.findLast(({ of }) => of === printableKey(what));
  const hasPrinter = till.store !== null && till.store.printer.kind !== 'none';
  const print = async () => setProblem(await printSlip(what));
  const save = async () => {
    const saved = await savePdf(what);
    setProblem('problem' in saved ? saved.problem : null);
    setFile('file' in saved ? saved.file : null);
  };
  const said =
    job && problem === null ? (
      <SlipState job={job} language={language} />
    ) : problem ? (
      <>
        {errorText(problem).title} <SupportCode problem={problem} />
      </>
    ) : file === null ? null : (
      text('saved', { file })
    );
  return (
    <div className="print-slip">
      <div className="print-ways">
        {hasPrinter && (
          <Button kind="plain" icon={Printer} testId="print-slip" onPress={() => void print()}>
            {text(job && isDone(job) ? 'copy' : 'slip')}
          </Button>
        )}
        <Button
          kind="plain"
          square={hasPrinter}
          icon={FileDown}
          testId="save-pdf"
          {...(hasPrinter ? { name: text('pdf') } : {})}
          onPress={() => void save()}
        >
          {hasPrinter ? undefined : text('pdf')}
        </Button>
      </div>
      <p className="print-said" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
