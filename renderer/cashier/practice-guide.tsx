import { CircleCheck, GraduationCap } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { StoreCountry } from '../../shared/country.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import { lessonAt, LESSONS } from '../../shared/school.ts';
import type { Attendance, Lesson, SchoolView } from '../../shared/school.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { roomTexts } from '../i18n/index.ts';
import { bridge } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { checkDraft } from './check-draft.ts';
import { useDraft } from './draft.ts';
import { guideStep } from './guide-steps.ts';
import { stopShowing, useShownPress } from './shown-press.ts';
import './practice-guide.css';

const SchoolPanel = lazy(() => import('./school-panel.tsx'));

const useGuideText = roomTexts('guide');

/** Mobile numbers that the practice wallet knows. */
const EXAMPLES: Readonly<Record<StoreCountry, string>> = {
  NO: '91234567',
  DK: '20123456',
  FI: '0401234567',
};

const attend = (attendance: Attendance): void =>
  void bridge.call['school.attend']({ ...attendance }).catch(() => undefined);

export interface PracticeGuideProps {
  readonly till: Till;
  readonly school: SchoolView;
  readonly store: StoreSettings;
  /** The sale in the middle, or null for a new one. */
  readonly sale: Sale | null;
}

/** The ten tasks of practice, beside the sale: it stands in the rail, over nothing. */
export default function PracticeGuide({ till, school, store, sale }: PracticeGuideProps) {
  const text = useGuideText();
  const [all, setAll] = useState(false);
  const { attendance, done } = school;
  const lesson = attendance.left ? null : lessonAt(school);
  useEffect(() => {
    if (lesson === null) stopShowing();
  }, [lesson]);
  const leave = () => attend({ chosen: null, left: true });
  const panel = all && (
    <Suspense>
      <SchoolPanel
        till={till}
        school={school}
        onChoose={(chosen) => {
          attend({ chosen, left: false });
          setAll(false);
        }}
        onClose={() => setAll(false)}
      />
    </Suspense>
  );
  if (attendance.left)
    return (
      <section className="guide guide-left" aria-label={text('room.title')}>
        <Button icon={GraduationCap} testId="guide-resume" onPress={() => setAll(true)}>
          {text('resume', { done: done.length, count: LESSONS.length })}
        </Button>
        {panel}
      </section>
    );
  return (
    <>
      {lesson === null ? (
        <section className="guide" aria-label={text('done')}>
          <p className="guide-step" role="note">
            <CircleCheck size={22} aria-hidden />
            {text('done')}
          </p>
          <div className="guide-ways">
            <Button testId="guide-all" onPress={() => setAll(true)}>
              {text('all')}
            </Button>
            <Button testId="guide-close" onPress={leave}>
              {text('close')}
            </Button>
          </div>
        </section>
      ) : (
        <LessonGuide
          school={school}
          store={store}
          sale={sale}
          lesson={lesson}
          onAll={() => setAll(true)}
          onLeave={leave}
        />
      )}
      {panel}
    </>
  );
}

interface LessonGuideProps extends Omit<PracticeGuideProps, 'till'> {
  readonly lesson: Lesson;
  readonly onAll: () => void;
  readonly onLeave: () => void;
}

/** The next step of one task, in words, and where it is pressed. */
function LessonGuide({ school, store, sale, lesson: next, onAll, onLeave }: LessonGuideProps) {
  const text = useGuideText();
  const draft = useDraft((state) => state);
  const checked = checkDraft(draft, store);
  // What has just been done is looked at before the next one is begun.
  const [lesson, setLesson] = useState(next);
  const { chosen } = school.attendance;
  useEffect(() => {
    if (sale === null || chosen !== null) setLesson(next);
  }, [sale, next, chosen]);
  const done = school.done.includes(lesson) && lesson !== chosen;
  const step = guideStep(lesson, sale, { amount: checked.total !== null, number: checked.phone.ok }, done);
  useShownPress(step);
  const title = text('title', { number: LESSONS.indexOf(lesson) + 1, count: LESSONS.length });
  return (
    <section className="guide" aria-label={title} data-lesson={lesson} data-step={step}>
      <p className="guide-title">
        {done ? <CircleCheck size={20} aria-hidden /> : <GraduationCap size={20} aria-hidden />}
        <span>
          {title}
          <strong>{text(`lessons.${lesson}`)}</strong>
        </span>
      </p>
      <p className="guide-step" aria-live="polite">
        {text(`steps.${step}`, { example: EXAMPLES[store.country] })}
      </p>
      <ol className="guide-dots" aria-hidden>
        {LESSONS.map((each) => (
          <li
            key={each}
            data-at={each === lesson ? '' : undefined}
            data-done={school.done.includes(each) ? '' : undefined}
          />
        ))}
      </ol>
      <div className="guide-ways">
        <Button kind="plain" testId="guide-all" onPress={onAll}>
          {text('all')}
        </Button>
        <Button kind="plain" testId="guide-skip" onPress={onLeave}>
          {text('skip')}
        </Button>
      </div>
    </section>
  );
}
