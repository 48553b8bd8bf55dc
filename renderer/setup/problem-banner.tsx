import { useEffect, useRef } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { Banner } from '../ui/banner.tsx';
import { useProblemText } from './use-texts.ts';

export interface ProblemBannerProps {
  readonly problem: ErrorCode;
  /** In place of the registered sentence and action, where they would speak of something that cannot be meant here. */
  readonly sentence?: string;
  readonly action?: string;
  /** More that belongs to it. */
  readonly more?: string | undefined;
}

/** A registered error in place: what happened, what it means, what to do, and the code that support asks for. */
export function ProblemBanner({ problem, sentence, action, more }: ProblemBannerProps) {
  const texts = useProblemText()(problem);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer engines return a promise here, which must not become the effect's clean-up.
    void place.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <div ref={place}>
      <Banner tone="warn" title={`${texts.title}.`}>
        {sentence ?? texts.sentence} {action ?? texts.action} {more} <small className="problem-code">{problem}</small>
      </Banner>
    </div>
  );
}
