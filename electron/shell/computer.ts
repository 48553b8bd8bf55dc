import { powerSaveBlocker } from 'electron';
import type { BrowserWindow } from 'electron';
import { createKiosk } from './kiosk.ts';
import type { Log } from '../core/ports/log.ts';
import type { CounterWishes } from '../../shared/settings.ts';

interface ComputerParts {
  readonly window: BrowserWindow;
  readonly log: Log;
  startWithSystem(wanted: boolean): void;
  /** @returns ends the watch: this process ends on purpose, or is not to come back any more */
  watch(): () => void;
}

/** What the counter asked of its computer, put in force. Loaded when anything was asked. */
export function openComputer({ window, log, startWithSystem, watch }: ComputerParts) {
  const kiosk = createKiosk(window);
  let awake: number | null = null;
  let stopWatch: (() => void) | null = null;
  let starts: boolean | null = null;
  const attempt = (what: keyof CounterWishes, work: () => void): void => {
    try {
      work();
    } catch (error) {
      log.error('computer does not do this', { what, error: error instanceof Error ? error.name : typeof error });
    }
  };
  return {
    apply(wishes: CounterWishes): void {
      attempt('fullScreen', () => kiosk(wishes.fullScreen));
      attempt('keepAwake', () => {
        if (wishes.keepAwake) awake ??= powerSaveBlocker.start('prevent-display-sleep');
        else if (awake !== null) powerSaveBlocker.stop(awake);
        if (!wishes.keepAwake) awake = null;
      });
      attempt('startWithSystem', () => {
        if (starts !== wishes.startWithSystem && (starts !== null || wishes.startWithSystem))
          startWithSystem(wishes.startWithSystem);
        starts = wishes.startWithSystem;
      });
      attempt('comesBack', () => {
        if (wishes.comesBack) stopWatch ??= watch();
        else stopWatch?.();
        if (!wishes.comesBack) stopWatch = null;
      });
    },
    /** The app ends. */
    stop(): void {
      stopWatch?.();
      stopWatch = null;
    },
  };
}
