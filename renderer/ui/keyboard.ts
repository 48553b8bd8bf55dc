import { useEffect } from 'react';
import { enterCounts } from './enter.ts';

let deafUntil = Number.NEGATIVE_INFINITY;

/**
 * Another screen came under the fingers of somebody who was typing: an Enter that was meant for the field must not
 * press the button that is there now.
 */
export const ignoreEnterFor = (ms: number): void => void (deafUntil = performance.now() + ms);

/**
 * Stops repeated Enters before any button or field sees them, so that nothing is ever sent or captured twice by one
 * press.
 */
export function guardEnter(): () => void {
  let previousAt = Number.NEGATIVE_INFINITY;
  let strayAt = Number.NEGATIVE_INFINITY;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') {
      previousAt = Number.NEGATIVE_INFINITY;
      if (event.key.length === 1) strayAt = takesText(event.target) ? Number.NEGATIVE_INFINITY : event.timeStamp;
      return;
    }
    const counts =
      event.timeStamp >= deafUntil && enterCounts({ repeat: event.repeat, at: event.timeStamp, previousAt, strayAt });
    previousAt = event.timeStamp;
    if (counts) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}

const isDialogOpen = (): boolean => document.querySelector('[role="alertdialog"], [role="dialog"]') !== null;
const takesText = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.type !== 'radio') || target instanceof HTMLTextAreaElement;

const SCREEN_KEYS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F10', 'F11', 'Escape'] as const;

export interface ScreenKeys extends Partial<Readonly<Record<(typeof SCREEN_KEYS)[number], (() => void) | undefined>>> {
  /** A digit, a separator or Backspace pressed where no field has the focus. */
  readonly onType?: ((key: string) => void) | undefined;
}

/**
 * Keys of a screen, wherever the focus is. Enter presses the screen's one filled button where nothing else takes it.
 */
export function useScreenKeys(keys: ScreenKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isDialogOpen()) return;
      const { key } = event;
      const screenKey = SCREEN_KEYS.find((each) => each === key);
      if (screenKey) {
        const act = keys[screenKey];
        if (!act || event.repeat) return;
        event.preventDefault();
        act();
      } else if (key === 'Enter') {
        if (takesText(event.target) || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        document.querySelector<HTMLButtonElement>('[data-primary]')?.click();
      } else if (keys.onType && !takesText(event.target) && (/^[\d.,]$/.test(key) || key === 'Backspace')) {
        event.preventDefault();
        keys.onType(key);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

/**
 * After a change of state the focus is on the filled button, so that Enter is the next step; where there is none, on
 * the stage.
 */
export function useFocusOn(state: string): void {
  useEffect(() => {
    if (isDialogOpen()) return;
    const target =
      document.querySelector<HTMLElement>('[data-first-field]') ??
      document.querySelector<HTMLElement>('[data-primary]') ??
      document.querySelector<HTMLElement>('[data-stage]');
    target?.focus({ preventScroll: true });
  }, [state]);
}
