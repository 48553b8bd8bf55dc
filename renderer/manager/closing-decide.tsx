import { CircleCheck, CircleDashed, Info } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { NOT_CHOSEN, QUICK_OF_NEED, groupsOf, needsBeside, quickOfKind, wordsChosen } from './decisions.ts';
import type { Chosen, Group } from './decisions.ts';
import { Line, aboutOf } from './differences.tsx';
import type { ListProps } from './differences.tsx';
import type { Decisions } from './kept-decisions.ts';
import { OpenItemList } from './open-items.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import { signedMoney } from './signed-money.ts';
import { useClosingText } from './use-closing-text.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { needsReason } from '../../shared/closing.ts';
import type { ClosingNeed, ClosingReport } from '../../shared/closing.ts';
import type { ErrorCode } from '../../shared/errors.ts';

export interface DecideProps extends ListProps {
  readonly report: ClosingReport;
  readonly decisions: Decisions;
  readonly onDecisions: (decisions: Decisions) => void;
  readonly onReason: (differences: readonly string[], reason: string) => Promise<ErrorCode | null>;
  readonly onCompare: () => void;
}

/** Everything that somebody has to decide, each kind with what is at stake in it; what needs nobody comes last. */
export function ClosingDecide(props: DecideProps) {
  const { report, decisions, onDecisions, onReason } = props;
  const text = useClosingText();
  const [picked, setPicked] = useState<string | null>(null);
  const groups = groupsOf(report.reconciliation?.differences ?? []);
  const needs = needsBeside(report);
  const chosenFor = (need: ClosingNeed) => decisions[need] ?? NOT_CHOSEN;
  const open = [
    ...groups.flatMap((each) => (each.open.length > 0 ? [each.kind] : [])),
    ...needs.filter((need) => wordsChosen(chosenFor(need), (quick) => text(`quick.${quick}`)) === null),
  ];
  /** One is decided at a time; the next one comes by itself. */
  const current = open.find((each) => each === picked) ?? open[0] ?? null;
  const unfolding = (name: string) => ({
    unfolded: name === current || name === picked,
    onUnfold: () => setPicked(name),
  });
  const group = (each: Group) => (
    <KindGroup key={each.kind} {...props} {...unfolding(each.kind)} group={each} onReason={onReason} />
  );
  const toDecide = ({ kind }: Group) => needsReason({ kind });
  return (
    <>
      {groups.filter(toDecide).map(group)}
      {needs.map((need) => (
        <NeedGroup
          key={need}
          {...props}
          {...unfolding(need)}
          need={need}
          chosen={chosenFor(need)}
          onChosen={(chosen) => {
            setPicked(need);
            onDecisions({ ...decisions, [need]: chosen });
          }}
        />
      ))}
      {groups.filter((each) => !toDecide(each)).map(group)}
    </>
  );
}

interface Unfolding {
  readonly unfolded: boolean;
  readonly onUnfold: () => void;
}

const MARKS = { open: CircleDashed, decided: CircleCheck, nothing: Info } as const;

function Card({
  name,
  note,
  amount,
  state,
  testId,
  unfolded,
  onUnfold,
  children,
}: Unfolding & {
  readonly name: string;
  readonly note: string;
  readonly amount: string;
  readonly state: keyof typeof MARKS;
  readonly testId: string;
  readonly children: ReactNode;
}) {
  const text = useClosingText();
  const Mark = MARKS[state];
  const said = (
    <span className="closing-group-state">
      <Mark size={20} aria-hidden /> {text(`group.${state}`)}
    </span>
  );
  return (
    <section
      className="closing-group"
      data-state={state}
      data-unfolded={unfolded ? '' : undefined}
      data-testid={testId}
      aria-label={name}
    >
      <header>
        <h2>{name}</h2>
        <span className="closing-amount">{amount}</span>
        {unfolded || state === 'nothing' ? said : <Button onPress={onUnfold}>{said}</Button>}
        <p className="day-note">{note}</p>
      </header>
      {(unfolded || state === 'nothing') && children}
    </section>
  );
}

/** Lines that nobody has to decide are shown when they are asked for. */
const FEW = 3;

