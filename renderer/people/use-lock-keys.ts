import { useEffect } from 'react';
import { lock, tellActive } from './calls.ts';

/** Touches and keys are told to main at most this often: its own time until the till locks itself is minutes. */
const TOLD_EVERY_MS = 10_000;

/** On every screen while somebody is signed in: F9 locks, and each touch puts off the lock that comes by itself. */
export function useLockKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    let toldAt = Number.NEGATIVE_INFINITY;
    const onUse = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key === 'F9' && !event.repeat) {
        event.preventDefault();
        event.stopImmediatePropagation();
        void lock();
        return;
      }
      if (event.timeStamp - toldAt < TOLD_EVERY_MS) return;
      toldAt = event.timeStamp;
      void tellActive();
    };
    const uses = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const use of uses) window.addEventListener(use, onUse, { capture: true, passive: use === 'wheel' });
    return () => {
      for (const use of uses) window.removeEventListener(use, onUse, { capture: true });
    };
  }, [on]);
}
