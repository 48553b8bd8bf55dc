import type { Clock } from '../core/ports/clock.ts';

/** How often the page is asked whether it lives. */
const ASK_EVERY_MS = 2_000;
/** So many asks in a row without an answer: it hangs. */
const MISSED = 5;

interface PageWatch {
  readonly ask: () => Promise<unknown>;
  readonly hangs: () => void;
  readonly excused?: () => boolean;
  readonly clock: Pick<Clock, 'after'>;
}

/**
 * Notices a page that hangs although nobody touches it. (Electron's own `unresponsive` comes only when an input is not
 * taken, after half a minute; a screen that stands still would meanwhile tell an old truth.) Counted in asks, not in
 * time: after a sleep of the machine the page gets as many chances as ever.
 *
 * @param ask settles when the page has answered
 * @param excused whether the page is held by the system, which has a dialog of its own open for it
 * @returns ends the watch
 */
export function watchPage({ ask, hangs, excused = () => false, clock }: PageWatch): () => void {
  let missed = 0;
  let waiting = false;
  let stopTimer: () => void = () => undefined;
  const again = (): void => {
    stopTimer = clock.after(ASK_EVERY_MS, tick);
  };
  const tick = (): void => {
    missed = waiting && !excused() ? missed + 1 : 0;
    if (missed >= MISSED) return hangs();
    again();
    if (waiting) return;
    waiting = true;
    // A page that could not be asked has answered that it is gone: that is for others to see.
    const answered = () => {
      waiting = false;
    };
    ask().then(answered, answered);
  };
  again();
  return () => stopTimer();
}