function KindGroup({
  group,
  onReason,
  unfolded,
  onUnfold,
  ...list
}: DecideProps & Unfolding & { readonly group: Group }) {
  const text = useClosingText();
  const [chosen, setChosen] = useState(NOT_CHOSEN);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const { kind, differences, open, stake } = group;
  const reason = wordsChosen(chosen, (quick) => text(`quick.${quick}`));
  const keep = async () => {
    if (reason === null) return;
    const refused = await onReason(open, reason);
    setProblem(refused);
    if (refused === null) setChosen(NOT_CHOSEN);
  };
  const state = open.length > 0 ? 'open' : needsReason({ kind }) ? 'decided' : 'nothing';
  const [first] = differences;
  const isOne = differences.length === 1;
  const about = first && isOne ? aboutOf(first, text) : text('group.differences', { count: differences.length });
  const reasons = unfolded && !isOne ? [] : new Set(differences.flatMap(({ reason: said }) => said?.text ?? []));
  const lines = (
    <ul className="closing-differences">
      {differences.map((each) => (
        <Line key={each.id} difference={each} name={null} {...list} ownReason={open.length > 1} />
      ))}
    </ul>
  );
  return (
    <Card
      name={text(`kinds.${kind}`)}
      note={[about, ...reasons].join(' · ')}
      amount={stake === null ? text('notKnown') : signedMoney(list.currency, stake)}
      state={state}
      testId={`group-${kind}`}
      unfolded={unfolded}
      onUnfold={onUnfold}
    >
      {isOne ? null : state !== 'nothing' || differences.length <= FEW ? (
        lines
      ) : (
        <details>
          <summary>{text('group.show', { count: differences.length })}</summary>
          {lines}
        </details>
      )}
      {open.length > 0 && (
        <div className="closing-reason">
          <ReasonChoice
            label={text('group.reason', { count: open.length })}
            quick={quickOfKind(kind)}
            chosen={chosen}
            onChosen={setChosen}
          />
          <Button testId="keep-reason" blocked={reason === null} onPress={() => void keep()}>
            {text('group.keep', { count: open.length })}
          </Button>
        </div>
      )}
      {problem && <ErrorBanner tone="stop" problem={problem} />}
    </Card>
  );
}

interface NeedProps extends DecideProps, Unfolding {
  readonly need: ClosingNeed;
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}

/** What a closing goes over with a reason that stands on it. */
function NeedGroup(props: NeedProps) {
  const { report, need, chosen, onChosen, onCompare, currency, language } = props;
  const text = useClosingText();
  const { reconciliation } = report;
  const open = need === 'reserved' ? report.reservations : need === 'undecided' ? report.undecided : null;
  const leftOut = need === 'differences' ? (reconciliation?.leftOut ?? []) : [];
  const words = wordsChosen(chosen, (quick) => text(`quick.${quick}`));
  const about = open ? text('group.payments', { count: open.count }) : text(`needNotes.${need}`);
  return (
    <Card
      name={text(`needs.${need}`)}
      note={words === null ? about : `${about} · ${words}`}
      amount={open ? signedMoney(currency, open.amount) : ''}
      state={words === null ? 'open' : 'decided'}
      testId={`need-${need}`}
      unfolded={props.unfolded}
      onUnfold={props.onUnfold}
    >
      {open && <OpenItemList open={open} currency={currency} language={language} />}
      {open && <p className="day-note">{text(`needNotes.${need}`)}</p>}
      {leftOut.map(({ kind, count, amount }) => (
        <p key={kind ?? ''}>
          {kind !== null && <strong>{text(`kinds.${kind}`)}</strong>}{' '}
          {text('leftOut', { count, amount: amount === null ? text('notKnown') : signedMoney(currency, amount) })}
        </p>
      ))}
      <div className="closing-reason">
        <ReasonChoice label={text('closeReason')} quick={QUICK_OF_NEED[need]} chosen={chosen} onChosen={onChosen} />
        {need === 'notCompared' && <Button onPress={onCompare}>{text('compareAgain')}</Button>}
      </div>
    </Card>
  );
}
