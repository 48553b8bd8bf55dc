import { CircleCheck, Circle, Users } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import { LESSONS } from '../../shared/school.ts';
import type { Lesson, Pupil, Pupils, SchoolView } from '../../shared/school.ts';
import { formatDateTime } from '../i18n/format.ts';
import { roomTexts } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { ErrorBanner } from '../ui/error-banner.tsx';
import { Panel } from '../ui/panel.tsx';
import './school-panel.css';

const useGuideText = roomTexts('guide');

export interface SchoolPanelProps {
  readonly till: Till;
  readonly school: SchoolView;
  readonly onChoose: (lesson: Lesson | null) => void;
  readonly onClose: () => void;
}

/** All tasks: which are done, and any of them to begin; for a manager, who has done which. */
export default function SchoolPanel({ till, school, onChoose, onClose }: SchoolPanelProps) {
  const text = useGuideText();
  const { language } = till.preferences;
  const [pupils, setPupils] = useState<Pupils | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const ask = async () => {
    try {
      const told = await withApproval('school.list', undefined, text('room.approve'));
      if (told.accepted) setPupils(told.pupils);
      setProblem(told.accepted ? null : told.error);
    } catch (reason) {
      setProblem(denialOf(reason));
    }
  };
  return (
    <Panel title={text('room.title')} close={text('room.close')} onClose={onClose}>
      <p>{text('room.intro')}</p>
      <ol className="school-list">
        {LESSONS.map((lesson) => {
          const done = school.done.includes(lesson);
          return (
            <li key={lesson} data-done={done ? '' : undefined}>
              {done ? <CircleCheck size={24} aria-hidden /> : <Circle size={24} aria-hidden />}
              <span>
                {text(`lessons.${lesson}`)} {done && <small>{text('room.done')}</small>}
              </span>
              <Button testId={`school-${lesson}`} onPress={() => onChoose(lesson)}>
                {text(done ? 'room.again' : 'room.begin')}
              </Button>
            </li>
          );
        })}
      </ol>
      <div className="school-who">
        <Button icon={Users} testId="school-who" onPress={() => void ask()}>
          {text('room.who')}
        </Button>
        <div aria-live="polite">
          {problem && <ErrorBanner problem={problem} live={false} />}
          {pupils?.length === 0 && <p>{text('room.none')}</p>}
          {pupils && pupils.length > 0 && (
            <ul className="school-pupils" data-testid="school-pupils">
              {pupils.map((pupil) => (
                <PupilRow key={pupil.by?.id ?? ''} pupil={pupil} language={language} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </Panel>
  );
}

function PupilRow({
  pupil: { by, done },
  language,
}: {
  readonly pupil: Pupil;
  readonly language: Till['preferences']['language'];
}) {
  const text = useGuideText();
  const left = LESSONS.filter((lesson) => !done.some((each) => each.lesson === lesson));
  const last = Math.max(...done.map(({ at }) => at));
  return (
    <li>
      <strong>{by?.name ?? text('room.nobody')}</strong>
      <span>{text('room.count', { done: done.length, count: LESSONS.length })}</span>
      <small>
        {left.length === 0
          ? text('room.whole', { when: formatDateTime(last, language) })
          : text('room.left', { lessons: left.map((lesson) => text(`lessons.${lesson}`)).join(', ') })}
      </small>
    </li>
  );
}
