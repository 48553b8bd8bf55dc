import type { Known } from '../../shared/advice.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/**
 * What staff read about a registered error. `{{wallet}}` is Vipps or MobilePay, by the store's country.
 * - `title`: what happened, readable from a step away
 * - `sentence`: what it means for the money, never more than what is known
 * - `action`: what to do next
 */
export interface ErrorText {
  readonly title: string;
  readonly sentence: string;
  readonly action: string;
}

/** Reads it; `known` where it is certain that the step was not done. */
export type ReadError = (code: ErrorCode, known?: Known) => ErrorText;
