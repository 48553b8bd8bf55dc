import type { Display } from '../../../shared/display.ts';

/** The screen that faces the customer, and the displays that it can be on. */
export interface CustomerScreen {
  /** All displays of this computer but the one that the till's window is on; none before the system was asked. */
  displays(): readonly Display[];
  /** From now on: on this display where it is there; null: on none of its own. Never throws. */
  use(display: Display | null): void;
  /**
   * @param on.displays they are others now
   * @param on.there a page has been loaded and waits to be told, or (false) there is none any more
   */
  watch(on: { displays(): void; there(isThere: boolean): void }): void;
}
