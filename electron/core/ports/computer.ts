import type { CounterWishes } from '../../../shared/settings.ts';

/** The computer under the till: what it shall do for it from now on. */
export interface Computer {
  /** Never throws: what the system refuses is a line in the log. */
  apply(wishes: CounterWishes): void;
}
