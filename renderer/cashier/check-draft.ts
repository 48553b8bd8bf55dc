import { settleLines } from '../../shared/discount.ts';
import { COUNTRIES } from '../../shared/country.ts';
import type { PhoneCountry } from '../../shared/country.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import type { Money } from '../../shared/money.ts';
import { parsePhone } from '../../shared/phone.ts';
import type { ParsedPhone } from '../../shared/phone.ts';
import { linesTotal } from '../../shared/receipt.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { readAmount } from '../ui/amount-entry.ts';
import type { Draft, Sending } from './draft.ts';

/** What is keyed so far, as the screen shows it. */
export interface CheckedDraft {
  readonly country: PhoneCountry;
  readonly phone: ParsedPhone;
  /** Null while the amount is empty or cannot be paid. */
  readonly total: Money | null;
  /**
   * What is wrong with the amount, or null while nothing is; an empty field counts as zero only when it was asked to go
   * on.
   */
  readonly amountProblem: ErrorCode | null;
  readonly phoneProblem: ErrorCode | null;
  /** The lines' sum where it differs from the keyed amount. */
  readonly linesSum: Money | null;
  /** Everything that a code needs, or null: what is sold, whoever pays. */
  readonly sale: Omit<Sending, 'to'> | null;
  /** Everything that Send needs, or null. */
  readonly ready: Sending | null;
}

/** Problems that are certain while the field is still being keyed; the others only once it was asked to go on. */
const CERTAIN: readonly ErrorCode[] = [
  'amount.aboveMaximum',
  'amount.notANumber',
  'amount.negative',
  'amount.tooManyDecimals',
  'phone.letters',
  'phone.tooLong',
  'phone.foreign',
];

export const isCertain = (problem: ErrorCode): boolean => CERTAIN.includes(problem);

export function checkDraft(draft: Draft, store: StoreSettings): CheckedDraft {
  const { currency } = COUNTRIES[store.country];
  const country = draft.country ?? store.country;
  const amount = readAmount(draft.amount, currency);
  const total = amount?.ok ? money(currency, amount.value) : null;
  const phone = parsePhone(draft.phone, country);
  const shown = (problem: ErrorCode | null, asked: boolean): ErrorCode | null =>
    problem && (asked || isCertain(problem)) ? problem : null;
  const lines = settleLines(draft.lines, draft.off);
  const sum = lines.length > 0 ? money(currency, linesTotal(lines)) : null;
  const linesSum = sum && sum.value !== total?.value ? sum : null;
  const sale = total && !linesSum ? { total, lines, minimumAge: draft.minimumAge } : null;
  return {
    country,
    phone,
    total,
    amountProblem: amount
      ? shown(amount.ok ? null : amount.problem, draft.asked !== null || draft.active === 'phone')
      : shown('amount.zero', draft.asked !== null),
    phoneProblem: shown(phone.ok ? null : phone.problem, draft.asked === 'all'),
    linesSum,
    sale,
    ready: sale && phone.ok ? { ...sale, to: { method: 'phone', msisdn: phone.msisdn } } : null,
  };
}
