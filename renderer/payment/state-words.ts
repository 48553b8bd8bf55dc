import type { ErrorCode } from '../../shared/errors.ts';

/** Words of a state: the line that is read out, then what it means and what to do. */
export interface StateTexts {
  readonly title: string;
  readonly notes: readonly string[];
  /** For support, in small type. */
  readonly code: ErrorCode | null;
}
