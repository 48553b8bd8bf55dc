import { CircleCheck, GraduationCap } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StoreCountry } from '../../shared/country.ts';
import type { Till } from '../../shared/ipc/contract.ts';
import type { Sale } from '../../shared/payment.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { roomTexts } from '../i18n/index.ts';
import type { RoomKey } from '../i18n/rooms.ts';
import { bridge } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import { checkDraft } from './check-draft.ts';
import { useDraft } from './draft.ts';
import { guideStep, LESSONS, nextLesson } from './guide-steps.ts';
import type { GuideStep, Lesson } from './guide-steps.ts';
import './practice-guide.css';

const useGuideText = roomTexts('guide');

const LESSON_WORDS: Readonly<Record<Lesson, RoomKey<'guide'>>> = {
  phone: 'lessons.phone',
  code: 'lessons.code',
  declined: 'lessons.declined',
};
const STEP_WORDS: Readonly<Record<GuideStep, RoomKey<'guide'>>> = {
  amount: 'steps.amount',
  amountForCode: 'steps.amountForCode',
  number: 'steps.number',
  send: 'steps.send',
  code: 'steps.code',
  approve: 'steps.approve',
  decline: 'steps.decline',
  take: 'steps.take',
  next: 'steps.next',
  moment: 'steps.moment',
};

/** Mobile numbers that the made-up wallet knows. */
const EXAMPLES: Readonly<Record<StoreCountry, string>> = {
  NO: '91234567',
  DK: '20123456',
  FI: '0401234567',
};

export interface PracticeGuideProps {
  readonly till: Till;
  readonly store: StoreSettings;
  readonly sales: readonly Sale[];
  /** The sale in the middle, or null for a new one. */
  readonly sale: Sale | null;
}

/** The next step of a practice sale, in words beside the sale: it stands in the rail, over nothing. */
export default function PracticeGuide({ till, store, sales, sale }: PracticeGuideProps) {
  const text = useGuideText();
  const draft = useDraft((state) => state);
  const checked = checkDraft(draft, store);
  const next = nextLesson(sales);
  // What has just been done is looked at before the next one is begun.
  const [lesson, setLesson] = useState(next);
  useEffect(() => {
    if (sale === null) setLesson(next);
  }, [sale, next]);
  const close = () => void bridge.call['settings.preferences']({ ...till.preferences, guide: false });
  if (lesson === null)
    return (
      <section className="guide" aria-label={text('done')}>
        <p className="guide-step" role="note">
          <CircleCheck size={22} aria-hidden />
          {text('done')}
        </p>
        <Button testId="guide-close" onPress={close}>
          {text('close')}
        </Button>
      </section>
    );
  const step = guideStep(lesson, sale, { amount: checked.total !== null, number: checked.phone.ok });
  const title = text('title', { number: LESSONS.indexOf(lesson) + 1, count: LESSONS.length });
  return (
    <section className="guide" aria-label={title} data-lesson={lesson} data-step={step}>
      <p className="guide-title">
        <GraduationCap size={20} aria-hidden />
        <span>
          {title}
          <strong>{text(LESSON_WORDS[lesson])}</strong>
        </span>
        <Button kind="plain" testId="guide-skip" onPress={close}>
          {text('skip')}
        </Button>
      </p>
      <p className="guide-step" aria-live="polite">
        {text(STEP_WORDS[step], { example: EXAMPLES[store.country] })}
      </p>
      <ol className="guide-dots" aria-hidden>
        {LESSONS.map((each) => (
          <li key={each} data-at={each === lesson ? '' : undefined} />
        ))}
      </ol>
    </section>
  );
}
