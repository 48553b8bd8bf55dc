import './x-dialog.css';
import '../payment/move.css';
import { useEffect, useId, useState } from 'react';
import { ReportWays, Roll, useReportAt } from './kept-report.tsx';
import { useClosingText } from './use-closing-text.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { slug } from '../../shared/ids.ts';
import type { CallOutput, Till } from '../../shared/ipc/contract.ts';
import type { PersonRef } from '../../shared/people.ts';

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
    <Dialog
      title={text('soFar')}
      onClose={onClose}
      actions={{ back: <Button onPress={onClose}>{text('done')}</Button> }}
    >
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
  const [person, setPerson] = useState<PersonRef | null>(null);
  const whole = useReportAt({ kind: 'x', entry }, 0).shown;
  const people = (whole?.report.cashiers ?? []).flatMap(({ by }) => by ?? []);
  return (
    <div className="closing-made">
      <p className="day-note">{text('soFarNote')}</p>
      {people.length > 0 && <Whose people={people} person={person} onPerson={setPerson} />}
      {person === null ? (
        <>
          <Roll lines={lines} name={text('soFar')} />
          {whole && <ReportWays what={{ kind: 'x', entry }} name={`x-${whole.report.number}`} till={till} />}
        </>
      ) : (
        <OfPerson key={person.id} entry={entry} person={person} till={till} />
      )}
    </div>
  );
}

/** The whole till, or one person at a change of shift. */
function Whose({
  people,
  person,
  onPerson,
}: {
  readonly people: readonly PersonRef[];
  readonly person: PersonRef | null;
  readonly onPerson: (person: PersonRef | null) => void;
}) {
  const text = useClosingText();
  const group = useId();
  const chip = (each: PersonRef | null) => (
    <label key={each?.id ?? ''}>
      <input
        type="radio"
        name={group}
        data-testid={each ? `totals-of-${each.id}` : 'totals-of-all'}
        checked={each?.id === person?.id}
        onChange={() => onPerson(each)}
      />
      <span>{each?.name ?? text('wholeTill')}</span>
    </label>
  );
  return (
    <fieldset className="reason-field">
      <legend className="field-label">{text('whose')}</legend>
      <div className="reason-chips">{[null, ...people].map(chip)}</div>
    </fieldset>
  );
}

function OfPerson({
  entry,
  person,
  till,
}: {
  readonly entry: number;
  readonly person: PersonRef;
  readonly till: Till;
}) {
  const text = useClosingText();
  const what = { kind: 'x', entry, person: person.id } as const;
  const { shown, problem } = useReportAt(what, 0);
  if (problem) return <ErrorBanner problem={problem} />;
  if (!shown) return <p role="status">{text('loading')}</p>;
  const name = `x-${shown.report.number}-${slug(person.name, 20)}`;
  return (
    <>
      <Roll lines={shown.lines} name={text('totalsOf', { name: person.name })} />
      <ReportWays what={what} name={name} till={till} />
    </>
  );
}
