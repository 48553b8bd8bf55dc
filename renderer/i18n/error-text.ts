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
