import { useEffect } from 'react';
import { PRESSED } from './guide-steps.ts';
import type { GuideStep } from './guide-steps.ts';

const MARK = 'data-press-here';

/** The mark follows what is on the screen: what is drawn later has its key marked too. */
function mark(ids: readonly string[]): void {
  const found = ids.map((id) => document.querySelector(`[data-testid="${id}"]`)).findLast((each) => each !== null);
  for (const marked of document.querySelectorAll(`[${MARK}]`)) if (marked !== found) marked.removeAttribute(MARK);
  if (found && !found.hasAttribute(MARK)) found.setAttribute(MARK, '');
}

let watch: MutationObserver | null = null;

export function stopShowing(): void {
  watch?.disconnect();
  watch = null;
  mark([]);
}

/** Shows where to press for a step. That of the closing leads through rooms where the guide itself is not drawn. */
export function useShownPress(step: GuideStep): void {
  useEffect(() => {
    stopShowing();
    const look = () => mark(PRESSED[step]);
    watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true });
    look();
    return step === 'day' ? undefined : stopShowing;
  }, [step]);
}
