import { app } from 'electron';
import type { BrowserWindow, Event } from 'electron';

export type WhyLeave = 'close' | 'logOff' | 'update';

/** A window in which the question can be seen and answered. */
const canAsk = (window: BrowserWindow | null): window is BrowserWindow =>
  window !== null &&
  !window.isDestroyed() &&
  !window.webContents.isCrashed() &&
  !window.webContents.isLoadingMainFrame();

/**
 * Lets the app end only when nothing is open or a person has said so. A window that cannot ask is no reason to stay:
 * nothing is lost by ending, because the next start looks every open payment up.
 *
 * @param mayLeave whether the app may end now; when not, the question has been put on screen
 * @returns ends the app without asking
 */
export function guardLeaving(window: () => BrowserWindow | null, mayLeave: (why: WhyLeave) => boolean): () => void {
  let decided = false;
  const guard =
    (why: WhyLeave) =>
    (event: Pick<Event, 'preventDefault'>): void => {
      const shown = window();
      if (decided || !canAsk(shown) || mayLeave(why)) {
        decided = true;
        return;
      }
      event.preventDefault();
      if (shown.isMinimized()) shown.restore();
      shown.focus();
    };
  const first = window();
  first?.on('close', guard('close'));
  // Windows asks each window whether the session may end; macOS quits the app for it. Linux gives no time for a
  // question.
  first?.on('query-session-end', guard('logOff'));
  app.on('before-quit', guard('close'));
  return () => {
    decided = true;
    app.quit();
  };
}
